"""What is known of each kind of live source: its terms, its pace, its shape. From `sources/<kind>/source.yaml`.

Touches: the package's own files, for reading.
"""

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import ModuleType

import yaml

from jobtide.errors import BadReference, Error

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d|w)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_LONGEST = 520 * _SECONDS["w"]  # a day that is reckoned from it must be one that exists
SHAPES = ("json", "json_lines", "xml", "html")


@dataclass(frozen=True)
class KeyFact:
    """A secret that a source asks for; `env` is the environment variable that usually holds it."""

    name: str
    where: str
    env: str


@dataclass(frozen=True)
class Facts:
    """`needs_consent` is what the operator must have agreed with the source; None where it is on as it is.

    `whole`: a fetch of all pages holds all that the source has, so that what is missing is gone. `newest_first`: a
    fetch may stop at what it knows, but for every `full_every`th. `window`: it answers for a span of time alone.
    `boards` and `addresses` say what the operator names, None where there is nothing to name. `format` is the adapter's
    name, None where the content tells.
    """

    kind: str
    title: str
    terms: str
    attribution: str
    shape: str
    documentation: str | None = None
    licence: str | None = None
    needs_consent: str | None = None
    pace_seconds: float = 1.0
    least_every_seconds: float = 0.0
    pages: int = 500
    whole: bool = False
    newest_first: bool = False
    window: bool = False
    full_every: int = 1
    boards: str | None = None
    addresses: str | None = None
    format: str | None = None
    also_hosts: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[KeyFact, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)


def all_facts() -> dict[str, Facts]:
    """Every kind of live source by its name, in alphabetical order. BadReference where a file breaks a rule."""
    here = Path(__file__).parent
    return {file.parent.name: facts_of(file) for file in sorted(here.glob("*/source.yaml"))}


def facts_of(file: Path) -> Facts:
    """What one source.yaml says."""
    try:
        said = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # scalars stay text: "no" is no boolean
        return _facts(file.parent.name, said)
    except (Error, yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadReference(f"{file}: {error}") from error


def requests_of(kind: str) -> ModuleType:
    """The functions that say what to ask a kind of source for."""
    return importlib.import_module(f"jobtide.sources.{kind}.requests")


def seconds(text: str) -> float:
    """ "90s", "30m", "6h", "1d" or "2w" in seconds; Error where it is none of these, or longer than ten years."""
    found = _DURATION.fullmatch(text.strip().lower())
    length = float(found[1]) * _SECONDS[found[2]] if found else None
    if length is None:
        raise Error(f'{text!r} is no length of time. Write it as "30m", "6h" or "1d".')
    if length > _LONGEST:
        raise Error(f"{text!r} is longer than ten years.")
    return length


def _facts(kind: str, said: dict) -> Facts:
    said = dict(said)
    said["kind"] = kind
    if "least_every" in said:
        said["least_every_seconds"] = str(seconds(said.pop("least_every")))
    known = {each.name: each for each in fields(Facts)}
    if odd := sorted(said.keys() - known.keys()):
        raise ValueError(f"there is no entry called {odd[0]!r}")
    values = {name: _value(name, value) for name, value in said.items()}
    if values["shape"] not in SHAPES:
        raise ValueError(f"shape must be one of {', '.join(SHAPES)}")
    if values.get("format") is None:
        values["format"] = kind
    elif values["format"] == "any":
        values["format"] = None
    return Facts(**values)


def _value(name: str, value):
    if name in ("pace_seconds", "least_every_seconds"):
        return float(value)
    if name in ("pages", "full_every"):
        return int(value)
    if name in ("whole", "newest_first", "window"):
        return {"yes": True, "no": False}[value]
    if name == "keys":
        return tuple(KeyFact(**key) for key in value)
    if name == "also_hosts":
        return tuple(value)
    if name in ("headers", "parameters"):
        return dict(value)
    return str(value)
