"""What adverts say and no entry covers, for a person to look at.

Adverts are told one by one; what is kept of them are counts of phrases of up to three words. What is boilerplate shows
in the counts themselves: adverts do not list it beside technical terms ("Go, Kafka and Datomic"), or as often say it
elsewhere; its words go as gladly with other words; its capitals come and go; everybody says it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from math import log

from jobtide.extraction.addresses import addresses_in
from jobtide.extraction.forms import SOFT_CATEGORIES, forms
from jobtide.extraction.phrases import words_in
from jobtide.extraction.tallies import Count, Tallies, bit, rise
from jobtide.extraction.terms import TermReader
from jobtide.extraction.titles import SENIORITY, parts_of
from jobtide.extraction.uncovered import Stretch, stretches
from jobtide.finding import TermFinding
from jobtide.taxonomy import JOB_TITLES, Taxonomy

NAME, PHRASE, HEADLINE = "name", "phrase", "headline"  # kinds of suggestions
_LONGEST = 3  # words of a phrase
_HEADLINE = range(2, 6)  # words of a part of a headline
_EMPLOYERS = 3  # at least so many list it
_MOSTLY_NAMED = 0.7  # of the adverts that say a name write it as one
_TOGETHER = 0.15  # of the adverts that say the rarer word of a phrase say the phrase
_LISTED = 0.08  # of the adverts that say it list it
_EVERYBODY = 0.01  # of all adverts say boilerplate

# They begin and end no term, and one of them within makes it a clause.
_FUNCTION_WORDS = """
    a about across after all also am among an and any are as at be been before being between both but by can
    could did do does during each either etc even every few for from further had has have having he her here
    hers him his how i if in into is it it's its just let like many may me might more most much must my need
    needs no nor not of off on once one only or other others our ours out over own per same she should so some
    such than that that's the their theirs them then there these they they're this those through throughout to
    together too two under until up upon us use used using very via want was we we'd we'll we're we've were what
    when where whether which while who whom whose why will with within without would yet you you'd you'll you're
    you've your yours monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december
    """
_FUNCTION = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`phrase` in small letters. `listed`: adverts in which it is an item of a list with technical terms; of a headline
    all. `recent`: adverts of the recent months. `rise`: how many standard errors its share of the recent adverts lies
    above that of the earlier ones. `employers` is an estimate."""

    phrase: str
    kind: str
    adverts: int
    listed: int
    employers: int
    recent: int
    rise: float
    score: float = field(repr=False)

    @property
    def rising(self) -> float:
        """Orders what rises."""
        return self.rise * self.listed / self.adverts


