"""An edition's columns → what machine code counts its figures from, and the figures.

Touches: the edition's folder, for reading.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from jobtide import pay
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.layout import read as read_layout
from jobtide.edition.mapped.named import read as read_named
from jobtide.edition.mapped.vacancies import days_since_1970
from jobtide.interval import POINTS
from jobtide.statistics.kernel.cube import Digits, Piece, cube
from jobtide.statistics.kernel.population import Lists, Placed, Population


def counted(folder: Path) -> Iterator[Piece]:
    """Every table of figures of the edition whose columns lie in `folder`, in pieces."""
    columns, layout = Columns(folder), read_layout(folder)
    ranks = {
        f"{point}_{end}": np.stack([columns[f"ranks.{point}_{end}.{which}"] for which in (0, 1)], axis=1)
        for point in POINTS
        for end in ("low", "high")
    }
    yield from _ahead(cube(_population(columns), _digits(folder, layout), ranks))


def _ahead(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The same pieces, each counted while the one before is being written."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, pieces, None)
        while (piece := waiting.result()) is not None:
            waiting = pool.submit(next, pieces, None)
            yield piece


def _population(columns: Columns) -> Population:
    return Population(
        *(columns[f"vacancy.{name}"] for name in ("type_ends", "day", "month", "live", "employer", "unit")),
        {point: columns[f"vacancy.{point}"] for point in POINTS},
        {point: columns[f"values.{point}"] for point in POINTS},
        *(_lists(columns, key) for key in ("place", "term")),
        columns["term.category"],
        Placed(columns["place.ends"], columns["place.vacancies"]),
    )


def _lists(columns: Columns, key: str) -> Lists:
    there = np.diff(columns[f"{key}.ends"]) > 0
    return Lists(columns[f"{key}.starts"], columns[f"{key}.of_vacancy"], there)


def _digits(folder: Path, layout: Layout) -> Digits:
    periods: dict[int, list[tuple[int, int]]] = {}
    for months, first, last in read_named(folder).periods:
        periods.setdefault(months, []).append((days_since_1970(first), days_since_1970(last)))
    units = [[layout.code("unit", unit) for unit in pay.units_of(kind)] for kind in layout.values("employment_type")]
    return Digits(
        layout.places, layout.terms, layout.size("category"), len(layout.months), units, layout.code("unit", None),
        [periods[months] for months in layout.values("months")],
    )  # fmt: skip
