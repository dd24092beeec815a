"""The stretches of a text that no term covers, word by word: where phrases that are missing are looked for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^\n.!?;:•·|]+(?:[.!?;:](?=[^\s])[^\n.!?;:•·|]+)*")  # or a line, or an item of a list
_WORD = re.compile(r"[^\W_][\w+#]*(?:[.'’&-][^\W_][\w+#]*)*")
_GLUED = re.compile(r"[a-z]{3}\.[A-Z][a-z]")  # "experience.You": a space is missing
_MOSTLY = 0.6  # of a heading's words have a capital, short ones apart
_AND = frozenset(("and", "or", "und", "et"))
_LIST = re.compile(r"\s*(?:,|/|&|\+|\(|\)|,?\s(?:and|or)\s)\s*(?:(?:and|or)\s+)?")  # what parts the items of a list
_ITEM_BEGINS = re.compile(r"(?:[,:(]|\b(?:and|or|as|in|with|of|like|using))\s*$")
_ITEM_ENDS = re.compile(r"\s*(?:[,;.)\n]|\s(?:and|or)\b|$)")


@dataclass(frozen=True, slots=True)
class Word:
    """`named`: its capitals or signs say that it is a name, as in the middle of an ordinary sentence they do."""

    written: str
    named: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that follow one another with a space between them, without an `and` at either end.

    `after_term`, `before_term`: it stands in a list, right after or right before a technical term. `is_item`: it is an
    item of a list in a sentence that holds a technical term somewhere.
    """

    words: tuple[Word, ...]
    after_term: bool
    before_term: bool
    is_item: bool


def stretches(text: str, covered: list[tuple[int, int]], technical: set[tuple[int, int]]) -> Iterator[Stretch]:
    """What lies between the terms that were found.

    `covered`: where they stand, in order; `technical`: those of them that are technical.

    >>> text, go = "We use Go and Datomic daily", (7, 9)
    >>> [" ".join(word.written for word in one.words) for one in stretches(text, [go], {go})]
    ['We use', 'Datomic daily']
    """
    ends: list[int] = []  # of all that is covered up to each, whatever overlaps
    for _, end in covered:
        ends.append(max(end, ends[-1]) if ends else end)
    walls = _Walls([start for start, _ in covered], ends)
    begins, finishes = {start for start, _ in technical}, {end for _, end in technical}
    order = sorted(begins)
    for sentence in _SENTENCE.finditer(text):
        beside = bisect_left(order, sentence.end()) > bisect_left(order, sentence.start())
        for words in _runs(sentence[0], sentence.start(), walls):
            first, last = 0, len(words)
            while first < last and words[first][0] in _AND:
                first += 1
            while first < last and words[last - 1][0] in _AND:
                last -= 1
            if words := words[first:last]:
                yield Stretch(
                    tuple(Word(written, named) for written, named, _, _ in words),
                    _term_before(text, words[0][2], walls, finishes),
                    _term_after(text, words[-1][3], walls, begins),
                    beside and _is_item(text, words[0][2], words[-1][3]),
                )


@dataclass(frozen=True, slots=True)
class _Walls:
    starts: list[int]
    ends: list[int]

    def stand_in(self, start: int, end: int) -> bool:
        place = bisect_left(self.starts, end)
        return bool(place) and self.ends[place - 1] > start


_Run = list[tuple[str, bool, int, int]]


def _runs(sentence: str, offset: int, walls: _Walls) -> Iterator[_Run]:
    """Words as (written, named, start, end), broken at terms, numbers and at whatever is more than a space."""
    found = list(_WORD.finditer(sentence))
    telling = [word[0] for word in found[1:] if len(word[0]) > 3 or word[0][0].isupper()]
    capitals = sum(word[0].isupper() for word in telling)
    heading = "," not in sentence and bool(telling) and capitals >= _MOSTLY * len(telling)
    shouted = sentence.isupper()
    plain = heading or shouted
    run: _Run = []
    for index, word in enumerate(found):
        start, end = word.start() + offset, word.end() + offset
        wall = walls.stand_in(start, end) or not word[0][0].isalpha() or _GLUED.search(word[0])
        if run and (wall or sentence[run[-1][3] - offset : word.start()] not in (" ", "  ")):
            yield run
            run = []
        if not wall:
            odd = not shouted and _is_odd(word[0])
            run.append((word[0], odd or (index > 0 and not plain and word[0][0].isupper()), start, end))
    if run:
        yield run


def _is_odd(word: str) -> bool:
    """Whether its shape alone says that it is a name, as that of GraphQL, S3 and C++ does."""
    rest = word[1:]
    if rest.islower() and rest.isalpha():  # most words, known by one look
        return False
    return any(character.isupper() or character.isdigit() or character in "+#" for character in rest)


def _term_before(text: str, start: int, walls: _Walls, finishes: set[int]) -> bool:
    place = bisect_left(walls.starts, start)
    end = walls.ends[place - 1] if place else -1
    return end in finishes and start - end <= 8 and _LIST.fullmatch(text, end, start) is not None


def _term_after(text: str, end: int, walls: _Walls, begins: set[int]) -> bool:
    place = bisect_right(walls.starts, end)
    start = walls.starts[place] if place < len(walls.starts) else -1
    return start in begins and start - end <= 8 and _LIST.fullmatch(text, end, start) is not None


def _is_item(text: str, start: int, end: int) -> bool:
    before, after = _ITEM_BEGINS.search(text, max(0, start - 8), start), _ITEM_ENDS.match(text, end)
    return before is not None and after is not None and "," in before[0] + after[0]
