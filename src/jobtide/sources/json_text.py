"""One value of JSON text: what it is, or why it cannot be taken.

Stricter than the standard library where a number could not be told again (NaN, Infinity, 1e999, 400 digits), laxer
where the harm is mended: control characters may stand in texts, a lone surrogate becomes U+FFFD. Of two keys of one
name the last is taken, as every parser does.
"""

import json
import math
import re

from jobtide.issue import Issue

LONE = Issue("lone surrogates replaced", fatal=False)
TWO_IDS = Issue("id is given twice, the last is taken", fatal=False)
RAW = 10_000  # characters of a bad record that are passed on

_DEEPEST = 100  # levels of a record; what is deeper breaks whatever passes it on, and real ones have under 50
_DIGITS = 300  # of a whole number; a float has 309 at most
_MAYBE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class BadJson(ValueError):
    """`reason` is short and countable; `str` of it says where."""

    def __init__(self, reason: str, detail: object = ""):
        super().__init__(detail)
        self.reason = reason


class JsonText:
    def __init__(self) -> None:
        numbers = {"parse_constant": _refused, "parse_float": _finite, "parse_int": _whole}
        self._plain = json.JSONDecoder(strict=False, **numbers)
        self.begun = self._plain.raw_decode  # value and end of what begins at an index; ValueError, RecursionError
        self._pairs: list[tuple[str, object]] = []
        self._watching = json.JSONDecoder(strict=False, object_pairs_hook=self._watched, **numbers)

    def value(self, text: str) -> object:
        """What all of `text` says; BadJson where it says nothing or more than one thing."""
        try:
            value, end = self.begun(text)
        except _BadNumber as error:
            raise BadJson(error.reason, error) from error
        except RecursionError as error:
            raise BadJson("nested too deeply") from error
        except ValueError as error:
            raise BadJson("not JSON", error) from error
        if end < len(text) and text[end:].strip():
            raise BadJson("not JSON", f"something follows the value at character {end + 1}")
        return value

    def mended(self, value: dict, text: str) -> tuple[dict, tuple[Issue, ...]]:
        """An object as it can be kept, and what was odd about the text that it came from."""
        issues: tuple[Issue, ...] = ()
        if _is_deep(value):
            raise BadJson("nested too deeply")
        try:
            if text.count('"id"') > 1 and self._has_two_ids(text):
                issues = (TWO_IDS,)
            if _MAYBE_SURROGATE.search(text) and (kept := _without_surrogates(value)) is not value:
                return kept, (*issues, LONE)
        except RecursionError as error:
            raise BadJson("nested too deeply") from error
        return value, issues

    def _has_two_ids(self, text: str) -> bool:
        self._watching.decode(text)
        pairs, self._pairs = self._pairs, []  # those of the outermost object, which is finished last
        return sum(key == "id" for key, _ in pairs) > 1

    def _watched(self, pairs: list[tuple[str, object]]) -> dict:
        self._pairs = pairs
        return dict(pairs)


class _BadNumber(ValueError):
    def __init__(self, reason: str, digits: str):
        super().__init__(digits[:50])
        self.reason = reason


def _refused(constant: str) -> None:
    raise _BadNumber("NaN or Infinity", constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _BadNumber("NaN or Infinity", digits)
    return number


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise _BadNumber("a number too large", digits)
    return int(digits)


def _is_deep(value: dict) -> bool:
    level = [item for item in value.values() if type(item) is dict or type(item) is list]
    depth = 1
    while level and depth < _DEEPEST:
        inner = [item.values() if type(item) is dict else item for item in level]
        level = [item for items in inner for item in items if type(item) is dict or type(item) is list]
        depth += 1
    return bool(level)


def _without_surrogates(value):
    """The value with U+FFFD for each lone surrogate; the very same object where there is none."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value) if _SURROGATE.search(value) else value
    if isinstance(value, list):
        mended = [_without_surrogates(item) for item in value]
        return mended if any(new is not old for new, old in zip(mended, value, strict=True)) else value
    if isinstance(value, dict):
        mended = {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
        same = all(a is b and mended[a] is value[b] for a, b in zip(mended, value, strict=False))
        return value if same and len(mended) == len(value) else mended
    return value
