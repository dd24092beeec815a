"""What the descriptions of an export are made of: its tables, their columns, and what each figure means. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobtide import tables
from jobtide.exports.named import Named, named
from jobtide.page import EditionName

LICENCE, LICENCE_NAME = "CC-BY-4.0", "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
# Where the figures of a table stand on a page, which is where their measures are said.
_ON_A_PAGE = {
    "cells": "summary.", "cell_pay": "summary.pay.*.", "category_cells": "category.", "category_pay": "category.pay.*.",
    "totals": "all.", "live": "",
}  # fmt: skip


@dataclass(frozen=True)
class Described:
    """What an export says of itself. `measures` are ids of definitions by the dotted keys of a page; `rows` says how
    many rows each table has."""

    edition: EditionName
    tables: tuple[Named, ...]
    measures: Mapping[str, str]
    rows: Mapping[str, int]

    @property
    def name(self) -> str:
        return f"jobtide-{self.edition.id}"

    @property
    def title(self) -> str:
        return f"IT job market statistics, {self.edition.as_of.isoformat()}" + (" (synthetic)" if self.label else "")

    @property
    def label(self) -> str | None:
        return self.edition.label

    @property
    def description(self) -> str:
        said = (
            "Counts, ranks, shares and pay of advertised vacancies by term, place, employment type and period, "
            "and the vacancies that they count."
        )
        return f"{self.label} {said}" if self.label else said

    def measure(self, table: str, column: str) -> str | None:
        """The id of the definition of a figure, None of what is no figure."""
        at = _ON_A_PAGE.get(table)
        return None if at is None else self.measures.get(f"{at}{column}")


def described(reader, rows: Mapping[str, int]) -> Described:
    every = tuple(named(table, reader.edition.label, reader.carries) for table in tables.EDITION)
    return Described(reader.edition, every, reader.measures.of("page"), rows)
