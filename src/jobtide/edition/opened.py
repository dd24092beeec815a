"""One edition, open: what it was made from and means, and the columns that its pages are made of.

Touches: the edition's files, for reading.
"""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from jobtide import measure
from jobtide.edition import manifest
from jobtide.edition.folders import DEFINITIONS, MAPPED, QUERIES
from jobtide.edition.mapped.market import Market
from jobtide.edition.mapped.named import Named
from jobtide.edition.mapped.named import read as read_named
from jobtide.errors import Error, Unknown
from jobtide.page import EditionName
from jobtide.period import Period


class Opened:
    """`once` is for who wants a page and no more: machine code that makes pages fast is not loaded for it."""

    def __init__(self, folder: Path, once: bool = False):
        self._folder, self._once = folder, once
        self.manifest = manifest.read(folder)
        inputs = self.manifest.inputs
        self.edition = EditionName(self.manifest.id, inputs.as_of, inputs.label, inputs.settings.get("currency", "GBP"))
        self.root_place: str = inputs.settings["root_place"]

    def period_of(self, months: int) -> Sequence[Period]:
        """The period and its comparators of one, two and three years earlier."""
        return self._periods[months]

    @cached_property
    def measures(self) -> measure.Measures:
        """The definitions that the edition was made with."""
        file = self._folder / DEFINITIONS
        return measure.from_json(json.loads(file.read_text(encoding="utf-8")))

    def sql(self, query: str) -> str:
        """The SQL of one of the edition's queries, as it ran or as pages run it."""
        if query not in self._queries:
            raise Unknown("query", query, tuple(sorted(self._queries))[:4])
        return self._queries[query]

    @cached_property
    def market(self) -> Market:
        """The columns that pages are made from."""
        try:
            return Market(self._folder / MAPPED, swiftly=not self._once)
        except (OSError, ValueError, KeyError) as error:
            raise self._unusable(f"its columns cannot be read ({error})") from error

    def _unusable(self, why: str) -> Error:
        if not self._folder.exists():
            return Error(f"Edition {self.edition.id} is no longer there: it was removed since it was opened.")
        made_by = self.manifest.inputs.software
        return Error(
            f"Edition {self.edition.id} cannot be used: {why}. It was made by jobtide {made_by}; `jobtide verify` "
            "tells whether it is damaged. Publish it again: the adverts are still there."
        )

    @cached_property
    def _queries(self) -> dict[str, str]:
        return {file.stem: file.read_text(encoding="utf-8") for file in (self._folder / QUERIES).glob("*.sql")}

    @cached_property
    def _periods(self) -> dict[int, list[Period]]:
        found: dict[int, list[Period]] = {}
        for months, *days in self._named.periods:
            found.setdefault(months, []).append(Period(*days))
        return found

    @cached_property
    def _named(self) -> Named:
        try:
            return read_named(self._folder / MAPPED)
        except (OSError, ValueError, KeyError) as error:
            raise self._unusable(f"its names cannot be read ({error})") from error
