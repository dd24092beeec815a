"""The two tables of a page, row by row: the summary of its term and that of its category."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jobtide.page import EVERYTHING, CategorySummary, Page, PaySummary, Summary
from jobtide.pay import units_of
from jobtide.shown import numbers
from jobtide.shown.certainty import marks
from jobtide.shown.sentences import FAMILIES, a_or_an
from jobtide.taxonomy import JOB_TITLES

# What each unit's pay is called in a label: in numbers quoted, at the median, and below the place's parent.
_QUOTED = {"annual": "salaries", "daily": "daily rates", "hourly": "hourly rates"}
_MEDIAN = {
    "annual": "Median annual salary (50th Percentile)",
    "daily": "Median daily rate (50th Percentile)",
    "hourly": "Median hourly rate",
}
_OF_PARENT = {"annual": "median annual salary", "daily": "median daily rate", "hourly": "median hourly rate"}
_PERCENTILES = {"p10": "10th Percentile", "p25": "25th Percentile", "p75": "75th Percentile", "p90": "90th Percentile"}


@dataclass(frozen=True)
class Row:
    """A label and a printed cell for each period. `key` names the figure as the API does; rows of pay have a `unit`.

    `marks` are the letters that tell how sure each cell is, "" where there is none to tell.
    """

    key: str
    label: str
    cells: tuple[str, ...]
    unit: str | None = None
    marks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return all(cell == numbers.MISSING for cell in self.cells)


def summary_rows(page: Page) -> tuple[Row, ...]:
    """The page's first table: rank, demand and pay of the term. Rank rows stay even where they are empty."""
    kind, where, summary = page.employment_type, page.place.in_sentence, page.summary
    asked = f"requiring {a_or_an(page.term.name)}" if page.term.category == JOB_TITLES else "citing"
    if page.is_population:
        asked = "matching"
    rows = [
        _row("rank", "Rank", numbers.rank, summary.rank),
        _row("rank_change", "Rank change year-on-year", numbers.rank_change, summary.rank_change),
        _row("count", f"{kind.capitalize()} jobs {asked} {page.term.name}", numbers.count, summary.count),
        _row("share_of_all", f"As % of all {kind} jobs in {where}", numbers.share, summary.share_of_all),
    ]
    if page.term.category != EVERYTHING:
        of_category = f"As % of the {page.term.category} category"
        rows.append(_row("share_of_category", of_category, numbers.share, summary.share_of_category))
    return _marked((*rows, *_pay_rows(page, summary.pay)), summary)


def category_rows(page: Page) -> tuple[Row, ...]:
    """The page's second table: the size and the pay of the term's category as a whole."""
    kind, where, category = page.employment_type, page.place.in_sentence, page.category
    if category.name == JOB_TITLES:
        size = f"{kind.capitalize()} vacancies in {where} with a recognized job title"
        of_all = f"% of {kind} jobs with a recognized job title"
    elif category.name == EVERYTHING:
        size, of_all = f"{kind.capitalize()} vacancies in {where}", f"As % of all {kind} jobs advertised in {where}"
    else:
        size = f"{kind.capitalize()} vacancies with a requirement for {FAMILIES[category.name]}"
        of_all = f"As % of all {kind} jobs advertised in {where}"
    rows = [
        _row("count", size, numbers.count, category.count),
        _row("share_of_all", of_all, numbers.share, category.share_of_all),
    ]
    return _marked((*rows, *_pay_rows(page, category.pay)), category)


def _marked(rows: Sequence[Row], block: Summary | CategorySummary) -> tuple[Row, ...]:
    return tuple(
        replace(row, marks=marks(block.pay[row.unit].certainty if row.unit else block.certainty, row.key, row.cells))
        for row in rows
    )


def _pay_rows(page: Page, pay: dict[str, PaySummary]) -> Iterator[Row]:
    for unit in units_of(page.employment_type):
        if unit == "hourly" and not any(pay[unit].quoted):
            continue
        yield from _pay_block(pay[unit], unit, page)


def _pay_block(summary: PaySummary, unit: str, page: Page) -> Iterator[Row]:
    """A unit's rows: change rows vanish when empty, the four percentiles only together, the parent's median never."""
    parent = page.place.parent

    def pay(amount: float | None) -> str:
        return numbers.pay(amount, unit, page.edition.currency)

    percentiles = {name: _percentile_row(summary, name, unit, pay) for name in _PERCENTILES}
    if all(row.is_empty for row in percentiles.values()):
        percentiles = {}

    yield _row("quoted", f"Number of {_QUOTED[unit]} quoted", numbers.count, summary.quoted, unit)
    yield from (percentiles[name] for name in ("p10", "p25") if name in percentiles)
    yield _row("p50", _MEDIAN[unit], pay, summary.p50, unit)
    yield from _unless_empty(
        _row("p50_change", "Median % change year-on-year", numbers.median_change, summary.p50_change, unit)
    )
    yield from (percentiles[name] for name in ("p75", "p90") if name in percentiles)
    if parent is not None:
        yield _row("parent_p50", f"{parent} {_OF_PARENT[unit]}", pay, summary.parent_p50, unit)
        yield from _unless_empty(
            _row("parent_p50_change", "% change year-on-year", numbers.median_change, summary.parent_p50_change, unit)
        )


def _percentile_row(summary: PaySummary, name: str, unit: str, pay: Callable[[float | None], str]) -> Row:
    figures = [numbers.percentile(summary, name, period) for period in range(len(summary.quoted))]
    return _row(name, _PERCENTILES[name], pay, figures, unit)


def _row(key: str, label: str, printed: Callable, figures: Sequence, unit: str | None = None) -> Row:
    return Row(key, label, tuple(printed(figure) for figure in figures), unit)


def _unless_empty(row: Row) -> Iterator[Row]:
    if not row.is_empty:
        yield row
