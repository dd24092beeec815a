"""What forbids that two adverts are the same opening, and how alike their texts must be where nothing does.

An advert that does not say something forbids nothing by it. The rules hold for each pair of adverts of a vacancy.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

VERSION = 3  # of these rules and of joining; what was judged by another version is judged anew
PAY_APART = 0.10  # of the larger of two middles
# The similarities from which adverts that nothing forbids are the same opening, measured on labelled pairs
# (docs/vacancies.md).
ALIKE = 0.33  # with one headline
ALIKE_THERE = 0.25  # with one headline, by one employer
SAID_ALIKE = 0.15  # with one headline in one place that tells much, by one employer or for about the same pay
EXCERPTS = 0.0  # and by one employer in a board's excerpt, since boards show different parts
GENERIC_EXCERPTS = 0.08  # and with a headline of a word or two for the same pay
STANDARD = 0.40  # with one headline in whole texts by one employer, who has a text for all its jobs
ELSEWHERE = 0.90  # where both name spots that have no word in common in the same place: two hospitals of a city
RETITLED = 0.50  # with headlines that are not quite the same, by one employer
RETITLED_ELSEWHERE = 0.70  # by two employers, of which agencies hide whose opening it is
RETITLED_UNNAMED = 0.80  # where one names no employer
RELEVELLED, REROLED = 0.65, 0.75  # of a thread's posts, with another seniority or another job title in the headline
NEVER = 2.0
ANY_EMPLOYER = -1  # the employer_bits of a name of GENERIC words alone, whoever that may be
_TELLING, _TELLING_ALL = 3, 4  # words of a headline from which it tells much of which opening it is, or nearly all
EXCERPT = 512  # letters and digits of the longest excerpts
_ROUND = 500  # what quoted pay by the year is a multiple of
_IN_A_YEAR = {"daily": (260, 240), "hourly": (2080, 1920)}  # days, and hours, as boards count them
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
# Words of locations that many have.
_OF_PLACES = """
    city centre center central town area areas district borough county region province state greater north south east
    west northern southern eastern western upon and the near location locations hospital house clinic surgery school
    university college campus ward mall building street road lane park office offices various multiple several global
    worldwide anywhere emea apac international european within based united states kingdom america usa country
    nationwide
"""
_WIDE = frozenset(_OF_PLACES.split())


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules ask of an advert. `above` are the places over its own; None and empty sets say nothing.

    `spot` and `around` are words of its locations that name no known place: those before a comma, and all. `pay` is
    the middle of `span`, from and to. `text` is the hash of its text, None where that is short. `headed` says that its
    headline is the first line of its text, as in a thread's posts: the source gave it no headline of its own.
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
    spot: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    span: tuple[float | None, float | None] = (None, None)

    @property
    def untitled(self) -> bool:
        """Whether nothing says which job it is but the text, which often begins with "About us"."""
        return self.headed and not self.employer


def forbidden(one: Said, other: Said, days: int) -> str | None:
    """Why the two cannot be the same opening; None where nothing forbids it. `days` lie between their first days."""
    if one.places and other.places and _apart(one, other):
        return "another place"
    if _other_spot(one, other) and not _same_place(one, other):
        return "another place"
    if one.pay is not None and other.pay is not None and (why := _other_pay(one, other)):
        return why
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
    if _other_spot(one, other):
        return ELSEWHERE
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
    by_one, telling = _same_employer(one, other), len(one.title)
    excerpt = one.excerpt or other.excerpt
    if by_one and not excerpt and not one.headed and not other.headed:
        return STANDARD
    if _same_place(one, other) and (_same_pay(one, other) or telling >= _TELLING):
        if by_one and excerpt and _tells_which(one, other):
            return EXCERPTS
        if by_one and excerpt and _same_pay(one, other):
            return GENERIC_EXCERPTS
        told = by_one or (one.pay is not None and other.pay is not None)
        return SAID_ALIKE if told else ALIKE_THERE
    return ALIKE_THERE if by_one else ALIKE


def _tells_which(one: Said, other: Said) -> bool:
    """Whether headline and pay say which opening it is. An agency has several of one headline, each for its client."""
    if _same_pay(one, other):
        return len(one.title) >= _TELLING
    return len(one.title) >= _TELLING_ALL and not (_quoted(one) and _quoted(other))


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


def _other_pay(one: Said, other: Said) -> str | None:
    if one.pay_currency != other.pay_currency:
        return "pay in another unit"
    if one.pay_unit != other.pay_unit:
        return None if _makes_in_a_year(one, other) or _makes_in_a_year(other, one) else "pay in another unit"
    if _estimated(one) or _estimated(other):
        return None
    return "pay more than 10% apart" if abs(one.pay - other.pay) > PAY_APART * max(one.pay, other.pay) else None


def _makes_in_a_year(one: Said, other: Said) -> bool:
    """Whether the rate of one is what the other says by the year, as some boards put it."""
    times = _IN_A_YEAR.get(one.pay_unit, ()) if other.pay_unit == "annual" else ()
    return any(abs(one.pay * many - other.pay) < 0.01 * other.pay for many in times)


def _estimated(one: Said) -> bool:
    """Whether its pay by the year has pence: boards' estimates, which change from day to day."""
    return one.pay_unit == "annual" and any(end % 1 for end in one.span if end is not None)


def _same_pay(one: Said, other: Said) -> bool:
    if one.pay is None or one.pay != other.pay:
        return False
    return one.span == other.span or _single(one) or _single(other)


def _single(one: Said) -> bool:
    low, high = one.span
    return low is None or high is None or low == high


def _quoted(one: Said) -> bool:
    """Whether its pay is what somebody wrote: round figures. Boards' estimates are not, and change from day to day."""
    return one.pay is not None and all(end % _ROUND == 0 for end in one.span if end is not None)


def _other_spot(one: Said, other: Said) -> bool:
    named = bool(one.spot and other.spot)
    return named and one.spot.isdisjoint(other.around) and other.spot.isdisjoint(one.around)


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


def spot_words(locations: Iterable[str], places: Iterable[str]) -> frozenset[str]:
    """The words of locations that are not those of the places (slugs) that were read in them.

    >>> sorted(spot_words(["Nîmes, France"], ["france"])), sorted(spot_words(["Leeds City Centre, LS1 4AB"], ["leeds"]))
    (['nîmes'], [])
    """
    named = {word for place in places for word in place.split("-")} | NOISE | _WIDE
    words = {word for location in locations for word in _WORDS.findall(location.lower())}
    return frozenset(word for word in words - named if len(word) > 2 and not any(map(str.isdigit, word)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def employer_words(key: str | None) -> frozenset[str]:
    """The words of an employer's name that are its own; all of them where it has no others."""
    words = frozenset((key or "").split())
    return words - GENERIC or words


def employer_bits(words: Iterable[bytes]) -> int:
    """64 bits, as a signed number, that stand for the words of an employer's name less GENERIC ones.

    The bits of some of the words are among those of all, and seldom among those of other words. So where neither of two
    names' bits are among the other's, `_same_employer` holds for no two employers of these names.
    """
    bits = 0
    for word in words:
        hashed = zlib.crc32(word)
        for shift in (0, 6, 12):
            bits |= 1 << (hashed >> shift & 63)
    return bits - (1 << 64) if bits >> 63 else bits


def _apart(one: Said, other: Said) -> bool:
    """Whether no place of one is, holds or lies in a place of the other."""
    return not (one.places & other.places or one.places & other.above or other.places & one.above)
