"""What forbids that two adverts are the same opening, and how alike their texts must be where nothing does.

An advert that does not say something forbids nothing by it. The rules hold for each pair of adverts of a vacancy.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

VERSION = 2  # of these rules and of joining; what was judged by another version is judged anew
PAY_APART = 0.10  # of the larger of two middles
# The similarities from which adverts that nothing forbids are the same opening, measured on labelled pairs
# (docs/vacancies.md).
ALIKE = 0.33  # with one headline
ALIKE_THERE = 0.25  # with one headline, by one employer
SAID_ALIKE = 0.15  # with one headline in one place that tells much, by one employer or for about the same pay
EXCERPTS = 0.0  # and by one employer in a board's excerpt, since boards show different parts
RETITLED = 0.50  # with headlines that are not quite the same, by one employer
RETITLED_ELSEWHERE = 0.70  # by two employers, of which agencies hide whose opening it is
RETITLED_UNNAMED = 0.80  # where one names no employer
RELEVELLED, REROLED = 0.65, 0.75  # of a thread's posts, with another seniority or another job title in the headline
NEVER = 2.0
_TELLING, _TELLING_ALL = 3, 4  # words of a headline from which it tells much of which opening it is, or nearly all
EXCERPT = 512  # letters and digits of the longest excerpts
_COMMON = 0.85  # words that two headlines have in common, of all
_TOGETHER_DAYS = 7  # posts that one poster puts into a thread so close to each other are different ones

_WORDS = re.compile(r"[^\W_]+(?:[+#]+|\.(?=[^\W_]))?[^\W_]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|\S+@\S+|\[[^\]]*\]")
_AMOUNT = re.compile(
    r"[£$€]\s?[\d.,]+\s?k?\b|\b\d+(?:[.,]\d+)?k\b|\b\d{2,}(?:[.,]\d+)*\b"
    r"|\b\d+\+?[- ](?:x )?(?:days?|months?|mths?|weeks?|years?|hours?)\b"
)
_TOGETHER = re.compile(r"\b(full|front|back)[ -]?(stack|end)\b")
# Words of titles that do not say which job it is: how, when and for how long one works, and what boards put there.
_SAYS_NOTHING = """
    a an and at for from in into is of on or our per the to up us we with you your via as be hiring join team role job
    jobs position vacancy opportunity opening new now apply urgent urgently immediate immediately start starts asap
    great exciting fantastic required wanted needed closing soon updated hybrid remote onsite site office home based
    working work wfh flexible full part time fulltime perm permanent contract contractor temp temporary fixed term ftc
    freelance inside outside ir35 month months mth mths week weeks wk wks annum hourly daily rate salary increased
    bonus benefits package excellent competitive plus visa ok welcome interns equity k gbp eur usd f m d w x h mf mfd
    mwd fmd genders gn div uk inc ltd limited com http https
"""
NOISE = frozenset(_SAYS_NOTHING.split())
_LEVELS = {"sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior"}
# Words of employers' names that many have.
_OF_MANY = """
    ltd limited plc llp llc inc corp co company gmbh ag sa bv nv ab the group holdings uk us europe international
    global recruitment recruiting resourcing consulting consultancy consultants solutions services technology
    technologies systems software it and of for search selection associates partners partnership people jobs careers
    talent
"""
GENERIC = frozenset(_OF_MANY.split())


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules ask of an advert. `above` are the places over its own; None and empty sets say nothing.

    `text` is the hash of its text, None where that is short. `headed` says that its headline is the first line of its
    text, as in a thread's posts: the source gave it no headline of its own.
    """

    text: int | None
    headed: bool
    title_term: str | None
    seniority: frozenset[str]
    title: frozenset[str]
    places: frozenset[str]
    above: frozenset[str]
    employer: frozenset[str]
    employment_type: str | None
    pay_unit: str | None
    pay_currency: str | None
    pay: float | None
    reference: str | None
    excerpt: bool = False

    @property
    def untitled(self) -> bool:
        """Whether nothing says which job it is but the text, which often begins with "About us"."""
        return self.headed and not self.employer


