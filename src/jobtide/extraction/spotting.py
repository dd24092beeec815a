"""All words that are looked for, found in one pass over many texts by compiled code.

What it finds is what `occurrences` finds one word at a time, which costs a pass for each of some forty words. To import
this module is to import the compiler, which takes most of a second; nobody does who reads but a few adverts.

Three characters at a time are looked up in a table that says which words may begin there; the words are then compared.
So the work is the same for every character but the few at which a word begins.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numba
import numpy as np

from jobtide.extraction.occurrences import ENOUGH, Bits, Searched, Sought, Spots


def _class(byte):
    """Small characters by five bits: letters, digits, four others; all that is left is 0."""
    # One after the other and without a table, so that the compiler takes many characters at once.
    known = byte & 31 if 97 <= byte <= 122 else 0
    known = 27 if 48 <= byte <= 57 else known
    known = 28 if byte == 32 else known
    known = 29 if byte == 45 else known
    known = 30 if byte == 36 else known  # $
    return 31 if byte == 163 else known  # £


class Spotter:
    """Searches texts for words, and for any of some sets of words, together at most 64. It can be pickled.

    The words are of small letters and other characters of Latin-1. Those that are `by_figures` count only where a
    figure stands from `figures[0]` characters before their beginning to `figures[1]` after it (end excluded).
    """

    def __init__(
        self, sought: Sequence[Sought], by_figures: frozenset[str] = frozenset(), figures: tuple[int, int] = (0, 0)
    ):
        self._bits = Bits(sought)
        self._figures = np.array([one in by_figures for one in sought]), *figures
        self._numbers = {one: number for number, one in enumerate(sought)}
        words = [
            (word, number)
            for number, one in enumerate(sought)
            for word in ((one,) if isinstance(one, str) else sorted(one))
        ]
        self._tables = _tables(words)
        # So many words can begin at one place.
        self._most = max(sum(word.startswith(begin) for begin, _ in words) for word, _ in words)

    def all_searched(self, texts: Sequence[str]) -> list[Searched]:
        """Each text, searched; all of them in one call of the compiled code."""
        edges = list(accumulate(map(len, texts), initial=0))
        starts = np.array(edges, dtype=np.int64)
        is_wide, narrow, wide = _encoded(texts)
        low = np.empty(edges[-1], dtype=np.uint8)
        masks = np.empty(len(texts), dtype=np.uint64)
        count = len(self._numbers)
        room = sum([min(len(text) * self._most, ENOUGH * count) for text in texts])
        places = np.empty(room, dtype=np.int32)
        firsts = np.empty(len(texts) * (count + 1), dtype=np.int32)
        begins = np.empty(len(texts), dtype=np.int32)
        kept, ends = _scan(
            narrow,
            wide,
            is_wide,
            starts,
            *self._tables,
            *self._figures,
            ENOUGH,
            count,
            low,
            masks,
            places,
            firsts,
            begins,
        )
        folded = str(low.data, "latin-1")
        spots = Spots(self._bits, self._numbers, places[:kept].tolist(), firsts[:ends].tolist())
        return [
            Searched(text, folded[edges[at] : edges[at + 1]], spots, mask, first)
            for at, (text, mask, first) in enumerate(zip(texts, masks.tolist(), begins.tolist(), strict=True))
        ]


def _encoded(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which texts are written in two bytes a character; all others in one each, and those that are, each end to end.

    What is not ASCII is in two, as Python most often holds it: to copy it takes less time than to replace characters.
    """
    is_wide = np.zeros(len(texts), dtype=np.bool_)
    narrow, wide = [], []
    for at, text in enumerate(texts):
        if not text.isascii():
            encoded = text.encode("utf-16-le", "surrogatepass")
            if len(encoded) == 2 * len(text):  # no character of four
                is_wide[at] = True
                wide.append(encoded)
                continue
        narrow.append(text.encode("latin-1", "replace"))
    return is_wide, np.frombuffer(b"".join(narrow), dtype=np.uint8), np.frombuffer(b"".join(wide), dtype="<u2")