class Mining:
    """Counts what is said and not covered. Told of each advert once."""

    def __init__(self, taxonomy: Taxonomy, reader: TermReader, apart: Collection[tuple[str, ...]] = ()):
        """`apart` are phrases, by their words, that are no terms: the names of places."""
        self._reader = reader
        self._technical = {term.slug for term in taxonomy if term.category not in SOFT_CATEGORIES}
        titles = [term for term in taxonomy if term.category == JOB_TITLES]
        self._titles = {term.slug for term in titles}
        names = [words_in(term.name) for term in titles]
        self._roles = {words[-1] for words in names if words and "of" not in words}  # engineer, manager, lead
        self._known = {words_in(phrase) for phrase, _ in forms(taxonomy)} | set(apart)
        self._said, self._headlines = Tallies(), Tallies()
        self.adverts = self.recent = 0

    def add(
        self,
        title: str,
        description: str,
        employer: str | None,
        recent: bool,
        findings: tuple[TermFinding, ...] | None = None,
    ) -> None:
        """`findings` are the terms of the advert read without its employer; None: they are not read yet."""
        self.adverts += 1
        self.recent += recent
        if findings is None:
            findings = self._reader.read(title, description)
        own = frozenset(words_in(employer or ""))
        sketch = bit(employer or description)
        for phrase, (named, listed) in self._phrases(findings, title, description, own).items():
            # Of several words only what was listed once; else every pair of neighbours would be counted.
            count = self._said.opened(phrase) if listed or " " not in phrase else self._said.get(phrase)
            if count:
                count.add(sketch, recent, named, listed)
        if not any(one.slug in self._titles for one in findings):
            for part in {self._role(part) for part in parts_of(title)} - {""}:
                self._headlines.opened(part).add(sketch, recent, True, True)
        self._said.trim()
        self._headlines.trim()

    def _role(self, part: str) -> str:
        """The part of a headline without seniority, if it ends as titles end; else nothing."""
        words = [word for word in part.lower().split() if word.strip(".") not in SENIORITY]
        ends = len(words) in _HEADLINE and words[-1].removesuffix("s") in self._roles
        return " ".join(words) if ends else ""

    def _phrases(
        self, findings: tuple[TermFinding, ...], title: str, description: str, own: frozenset[str]
    ) -> dict[str, tuple[bool, bool]]:
        """Each phrase of the advert: whether it is named in it, and whether it is listed beside a technical term."""
        said: dict[str, tuple[bool, bool]] = {}
        for where, text in (("title", title), ("description", description)):
            here = [one for one in findings if one.where == where]
            covered = sorted({*((one.start, one.end) for one in here), *addresses_in(text)})
            technical = {(one.start, one.end) for one in here if one.slug in self._technical}
            for stretch in stretches(text, covered, technical):
                for phrase, named, listed in phrases(stretch, own):
                    before = said.get(phrase, (False, False))
                    said[phrase] = (before[0] or named, before[1] or listed)
        return said

    def suggestions(self, least: int) -> list[Suggestion]:
        """Those that at least `least` adverts say and three employers list, the most telling first."""
        found = [*self._terms(least), *self._parts(least)]
        inside = _absorbed(found)
        kept = [one for one in found if one.phrase not in inside]
        return sorted(kept, key=lambda one: (-one.score, one.phrase, one.kind))

    def _terms(self, least: int) -> Iterator[Suggestion]:
        for phrase, count in self._said:
            if count.adverts < least or count.listed < _LISTED * count.adverts or count.listers < _EMPLOYERS:
                continue
            kind = NAME if count.named >= _MOSTLY_NAMED * count.adverts else PHRASE
            if (kind == NAME or self._is_phrase(phrase, count)) and not self._is_known(phrase):
                # Listed by many employers, and said hardly anywhere but in lists.
                yield self._suggestion(phrase, kind, count, log(count.listers) * count.listed / count.adverts)

    def _parts(self, least: int) -> Iterator[Suggestion]:
        for part, count in self._headlines:
            enough = count.adverts >= least and count.employers >= _EMPLOYERS
            if enough and count.adverts <= _EVERYBODY * self.adverts and not self._is_known(part):
                yield self._suggestion(part, HEADLINE, count, log(count.employers) / 2)

    def _suggestion(self, phrase: str, kind: str, count: Count, score: float) -> Suggestion:
        earlier = count.adverts - count.recent
        rises = rise(count.recent, self.recent, earlier, self.adverts - self.recent)
        return Suggestion(
            phrase, kind, count.adverts, count.listed, count.employers, count.recent, rises, score
        )  # fmt: skip

    def _is_known(self, phrase: str) -> bool:
        words = words_in(phrase)
        return not words or words in self._known or (*words[:-1], words[-1].removesuffix("s")) in self._known

    def _is_phrase(self, phrase: str, count: Count) -> bool:
        """Whether ordinary words are more than neighbours: of the rarer one, a good part is said in this phrase."""
        alone = [one.adverts for word in phrase.split() if (one := self._said.get(word))]
        return (
            " " in phrase
            and count.adverts >= _TOGETHER * min(alone, default=0)
            and count.adverts <= _EVERYBODY * self.adverts
        )


def phrases(stretch: Stretch, own: frozenset[str]) -> Iterator[tuple[str, bool, bool]]:
    """The phrases of a stretch that may be terms, in small letters.

    With each: whether all its words are named; whether it is an item of a list beside a technical term, the whole of
    it, or of a name its beginning or end.
    """
    words = [(word.written.lower().removesuffix("'s").removesuffix("’s"), word.named) for word in stretch.words]
    for begin in range(len(words)):
        all_named = True
        for end in range(begin, min(begin + _LONGEST, len(words))):
            word, named = words[end]
            if word in _FUNCTION or word in own:
                break
            all_named = all_named and named
            first, last = begin == 0, end == len(words) - 1
            beside = (first and stretch.after_term) or (last and stretch.before_term)
            whole = first and last
            listed = (all_named or whole) and (beside or (stretch.is_item and whole))
            yield " ".join(one for one, _ in words[begin : end + 1]), all_named, listed


def _absorbed(found: list[Suggestion]) -> set[str]:
    """Those that hardly stand alone: most of their adverts say them inside a longer one."""
    adverts = {one.phrase: one.adverts for one in found}
    inside = set()
    for one in found:
        words = one.phrase.split()
        for size in range(1, len(words)):
            for begin in range(len(words) - size + 1):
                part = " ".join(words[begin : begin + size])
                if part in adverts and one.adverts >= 0.7 * adverts[part]:
                    inside.add(part)
    return inside
