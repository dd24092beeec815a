"""A phrase book (phrases.py) as arrays, in which compiled code looks words up."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from jobtide.extraction.forms import KINDS
from jobtide.extraction.kernel.compiling import compiled, inlined
from jobtide.extraction.kernel.words import PADDING, hash_all, hashed, same_letters
from jobtide.extraction.phrases import Node

FILTER_BITS = 20
SHORT = 8
_MIXED = np.uint64(0x9E3779B97F4A7C15)


class Words(NamedTuple):
    """Words by number, those of up to eight letters first, and a table of hashes that leads to them.

    The hashes of two short words are never equal.
    """

    short: int  # how many have up to eight letters
    letters: np.ndarray  # uint8
    starts: np.ndarray  # int32, one more than there are words
    hashes: np.ndarray  # uint64, by slot
    slots: np.ndarray  # int32: the word in each slot, -1 where none is


class Book(NamedTuple):
    """Nodes by number. `roots` leads from a word to its node, `keys` and `values` from node and word to the next."""

    roots: np.ndarray  # int32 by word: the node that it opens; -1
    keys: np.ndarray  # int64 by slot: node << 32 | word; -1
    values: np.ndarray  # int32 by slot
    firsts: np.ndarray  # int32, one more than there are nodes: where the ends of each begin in `ends`; plus FOLLOWED
    ends: np.ndarray  # int32: form | kind << KIND, plus DOT where a dot must stand before it
    openings: np.ndarray  # uint8, bits: the words that are a phrase and the pairs of words that begin one


FOLLOWED = 1 << 30  # some word may follow
PLACE = FOLLOWED - 1
DOT, KIND, FORM = 1 << 30, 26, (1 << 26) - 1


def numbered(words: Iterable[str]) -> tuple[Words, dict[str, int]]:
    """The words, which must be in ASCII, and the number of each."""
    ordered = sorted(set(words), key=lambda word: (len(word) > SHORT, word))
    starts = np.zeros(len(ordered) + 1, dtype=np.int32)
    np.cumsum([len(word) for word in ordered], out=starts[1:])
    letters = np.frombuffer("".join(ordered).encode("ascii") + bytes(PADDING), dtype=np.uint8).copy()
    size = 1 << (2 * len(ordered) + 64).bit_length()
    hashes, slots = np.zeros(size, dtype=np.uint64), np.full(size, -1, dtype=np.int32)
    _settle(hashes_of(letters, starts), hashes, slots)
    short = sum(len(word) <= SHORT for word in ordered)
    return Words(short, letters, starts, hashes, slots), {word: at for at, word in enumerate(ordered)}


def compiled_book(
    openings: Mapping[str, Node],
    numbers: Mapping[str, int],
    words: Words,
    form_numbers: Mapping[int, int],
    titles: bool,
) -> Book:
    """`numbers` are the words' in `words`, `form_numbers` those of the payloads, by identity; Job Titles or none.

    Phrases with words that have no number are left out.
    """

    def ends_of(node: Node) -> list[int]:
        return [
            form_numbers[id(form)] | KINDS.index(form.kind) << KIND | DOT * dot
            for form, dot in node.ends
            if titles or not form.is_title
        ]

    def following(node: Node) -> list[tuple[str, Node]]:
        return [
            (word, behind)
            for word, behind in node.follow.items()
            if word in numbers and (titles or _ends_something(behind))
        ]

    roots = np.full(len(numbers), -1, dtype=np.int32)
    nodes = []
    for word, node in openings.items():
        if word in numbers and (titles or _ends_something(node)):
            roots[numbers[word]] = len(nodes)
            nodes.append(node)
    opening_words = len(nodes)
    edges, firsts, ends = [], [], []
    for at, node in enumerate(nodes):  # grows on the way
        children = following(node)
        firsts.append(len(ends) | FOLLOWED * bool(children))
        ends.extend(ends_of(node))
        for word, behind in children:
            edges.append((at << 32 | numbers[word], len(nodes)))
            nodes.append(behind)
    firsts.append(len(ends))
    size = 1 << (2 * len(edges) + 64).bit_length()
    keys, values = np.full(size, -1, dtype=np.int64), np.full(size, -1, dtype=np.int32)
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    _join(pairs, keys, values)
    hashes = hashes_of(words.letters, words.starts)
    of_root = [hashes[numbers[node.word]] for node in nodes[:opening_words]]
    single = [number for at, number in enumerate(of_root) if firsts[at + 1] & PLACE > firsts[at] & PLACE]
    starting = [(of_root[key >> 32], hashes[key & 0xFFFFFFFF]) for key, _ in edges if key >> 32 < opening_words]
    filled = np.zeros(1 << (FILTER_BITS - 3), dtype=np.uint8)
    _fill(np.array(single, dtype=np.uint64), np.array(starting, dtype=np.uint64).reshape(-1, 2), filled)
    return Book(roots, keys, values, np.array(firsts, dtype=np.int32), np.array(ends, dtype=np.int32), filled)


def _ends_something(node: Node) -> bool:
    """Whether something else than a Job Title ends at the node or behind it."""
    return any(not form.is_title for form, _ in node.ends) or any(map(_ends_something, node.follow.values()))


def hashes_of(letters: np.ndarray, starts: np.ndarray) -> np.ndarray:
    found = np.empty(len(starts) - 1, dtype=np.uint64)
    hash_all(letters, starts, found)
    return found


@compiled
def _settle(hashes_of_words, hashes, slots):
    mask = len(slots) - 1
    for word in range(len(hashes_of_words)):
        at = np.int64(hashes_of_words[word] & np.uint64(mask))
        while slots[at] >= 0:
            at = (at + 1) & mask
        hashes[at] = hashes_of_words[word]
        slots[at] = word


@inlined
def _slot_of(key, mask):
    return np.int64((np.uint64(key) * _MIXED) >> np.uint64(32)) & mask


@compiled
def _join(pairs, keys, values):
    mask = len(keys) - 1
    for pair in range(len(pairs)):
        at = _slot_of(pairs[pair, 0], mask)
        while keys[at] >= 0:
            at = (at + 1) & mask
        keys[at] = pairs[pair, 0]
        values[at] = pairs[pair, 1]


@compiled
def _fill(single, starting, filled):
    for word in range(len(single)):
        bit = single[word] >> np.uint64(64 - FILTER_BITS)
        filled[bit >> np.uint64(3)] |= np.uint8(1 << (bit & np.uint64(7)))
    for pair in range(len(starting)):
        bit = paired(starting[pair, 0], starting[pair, 1])
        filled[bit >> np.uint64(3)] |= np.uint8(1 << (bit & np.uint64(7)))


@inlined
def paired(first, second):
    """The bit of the filter for a pair of words."""
    return ((first ^ (second >> np.uint64(7))) * _MIXED) >> np.uint64(64 - FILTER_BITS)


@inlined
def may_open(filled, first, second):
    """Whether a phrase may begin with this word alone or with these two."""
    alone = first >> np.uint64(64 - FILTER_BITS)
    pair = paired(first, second)
    return (
        (filled[alone >> np.uint64(3)] >> np.uint8(alone & np.uint64(7)))
        | (filled[pair >> np.uint64(3)] >> np.uint8(pair & np.uint64(7)))
    ) & 1


@inlined
def word_at(words, lower, start, end, number):
    """The number of the word start..end, whose hash is `number`; -1 for a word that is in no phrase."""
    mask = len(words.slots) - 1
    at = np.int64(number & np.uint64(mask))
    while words.slots[at] >= 0:
        if words.hashes[at] == number:
            word = words.slots[at]
            if end - start <= SHORT:
                if word < words.short:
                    return word
                at = (at + 1) & mask
                continue
            first = words.starts[word]
            if words.starts[word + 1] - first == end - start and same_letters(words.letters, first, lower, start, end):
                return word
        at = (at + 1) & mask
    return np.int32(-1)


@inlined
def looked_up(words, lower, start, end):
    return word_at(words, lower, start, end, hashed(lower, start, end))


@inlined
def after(book, node, word):
    """The node that `word` leads to from `node`; -1."""
    mask = len(book.keys) - 1
    key = np.int64(node) << 32 | np.int64(word)
    at = _slot_of(key, mask)
    while book.keys[at] >= 0:
        if book.keys[at] == key:
            return book.values[at]
        at = (at + 1) & mask
    return np.int32(-1)
