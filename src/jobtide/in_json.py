"""Shapes as JSON: a frozen dataclass is an object of its fields, a day is written as 2025-11-23.

A shape whose JSON differs from its fields says so itself, in a method `in_json` that gives its members one level deep.
"""

import json
from collections.abc import Mapping
from datetime import date

# Most values of a page are figures: to know that of one costs less than to call a function with it.
_AS_THEY_ARE = frozenset((type(None), str, int, float, bool))


def plain(value: object) -> object:
    """The value as dicts, lists, texts, numbers, true, false and null, all of them its own.

    >>> from jobtide.period import Period
    >>> plain([Period(date(2025, 5, 24), date(2025, 11, 23))])
    [{'start': '2025-05-24', 'end': '2025-11-23'}]
    """
    kind = type(value)
    if kind is dict:
        return {name: one if type(one) in _AS_THEY_ARE else plain(one) for name, one in value.items()}
    if kind in _AS_THEY_ARE or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return [one if type(one) in _AS_THEY_ARE else plain(one) for one in value]
    return plain(dict(value) if isinstance(value, dict) else _opened(value))


def text_of(value: object) -> str:
    """The value as JSON on one line. Raises ValueError for numbers that JSON has not.

    U+2028 and U+2029 are escaped, as some readers take them for line ends; so is what UTF-8 cannot say.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, check_circular=False, default=_opened)
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _opened(value: object) -> object:
    """One level of what JSON does not know."""
    in_json = getattr(value, "in_json", None)
    if in_json is not None:
        return in_json()
    if hasattr(value, "__dataclass_fields__"):
        return vars(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
