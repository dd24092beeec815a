"""Vacancies stretch by stretch → columns in the order of employment types and first days.

Touches: the folder it is given.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from jobtide.edition.mapped import loops
from jobtide.edition.mapped.columns import Growing, save
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.stretch import Stretch
from jobtide.edition.mapped.vacancies import POINTS_OF_PAY

_NEAR = 1 << 18  # vacancies of which a column is made at once: they stay near the processor until they are written
_PLAIN = {"live": np.bool_, "unit": np.int8, "day": np.int32}


def lay_out(stretches: Sequence[Stretch], layout: Layout, folder: Path) -> None:
    """Writes the columns. `stretches` are in the order of days."""
    kinds = range(len(layout.values("employment_type")))
    parts = [(kind, stretch) for kind in kinds for stretch in stretches]  # as they lie in the columns
    many = [stretch.many(kind) for kind, stretch in parts]
    type_ends = np.concatenate([[0], np.cumsum(many, dtype=np.int64)])[:: max(len(stretches), 1)]
    save(folder, "vacancy.type_ends", type_ends)
    _order(stretches, parts, folder)
    for name, dtype in _PLAIN.items():
        _written(folder, f"vacancy.{name}", dtype, (stretch.plain(name, kind) for kind, stretch in parts))
    _months([stretch.plain("day", kind) for kind, stretch in parts], layout, folder)
    for name in ("employer", *POINTS_OF_PAY):
        _coded(name, parts, folder)


def _written(folder: Path, name: str, dtype: type, pieces: Iterable[np.ndarray]) -> None:
    column = Growing(folder, name, dtype)
    for piece in pieces:
        column.add(piece)
    column.close()


def _order(stretches: Sequence[Stretch], parts: Sequence[tuple[int, Stretch]], folder: Path) -> None:
    """Which vacancy of the table stands where, and where each one does."""
    total, firsts = 0, {}
    for stretch in stretches:
        firsts[id(stretch)] = total
        total += stretch.rows
    number_of, order, number = np.empty(total, np.int32), Growing(folder, "vacancy.in_edition", np.int32), 0
    for kind, stretch in parts:
        rows, shift = stretch.plain("row", kind), np.int32(firsts[id(stretch)] - stretch.first)
        for piece in _pieces(len(rows)):
            numbers = rows[piece] + shift
            number_of[numbers] = np.arange(number, number + len(numbers), dtype=np.int32)
            order.add(numbers)
            number += len(numbers)
    order.close()
    save(folder, "vacancy.number_of", number_of)


def _months(days: Sequence[np.ndarray], layout: Layout, folder: Path) -> None:
    """Months of the days, which are in order within each part, as places in the layout's months."""
    firsts = np.array(layout.months, "datetime64[M]").astype("datetime64[D]").astype(np.int32)
    column = Growing(folder, "vacancy.month", np.int16)
    for of_part in days:
        ends = np.append(np.searchsorted(of_part, firsts[1:]), len(of_part))
        rows = np.diff(ends, prepend=0)[: len(firsts)]
        for month in np.flatnonzero(rows).tolist():
            column.add(np.full(rows[month], month, np.int16))
    column.close()


def _coded(name: str, parts: Sequence[tuple[int, Stretch]], folder: Path) -> None:
    """All values that occur, in order, and the place of each vacancy's in them: -1 for none, but an employer that is
    not known has a number of its own."""
    coded = [stretch.coded(name, kind) for kind, stretch in parts]
    known, own = np.unique(np.concatenate([each.used() for each in coded])), name == "employer"
    dtype = np.int16 if len(known) < 1 << 15 and not own else np.int32
    column, number = Growing(folder, f"vacancy.{name}", dtype), 0
    for each in coded:
        places = np.searchsorted(known, each.values).astype(np.int32)
        for piece in _pieces(len(each.codes)):
            codes = each.codes[piece]
            found = np.empty(len(codes), dtype)
            loops.recoded(codes, places, len(known) + number if own else -1, int(own), found)
            column.add(found)
            number += len(codes)
    column.close()
    save(folder, f"values.{name}", known)


def _pieces(many: int) -> Iterator[slice]:
    return (slice(start, min(start + _NEAR, many)) for start in range(0, many, _NEAR))
