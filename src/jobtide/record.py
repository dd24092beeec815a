"""One record of a capture, before anyone has asked what it means."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobtide.issue import Issue


@dataclass(frozen=True, slots=True)
class Record:
    """`position` counts the records of a capture from 0, bad ones included, blank lines not.

    `issues` are oddities of the bytes that were mended on the way ("not UTF-8"); none of them is fatal.
    """

    position: int
    fields: Mapping[str, object]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read; `raw` is its beginning, for the quarantine."""

    position: int
    issue: Issue
    raw: str = ""
