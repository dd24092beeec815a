"""A phrase book (phrases.py) as arrays, in which compiled code looks words up."""

from collections.abc import Container, Mapping
from typing import NamedTuple

import numpy as np

from jobtide.extraction.forms import EXACT, KINDS, WEAK, Form
from jobtide.extraction.kernel.compiling import compiled, inlined, item
from jobtide.extraction.kernel.vocabulary import SHORT, Words, hashes_of
from jobtide.extraction.kernel.words import same_letters
from jobtide.extraction.phrases import Node

# What a word may be, as far as the top bits of its hash tell.
ALONE, FIRST, SECOND, COMPANY, GLUED = 1, 2, 4, 8, 16
_SPARE = 16  # places in a table of bits for each entry, at least
# A node in one number: the node before it plus one, the place in `ends` of what ends with it and how many that are,
# whether some word may follow, and whether its own word is a long one.
_PARENT, _PLACE, _COUNT, _FOLLOWED, _LONG = 0, 24, 48, 60, 61
_24_BITS, _12_BITS = (1 << 24) - 1, (1 << 12) - 1
DOT, CAPITAL_BIT, KIND, FORM = 1 << 30, 29, 26, (1 << 26) - 1
CAPITAL = 1 << CAPITAL_BIT
_MIXED, _MIXED_AGAIN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_LOW, _32, _29 = np.uint64((1 << 32) - 1), np.uint64(32), np.uint64(29)


class Book(NamedTuple):
    """Nodes by number, each with the hash of its word; two tables lead to them from the hash of a word in a text.

    A slot of `roots` and of `edges` has half of a hash in its upper half and in its lower the number of a node plus
    one; what is empty is 0.
    """

    roots: np.ndarray  # uint64: nodes that a phrase begins with, by the hash of the word
    edges: np.ndarray  # uint64: all other nodes, by node before and hash of the word
    nodes: np.ndarray  # uint64: for each the hash of its word, then the node itself
    spelt: np.ndarray  # int64 by node: the place of its word in `letters` << 16 | its length
    letters: np.ndarray  # uint8
    ends: np.ndarray  # int32: form | kind << KIND, plus DOT if a dot must stand before it, CAPITAL if it must begin so
    kinds: np.ndarray  # uint8 by the top bits of a hash: ALONE and so on
    begins: np.ndarray  # uint8, bits by hash: words that are a phrase, and pairs of words that begin one


