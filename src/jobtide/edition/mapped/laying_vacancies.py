"""Vacancies stretch by stretch → columns in the order of employment types and first days.

Touches: the folder it is given.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from jobtide.edition.mapped.columns import Growing, save
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.stretch import Lists, Stretch, small
from jobtide.edition.mapped.vacancies import POINTS_OF_PAY


def lay_out(stretches: Sequence[Stretch], layout: Layout, folder: Path) -> None:
    """Writes the columns, and the lists of places and terms of each vacancy. `stretches` are in the order of days."""
    kinds = range(len(layout.values("employment_type")))
    firsts = np.concatenate([[0], np.cumsum([each.rows for each in stretches], dtype=np.int64)])
    total = int(firsts[-1])

    def together(of: Callable[[Stretch, int, int], np.ndarray], dtype: object) -> np.ndarray:
        """A column in order: the types one after the other, the stretches of each one after the other."""
        column, done = np.empty(total, dtype), 0
        for kind in kinds:
            for which, stretch in enumerate(stretches):
                part = of(stretch, kind, which)
                column[done : done + len(part)] = part
                done += len(part)
        return column

    def plain(name: str, dtype: object) -> np.ndarray:
        return together(lambda stretch, kind, _: stretch.plain(name, kind), dtype)

    def coded(name: str) -> tuple[np.ndarray, np.ndarray]:
        """All values that occur, in order, and the place of each vacancy's in them, -1 for none."""
        known = np.unique(np.concatenate([stretch.coded(name, kind).used() for stretch in stretches for kind in kinds]))

        def places(stretch: Stretch, kind: int, _: int) -> np.ndarray:
            mine = stretch.coded(name, kind)
            return np.append(np.searchsorted(known, mine.values), -1).astype(np.int32)[mine.codes]

        return known, together(places, np.int32)

    order = together(lambda stretch, kind, which: stretch.plain("row", kind) + np.int32(firsts[which]), np.int32)
    number_of = np.empty(total, np.int32)
    number_of[order] = np.arange(total, dtype=np.int32)
    save(folder, "vacancy.in_edition", order)
    save(folder, "vacancy.number_of", number_of)
    each = [sum(stretch.many(kind) for stretch in stretches) for kind in kinds]
    type_ends = np.concatenate([[0], np.cumsum(each, dtype=np.int64)])
    save(folder, "vacancy.type_ends", type_ends)
    save(folder, "vacancy.live", plain("live", np.bool_))
    save(folder, "vacancy.unit", plain("unit", np.int8))
    day = plain("day", np.int32)
    save(folder, "vacancy.day", day)
    save(folder, "vacancy.month", _months(day, type_ends, layout))
    known, employer = coded("employer")
    # One that is not known has a number of its own.
    own = np.flatnonzero(employer < 0)
    employer[own] = own + len(known)
    save(folder, "vacancy.employer", employer)
    save(folder, "values.employer", known)
    for point in POINTS_OF_PAY:
        known, places = coded(point)
        save(folder, f"vacancy.{point}", places)
        save(folder, f"values.{point}", known)
    for key in ("place", "term"):
        lists = (stretch.lists(key, kind) for kind in kinds for stretch in stretches)
        _lists(key, lists, small(layout.size(key)), folder)


def _months(day: np.ndarray, type_ends: np.ndarray, layout: Layout) -> np.ndarray:
    """Months of the days, which are in order within each type, as places in the layout's months."""
    firsts = np.array(layout.months, "datetime64[M]").astype("datetime64[D]").astype(np.int32)
    found = np.empty(len(day), np.int16)
    for start, end in zip(type_ends[:-1].tolist(), type_ends[1:].tolist(), strict=True):
        ends = np.append(np.searchsorted(day[start:end], firsts[1:]), end - start)
        found[start:end] = np.repeat(np.arange(len(firsts)), np.diff(ends, prepend=0)[: len(firsts)])
    return found


def _lists(key: str, lists: Iterable[Lists], dtype: type, folder: Path) -> None:
    """Writes the lists one after the other, as `<key>.starts` and `<key>.of_vacancy`."""
    keys, starts = Growing(folder, f"{key}.of_vacancy", dtype), Growing(folder, f"{key}.starts", np.int64)
    filled = 0
    for one in lists:
        keys.add(one.keys)
        starts.add(one.starts[:-1] + filled)
        filled += len(one.keys)
    starts.add(np.array([filled]))
    keys.close()
    starts.close()
