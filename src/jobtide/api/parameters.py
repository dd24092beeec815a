"""What an address of the API may say after its question mark: each parameter described, and read. Pure."""

import difflib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jobtide.errors import Error

TEXT, WHOLE, NUMBER, DAY, YES = "text", "whole number", "number", "day", "yes or no"
_YES, _NO = ("1", "true"), ("0", "false")
_WHOLE, _NUMBER = re.compile(r"-?[0-9]{1,15}"), re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_SCHEMAS = {
    TEXT: {"type": "string", "minLength": 1},
    WHOLE: {"type": "integer"},
    NUMBER: {"type": "number"},
    DAY: {"type": "string", "format": "date"},
    YES: {"type": "string", "enum": [*_YES, *_NO]},
}


class BadParameter(Error):
    """A parameter that means nothing, or is missing; `parameter` is its name."""

    def __init__(self, parameter: str, message: str):
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True)
class Parameter:
    """`one_of` are all values that it may have, `repeats` how often it may stand, `longest` how many characters a text
    may have; `least` and `most` bound a number, both included."""

    name: str
    meaning: str
    example: object
    kind: str = TEXT
    usual: object = None
    one_of: Sequence[object] = ()
    repeats: int = 1
    longest: int = 200
    least: float | None = None
    most: float | None = None
    pattern: str | None = None
    required: bool = False

    def read(self, texts: Sequence[str]) -> object:
        """The value, a tuple of values where it may be repeated; the usual one where it is not given."""
        if self.required and not texts:
            raise BadParameter(self.name, f"{self.name} is missing. An example: {self.name}={self.example}.")
        if len(texts) > self.repeats:
            often = "once" if self.repeats == 1 else f"{self.repeats} times"
            raise BadParameter(self.name, f"{self.name} may be given {often}, not {len(texts)} times.")
        values = tuple(self._value(text) for text in texts)
        return values if self.repeats > 1 else values[0] if values else self.usual

    def schema(self) -> dict[str, object]:
        """In JSON Schema."""
        said = dict(_SCHEMAS[self.kind])
        if self.kind == TEXT:
            said["maxLength"] = self.longest
        if self.one_of:
            said = {"type": said["type"], "enum": list(self.one_of)}
        for name, bound in (("minimum", self.least), ("maximum", self.most), ("pattern", self.pattern)):
            if bound is not None:
                said[name] = bound
        if self.repeats > 1:
            said = {"type": "array", "items": said, "maxItems": self.repeats}
        if self.usual is not None:
            said["default"] = self.usual
        return said

    def _value(self, text: str) -> object:
        value = _READ[self.kind](text) if text else None
        if value is None:
            raise self._refused("is empty: leave it out" if not text else f"is no {self.kind}")
        if self.one_of and value not in self.one_of:
            raise self._refused(f"is {' or '.join(map(str, self.one_of))}")
        if isinstance(value, str) and len(value) > self.longest:
            raise self._refused(f"has more than {self.longest} characters")
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise self._refused(f"is not written like {self.example}")
        if self.kind in (WHOLE, NUMBER):
            low, high = self.least, self.most
            if (low is not None and value < low) or (high is not None and value > high):
                bounds = f"from {low:g}" if high is None else f"from {low:g} to {high:g}"
                raise self._refused(f"is {bounds}")
        return value

    def _refused(self, why: str) -> BadParameter:
        return BadParameter(self.name, f"{self.name} {why}. An example: {self.name}={self.example}.")


@dataclass(frozen=True)
class Asked:
    """The values of an operation's parameters, by name."""

    values: Mapping[str, object] = field(default_factory=dict)

    def __getitem__(self, name: str) -> object:
        return self.values[name]


def read(parameters: Sequence[Parameter], given: Sequence[tuple[str, str]]) -> Asked:
    """`given` are names and values as they stand in an address. Raises BadParameter."""
    known = {parameter.name: parameter for parameter in parameters}
    texts: dict[str, list[str]] = {name: [] for name in known}
    for name, text in given:
        if name not in known:
            near = difflib.get_close_matches(name[:40], known, 3, 0.6)
            offer = f" Did you mean {' or '.join(near)}?" if near else f" There are {', '.join(known) or 'none'}."
            raise BadParameter(name[:40], f"There is no parameter {name[:40]!r} here.{offer}")
        texts[name].append(text)
    return Asked({name: parameter.read(texts[name]) for name, parameter in known.items()})


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _number(text: str) -> float | None:
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    return value if math.isfinite(value) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _yes(text: str) -> bool | None:
    return True if text in _YES else False if text in _NO else None


def _text(text: str) -> str | None:
    return text if text.strip() else None


_READ = {TEXT: _text, WHOLE: _whole, NUMBER: _number, DAY: _day, YES: _yes}
