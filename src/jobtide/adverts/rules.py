"""What forbids that two adverts are the same opening, and how alike their texts must be where nothing does.

An advert that does not say something forbids nothing by it. The rules hold for each pair of adverts of a vacancy.
"""

from jobtide.adverts.said import Said

VERSION = 4  # of these rules, of naming and of joining; what was judged by another version is judged anew
PAY_APART = 0.10  # of the larger of two middles
# The similarities from which adverts that nothing forbids are the same opening, measured on labelled pairs
# (docs/vacancies.md).
ALIKE = 0.33  # with one headline
ALIKE_THERE = 0.25  # with one headline, by one employer
SAID_ALIKE = 0.15  # with one headline in one place that tells much, by one poster or for about the same pay
EXCERPTS = 0.0  # and by one employer in a board's excerpt, since boards show different parts
GENERIC_EXCERPTS = 0.08  # and with a headline of a word or two for the same pay
STANDARD = 0.40  # with one headline in whole texts by one employer, who has a text for all its jobs
BESIDE = 0.92  # on one board: two openings of one ward or team differ in a few words there
WORD_FOR_WORD = 1.0  # and where neither says where it is, since their texts do
ELSEWHERE = 0.90  # where both name spots that have no word in common in the same place: two hospitals of a city
RETITLED = 0.50  # with headlines that are not quite the same, by one employer
RETITLED_MORE = 0.70  # and one of them says more
RETITLED_ELSEWHERE = 0.70  # by two employers, of which agencies hide whose opening it is
RETITLED_UNNAMED = 0.80  # where one names no employer
RELEVELLED, REROLED = 0.65, 0.75  # of a thread's posts, with another seniority or another job title in the headline
NEVER = 2.0
EXCERPT = 512  # letters and digits of the longest excerpts
_TELLING, _TELLING_ALL = 3, 4  # words of a headline from which it tells much of which opening it is, or nearly all
_OF_ONE_JOB = 8  # words of a thread's headline up to which it names one job
_ROUND = 500  # what quoted pay by the year is a multiple of
_IN_A_YEAR = {"daily": (260, 240), "hourly": (2080, 1920)}  # days, and hours, as boards count them
_COMMON = 0.85  # words that two headlines have in common, of all
_TOGETHER_DAYS = 7  # posts that one poster puts into a thread so close to each other are different ones
_AT_ONCE_DAYS = 10  # and so are two texts that an employer puts on a board; later, one is the other, edited


def forbidden(one: Said, other: Said, days: int) -> str | None:
    """Why the two cannot be the same opening; None where nothing forbids it. `days` lie between their first days."""
    if _other_place(one, other):
        return "another place"
    if one.pay is not None and other.pay is not None and (why := _other_pay(one, other)):
        return why
    if one.reference and other.reference and one.reference != other.reference:
        return "another reference"
    if one.employment_type and other.employment_type and one.employment_type != other.employment_type:
        return "another employment type"
    if days <= _AT_ONCE_DAYS and _other_text(one, other):
        return "another text at the same time"
    if one.title == other.title or one.untitled or other.untitled:
        return None
    return _other_title(one, other, days)


def needed(one: Said, other: Said) -> float:
    """The similarity from which two adverts that nothing forbids are the same opening; NEVER where none suffices."""
    if one.untitled or other.untitled:
        return NEVER
    if _other_spot(one, other):
        return ELSEWHERE
    if _beside(one, other):
        return BESIDE if _says_where(one) or _says_where(other) else WORD_FOR_WORD
    if one.title == other.title:
        return _with_one_headline(one, other)
    if _same_poster(one, other):
        if _differ(one.title_term, other.title_term):
            return NEVER if _replaced(one, other) else REROLED
        return RELEVELLED if one.seniority != other.seniority else ALIKE_THERE
    if not one.employer or not other.employer:
        return RETITLED_UNNAMED
    if not _same_employer(one, other):
        return RETITLED_ELSEWHERE
    return RETITLED_MORE if _within(one, other) else RETITLED


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
        told = not excerpt if by_one else one.pay is not None and other.pay is not None
        return SAID_ALIKE if told else ALIKE_THERE
    return ALIKE_THERE if by_one else ALIKE


