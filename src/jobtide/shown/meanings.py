"""From a printed row back to what it means: the id of its measure. Pure."""

from collections.abc import Mapping

from jobtide.shown.rows import Row


def measure_of(measures: Mapping[str, str], part: str, row: Row) -> str | None:
    """`measures` are ids by dotted key, `part` is the table of the page that the row stands in: summary or category."""
    return measures.get(f"{part}.pay.*.{row.key}" if row.unit else f"{part}.{row.key}")
