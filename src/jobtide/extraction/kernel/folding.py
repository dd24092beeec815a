"""Folding bytes of UTF-8 (text.py): one byte for each folded character, and the way back to the original."""

import re
import unicodedata
from functools import cache

import numpy as np

from jobtide.extraction.kernel.blocks import BLOCK, copy_block
from jobtide.extraction.kernel.characters import CASELESS, LOWER, UPPER
from jobtide.extraction.kernel.compiling import eight_bytes, inlined, lowest_bit, put_eight_bytes
from jobtide.extraction.kernel.line_ends import with_line_ends
from jobtide.extraction.text import plain_of

ODD = 0xFFFFFFFF  # no code for what it folds to; texts that hold it are read by the plain reader
_KNOWN = 0x20000  # code points beyond are odd
# Ranges in which every character is a letter of its own without case, so that the table need not ask for each.
_LETTERS = ((0x3400, 0x4DC0), (0x4E00, 0x9FD6))
_SIGNS = ((0xE000, 0xF900),)
_UNKNOWN = ((0x10000, 0x1F000), (0xAC00, 0xD7A4), (0xD800, 0xE000), (0x1FB00, _KNOWN))
_PUNCTUATION = np.zeros(256, dtype=np.bool_)
for _one in re.findall(r"[!-/:-@\[-`{-~]", "".join(map(chr, range(128)))):
    _PUNCTUATION[ord(_one)] = True
_HIGH, _ONES = np.uint64(0x8080808080808080), np.uint64(0x0101010101010101)
_ESCAPES = np.uint64(0x5C5C5C5C5C5C5C5C)  # backslashes


@cache
def table() -> np.ndarray:
    """For each code point what it folds to: up to four bytes in one number, the first lowest; 0 is nothing at all."""
    found = np.full(_KNOWN, ODD, dtype=np.uint32)
    for ranges, value in ((_LETTERS, CASELESS), (_SIGNS, ord(","))):
        for start, end in ranges:
            found[start:end] = value
    skipped = sorted((*_LETTERS, *_SIGNS, *_UNKNOWN))
    at = 128
    for start, end in (*skipped, (_KNOWN, _KNOWN)):
        for point in range(at, start):
            found[point] = _packed(plain_of(chr(point)))
        at = end
    return found


def without_letters(folds: np.ndarray) -> np.ndarray:
    """The table for a taxonomy with words in other scripts: letters of theirs are odd."""
    return np.where(folds & 0x80808080 != 0, np.uint32(ODD), folds)


def _packed(plain: str) -> int:
    if len(plain) > 4:
        return ODD
    number = 0
    for place, character in enumerate(plain):
        code = _code(character)
        if code is None:
            return ODD
        number |= code << (8 * place)
    return number


def _code(character: str) -> int | None:
    if character.isascii():
        return ord(character) or None
    if not character.isalnum() or unicodedata.category(character) == "Nd":
        return None
    if character.upper() != character:
        return LOWER
    return UPPER if character.isupper() else CASELESS


@inlined
def fold(data, start, end, folds, cased, origins, places):
    """Folds data[start:end] into `cased`; returns its length, and whether it has a way back in `origins`.

    The length is -1 where something odd is in it. `places` is room for as many numbers as there are bytes.
    """
    size, at, character = 0, start, 0
    changed = False
    last_block = len(data) - BLOCK
    while at < end:
        plain = np.int64(0)
        if at <= last_block:
            odd = copy_block(data, at, cased, size)
            plain = np.int64(BLOCK) if odd == np.uint64(0) else np.int64(lowest_bit(odd))
            plain = min(plain, end - at)
        elif at + 8 <= end:
            chunk = eight_bytes(data, at)
            escape = chunk ^ _ESCAPES
            if (chunk | ((escape - _ONES) & ~escape)) & _HIGH == np.uint64(0):
                put_eight_bytes(cased, size, chunk)
                plain = np.int64(8)
        if plain > 0:
            if changed:
                for step in range(plain):
                    origins[size + step] = character + step
            at += plain
            size += plain
            character += plain
            continue
        byte = data[at]
        if byte < 128:
            if byte == 92 and at + 1 < end and _PUNCTUATION[data[at + 1]]:
                if not changed:
                    changed = True
                    for place in range(size):
                        origins[place] = place
            else:
                cased[size] = byte
                if changed:
                    origins[size] = character
                size += 1
            at += 1
            character += 1
            continue
        if byte < 0xE0:
            point = (byte & 0x1F) << 6 | (data[at + 1] & 0x3F)
            at += 2
        elif byte < 0xF0:
            point = (byte & 0x0F) << 12 | (data[at + 1] & 0x3F) << 6 | (data[at + 2] & 0x3F)
            at += 3
        else:
            point = (
                (byte & 0x07) << 18 | (data[at + 1] & 0x3F) << 12 | (data[at + 2] & 0x3F) << 6 | (data[at + 3] & 0x3F)
            )
            at += 4
        if point >= len(folds):
            return -1, False
        value = folds[point]
        if value == ODD:
            return -1, False
        if not changed and (value == 0 or value > 255):
            changed = True
            for place in range(size):
                origins[place] = place
        while value != 0:
            cased[size] = value & 255
            if changed:
                origins[size] = character
            value >>= 8
            size += 1
        character += 1
    return with_line_ends(cased, size, origins, changed, places)
