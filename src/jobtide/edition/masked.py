"""The SQL of a table's rows in which words stand only where they may be shown. Pure.

A vacancy that several sources tell of shows a field only where all of them let it be shown.
"""

from collections.abc import Iterable, Sequence

from jobtide import tables
from jobtide.showing import FIELDS, Shown, hides


def masked(table: tables.Table, rows: str, shown: Shown, columns: Iterable[str]) -> str:
    """`rows` is the SQL of all words, `columns` are those that it has."""
    if table not in (tables.VACANCIES, tables.MEMBERS):
        return rows
    has = set(columns)
    replaced = []
    for field, names in FIELDS.items():
        condition = _hidden(table, *hides(shown, field))
        if condition is not None:
            replaced += [f"CASE WHEN {condition} THEN NULL ELSE {name} END AS {name}" for name in names if name in has]
    return f"SELECT * REPLACE ({', '.join(replaced)}) FROM ({rows})" if replaced else rows


def _hidden(table: tables.Table, usually: bool, others: Sequence[str]) -> str | None:
    """When a field is kept back, as a condition; None for never."""
    if not usually and not others:
        return None
    listed = f"[{', '.join(_text(source) for source in others)}]::VARCHAR[]"
    if table == tables.MEMBERS:
        return f"list_contains({listed}, source) = {'false' if usually else 'true'}"
    return f"NOT list_has_all({listed}, sources)" if usually else f"list_has_any({listed}, sources)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