def _tells_which(one: Said, other: Said) -> bool:
    """Whether headline and pay say which opening it is. An agency has several of one headline, each for its client."""
    if _same_pay(one, other):
        return len(one.title) >= _TELLING
    return len(one.title) >= _TELLING_ALL and not (_quoted(one) and _quoted(other))


def _other_title(one: Said, other: Said, days: int) -> str | None:
    within = _within(one, other)
    if _same_post(one, other):
        return None
    if _same_poster(one, other):
        return "another headline at the same time" if days <= _TOGETHER_DAYS and not within else None
    if one.seniority != other.seniority:
        return "another seniority"
    if _differ(one.title_term, other.title_term):
        return "another job title"
    if within and _says_no_more(one, other):
        return None
    return None if len(one.title & other.title) >= _COMMON * len(one.title | other.title) else "another headline"


def _says_no_more(one: Said, other: Said) -> bool:
    """Whether a fuller headline is of the same opening, as another agency's is, or another board's of one text.

    Beside another one, an employer's fuller headline tells of another opening.
    """
    if one.text is not None and one.text == other.text and not _beside(one, other):
        return True
    two_employers = bool(one.employer and other.employer) and not _same_employer(one, other)
    same_job = two_employers or (_same_pay(one, other) and (one.excerpt or other.excerpt))
    return same_job and _same_place(one, other)


def _beside(one: Said, other: Said) -> bool:
    """Whether both are whole texts, or none, of one employer on one board, which can be told apart word by word."""
    whole = not (one.excerpt or other.excerpt or one.headed or other.headed)
    return whole and one.board == other.board and _same_employer(one, other)


def _other_text(one: Said, other: Said) -> bool:
    """Whether one employer has two texts on one board. Boards that estimate pay carry one advert twice, reworded."""
    if one.text is None or other.text is None or one.text == other.text:
        return False
    return _beside(one, other) and not (_estimated(one) or _estimated(other))


def _same_post(one: Said, other: Said) -> bool:
    """Whether one text was put into a thread again, whatever was read in its headlines."""
    return one.headed and other.headed and one.text is not None and one.text == other.text


def _replaced(one: Said, other: Said) -> bool:
    """Whether the headlines name one job each, and neither the other's more closely; those that list jobs are long."""
    words, others = set(one.title_term.split("-")), set(other.title_term.split("-"))
    nested = words <= others or others <= words or _within(one, other)
    return not nested and max(len(one.title), len(other.title)) <= _OF_ONE_JOB


def _within(one: Said, other: Said) -> bool:
    """Whether one headline says all that the other says."""
    return bool(one.title and other.title) and (one.title <= other.title or other.title <= one.title)


def _other_place(one: Said, other: Said) -> bool:
    if one.places and other.places and _apart(one, other):
        return not _same_post(one, other)
    here, there = one.where, other.where
    if one.board == other.board and _same_employer(one, other):
        if here.postcodes and there.postcodes and here.postcodes.isdisjoint(there.postcodes):
            return True
        # On one board an employer names a place in one way, or says more of it.
        nested = here.every <= there.every or there.every <= here.every
        if _beside(one, other) and here.every and there.every and not nested:
            return True
    return _other_spot(one, other) and ((here.known and there.known) or not _same_place(one, other))


def _other_spot(one: Said, other: Said) -> bool:
    here, there = one.where, other.where
    named = bool(here.nearest and there.nearest)
    return named and here.nearest.isdisjoint(there.every) and there.nearest.isdisjoint(here.every)


def _same_place(one: Said, other: Said) -> bool:
    """Whether both name places, narrower than a country, of which one is, holds or lies in one of the other."""
    return bool(one.places and other.places and one.above and other.above) and not _apart(one, other)


def _apart(one: Said, other: Said) -> bool:
    """Whether no place of one is, holds or lies in a place of the other."""
    return not (one.places & other.places or one.places & other.above or other.places & one.above)


def _says_where(one: Said) -> bool:
    return bool(one.places or one.where.nearest)


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


def _same_employer(one: Said, other: Said) -> bool:
    """Whether both are named, and alike but for words that one name has more."""
    return bool(one.employer and other.employer) and (one.employer <= other.employer or other.employer <= one.employer)


def _same_poster(one: Said, other: Said) -> bool:
    return one.headed and other.headed and _same_employer(one, other)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
