"""Days as sources write them.

    2025-11-23   2025-11-23T10:00:00+01:00   2026-07-02 17:18:08 UTC   20251123      the day as written
    23/11/2025   23.11.25   23 Nov 2025   November 23rd, 2025   Sun, 23 Nov 2025 10:00:00 GMT
    20251123T100000Z   2025-W47-7   2025-11-23 10:00 (Europe/London)   23 Nov 25     the day as written
    1763892000   1763892000000   (seconds to nanoseconds since 1970)                 the day in UTC
    /Date(1763892000000)/                                                            the same, as .NET writes it
    today   yesterday at 10:00   2 days ago   3w ago   30+ days ago                  from the day it was seen
    28 May   Posted 28 May   May 28th   (of what cannot lie ahead: `last_called`)    the last such day before that

A day is the one that was written, wherever its clock stood: no zone is asked for, so a time without one, an hour that a
change of clocks leaves out and a leap second make no difference. A day that does not exist (29 February 2025) is
refused. Years of two digits are of this century. Days of numbers come before months, as Britain writes them; 12/25/2025
is refused, since the file that has it may have 03/04/2025 as well.
"""

import re
from datetime import UTC, date, datetime, timedelta

EARLIEST = date(1990, 1, 1)  # the web is not older
_LEAP = 9  # years among which is one with a 29th of February, whatever the century

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:$|[T ,])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$")
_WEEK = re.compile(r"\d{4}-?W\d\d-?[1-7]$")
_DOT_NET = re.compile(r"/Date\((-?\d{9,20})(?:[+-]\d{4})?\)/$")
_NUMBERS = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)(?:$|[T ,])")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)(?:$|[T ,])")
_DAY_MONTH = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4}|\d\d)(?:$|[\s,T])"
)
_MONTH_DAY = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?([A-Za-z]{3,9})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})(?:$|[\s,T])"
)
_NO_YEAR = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(?:(\d\d?)(?:st|nd|rd|th)?(?: of)? ([A-Za-z]{3,9})"
    r"|([A-Za-z]{3,9})\.? (\d\d?)(?:st|nd|rd|th)?)"
)
_EPOCH = re.compile(r"\d{9,20}(?:\.\d+)?$")
_AGO = re.compile(
    r"(?:about |over |more than )?(an?|one|\d{1,4})\+? ?"
    r"(second|sec|s|minute|min|m|hour|hr|h|day|d|week|wk|w|month|mo|year|yr|y)s?(?: ago| old)$"
)
_PUBLISHED = re.compile(
    r"(?:re-?)?(?:posted|listed|added|updated|published|active|opened|advertised)(?: on| at)?[ :]+(?=[0-9a-z])",
    re.IGNORECASE,
)
_AT = re.compile(r",? (?:at )?\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?$")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_DAYS_IN = {"day": 1, "d": 1, "week": 7, "wk": 7, "w": 7, "month": 30, "mo": 30, "year": 365, "yr": 365, "y": 365}
_WORDS = {"today": 0, "just now": 0, "just posted": 0, "new": 0, "now": 0, "yesterday": 1}


def day_of(value: object, seen: date) -> date:
    """The day that a value means; ValueError where it means none. "Yesterday" is counted from the day `seen`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"a {type(value).__name__} is not a day")
    if not isinstance(value, str):
        return _numbered(value)
    text = _PUBLISHED.sub("", " ".join(value.split()), count=1)
    if found := _ISO.match(text) or _COMPACT.match(text) or _YEAR_FIRST.match(text):
        return date(*map(int, found.groups()))
    if _WEEK.match(text):
        return date.fromisoformat(text)
    if found := _DOT_NET.match(text):
        return _numbered(float(found[1]))
    if found := _NUMBERS.match(text):
        day, _, month, year = found.groups()
        return date(_full(year), int(month), int(day))
    if _EPOCH.match(text):
        return _numbered(float(text))
    if found := _DAY_MONTH.match(text):
        return date(_full(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.match(text):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    return _ago(text.lower(), seen)


def last_called(text: str, seen: date) -> date | None:
    """The last day up to the one after `seen` (zones) that is called so, of a text that names a day and a month and no
    year; else None."""
    found = _NO_YEAR.fullmatch(_PUBLISHED.sub("", " ".join(text.split()), count=1))
    name = (found[2] or found[3]).lower() if found else ""
    if not name or not any(full.startswith(name) for full in _IN_FULL):
        return None
    number = _MONTHS[name[:3]]
    for year in range(seen.year, seen.year - _LEAP, -1):
        try:
            day = date(year, number, int(found[1] or found[4]))
        except ValueError:
            continue  # 29 February of another year, or no day of any
        if day <= seen + timedelta(days=1):
            return day
    return None


def _numbered(number: float) -> date:
    """Seconds since 1970, or a thousandth, millionth or thousand-millionth of one; or the digits of a day."""
    if 19_000_101 <= number <= 21_001_231:
        digits = f"{number:.0f}"
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    for ticks in (1, 10**3, 10**6, 10**9):
        if 0 <= number < 10**11 * ticks:
            return datetime.fromtimestamp(number / ticks, UTC).date()
    raise ValueError("not a number of seconds since 1970")


def _ago(text: str, seen: date) -> date:
    text = _AT.sub("", text)
    if text in _WORDS:
        return seen - timedelta(days=_WORDS[text])
    found = _AGO.match(text)
    if found is None:
        raise ValueError("not a day in any known form")
    many = 1 if found[1] in ("a", "an", "one") else int(found[1])
    days = many * _DAYS_IN.get(found[2], 0)
    if days > 36_500:
        raise ValueError("a day of another century")
    return seen - timedelta(days=days)


def _month(name: str) -> int:
    number = _MONTHS.get(name[:3].lower())
    if number is None:
        raise ValueError(f"{name} is no month")
    return number


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
