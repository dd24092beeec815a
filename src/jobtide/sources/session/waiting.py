"""How long to wait: what Retry-After says, and how tries are spaced. Pure."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

AGAIN = frozenset((429, 502, 503, 504))  # statuses that ask for another try, later


def retry_after(said: str | None, now: datetime) -> float | None:
    """Seconds from now; None where nothing that can be meant was said. Never below zero."""
    if said is None:
        return None
    said = said.strip()
    if said.lstrip("-").isascii() and said.lstrip("-").isdigit():
        return max(0.0, float(said[:20]))
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def before_try(tried: int, first_seconds: float, chance: float) -> float:
    """Seconds before another try after `tried` ones; doubling, with jitter. `chance` is in [0, 1)."""
    return first_seconds * 2 ** (tried - 1) * (0.5 + chance)
