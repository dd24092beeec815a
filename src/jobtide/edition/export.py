"""Tables of an edition as files for other programs: Parquet, CSV or JSON, as they are or for spreadsheets.

Touches: the file to write.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from jobtide import tables
from jobtide.edition.reader import Reader
from jobtide.errors import Error

FORMATS = ("parquet", "csv", "json")
# The number of a vacancy is only this edition's own, its words are not ours to give; the key serves our own counting.
_KEPT_BACK = ("vacancy", "pay_text", "employer_key")
_STARTS_A_FORMULA = "^[=+\\-@\\t\\r]"


def export_vacancies(reader: Reader, format_: str, file: Path) -> int:
    """Writes one row a vacancy, by first-seen day and id, and returns how many.

    Lists are lists in Parquet and JSON, and are joined with ";" in CSV, where text that a spreadsheet would take for a
    formula is preceded by an apostrophe. Data that are not ordinary say so in a column `label`.
    """
    columns = [column for column in tables.VACANCIES.columns if column.name not in _KEPT_BACK]
    return write(reader, "vacancies", columns, ("first_seen", "vacancy_id"), format_, file)


def write(
    reader: Reader, table: str, columns: Sequence[tables.Column], sort: Sequence[str], format_: str, file: Path
) -> int:
    """Writes `columns` of a table of the edition to `file`, which is whole or absent."""
    if format_ not in FORMATS:
        raise Error(f"Exports are {', '.join(FORMATS)}, not {format_}.")
    chosen = ", ".join(_for_spreadsheets(column) if format_ == "csv" else f'"{column.name}"' for column in columns)
    label = reader.edition.label
    if label:
        chosen += f", {_text(label)} AS label"
    query = f"SELECT {chosen} FROM {table} ORDER BY {', '.join(sort)}"
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        reader.rows(f"COPY ({query}) TO {_text(str(beside))} ({_HOW[format_]})")
        os.replace(beside, file)
    except OSError as error:
        raise Error(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
    return reader.rows(f"SELECT count(*) FROM {table}")[0][0]


_HOW = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER",
    "json": "FORMAT json, ARRAY true",
}


def _for_spreadsheets(column: tables.Column) -> str:
    name = f'"{column.name}"'
    if column.type.startswith("array"):
        return f"array_to_string({name}, ';') AS {name}"
    if column.type == "string":
        return f"CASE WHEN regexp_matches({name}, '{_STARTS_A_FORMULA}') THEN '''' || {name} ELSE {name} END AS {name}"
    return name


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
