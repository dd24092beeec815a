"""Tables as plain text, for terminals and logs. Pure."""

import textwrap
from collections.abc import Sequence

_WIDEST = 44  # characters of a cell
_LINE = 100


def wrapped(words: str) -> str:
    return textwrap.fill(words, _LINE)


def table(
    title: str,
    note: str | None,
    columns: Sequence[str],
    rows: Sequence[Sequence],
    more: str | None = None,
    widest: int | None = _WIDEST,
) -> str:
    """A title, a header and the rows; numbers stand on the right. Cells are cut to `widest` characters."""
    cells = [[printed(value)[:widest] for value in row] for row in rows]
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(columns)]
    right = [all(isinstance(row[at], int | float) or row[at] is None for row in rows) for at in range(len(columns))]

    def line(values: Sequence[str]) -> str:
        placed = (
            value.rjust(width) if is_right else value.ljust(width)
            for value, width, is_right in zip(values, widths, right, strict=True)
        )  # fmt: skip
        return "  ".join(placed).rstrip()

    heading = [title, *([note] if note else []), line(columns), *map(line, cells)]
    return "\n".join([*heading, *([more] if more else [])])


def printed(value: object) -> str:
    """A cell: four significant digits of fractions, "-" where there is nothing."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list | tuple):
        return ", ".join(printed(one) for one in value) or "-"
    return str(value)