def compiled_book(
    openings: Mapping[str, Node],
    numbers: Mapping[str, int],
    words: Words,
    form_numbers: Mapping[int, int],
    company: np.ndarray,
    heads: Container[str],
    titles: bool,
) -> Book:
    """`numbers` are the words' in `words`, `form_numbers` those of the payloads, by identity; Job Titles or none.

    Phrases with words that have no number are left out. `company` are the hashes of words to be marked COMPANY, `heads`
    the slugs whose forms are looked for in whatever case.
    """

    def ends_of(node: Node) -> list[int]:
        return [
            form_numbers[id(form)] | KINDS.index(form.kind) << KIND | DOT * dot | CAPITAL * _is_capital(form, heads)
            for form, dot in node.ends
            if titles or not form.is_title
        ]

    def wanted(behind: Mapping[str, Node]) -> list[Node]:
        return [node for word, node in behind.items() if word in numbers and (titles or _ends_something(node))]

    hashes = hashes_of(words.letters, words.starts)
    nodes = [(node, -1) for node in wanted(openings)]
    opening_words = len(nodes)
    ends, parents, held, spelt = [], [], [], []
    for at, (node, parent) in enumerate(nodes):  # grows on the way
        number, here, behind = numbers[node.word], ends_of(node), wanted(node.follow)
        held.append(
            parent + 1 << _PARENT | len(ends) << _PLACE | len(here) << _COUNT
            | bool(behind) << _FOLLOWED | (len(node.word) > SHORT) << _LONG
        )  # fmt: skip
        parents.append(parent)
        spelt.append((number, len(node.word)))
        ends.extend(here)
        nodes.extend((child, at) for child in behind)
    numbers_of = np.array([number for number, _ in spelt], dtype=np.int64)
    of_node = hashes[numbers_of]
    table = np.stack([of_node, np.array(held, dtype=np.uint64)], axis=1).ravel()
    roots, edges = _slots(opening_words), _slots(len(nodes) - opening_words)
    _settle(np.array(parents, dtype=np.int64), of_node, roots, edges)
    alone = [at for at in range(opening_words) if held[at] >> _COUNT & _12_BITS]
    seconds = [at for at in range(opening_words, len(nodes)) if parents[at] < opening_words]
    kinds = np.zeros(1 << max(16, (4 * len(hashes)).bit_length()), dtype=np.uint8)
    firsts = [parents[at] for at in seconds]
    for bit, some in (
        (ALONE, of_node[alone]),
        (FIRST, of_node[firsts]),
        (SECOND, of_node[seconds]),
        (COMPANY, company),
    ):
        _mark(some, np.uint8(bit), kinds)
    begins = np.zeros((1 << (_SPARE * (len(seconds) + len(alone)) + 64).bit_length()) // 8, dtype=np.uint8)
    _fill(of_node[alone], of_node[firsts], of_node[seconds], begins)
    places = words.starts[numbers_of].astype(np.int64) << 16 | np.array([size for _, size in spelt], dtype=np.int64)
    return Book(roots, edges, table, places, words.letters, np.array(ends, dtype=np.int32), kinds, begins)


def _ends_something(node: Node) -> bool:
    """Whether something else than a Job Title ends at the node or behind it."""
    return any(not form.is_title for form, _ in node.ends) or any(map(_ends_something, node.follow.values()))


def _is_capital(form: Form, heads: Container[str]) -> bool:
    """Whether nothing comes of the form where it begins with a small letter."""
    return form.kind in (EXACT, WEAK) and form.slug not in heads and "A" <= form.written[:1] <= "Z"


def _slots(entries: int) -> np.ndarray:
    return np.zeros(1 << (entries * 3 // 2 + 64).bit_length(), dtype=np.uint64)


@compiled
def _settle(parents, hashes, roots, edges):
    for node in range(len(parents)):
        parent = parents[node]
        key, slots = (hashes[node], roots) if parent < 0 else (edge(parent, hashes[node]), edges)
        mask = len(slots) - 1
        at = np.int64(key) & mask
        while slots[at] != np.uint64(0):
            at = (at + 1) & mask
        slots[at] = (key >> _32) << _32 | np.uint64(node + 1)


@compiled
def _mark(hashes, bit, kinds):
    for word in range(len(hashes)):
        kinds[place_of(hashes[word], len(kinds))] |= bit


@compiled
def _fill(alone, firsts, seconds, begins):
    for word in range(len(alone)):
        bit = _bit(alone[word], len(begins))
        begins[bit >> 3] |= np.uint8(1 << (bit & 7))
    for pair in range(len(firsts)):
        bit = _bit(_paired(firsts[pair], seconds[pair]), len(begins))
        begins[bit >> 3] |= np.uint8(1 << (bit & 7))


@inlined
def place_of(number, size):
    """The place of a hash in a table whose size is a power of two."""
    return np.int64(number >> _32) & (size - 1)


@inlined
def _bit(number, size):
    return np.int64(number & np.uint64(8 * size - 1))


@inlined
def _paired(first, second):
    mixed = (first ^ (second >> np.uint64(7))) * _MIXED
    return mixed >> _29


@inlined
def may_begin(begins, first, second):
    """Whether a phrase may be the first of two words, and whether one may begin with both: 1 or 0 each."""
    alone, pair = _bit(first, len(begins)), _bit(_paired(first, second), len(begins))
    of_first = item(begins, alone >> 3) >> np.uint8(alone & 7)
    return of_first & 1, (item(begins, pair >> 3) >> np.uint8(pair & 7)) & 1


@inlined
def edge(node, number):
    """A number for what follows a node."""
    mixed = (number ^ (np.uint64(node) * _MIXED)) * _MIXED_AGAIN
    return mixed ^ (mixed >> _29)


@inlined
def root_of(book, lower, start, end, number):
    """The node of the word start..end, whose hash is `number`, as the first of a phrase; -1."""
    return _node_at(book, book.roots, number, np.int64(-1), lower, start, end, number)


@inlined
def after(book, node, lower, start, end, number):
    """The node that the word start..end, whose hash is `number`, leads to from `node`; -1."""
    return _node_at(book, book.edges, edge(node, number), node, lower, start, end, number)


@inlined
def _node_at(book, slots, key, parent, lower, start, end, number):
    mask = len(slots) - 1
    at = np.int64(key) & mask
    tag = key >> _32
    while True:
        slot = item(slots, at)
        if slot == np.uint64(0):
            return np.int64(-1)
        if slot >> _32 == tag:
            node = np.int64(slot & _LOW) - 1
            held = np.int64(item(book.nodes, 2 * node + 1))
            if (
                item(book.nodes, 2 * node) == number
                and held & _24_BITS == parent + 1
                and (held >> _LONG) & 1 == (end - start > SHORT)
                and (end - start <= SHORT or _is_spelt(book, node, lower, start, end))
            ):
                return node
        at = (at + 1) & mask


@inlined
def _is_spelt(book, node, lower, start, end):
    spelt = book.spelt[node]
    return spelt & 0xFFFF == end - start and same_letters(book.letters, spelt >> 16, lower, start, end)


@inlined
def ends_of(book, node):
    """(first, last, whether some word may follow): the place in `ends` of what ends with the node."""
    held = np.int64(item(book.nodes, 2 * node + 1))
    first = (held >> _PLACE) & _24_BITS
    return first, first + ((held >> _COUNT) & _12_BITS), (held >> _FOLLOWED) & 1 != 0
