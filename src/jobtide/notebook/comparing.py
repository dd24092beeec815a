"""What stands side by side, and what moved, in a notebook."""

from collections.abc import Sequence

from jobtide.comparison import Comparison, Difference
from jobtide.mover import Mover, Movers
from jobtide.notebook import html
from jobtide.notebook.rows import Rows
from jobtide.page import PERCENTILES
from jobtide.pay import units_of


class Compared:
    """`columns` are the sides with their figures, `differences` each pair with its 95% interval and verdict."""

    def __init__(self, comparison: Comparison):
        self.comparison, self.varies, self.edition = comparison, comparison.varies, comparison.edition

    @property
    def json(self) -> dict:
        return self.comparison.as_json()

    @property
    def columns(self) -> Rows:
        """A row for each side: its counts, and its pay by unit."""
        units = units_of(self.comparison.employment_type)
        pay = {f"{unit}_{name}": "float64" for unit in units for name in ("quoted", *PERCENTILES)}
        types = {
            "name": "string", "slug": "string", "count": "int64", "share_of_all": "float64",
            "share_of_category": "float64", "rank": "int64", "live": "int64", **pay,
        }  # fmt: skip
        rows = []
        for column in self.comparison.columns:
            paid = [getattr(column.pay.get(unit), name, None) for unit in units for name in ("quoted", *PERCENTILES)]
            rows.append([getattr(column, name) for name in list(types)[: -len(pay)]] + paid)
        return self._rows("Side by side", types, rows)

    @property
    def series(self) -> Rows:
        """A row for each side and month."""
        units = units_of(self.comparison.employment_type)
        pay = {f"{unit}_p50": "float64" for unit in units}
        types = {"name": "string", "month": "string", "count": "int64", "share": "float64", **pay}
        rows = [
            (column.name, each.month, each.count, each.share, *(each.pay.get(unit, {}).get("p50") for unit in units))
            for column in self.comparison.columns
            for each in column.series
        ]
        return self._rows("Months", types, rows)

    @property
    def differences(self) -> Rows:
        return Rows.of("Differences", Difference, self.comparison.differences, self.edition.label)

    def __repr__(self) -> str:
        return f"{self.columns!r}\n\n{self.differences!r}"

    def _repr_html_(self) -> str:
        return self.columns._repr_html_() + self.differences._repr_html_()

    def _rows(self, title: str, types: dict[str, str], rows: Sequence[Sequence]) -> Rows:
        return Rows(title, types, rows, self.edition.label)


class Moved:
    """`up` and `down` are the surest large moves, the largest first; empty where nothing is sure."""

    def __init__(self, movers: Movers):
        self.movers, self.edition, self.place = movers, movers.edition, movers.place

    @property
    def json(self) -> dict:
        return self.movers.as_json()

    @property
    def up(self) -> Rows:
        return Rows.of(f"Up in {self.place.in_sentence}", Mover, self.movers.up, self.edition.label)

    @property
    def down(self) -> Rows:
        return Rows.of(f"Down in {self.place.in_sentence}", Mover, self.movers.down, self.edition.label)

    def __repr__(self) -> str:
        return f"{self._said()}\n\n{self.up!r}\n\n{self.down!r}"

    def _repr_html_(self) -> str:
        return html.quiet(self._said()) + self.up._repr_html_() + self.down._repr_html_()

    def _said(self) -> str:
        return f"{self.movers.detected:,} of {self.movers.considered:,} terms moved by more than chance explains."