def forbidden(one: Said, other: Said, days: int) -> str | None:
    """Why the two cannot be the same opening; None where nothing forbids it. `days` lie between their first days."""
    if one.places and other.places and _apart(one, other):
        return "another place"
    if one.pay is not None and other.pay is not None:
        if (one.pay_unit, one.pay_currency) != (other.pay_unit, other.pay_currency):
            return "pay in another unit"
        if abs(one.pay - other.pay) > PAY_APART * max(one.pay, other.pay):
            return "pay more than 10% apart"
    if one.reference and other.reference and one.reference != other.reference:
        return "another reference"
    if one.employment_type and other.employment_type and one.employment_type != other.employment_type:
        return "another employment type"
    if one.title == other.title or one.untitled or other.untitled:
        return None
    return _other_title(one, other, days)


def needed(one: Said, other: Said) -> float:
    """The similarity from which two adverts that nothing forbids are the same opening; NEVER where none suffices."""
    if one.untitled or other.untitled:
        return NEVER
    if one.title == other.title:
        return _with_one_headline(one, other)
    if _same_poster(one, other):
        if _differ(one.title_term, other.title_term):
            return REROLED
        return RELEVELLED if one.seniority != other.seniority else ALIKE_THERE
    if not one.employer or not other.employer:
        return RETITLED_UNNAMED
    return RETITLED if _same_employer(one, other) else RETITLED_ELSEWHERE


def _with_one_headline(one: Said, other: Said) -> float:
    by_one = _same_employer(one, other)
    if _same_place(one, other) and (_same_pay(one, other) or len(one.title) >= _TELLING):
        if by_one and (one.excerpt or other.excerpt) and (_same_pay(one, other) or len(one.title) >= _TELLING_ALL):
            return EXCERPTS
        told = by_one or (one.pay is not None and other.pay is not None)
        return SAID_ALIKE if told else ALIKE_THERE
    return ALIKE_THERE if by_one else ALIKE


def _other_title(one: Said, other: Said, days: int) -> str | None:
    within = _within(one, other)
    same_text = one.text is not None and one.text == other.text
    if same_text and one.headed and other.headed:
        return None
    if _same_poster(one, other):
        return "another headline at the same time" if days <= _TOGETHER_DAYS and not within else None
    if one.seniority != other.seniority:
        return "another seniority"
    if _differ(one.title_term, other.title_term):
        return "another job title"
    # An employer's fuller headline tells of another opening; another agency's of the same one, in words of its own.
    if within and (same_text or (_same_place(one, other) and _two_employers(one, other))):
        return None
    return None if len(one.title & other.title) >= _COMMON * len(one.title | other.title) else "another headline"


def _within(one: Said, other: Said) -> bool:
    """Whether one headline says all that the other says."""
    return bool(one.title and other.title) and (one.title <= other.title or other.title <= one.title)


def _same_place(one: Said, other: Said) -> bool:
    """Whether both name places, narrower than a country, of which one is, holds or lies in one of the other."""
    return bool(one.places and other.places and one.above and other.above) and not _apart(one, other)


def _same_pay(one: Said, other: Said) -> bool:
    return one.pay is not None and one.pay == other.pay


def _two_employers(one: Said, other: Said) -> bool:
    return bool(one.employer and other.employer) and not _same_employer(one, other)


def _same_employer(one: Said, other: Said) -> bool:
    """Whether both are named, and alike but for words that one name has more."""
    return bool(one.employer and other.employer) and (one.employer <= other.employer or other.employer <= one.employer)


def _same_poster(one: Said, other: Said) -> bool:
    return one.headed and other.headed and _same_employer(one, other)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def title_words(title: str, places: Iterable[str]) -> frozenset[str]:
    """The words of a title that say which job it is, without those of its places (slugs).

    >>> sorted(title_words("Snr Front-End Developers, Leeds (Hybrid) - £50k", ["leeds"]))
    ['developer', 'frontend', 'senior']
    """
    plain = _TOGETHER.sub(r"\1\2", _AMOUNT.sub(" ", _ADDRESS.sub(" ", title.lower())))
    named = {word for place in places for word in place.split("-")}
    words = (_LEVELS.get(word, word) for word in _WORDS.findall(plain))
    return frozenset(_singular(word) for word in words if word not in NOISE and word not in named)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def employer_words(key: str | None) -> frozenset[str]:
    """The words of an employer's name that are its own; all of them where it has no others."""
    words = frozenset((key or "").split())
    return words - GENERIC or words


def _apart(one: Said, other: Said) -> bool:
    """Whether no place of one is, holds or lies in a place of the other."""
    return not (one.places & other.places or one.places & other.above or other.places & one.above)
