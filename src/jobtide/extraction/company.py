"""The company that a weak alias must be in: "Go" beside Kubernetes is a language, alone it is a word."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

from jobtide.extraction.candidate import Candidate
from jobtide.extraction.forms import COMMON_IN_LISTS, UNPROVED_BY_TECHNOLOGY, VENDORS, Form
from jobtide.extraction.phrases import words_in, words_of
from jobtide.extraction.text import Folded
from jobtide.taxonomy import Taxonomy

REACH = 80  # characters to either side: about a line of a list of skills
# What parts the entries of a list: a sign, and perhaps the bullet of the next entry behind it.
_BETWEEN = re.compile(r"\s*(?:[,/;|&+•*(](?:\s*[*-]\s)?|,?\s*(?:and|or|and/or)\b|\s-\s)\s*")
_LONGEST_BETWEEN = 12
_SENTENCE_END = re.compile(r"(?:^|[\n.!?:,;*|-])\s*$")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]")
_STOP = re.compile(r"(?<!\betc)(?<!\be\.g)(?<!\bi\.e)[.!?]\s")  # a line end is none: skills stand below each other
_UNLISTED = 3  # this many weak names in a row keep each other company

STATES = frozenset(
    re.findall(
        "..",
        "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWYDCPR",
    )
)


class Company:
    """Judges weak aliases by what stands around them. Built once from the taxonomy."""

    def __init__(self, taxonomy: Taxonomy):
        self._words = {term.slug: _padded(term.company) for term in taxonomy if term.company}

    def kept(self, folded: Folded, weak: Sequence[Candidate], certain: Sequence[Candidate]) -> Iterable[Candidate]:
        """The weak ones that are in company, each with the rule that says in whose. Both are in order of start.

        Words that are a weak alias of several terms go to the one whose own words are near; to none where that is
        said of none or of several.
        """
        in_lists = listed(folded, weak, certain)
        technical = [one for one in certain if one.form.is_technical]
        starts = [one.start for one in technical]
        known = {edge for one in (*weak, *certain) for edge in (one.start, one.end)}
        for _, group in groupby(weak, key=lambda one: (one.start, one.end)):
            same_words = list(group)
            word = {one: self._beside_its_words(folded.text, one) for one in same_words}
            beside = [one for one in same_words if word[one]]
            if len({one.form.slug for one in beside or same_words}) > 1:
                continue
            one = (beside or same_words)[0]
            if beside:
                yield one.because(f"in company of the word {word[one]}")
            elif one in in_lists and not is_common(folded.cased[one.start : one.end], one.form):
                yield one.because(f"listed with {in_lists[one]}")
            elif _is_proved_by_technology(one) and not _capital_means_nothing(folded.cased, one, known):
                friend = _nearest(folded.text, one, technical, starts)
                if friend is not None:
                    yield one.because(f"in company of {folded.cased[friend.start : friend.end]}")

    def _beside_its_words(self, text: str, one: Candidate) -> str | None:
        """The word of its own company that stands within reach."""
        company = self._words.get(one.form.slug)
        if not company:
            return None
        around = text[max(0, one.start - REACH) : one.start] + " , " + text[one.end : one.end + REACH]
        around = f" {' '.join(words_of(around))} "
        word = next((word for word in company if word in around or word[:-1] + "s " in around), None)
        return word and word.strip()


def is_common(written: str, form: Form) -> bool:
    """Whether these are words of prose that a list does not make a skill ("data engineering, scripting or sales")."""
    return form.category in COMMON_IN_LISTS and written.islower()


def _is_proved_by_technology(one: Candidate) -> bool:
    return one.form.category not in UNPROVED_BY_TECHNOLOGY


def _padded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {' '.join(words)} " for words in map(words_in, phrases) if words)


def _nearest(text: str, one: Candidate, certain: Sequence[Candidate], starts: Sequence[int]) -> Candidate | None:
    """The certain one that is nearest in the same sentence; None where none is in reach."""
    at = bisect_left(starts, one.start)
    near = [
        other
        for other in certain[max(0, at - 3) : at + 3]
        if 0 <= other.gap_to(one) <= REACH
        and not _STOP.search(text, min(one.end, other.end), max(one.start, other.start))
    ]
    return min(near, key=lambda other: other.gap_to(one), default=None)


def _capital_means_nothing(cased: str, one: Candidate, known: Set[int]) -> bool:
    """Whether the word has no capital, would have it anyway, or has it as part of another name.

    It would have it anyway where it begins a sentence. Another name is a word with a capital right beside it (Ember
    Labs, the Data Office) unless that is a candidate too: `known` are the starts and ends of all candidates.
    """
    written = cased[one.start : one.end]
    if written.islower() or may_be_a_state(cased, one):
        return True
    if not (written[:1].isupper() and written[1:].islower()):
        return False
    before = cased[max(0, one.start - 20) : one.start]
    if _SENTENCE_END.search(before) and not before.rstrip().endswith((",", ";", "|")):
        return True
    named_before = one.start - 1 not in known and _CAPITAL_BEFORE.search(before)
    named_after = one.end + 1 not in known and _CAPITAL_AFTER.match(cased, one.end)
    return bool(named_before or named_after)


def may_be_a_state(cased: str, one: Candidate) -> bool:
    """Whether it is written like the state in "Fayetteville, AR" and "Ann Arbor, MI"."""
    return cased[one.start : one.end] in STATES and cased[max(0, one.start - 2) : one.start] == ", "


def listed(folded: Folded, weak: Sequence[Candidate], certain: Sequence[Candidate]) -> dict[Candidate, str]:
    """Weak ones that stand in one list with a certain one, or in a row of three terms, and the words of a companion.

    What is technical, or a vendor, needs a technical companion ("curiosity, Go" proves nothing), unless the row has
    three terms.
    """
    found: dict[Candidate, str] = {}
    unsure = set(weak)
    everything = dict.fromkeys((*weak, *certain))
    for row in _rows(folded.text, sorted(everything, key=lambda one: (one.start, -one.end, one.form.rank))):
        sure = [one for one in row if one not in unsure]
        technical = next((one for one in sure if one.form.is_technical), None)
        anything = technical or next(iter(sure), None)
        # One of each of two terms is enough to name a companion, however long the row is.
        others = list({one.form.slug: one for one in reversed(row)}.values())[-2:]
        many = len({one.form.slug for one in row}) >= _UNLISTED
        for one in row:
            if one in unsure:
                other = technical if one.form.is_technical or one.form.category == VENDORS else anything
                if other is None and many:
                    other = next(other for other in others if other.form.slug != one.form.slug)
                if other is not None:
                    found[one] = folded.cased[other.start : other.end]
    return found


def _rows(text: str, candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that stand one behind the other with nothing but what parts the entries of a list between them."""
    row: list[Candidate] = []
    for one in candidates:
        if row:
            last = row[-1]
            if one.start < last.end:
                if (one.start, one.end) == (last.start, last.end):
                    row.append(one)  # the same words as another term
                continue
            if one.start - last.end > _LONGEST_BETWEEN or not _BETWEEN.fullmatch(text, last.end, one.start):
                yield row
                row = []
        row.append(one)
    if row:
        yield row
