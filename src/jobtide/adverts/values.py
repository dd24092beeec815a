"""Text, numbers and lists from the types that sources use for them. An unknown shape is a ValueError, never a guess."""

import math
import re
from collections.abc import Mapping

_ABSENT = frozenset(("", "nan", "none", "null", "n/a", "nat", "undefined"))
_AMOUNT = re.compile(
    r"[£$€]?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(k\b)?\s*(?:GBP|USD|EUR|[£$€])?$", re.I
)


def text(value: object) -> str:
    """The value as text, "" where it says nothing."""
    if isinstance(value, str):
        return "" if len(value) < 12 and value.strip().lower() in _ABSENT else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Mapping | list | tuple | set):
        raise ValueError(_shape(value))
    return str(value)


def texts(value: object) -> tuple[str, ...]:
    """Each text of a list, or the one text; empty ones left out."""
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple(said for item in items if (said := text(item)))


def number(value: object) -> float | None:
    """An amount above zero; None where nothing is said. Zero says nothing: boards print it for hidden pay."""
    if isinstance(value, bool):
        raise ValueError("true or false is not an amount")
    if not isinstance(value, int | float):
        said = text(value).strip()
        if not said:
            return None
        found = _AMOUNT.match(said)
        if found is None:
            raise ValueError(f"{said[:100]!r} is not an amount")
        value = float(found[1].replace(",", "")) * (1000 if found[2] else 1)
    try:
        amount = float(value)
    except OverflowError as error:
        raise ValueError("too large for an amount") from error
    if math.isnan(amount) or amount == 0:
        return None
    if amount < 0 or math.isinf(amount):
        raise ValueError(f"{amount:g} is not an amount")
    return amount


def _shape(value: object) -> str:
    if isinstance(value, Mapping):
        return f"an object with {', '.join(str(key) for key in list(value)[:8]) or 'nothing in it'}"
    return f"a list of {len(value)}"
