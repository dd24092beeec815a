"""The periods' figures as charts draw them over their months: the share and the median, with their intervals. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobtide.certainty import Certainties
from jobtide.page import Page
from jobtide.period import Period
from jobtide.shown import sentences


@dataclass(frozen=True)
class Stretch:
    """A period's figure, from its `first` month to its `last` (2025-11); `low` and `high` are None where it is not
    known how sure it is."""

    name: str  # 6 months to 23 Nov 2025
    first: str
    last: str
    figure: float
    low: float | None
    high: float | None
    is_this: bool

    @property
    def lowest(self) -> float:
        return self.figure if self.low is None else min(self.figure, self.low)

    @property
    def highest(self) -> float:
        return self.figure if self.high is None else max(self.figure, self.high)


def shares(page: Page) -> list[Stretch]:
    """The period's share of all vacancies and those of its comparators, the latest first; without those before the
    first month of the series."""
    known = page.series[0].month if page.series else ""
    found = _stretches(page, page.summary.share_of_all, page.summary.certainty, "share_of_all")
    return [stretch for stretch in found if stretch.last > known]


def medians(page: Page, unit: str) -> list[Stretch]:
    block = page.summary.pay[unit]
    return _stretches(page, block.p50, block.certainty, "p50")


def _stretches(page: Page, figures: Sequence[float | None], certainty: Certainties | None, name: str) -> list[Stretch]:
    levels = certainty.figures.get(name) if certainty else None
    return [
        Stretch(
            f"{page.months} months to {sentences.short_day(period.end)}",
            *_months(period),
            figure,
            levels.low[at] if levels else None,
            levels.high[at] if levels else None,
            at == 0,
        )
        for at, (period, figure) in enumerate(zip(page.periods, figures, strict=False))
        if figure is not None
    ]


def _months(period: Period) -> tuple[str, str]:
    return f"{period.start:%Y-%m}", f"{period.end:%Y-%m}"
