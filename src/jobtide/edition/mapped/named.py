"""The names of an edition's terms, places and periods, in one file that is read at once.

Touches: the folder it is given.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

_FILE = "names.json"


@dataclass(frozen=True)
class Named:
    """Rows in the order of their numbers.

    terms: number, slug, name, long name, category, aliases. places: number, slug, name, long name, path, comparator,
    name in a sentence, aliases, slug of the place above. periods: months, first day, last day; the latest first.
    """

    terms: Sequence[tuple]
    places: Sequence[tuple]
    periods: Sequence[tuple]

    def write(self, folder: Path) -> None:
        said = {each.name: getattr(self, each.name) for each in fields(self)}  # asdict would copy each of many names
        text = json.dumps(said, ensure_ascii=False, default=date.isoformat)
        (folder / _FILE).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Named:
    said = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    periods = [(months, date.fromisoformat(first), date.fromisoformat(last)) for months, first, last in said["periods"]]
    return Named(said["terms"], said["places"], periods)
