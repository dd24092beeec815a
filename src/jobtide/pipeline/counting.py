"""An edition's columns → what machine code counts its figures from, and the figures.

Touches: the edition's folder, for reading.
"""

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from jobtide import pay
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.layout import read as read_layout
from jobtide.edition.mapped.named import read as read_named
from jobtide.edition.mapped.postings import Postings
from jobtide.edition.mapped.vacancies import days_since_1970
from jobtide.interval import POINTS
from jobtide.statistics.kernel.cube import Digits, Piece, Task, cube
from jobtide.statistics.kernel.population import Lists, Population, for_reading

_AT_ONCE = 2  # that are counted at once, beside the one that is being written
_AHEAD = 4  # that are counted or wait to be written: a hundred megabytes or so


def counted(folder: Path) -> Iterator[Piece]:
    """Every table of figures of the edition whose columns lie in `folder`, in pieces."""
    columns, layout = Columns(folder), read_layout(folder)
    ranks = {
        f"{point}_{end}": np.stack([columns[f"ranks.{point}_{end}.{which}"] for which in (0, 1)], axis=1)
        for point in POINTS
        for end in ("low", "high")
    }
    digits = _digits(folder, layout)
    yield from _ahead(cube(_population(columns, layout, digits), digits, ranks))


def _ahead(tasks: Iterable[Task]) -> Iterator[Piece]:
    """The tasks' pieces in their order, some of which are counted while those before are being written."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: deque[Future[list[Piece]]] = deque()
        for task in tasks:
            waiting.append(pool.submit(lambda task=task: list(task())))
            if len(waiting) > _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _population(columns: Columns, layout: Layout, digits: Digits) -> Population:
    """The vacancies of the periods and those that are open: of all others only the months are counted."""
    postings = {key: Postings(key, columns) for key in ("place", "term")}
    numbers = _asked(columns, digits)
    return Population(
        np.searchsorted(numbers, columns["vacancy.type_ends"].astype(numbers.dtype)),
        *(_taken(columns[f"vacancy.{name}"], numbers) for name in ("day", "live", "employer", "unit")),
        {point: _taken(columns[f"vacancy.{point}"], numbers) for point in POINTS},
        {point: columns[f"values.{point}"] for point in POINTS},
        *(_lists(postings[key], numbers) for key in ("place", "term")),
        columns["term.category"],
        _by_month(columns, layout, postings["place"]),
    )


def _asked(columns: Columns, digits: Digits) -> np.ndarray:
    asked, ends = columns["vacancy.live"].copy(), columns["vacancy.type_ends"].tolist()
    for start, end in itertools.pairwise(ends):
        day = columns["vacancy.day"][start:end]
        for first, last in itertools.chain.from_iterable(digits.periods):
            low, high = np.searchsorted(day, np.array([first, last + 1], day.dtype)) + start
            asked[low:high] = True
    return np.flatnonzero(asked).astype(np.int32)


def _taken(column: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    return for_reading(column[numbers])


def _lists(postings: Postings, numbers: np.ndarray) -> Lists:
    there = postings.sizes() > 0
    found = [Lists(listed.starts, listed.keys, there).taken(mine) for mine, listed in postings.lists(numbers)]
    lengths = [np.diff(each.starts) for each in found]
    starts = np.concatenate([[0], *lengths]).cumsum(dtype=np.int64)
    keys = [each.keys for each in found] or [np.zeros(0, np.uint16)]
    return Lists(for_reading(starts), for_reading(np.concatenate(keys)), there)


def _by_month(columns: Columns, layout: Layout, places: Postings) -> np.ndarray:
    """By employment type, place and month all vacancies first seen in it."""
    months, ends = np.arange(len(layout.months) + 1), columns["vacancy.type_ends"].tolist()
    bounds = []
    for start, end in itertools.pairwise(ends):
        month = columns["vacancy.month"][start:end]
        bounds.append(np.searchsorted(month, months.astype(month.dtype)) + start)
    every = np.concatenate(bounds)
    counts = np.array([np.append(places.counted(place, every), 0) for place in range(layout.places)])
    # Of each type one more than there are months: what lies between its last one and the next type's first.
    return counts.reshape(layout.places, len(bounds), len(months))[:, :, :-1].swapaxes(0, 1)


def _digits(folder: Path, layout: Layout) -> Digits:
    periods: dict[int, list[tuple[int, int]]] = {}
    for months, first, last in read_named(folder).periods:
        periods.setdefault(months, []).append((days_since_1970(first), days_since_1970(last)))
    units = [[layout.code("unit", unit) for unit in pay.units_of(kind)] for kind in layout.values("employment_type")]
    return Digits(
        layout.places, layout.terms, layout.size("category"), len(layout.months), units, layout.code("unit", None),
        [periods[months] for months in layout.values("months")],
    )  # fmt: skip
