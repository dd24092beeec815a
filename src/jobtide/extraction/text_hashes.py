"""The hashes of many texts at once, by compiled code: those that `reading.text_hash` gives one at a time.

To import this module is to import the compiler; nobody does who reads but a few adverts.
"""

import re
from collections.abc import Callable
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from jobtide.extraction.kernel.texts import Texts
from jobtide.machine_code import compiled

_KNOWN = 0x20000  # code points beyond are looked at by the interpreter; no letters are there that adverts use
_NO_WORD = re.compile(r"\W")
_GROWS = 3  # folding makes of a character at most so many times its bytes
_SPACE = 32


class TextHasher:
    """Hashes as `plain` does. It can be pickled."""

    def __init__(self, plain: Callable[[str, str], int]):
        self._plain = plain
        folded = [_folded(chr(point)) for point in range(_KNOWN)]
        self._edges = np.zeros(_KNOWN + 1, dtype=np.int32)
        np.cumsum([len(one) for one in folded], out=self._edges[1:])
        # Copied, since what comes out of a pickle can be written to: of two kinds all code would be compiled twice.
        self._bytes = np.frombuffer(b"".join(folded), dtype=np.uint8).copy()

    def all(self, titles: Texts, descriptions: Texts) -> list[int]:
        """The hash of each title with its description; the two are equally many."""
        size = sum(int(texts.offsets[-1] - texts.offsets[0]) for texts in (titles, descriptions))
        words = np.empty(_GROWS * size + len(titles) + 1, dtype=np.uint8)
        edges, odd = np.zeros(len(titles) + 1, dtype=np.int64), np.zeros(len(titles), dtype=np.bool_)
        _write_words(
            titles.data, titles.offsets, descriptions.data, descriptions.offsets,
            self._bytes[:128], self._edges, self._bytes, words, edges, odd,
        )  # fmt: skip
        seen = memoryview(words)
        hashes = [
            int.from_bytes(blake2b(seen[first:last], digest_size=8).digest(), signed=True)
            for first, last in pairwise(edges.tolist())
        ]
        for at in np.flatnonzero(odd).tolist():
            hashes[at] = self._plain(titles[at], descriptions[at])
        return hashes


def _folded(character: str) -> bytes:
    return _NO_WORD.sub(" ", character.casefold()).encode("utf-8", "replace")


@compiled
def _write_words(titles, title_edges, texts, text_edges, ascii_folds, fold_edges, folds, words, edges, odd):
    """Writes the folded words of each text, with one space between two, and to `edges` where those of each end."""
    size = 0
    for text in range(len(odd)):
        begin = size
        space = False  # whether one is due before the next word
        for part in range(2):
            data = titles if part == 0 else texts
            at = title_edges[text] if part == 0 else text_edges[text]
            end = title_edges[text + 1] if part == 0 else text_edges[text + 1]
            space = size > begin
            while at < end:
                byte = data[at]
                if byte < 128:
                    # Written wherever it goes; what was no word's is written over.
                    letter = ascii_folds[byte]
                    words[size] = _SPACE
                    size += space & (letter != _SPACE)
                    words[size] = letter
                    size += letter != _SPACE
                    space = (letter == _SPACE) & (size > begin)
                    at += 1
                    continue
                if byte < 0xE0:
                    point = np.int64(byte & 0x1F) << 6 | (data[at + 1] & 0x3F)
                    at += 2
                elif byte < 0xF0:
                    point = np.int64(byte & 0x0F) << 12 | np.int64(data[at + 1] & 0x3F) << 6 | (data[at + 2] & 0x3F)
                    at += 3
                else:
                    point = np.int64(byte & 0x07) << 18 | np.int64(data[at + 1] & 0x3F) << 12
                    point |= np.int64(data[at + 2] & 0x3F) << 6 | (data[at + 3] & 0x3F)
                    at += 4
                if point >= len(fold_edges) - 1:
                    odd[text] = True
                    break
                for place in range(fold_edges[point], fold_edges[point + 1]):
                    if folds[place] == _SPACE:
                        space = size > begin
                    else:
                        if space:
                            words[size] = _SPACE
                            size += 1
                            space = False
                        words[size] = folds[place]
                        size += 1
        edges[text + 1] = size
