"""The page of a term, or of any population, in a notebook."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from jobtide.errors import Error
from jobtide.notebook import html, text
from jobtide.notebook.chart import Chart, charts_of
from jobtide.notebook.rows import Rows
from jobtide.page import PERCENTILES, Cooccurring, Page, PlaceRow, Summary
from jobtide.pay import units_of
from jobtide.shown import certainty, sentences
from jobtide.shown.rows import summary_rows
from jobtide.site.drawing import Drawing

_FIGURES = ("rank", "rank_change", "count", "share_of_all", "share_of_category")
_OF_PAY = ("quoted", *PERCENTILES, "p50_change", "parent_p50", "parent_p50_change")
_SUMMARY = {
    "figure": "string", "unit": "string", "value": "float64", "low": "float64", "high": "float64",
    "certainty": "string", "a_year_ago": "float64", "two_years_ago": "float64", "measure": "string",
}  # fmt: skip


class TermPage:
    """All that is published of one cell, or of a population. `page` holds it as it was read, `json` as the API gives
    it; the tables are Rows and the charts are drawn as on the site."""

    def __init__(self, page: Page, vacancies, drawing: Drawing):
        self.page, self._vacancies, self._drawing = page, vacancies, drawing
        self.term, self.place, self.edition = page.term, page.place, page.edition
        self.employment_type, self.months, self.periods = page.employment_type, page.months, page.periods
        self.live = page.live

    @property
    def json(self) -> dict:
        return self.page.as_json()

    @property
    def title(self) -> str:
        return f"{self.term.name} in {self.place.in_sentence}, {self.employment_type}, {self.months} months"

    # -- figures ------------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Vacancies of the period."""
        return self.page.summary.count[0]

    @property
    def median(self) -> float | None:
        """Median pay: a year's of permanent, a day's of contract vacancies. None where too little is quoted."""
        pay = self.page.summary.pay.get(units_of(self.employment_type)[0])
        return pay.p50[0] if pay else None

    @property
    def summary(self) -> Rows:
        """A row for each figure: its value, its 95% interval, how sure it is (A to D of levels, a verdict of changes),
        the same figure of the two comparators, and the id of its definition."""
        return self._rows("Summary", _SUMMARY, _summary(self.page))

    @property
    def series(self) -> Rows:
        """A row for each month."""
        units = units_of(self.employment_type)
        percentiles = {f"{unit}_{name}": "float64" for unit in units for name in PERCENTILES}
        rows = (
            (each.month, each.count, each.share,
             *(each.pay.get(unit, {}).get(name) for unit in units for name in PERCENTILES))
            for each in self.page.series
        )  # fmt: skip
        return self._rows("Series", {"month": "string", "count": "int64", "share": "float64", **percentiles}, rows)

    @property
    def cooccurring(self) -> Rows:
        """The terms that go with it most often, of all categories."""
        return Rows.of(self._named("Terms that go with it"), Cooccurring, self.page.cooccurring, self.edition.label)

    @property
    def cooccurring_by_category(self) -> Mapping[str, Rows]:
        return {
            category: Rows.of(self._named(category), Cooccurring, rows, self.edition.label)
            for category, rows in self.page.cooccurring_by_category.items()
        }

    @property
    def places(self) -> Rows:
        """The places within that have it."""
        return Rows.of(self._named("Places"), PlaceRow, self.page.places, self.edition.label)

    @property
    def histogram(self) -> Rows:
        """Vacancies by the middle of their pay: at least `low` and below `high`."""
        rows = (
            (unit, each.low, each.high, each.count)
            for unit, bins in self.page.histogram.items()
            for each in bins
        )  # fmt: skip
        types = {"unit": "string", "low": "float64", "high": "float64", "count": "int64"}
        return self._rows("Pay", types, rows)

    @cached_property
    def vacancies(self) -> Rows:
        """The vacancies that `count` counts, the newest first."""
        return self._vacancies()

    # -- charts -------------------------------------------------------------------------------------------------------

    @property
    def charts(self) -> Sequence[Chart]:
        return charts_of(self.page, self._drawing)

    def chart(self, name: str) -> Chart:
        """By name: pay, vacancies, histogram, and on contract pages pay-hourly and histogram-hourly."""
        by_name = {chart.name: chart for chart in self.charts}
        if name not in by_name:
            raise Error(f"There is no chart {name!r} of this page; there are {', '.join(by_name)}.")
        return by_name[name]

    # -- for people ---------------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        said = "\n".join(filter(None, (self.edition.label, text.wrapped(self._certainty()))))
        return text.table(sentences.heading(self.page), said, *_printed(self.page), widest=None)

    def _repr_html_(self) -> str:
        columns, rows = _printed(self.page)
        drawn = [self.chart(name)._repr_html_() for name in ("pay", "vacancies") if self.count or self.live]
        summary = html.grid(columns, rows, [False] + [True] * (len(columns) - 1))
        said = html.heading(sentences.heading(self.page), self.edition.label)
        return said + summary + html.quiet(self._certainty()) + "".join(drawn)

    def _certainty(self) -> str:
        return certainty.of_block(self.page, self.page.summary)

    def _named(self, what: str) -> str:
        return f"{what}: {self.title}"

    def _rows(self, what: str, types: Mapping[str, str], rows) -> Rows:
        return Rows(self._named(what), types, rows, self.edition.label)


def _printed(page: Page) -> tuple[list[str], list[list[str]]]:
    """The summary as the site prints it: a label, and a cell for each period."""
    columns = ["", *(sentences.short_day(period.end) for period in page.periods)]
    return columns, [[row.label, *row.cells] for row in summary_rows(page)]


def _summary(page: Page) -> Iterator[tuple]:
    summary = page.summary
    for figure in _FIGURES:
        yield _figure(page, summary, figure, None)
    for unit, pay in summary.pay.items():
        for figure in _OF_PAY:
            yield _figure(page, pay, figure, unit)


def _figure(page: Page, block: Summary, figure: str, unit: str | None) -> tuple:
    low = high = sure = None
    values = getattr(block, figure)
    if block.certainty is not None and figure in block.certainty.figures:
        level = block.certainty.figures[figure]
        low, high, sure = level.low[0], level.high[0], level.reliability[0]
    elif block.certainty is not None and figure in block.certainty.changes:
        change = block.certainty.changes[figure]
        low, high, sure = change.low[0], change.high[0], change.verdict[0]
    key = f"summary.pay.*.{figure}" if unit else f"summary.{figure}"
    return (figure, unit, values[0], low, high, sure, values[1], values[2], page.measures.get(key))
