"""Where phrases stand in a text: word by word, all of them, the nested and overlapping ones too.

Words are letters and digits; `+` and `#` bind to the word before (C++, C#) and a dot to the word after (.NET). Between
the words of one phrase only a soft gap may lie: a space, a hyphen, a slash, an underscore, an ampersand, an apostrophe,
or a dot or semicolon inside a word (TL;DR); CI/CD, CI-CD and ci cd are the same phrase. A comma, bracket, bullet, line
end or the dot at the end of a sentence parts them, and so does a dash between spaces.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jobtide.extraction.text import Folded, fold

# In folded text all that is not ASCII is a letter or a digit of some script.
_WORD = re.compile(r"([^\x00-/:-`{-\x7f]+[+#]*)")
_NO_GAP = ""  # C++11, C#7
SOFT = frozenset(
    (
        _NO_GAP,
        *" -/_&'.;\t",
        "  ",
        "   ",
        " /",
        "/ ",
        " / ",
        " &",
        "& ",
        " & ",
        " '",
        "' ",
        "- ",
        " -",
        " .",
        "/.",
        "-.",
    )
)
# Python3, HTML5, Java8+, Office365: digits and a plus that are glued to a word of three letters or more.
_GLUED = re.compile(r"(.*[^\d+#]{2}[^\d+#])(\d{0,4})(\+?)")
_GLUE = frozenset("0123456789+")
_MOST_WORDS_KEPT = 200_000


def words_in(text: str) -> tuple[str, ...]:
    """The words of a phrase, folded: ("node", "js") of Node.js."""
    return words_of(fold(text).text)


def words_of(folded: str) -> tuple[str, ...]:
    """The words of a text that is folded already."""
    return tuple(_WORD.findall(folded))


@dataclass(slots=True)
class Node:
    """A word of a phrase: what ends with it, and the words that may follow."""

    word: str
    ends: list[tuple[object, bool]] = field(default_factory=list)  # payload, and whether a dot must stand before it
    follow: dict[str, "Node"] = field(default_factory=dict)


class _Openings(dict):
    """Nodes by the words that phrases begin with; None for words that begin none. Remembers the words it was asked."""

    def __missing__(self, word: str) -> Node | None:
        bare = unglued(word)
        node = None if bare is None else dict.get(self, bare)
        if len(self) < _MOST_WORDS_KEPT:
            self[word] = node
        return node


def unglued(word: str) -> str | None:
    """The word without the version glued to it: html of html5, java of java8+. None: nothing is glued to it."""
    if word[-1] not in _GLUE:
        return None
    glued = _GLUED.fullmatch(word)
    return glued[1] if glued else None


class PhraseBook:
    """Finds thousands of phrases in one pass over the words of a text.

    Takes (phrase, payload) pairs; several phrases may carry the same payload and several payloads the same phrase.
    A phrase without a word in it finds nothing.

    >>> PhraseBook([("node js", 1), ("C++", 2), ("C", 3)]).find("Node.js, C++11 or C/C++")
    [(0, 7, 1), (9, 12, 2), (18, 19, 3), (20, 23, 2)]
    """

    def __init__(self, phrases: Iterable[tuple[str, object]]):
        self._openings = _Openings()
        for phrase, payload in phrases:
            self._add(phrase, payload)

    def _add(self, phrase: str, payload: object) -> None:
        words = words_in(phrase)
        if not words:
            return
        node = dict.get(self._openings, words[0])
        if node is None:
            node = self._openings[words[0]] = Node(words[0])
        for word in words[1:]:
            node = node.follow.setdefault(word, Node(word))
        node.ends.append((payload, phrase.lstrip().startswith(".")))

    def nodes(self) -> dict[str, Node]:
        """The nodes of the words that phrases begin with. Words remembered while reading are not among them."""
        return {word: node for word, node in self._openings.items() if node and node.word == word}

    def __getstate__(self) -> dict[str, object]:
        return {"_openings": self.nodes()}

    def __setstate__(self, state: dict[str, object]) -> None:
        self._openings = _Openings(state["_openings"])

    def find(self, text: str) -> list[tuple[int, int, object]]:
        """(start, end, payload) of every occurrence, in order of start; offsets are into `text` as written."""
        folded = fold(text)
        return [(*folded.span(start, end), payload) for start, end, payload in self.matches(folded)]

    def matches(self, folded: Folded) -> Iterator[tuple[int, int, object]]:
        """(start, end, payload) of every occurrence, in order of start; offsets are into the folded text."""
        pieces = _WORD.split(folded.text)  # gap, word, gap, word, ..., gap
        words = pieces[1::2]
        nodes = list(map(self._openings.__getitem__, words))
        following = [*words[1:], " "]
        # Most words that may open a phrase open none here ("the", "and"): one look at the next word shows it.
        openings = [
            at
            for at, node in enumerate(nodes)
            if node is not None and (node.ends or following[at] in node.follow or following[at][-1] in _GLUE)
        ]
        start = before = 0
        for at in openings:
            node, word = nodes[at], words[at]
            # The lengths of all pieces, one by one, would cost more than all the rest.
            start += len("".join(pieces[before : 2 * at + 1]))
            before = 2 * at + 1
            end = start + len(word)
            while True:
                if node.ends:
                    # Java8+ is Java in version 8 or later: the plus is no part of it, as in C++ it would be.
                    shown = end - (word[-1] == "+" and word != node.word)
                    for payload, wants_dot in node.ends:
                        if not wants_dot:
                            yield start, shown, payload
                        elif pieces[before - 1].endswith("."):
                            yield start - 1, shown, payload
                if not node.follow:
                    break
                at += 1
                if at == len(words) or pieces[2 * at] not in SOFT:
                    break
                word = words[at]
                node = node.follow.get(word) or (node.follow.get(unglued(word)) if word[-1] in _GLUE else None)
                if node is None:
                    break
                end += len(pieces[2 * at]) + len(word)
