"""One job advertisement as one source published it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Advert:
    """An advert after cleaning: whitespace, markup and types are mended, meaning is not yet read.

    `title` and `description` are plain text (never None, perhaps ""); at least one of them has a letter in it.
    `locations` are raw strings. `pay` is the text as quoted; `pay_min` and `pay_max` are numbers that the source itself
    gave, never its estimates.
    `first_seen` is the day it was posted or, where the source does not say, the day of the capture. `last_seen` is
    `seen_at` where given, else the later of first seen and the capture's day when the capture's day is known.
    `reference` is the employer's or agency's own name for the opening, which several sources may quote. None means that
    the source did not say.
    """

    source: str
    id: str
    title: str
    description: str
    first_seen: date
    last_seen: date
    url: str | None = None
    locations: tuple[str, ...] = ()
    employer: str | None = None
    employment_type: str | None = None
    work_mode: str | None = None
    pay: str | None = None
    pay_min: float | None = None
    pay_max: float | None = None
    pay_unit: str | None = None
    currency: str | None = None
    closed_at: date | None = None
    valid_through: date | None = None
    language: str | None = None
    reference: str | None = None

    @property
    def headline(self) -> str:
        """Its title or, where it has none, the first line of its description; the first 300 characters of it."""
        return (self.title or self.description[:300].partition("\n")[0])[:300]


# What `ingest` takes, in the order of the documentation; `--map FIELD=COLUMN` renames a source's columns to these.
FIELDS = (
    "source", "id", "url", "title", "description", "location", "employer", "employment_type", "work_mode", "pay",
    "pay_min", "pay_max", "pay_unit", "currency", "pay_is_predicted", "posted_at", "seen_at", "closed_at",
    "valid_through", "language", "reference",
)  # fmt: skip