def _tables(words: Sequence[tuple[str, int]]) -> tuple[np.ndarray, ...]:
    """Which words may begin by the classes of three characters; those words, their letters, and the number of each."""
    starting: dict[int, list[int]] = {}
    for at, (word, _) in enumerate(words):
        for three in _threes(word):
            starting.setdefault(three, []).append(at)
    lists = sorted({tuple(some) for some in starting.values()})
    if len(lists) > 255:
        raise ValueError("more words than a table of bytes can tell apart")
    table = np.zeros(1 << 15, dtype=np.uint8)
    for three, some in starting.items():
        table[three] = 1 + lists.index(tuple(some))
    listed = np.cumsum([0, 0, *map(len, lists)]).astype(np.int32)
    members = np.array([at for some in lists for at in some], dtype=np.int32)
    letters = np.frombuffer("".join(word for word, _ in words).encode("latin-1"), dtype=np.uint8)
    ends = np.cumsum([0, *(len(word) for word, _ in words)]).astype(np.int32)
    return table, listed, members, letters, ends, np.array([number for _, number in words], dtype=np.int32)


def _threes(word: str) -> Iterable[int]:
    """The codes of three characters with which a word, and what may follow a shorter one, begins."""
    known = [_class(byte) for byte in word[:3].encode("latin-1")]
    open_bits = 5 * (3 - len(known))
    code = 0
    for one in known:
        code = code << 5 | one
    return range(code << open_bits, (code + 1) << open_bits)


def _compiled(function):
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # neither the package's folder nor the user's is writable
        return numba.njit(nogil=True)(function)


_class_of = _compiled(_class)


@_compiled
def _fold(data, low, classes, codes):
    """Writes each character in lower case, and the classes of each and of the two after it as one number."""
    many = len(data)
    for at in range(many):
        byte = np.uint8(data[at]) if data[at] <= 255 else np.uint8(63)  # a question mark
        low[at] = byte + np.uint8(32) if np.uint8(65) <= byte <= np.uint8(90) else byte
    for at in range(many):
        classes[at] = _class_of(low[at])
    classes[many] = classes[many + 1] = 0
    for at in range(many):
        codes[at] = (
            (np.uint16(classes[at]) << np.uint16(10))
            | (np.uint16(classes[at + 1]) << np.uint16(5))
            | np.uint16(classes[at + 2])
        )


@_compiled
def _has_figure(low, first, end):
    for at in range(first, end):  # noqa: SIM110
        if np.uint8(48) <= low[at] <= np.uint8(57):
            return True
    return False


@_compiled
def _stands(low, first, end, letters, begins, ends):
    if first + ends - begins > end:
        return False
    for letter in range(ends - begins):  # noqa: SIM110
        if low[first + letter] != letters[begins + letter]:
            return False
    return True


@_compiled
def _scan(
    narrow, wide, is_wide, starts, table, listed, members, letters, ends, numbers, by_figures, before, after, enough,
    count, low, masks, places, firsts, begins,
):  # fmt: skip
    """Writes the texts in lower case, what each holds, and where; how many places these are, and how many firsts."""
    longest = 0
    for text in range(len(starts) - 1):
        longest = max(longest, starts[text + 1] - starts[text])
    # Of one text after the other, which stays near at hand.
    classes = np.empty(longest + 2, dtype=np.uint8)
    codes = np.empty(longest, dtype=np.uint16)
    seen_number = np.empty(len(places), dtype=np.int32)
    seen_place = np.empty(len(places), dtype=np.int32)
    counts = np.zeros(count, dtype=np.int32)
    kept, filled, of_narrow, of_wide = 0, 0, 0, 0
    for text in range(len(starts) - 1):
        start, end = starts[text], starts[text + 1]
        mask, seen = np.uint64(0), 0
        many = end - start
        if is_wide[text]:
            _fold(wide[of_wide : of_wide + many], low[start:end], classes, codes)
            of_wide += many
        else:
            _fold(narrow[of_narrow : of_narrow + many], low[start:end], classes, codes)
            of_narrow += many
        for at in range(many):
            some = table[codes[at]]  # which words may begin here
            if some == 0:
                continue
            first = start + at
            for member in range(listed[some], listed[some + 1]):
                word = members[member]
                if not _stands(low, first, end, letters, ends[word], ends[word + 1]):
                    continue
                number = numbers[word]
                if by_figures[number] and not _has_figure(low, max(start, first - before), min(end, first + after)):
                    continue
                mask |= np.uint64(1) << np.uint64(number)
                if counts[number] < enough:
                    counts[number] += 1
                    seen_number[seen], seen_place[seen] = number, first - start
                    seen += 1
        masks[text], begins[text] = mask, filled
        for number in range(count):
            if counts[number]:
                firsts[filled] = kept
                filled += 1
                many = counts[number]
                counts[number] = kept  # where its next place is written
                kept += many
        firsts[filled] = kept
        filled += 1
        for one in range(seen):
            number = seen_number[one]
            places[counts[number]] = seen_place[one]
            counts[number] += 1
        counts[:] = 0
    return kept, filled
