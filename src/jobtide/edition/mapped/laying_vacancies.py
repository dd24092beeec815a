"""Vacancies month by month → columns in the order of employment types and first days.

Touches: the folder it is given.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from jobtide.edition.mapped.columns import create, save
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.stretch import UNKNOWN, Lists, Stretch
from jobtide.edition.mapped.vacancies import POINTS_OF_PAY


def lay_out(stretches: Sequence[Stretch], layout: Layout, folder: Path) -> None:
    """Writes the columns, and the lists of places and terms of each vacancy. `stretches` are in the order of days."""
    kinds = range(len(layout.values("employment_type")))
    firsts = np.concatenate([[0], np.cumsum([each.ends[-1] for each in stretches], dtype=np.int64)])
    total = int(firsts[-1])

    def together(of: Callable[[Stretch, int], np.ndarray], dtype: object) -> np.ndarray:
        """A column in order: the types one after the other, the stretches of each one after the other."""
        column, done = np.empty(total, dtype), 0
        for kind in kinds:
            for which, stretch in enumerate(stretches):
                part = of(stretch, which)[stretch.of_type(kind)]
                column[done : done + len(part)] = part
                done += len(part)
        return column

    def column(name: str, dtype: object) -> np.ndarray:
        return together(lambda stretch, _: stretch.columns[name], dtype)

    order = together(lambda stretch, which: stretch.columns["row"] + firsts[which], np.int32)
    number_of = np.empty(total, np.int32)
    number_of[order] = np.arange(total, dtype=np.int32)
    save(folder, "vacancy.in_edition", order)
    save(folder, "vacancy.number_of", number_of)
    each = [sum(int(stretch.ends[kind + 1] - stretch.ends[kind]) for stretch in stretches) for kind in kinds]
    save(folder, "vacancy.type_ends", np.concatenate([[0], np.cumsum(each, dtype=np.int64)]))
    save(folder, "vacancy.live", column("live", np.bool_))
    save(folder, "vacancy.unit", column("unit", np.int8))
    day = column("day", np.int32)
    save(folder, "vacancy.day", day)
    save(folder, "vacancy.month", _months(day, layout))
    known, employer = _employers(column("employer", np.int64))
    save(folder, "vacancy.employer", employer)
    save(folder, "values.employer", known)
    for point in POINTS_OF_PAY:
        values = column(point, np.float64)
        different = np.unique(np.concatenate([np.zeros(0), *(np.unique(each.columns[point]) for each in stretches)]))
        different = different[~np.isnan(different)]
        ranks = np.searchsorted(different, values)
        save(folder, f"vacancy.{point}", np.where(np.isnan(values), -1, ranks).astype(np.int32))
        save(folder, f"values.{point}", different)
    for key, of in (("place", lambda stretch: stretch.places), ("term", lambda stretch: stretch.terms)):
        _lists(key, [of(stretch) for stretch in stretches], stretches, kinds, folder)


def _months(day: np.ndarray, layout: Layout) -> np.ndarray:
    """Months of the days as places in the layout's months, which follow each other without a gap."""
    first = np.datetime64(layout.months[0], "M") if layout.months else np.datetime64("1970-01", "M")
    return (day.astype("datetime64[D]").astype("datetime64[M]") - first).astype(np.int16)


def _employers(hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The known ones' hashes in order, and a number for each vacancy's; one that is not known has its own."""
    known = np.unique(hashes)
    known = known[known != UNKNOWN]
    own = len(known) + np.arange(len(hashes))
    return known, np.where(hashes == UNKNOWN, own, np.searchsorted(known, hashes)).astype(np.int32)


def _lists(key: str, lists: Sequence[Lists], stretches: Sequence[Stretch], kinds: range, folder: Path) -> None:
    """Writes the lists in the order of the columns, as `<key>.starts` and `<key>.of_vacancy`."""
    total = sum(len(one.starts) - 1 for one in lists)
    dtype = lists[0].keys.dtype if lists else np.uint16
    keys = create(folder, f"{key}.of_vacancy", dtype, sum(len(one.keys) for one in lists))
    starts = create(folder, f"{key}.starts", np.int64, total + 1)
    done, filled = 0, 0
    for kind in kinds:
        for one, stretch in zip(lists, stretches, strict=True):
            mine = stretch.of_type(kind)
            part = one.between(mine.start, mine.stop)
            keys[filled : filled + len(part.keys)] = part.keys
            starts[done : done + len(part.starts)] = part.starts + filled
            done, filled = done + len(part.starts) - 1, filled + len(part.keys)
