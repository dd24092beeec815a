"""How sure the figures of a page are, from who stands behind them in an edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jobtide.certainty import Certainties, Certainty, across, of_counts, of_pay
from jobtide.interval import POINTS, Interval, Sample
from jobtide.page import PERCENTILES, CategorySummary, PaySummary, PlaceCertainty, PlaceRow, Summary

SHOWN = 3  # each with the period a year before it
# By place, period and unit; without a unit of all vacancies.
Samples = Mapping[tuple[int | None, int, str | None], Sample]
COLUMNS = ("n", "employers", "largest", "squares", *(f"{point}_{end}" for point in POINTS for end in ("low", "high")))


def samples_of(rows: Iterable[tuple]) -> Samples:
    """From rows of place, period, unit and COLUMNS."""
    found = {}
    for place, period, unit, n, employers, largest, squares, *ends in rows:
        bounds: dict[str, Interval] = {}
        for number, names in enumerate(POINTS.values()):
            for name, low, high in zip(names, ends[2 * number] or (), ends[2 * number + 1] or (), strict=False):
                if low is not None:
                    bounds[name] = Interval(low, high)
        found[place, period, unit] = Sample(n, employers, largest, squares, bounds)
    return found


def with_certainty(
    block: Summary | CategorySummary,
    samples: Samples,
    here: int,
    beside: int | None,
    wholes: Mapping[str, Sequence[int]],
) -> Summary | CategorySummary:
    """The block with how sure its counts and its pay are. `here` is the place, `beside` the one whose medians it has.

    `wholes` are, by the name of each share, what it is of in this period and its three comparators.
    """
    ranks = block.rank_change if isinstance(block, Summary) else None
    counted = [
        _of_counts(samples, here, period, {name: whole[period : period + 2] for name, whole in wholes.items()}, ranks)
        for period in range(SHOWN)
    ]
    paid = {unit: replace(pay, certainty=_of_pay(pay, samples, here, beside, unit)) for unit, pay in block.pay.items()}
    return replace(block, certainty=across(counted), pay=paid)


def row_with_certainty(row: PlaceRow, samples: Samples, place: int, unit: str, wholes: Sequence[int]) -> PlaceRow:
    """A line of the list of locations with how sure it is. `wholes`: all vacancies there, in this period and a year
    before."""
    counted = _of_counts(samples, place, 0, {"share_of_all": wholes}, [row.rank_change])
    now, before = (samples.get((place, period, unit), Sample()) for period in (0, 1))
    return replace(row, certainty=PlaceCertainty(counted, of_pay(now, before, {"p50": row.p50}, row.p50_change)))


def _of_counts(
    samples: Samples, place: int, period: int, wholes: Mapping[str, Sequence[int]], ranks: Sequence[int | None] | None
) -> Certainty:
    now, before = (samples.get((place, each, None), Sample()) for each in (period, period + 1))
    pairs = {name: (whole[0], whole[1]) for name, whole in wholes.items()}
    return of_counts(now, before, pairs, ranks[period] if ranks else None, ranked=ranks is not None)


def _of_pay(pay: PaySummary, samples: Samples, here: int, beside: int | None, unit: str) -> Certainties:
    found = []
    for period in range(SHOWN):
        now, before = (samples.get((here, each, unit), Sample()) for each in (period, period + 1))
        there, earlier = (samples.get((beside, each, unit), Sample()) for each in (period, period + 1))
        figures = {name: getattr(pay, name)[period] for name in PERCENTILES}
        own = of_pay(now, before, figures, pay.p50_change[period])
        parent = of_pay(there, earlier, {"p50": pay.parent_p50[period]}, pay.parent_p50_change[period], "parent_")
        found.append(replace(own, figures={**own.figures, **parent.figures}, changes={**own.changes, **parent.changes}))
    return across(found)
