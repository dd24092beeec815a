"""A record becomes an advert, or the reason why it cannot. Types, markup and days are mended; no meaning is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jobtide.advert import Advert
from jobtide.adverts import values
from jobtide.adverts.alphabets import mixed_word
from jobtide.adverts.closing import Closing
from jobtide.adverts.dates import EARLIEST, day_of, last_called
from jobtide.adverts.identity import id_of
from jobtide.adverts.mapping import Columns
from jobtide.adverts.markup import seen, text_of
from jobtide.adverts.mojibake import repaired
from jobtide.issue import Issue

TITLE = 300  # characters that are kept; real headlines stay under 200
DESCRIPTION = 100_000
_FIELD = 500
_WITHOUT_YEAR = 40  # characters of a day without a year, as "Posted Wednesday, 28th of September"
_LOCATIONS = 100
_SHORT = ("employer", "employment_type", "work_mode", "pay", "pay_unit", "currency", "language", "reference")
_REMEMBERED, _MEMORY = 60, 20_000  # characters of a text, number of texts
_OPEN_ENDED = timedelta(days=3660)  # 9999-12-31 means that no day was set

_YES, _NO = frozenset(("1", "true", "yes", "y", "t")), frozenset(("0", "false", "no", "n", "f", ""))
_NO_NAME = re.compile(r"[:/#_-](?:undefined|null|none|nan|n/?a)$", re.IGNORECASE)
_WHOLE = re.compile(r"\d+\.0")  # as tables with gaps write a whole number when they become CSV
_ESTIMATE = re.compile(r"(?<!employer )(?<!employer's )\best(?:\.|imated?\b)", re.IGNORECASE)  # "(Glassdoor est.)"
_LETTER = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:pdf|docx?|png|jpe?g|gif)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[.!?:;]|\s[|–—-])\s")
NOTHING = Issue("neither title nor description")
PREDICTED = "pay is the source's own estimate"  # which is never pay


@dataclass(frozen=True)
class Defaults:
    """What the operator said of a whole capture.

    `day` is the capture's day; `seen_at` is the same day where the operator gave it, None where it is only the day of
    the ingest, which says nothing of when an old file's adverts were last seen.
    """

    source: str
    day: date
    seen_at: date | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`advert` is None where one of the issues is fatal. Then `closing` is what the record may be all the same."""

    advert: Advert | None
    issues: tuple[Issue, ...] = ()
    closing: Closing | None = None


class Cleaner:
    def __init__(self, columns: Columns, defaults: Defaults):
        self._columns = columns
        self._defaults = defaults
        self._lines: dict[str, str] = {}
        self._days: dict[str, date] = {}

    def cleaned(self, fields: Mapping[str, object]) -> Cleaned:
        said = _Said(self._columns.taken(fields), self._defaults.day, self._lines, self._days)
        description = said.description()
        title = said.title()
        if not _LETTER.search(title):
            if not _LETTER.search(description):
                return Cleaned(None, (*said.issues, NOTHING), self._closing(said))
            title = headline(description)
        advert = self._advert(said, title, description)
        return Cleaned(advert, tuple(said.issues))

    def _advert(self, said: "_Said", title: str, description: str) -> Advert:
        defaults = self._defaults
        url, locations = said.url(), said.locations()
        short = {field: said.line(field) for field in _SHORT if field in said.values}
        if (is_remote := (short.get("work_mode") or "").lower()) in _YES | _NO:  # a column that says whether it is
            short["work_mode"] = "remote" if is_remote in _YES else None
        pay_min, pay_max = said.amount("pay_min"), said.amount("pay_max")
        is_estimate = said.is_yes("pay_is_predicted") or _ESTIMATE.search(short.get("pay") or "") is not None
        if is_estimate and (short.get("pay") or pay_min or pay_max):
            said.issues.append(Issue(PREDICTED, str(short.get("pay") or pay_min or pay_max)[:200], fatal=False))
            short["pay"], pay_min, pay_max = None, None, None
        id_ = said.id()
        if not id_:
            amounts = (str(pay_min), str(pay_max))
            id_ = id_of(
                url, " ".join(title.split()), description, *locations, *(short.get(field) for field in _SHORT), *amounts
            )
        posted, seen_at = said.past_day("posted_at"), said.past_day("seen_at")
        closed, valid_through = said.day("closed_at"), said.last_day("valid_through")
        for field, last in (("closed_at", closed), ("valid_through", valid_through)):
            if posted is not None and last is not None and last < posted:
                said.issues.append(Issue(f"{field} is before posted_at", f"{last} {posted}", fatal=False))
        first = posted or min(defaults.day, seen_at or defaults.day)
        last = seen_at or defaults.seen_at or first
        return Advert(
            source=said.line("source") or defaults.source,
            id=id_ if len(id_) <= _FIELD else id_of(None, id_),
            title=title,
            description=description,
            first_seen=first,
            last_seen=max(first, last),
            url=url,
            locations=locations or ((defaults.place,) if defaults.place else ()),
            pay_min=pay_min,
            pay_max=pay_max,
            closed_at=closed,
            valid_through=valid_through,
            **short,
        )

    def _closing(self, said: "_Said") -> Closing | None:
        """What a record without words says of an advert that had some."""
        id_, closed_at = said.id(), said.day("closed_at")
        if not id_ or closed_at is None:
            return None
        source = said.line("source") or self._defaults.source
        return Closing(source, id_ if len(id_) <= _FIELD else id_of(None, id_), closed_at,
                       said.past_day("seen_at") or self._defaults.seen_at)  # fmt: skip


