"""The tables of an edition as files. Touches: the edition's files for reading, the file to write."""

from collections.abc import Sequence
from pathlib import Path

from jobtide import tables
from jobtide.exports import formats
from jobtide.exports.named import Named, named


def export_table(reader, table: tables.Table, format_: str, file: Path) -> int:
    """Writes a table of the edition as others get it (`named`), and returns how many rows."""
    return _export(reader, named(table, reader.edition.label, reader.carries), format_, file)


def export_vacancies(reader, format_: str, file: Path, ids: Sequence[str] | None = None) -> int:
    """Writes one row a vacancy, by first-seen day and id: all, or those of `ids`. Returns how many.

    Lists are lists in Parquet and JSON, and are joined with ";" in CSV. Data that are not ordinary say so in a column
    `label`.
    """
    given = named(tables.VACANCIES, reader.edition.label, reader.carries)
    chosen = ""
    if ids is not None:
        listed = ", ".join(formats.quoted(each) for each in ids) or "NULL"
        chosen = f"WHERE t.vacancy_id IN ({listed}) "
    rest = f"FROM vacancies AS t {chosen}ORDER BY t.first_seen, t.vacancy_id"
    return _export(reader, Named(given.table, given.values, rest, given.key, given.refers), format_, file)


def _export(reader, given: Named, format_: str, file: Path) -> int:
    columns = [
        formats.cell(column, value, format_) for column, value in zip(given.table.columns, given.values, strict=True)
    ]
    return formats.copied(reader, columns, given.rest, format_, file)
