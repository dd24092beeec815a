"""Tables and pages as HTML for notebooks: escaped, without scripts, and without styles that reach beyond them. Pure."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from jobtide.notebook.text import printed

_QUIET = 'style="opacity:.75;margin:.2em 0"'
_NUMBER = ' style="text-align:right;font-variant-numeric:tabular-nums"'
_WORD = ' style="text-align:left"'


def table(title: str, note: str | None, columns: Sequence[str], rows: Sequence[Sequence], more: str | None) -> str:
    """The values as they are printed; numbers stand on the right."""
    are_numbers = [
        all(row[at] is None or isinstance(row[at], int | float) for row in rows) for at in range(len(columns))
    ]
    printed_rows = [[printed(value) for value in row] for row in rows]
    return heading(title, note) + grid(columns, printed_rows, are_numbers) + quiet(more)


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], are_numbers: Sequence[bool]) -> str:
    styles = [_NUMBER if is_number else _WORD for is_number in are_numbers]
    header = "".join(f"<th{style}>{escape(name)}</th>" for name, style in zip(columns, styles, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{style}>{escape(cell)}</td>" for cell, style in zip(row, styles, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"


def heading(title: str, note: str | None) -> str:
    return f"<p><strong>{escape(title)}</strong></p>{quiet(note)}"


def quiet(words: str | None) -> str:
    return f"<p {_QUIET}>{escape(words)}</p>" if words else ""


def drawing(svg: str, words: str) -> str:
    """An SVG drawing as an image of its own, so that its names do not meet those of other drawings."""
    data = b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(words, quote=True)}">'