class _Said:
    """What a record says, field by field; what cannot be understood is left out and becomes an issue.

    `lines` and `days` remember what was made of short texts, of which most fields have few.
    """

    def __init__(self, taken: dict[str, object], day: date, lines: dict[str, str], days: dict[str, date]):
        self.values = taken
        self.issues: list[Issue] = []
        self._day, self._lines, self._days = day, lines, days

    def description(self) -> str:
        value = self.values.get("description")
        if value is None:
            return ""
        given = self._text("description", value, "\n")
        text = self._plain("description", given)
        if len(text) > DESCRIPTION:
            self._odd("description", f"cut at {DESCRIPTION:,} characters", len(text))
            text = text[:DESCRIPTION]
        if len(text) <= _FIELD and not _LETTER.search(_LINK.sub("", text)):
            if given.strip():
                self._odd("description", "has no words", given)
            return ""
        return text if _LETTER.search(text) else ""

    def title(self) -> str:
        """The headline; two spaces in it stay, since they are what some boards left of a dash."""
        given = self.values.get("title")
        if not isinstance(given, str) or "  " not in given:
            return self.line("title", TITLE) or ""
        parts = (self._line("title", part) for part in given.split("  "))
        title = "  ".join(part for part in parts if part)
        if len(title) > TITLE:
            self._odd("title", f"cut at {TITLE} characters", len(title))
        return cut(title, TITLE)

    def line(self, field: str, longest: int | None = _FIELD) -> str | None:
        """Text on one line; None where there is none."""
        value = self.values.get(field)
        if value is None:
            return None
        known = self._lines.get(value) if type(value) is str else None
        if known is not None and (longest is None or len(known) <= longest):
            return known or None
        text = self._line(field, value if isinstance(value, str) else self._text(field, value, ", "))
        if longest is not None and len(text) > longest:
            self._odd(field, f"cut at {longest} characters", len(text))
            text = cut(text, longest)
        return text or None

    def id(self) -> str | None:
        """Its name at the source; None where that is what programs write for nothing: many adverts would share it."""
        line = self.line("id", None)
        if line is not None and _NO_NAME.search(line):
            self._odd("id", "is a word for nothing", line)
            return None
        return line[:-2] if line is not None and _WHOLE.fullmatch(line) else line

    def locations(self) -> tuple[str, ...]:
        value = self.values.get("location")
        if value is None:
            return ()
        given = self._understood("location", "has an unknown shape", lambda: values.texts(value)) or ()
        lines = (self._line("location", text)[:_FIELD] for text in given[:_LOCATIONS])
        return tuple(dict.fromkeys(line for line in lines if line))

    def url(self) -> str | None:
        value = self.values.get("url")
        if value is None:
            return None
        text = seen(self._text("url", value, " ")).strip()
        if not text:
            return None
        if not text.lower().startswith(("http://", "https://")) or len(text) > 2000 or " " in text:
            self._odd("url", "is not an address of the web", text)
            return None
        return text

    def amount(self, field: str) -> float | None:
        value = self.values.get(field)
        if value is None:
            return None
        return self._understood(field, "is not an amount", lambda: values.number(value))

    def day(self, field: str) -> date | None:
        value = self.values.get(field)
        if value is None:
            return None
        day = self._days.get(value) if isinstance(value, str) else None
        if day is None:
            day = self._understood(field, "is not a day", lambda: _day(value, self._day))
            if isinstance(value, str) and day is not None:
                _remember(self._days, value, day)
        if day is not None and day < EARLIEST:
            self._odd(field, "is before 1990", day)
            return None
        return day

    def is_yes(self, field: str) -> bool:
        """Whether a field is true, by any of the ways to write it. What cannot be understood is an issue, and no."""
        value = self.values.get(field)
        if value is None:
            return False
        said = self._text(field, value, " ").strip().lower()
        if said not in _YES and said not in _NO:
            self._odd(field, "is neither yes nor no", said)
        return said in _YES

    def past_day(self, field: str) -> date | None:
        """A day that cannot be later than the capture's; one day is allowed for clocks and zones."""
        value = self.values.get(field)
        day = last_called(value, self._day) if isinstance(value, str) and len(value) < _WITHOUT_YEAR else None
        day = day or self.day(field)
        if day is not None and day > self._day + timedelta(days=1):
            self._odd(field, "is later than the capture", day)
            return None
        return day

    def last_day(self, field: str) -> date | None:
        day = self.day(field)
        return None if day is None or day > self._day + _OPEN_ENDED else day

    def _line(self, field: str, text: str) -> str:
        line = self._lines.get(text)
        if line is None:
            odd = len(self.issues)
            line = " ".join(self._plain(field, values.text(text)).split())
            if len(text) <= _REMEMBERED and odd == len(self.issues):
                _remember(self._lines, text, line)
        return line

    def _plain(self, field: str, given: str) -> str:
        """Text without markup. It is repaired before and after: entities may be what was wrongly decoded."""
        if given.isascii() and given.isprintable() and "&" not in given and "<" not in given:
            return given  # as nearly all lines are: there is nothing to mend in it
        meant = repaired(given)
        text = text_of(meant)
        again = repaired(text)
        if meant is not given or again is not text:
            self._odd(field, "was wrongly decoded, repaired", " ".join(given.split())[:100])
        if (word := mixed_word(again)) is not None:
            self._odd(field, "mixes alphabets in a word", word)
        return again

    def _text(self, field: str, value: object, between: str) -> str:
        if isinstance(value, str):
            return values.text(value)
        return self._understood(field, "has an unknown shape", lambda: between.join(values.texts(value))) or ""

    def _understood(self, field: str, oddity: str, read):
        try:
            return read()
        except (ValueError, OverflowError) as error:
            self._odd(field, oddity, error)
            return None

    def _odd(self, field: str, oddity: str, detail: object) -> None:
        self.issues.append(Issue(f"{field} {oddity}", str(detail)[:200], fatal=False))


def headline(description: str) -> str:
    """The first line that has a letter, at most 300 characters of it."""
    for line in description.split("\n"):
        if _LETTER.search(line):
            return cut(" ".join(line.split()), TITLE)
    return ""


def cut(line: str, longest: int) -> str:
    """At most `longest` characters, ended where a sentence or a part ends, else between words."""
    if len(line) <= longest:
        return line
    ends = [found.start() + 1 for found in _SENTENCE.finditer(line, 0, longest)]
    if ends and ends[-1] > longest // 4:
        return line[: ends[-1]].rstrip(" |–—-:;")
    return line[:longest].rsplit(" ", 1)[0] if " " in line[:longest] else line[:longest]


def _remember(memory: dict, key: str, value: object) -> None:
    if len(memory) >= _MEMORY:
        memory.clear()
    memory[key] = value


def _day(value: object, seen_on: date) -> date | None:
    """None where the text says nothing."""
    if isinstance(value, str) and not values.text(value).strip():
        return None
    return day_of(value, seen_on)
