"""Hashes by which adverts are known, the same on every machine and for ever.

All are BLAKE2b of 8 bytes, read as a signed 64-bit number: among ten million adverts two share one with a chance of
three in a million.
"""

import re
from hashlib import blake2b

from jobtide.advert import Advert

_TRACKING = re.compile(r"(?<=[?&])(?:utm_[a-z_]+|gclid|fbclid)=[^&#]*&?")


def stable(*parts: str | None) -> int:
    """The hash of texts in this order. None and "" are the same; no text may hold NUL."""
    text = "\0".join([part or "" for part in parts])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def advert_hash(advert: Advert) -> int:
    return stable(advert.source, advert.id)


def content_hash(advert: Advert) -> int:
    """Of everything but the days on which it was posted and seen: a new day is a sighting, not a new version."""
    numbers = (advert.pay_min, advert.pay_max)
    days = (advert.closed_at, advert.valid_through)
    reference = () if advert.reference is None else (advert.reference,)
    return stable(
        advert.source, advert.id, advert.url, advert.title, advert.description, "\1".join(advert.locations),
        advert.employer, advert.employment_type, advert.work_mode, advert.pay, advert.pay_unit, advert.currency,
        advert.language, *[number and repr(number) for number in numbers], *[day and day.isoformat() for day in days],
        *reference,
    )  # fmt: skip


def id_of(url: str | None, *said: str | None) -> str:
    """A name for an advert whose source gave none: its address less what only tracks visitors, else what it says."""
    if url:
        return _TRACKING.sub("", url).rstrip("?&")
    return f"{stable(*said) & 0xFFFF_FFFF_FFFF_FFFF:016x}"
