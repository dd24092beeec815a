"""How an export is written: as Parquet, CSV or JSON; whole, or not at all.

CSV is that of RFC 4180: UTF-8, a header row, lines that end in CR LF, nothing but data. Touches: the file to write.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from jobtide import tables
from jobtide.errors import Error, Unwritable
from jobtide.shown.spreadsheets import FORMULA_STARTS

FORMATS = ("parquet", "csv", "json")
BETWEEN = ";"  # what stands between the entries of a list in CSV
_HOW = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER, NEW_LINE '\\r\\n'",
    "json": "FORMAT json, ARRAY true",
}
_FORMULA = f"^[{FORMULA_STARTS}]".replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n").replace("-", "\\-")
Written = TypeVar("Written")


def format_of(file: Path, asked: str | None) -> str:
    """The format that was asked for, else the one that the file's name ends in; Parquet where it has no ending.

    Error where it ends in something else: a spreadsheet's name on a file that it cannot open helps nobody.
    """
    if asked is None:
        ending = file.suffix.lower().removeprefix(".") or FORMATS[0]
        if ending not in FORMATS:
            raise Error(f"{file.name} ends in none of .{', .'.join(FORMATS)}: name its format with --format.")
        return ending
    if asked not in FORMATS:
        raise Error(f"Exports are {', '.join(FORMATS)}, not {asked}.")
    return asked


def whole(file: Path, write: Callable[[Path], Written]) -> Written:
    """What `write` gives, which fills a file beside `file`; that file then takes its place.

    A pipe, a device or what a link leads to gets the bytes, and keeps its place. Raises Error for a folder and
    Unwritable.
    """
    if file.is_dir():
        raise Error(f"{file} is a folder. Name a file to write.")
    try:
        keeps_its_place = file.is_symlink() or (file.exists() and not file.is_file())
        return _poured(file, write) if keeps_its_place else _replaced(file, write)
    except OSError as error:
        raise Unwritable(f"{file} cannot be written: {error.strerror}.") from error


def _replaced(file: Path, write: Callable[[Path], Written]) -> Written:
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.touch()
    try:
        written = write(beside)
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
    return written


def _poured(file: Path, write: Callable[[Path], Written]) -> Written:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "export"
        written = write(made)
        with made.open("rb") as source, file.open("wb") as target:
            shutil.copyfileobj(source, target)
    return written


def write_text(file: Path, text: str) -> None:
    """As it is: line ends are not changed."""
    whole(file, lambda beside: beside.write_bytes(text.encode("utf-8", "backslashreplace")))


def write_rows(file: Path, described: tables.Table, rows: Iterable[Sequence]) -> None:
    """As Parquet, with the types of `described`."""
    import pyarrow.parquet as pq

    from jobtide.arrow import arrow_table

    whole(file, lambda beside: pq.write_table(arrow_table(described, rows), beside, compression="zstd"))


def copied(reader, columns: Sequence[str], rest: str, format_: str, file: Path) -> int:
    """Writes what the edition's database answers to SELECT `columns` `rest`; returns how many rows."""
    import duckdb

    query = f"SELECT {', '.join(columns)} {rest}"

    def write(beside: Path) -> int:
        try:
            return reader.rows(f"COPY ({query}) TO {quoted(str(beside))} ({_HOW[format_]})")[0][0]
        except Error as error:
            if isinstance(error.__cause__, duckdb.IOException):
                raise Unwritable(f"{file} cannot be written: {error.__cause__}") from error
            raise

    return whole(file, write)


def cell(column: tables.Column, value: str, format_: str) -> str:
    """The expression `value` as a column of its name: in CSV, text that no spreadsheet takes for a formula."""
    if format_ == "csv":
        if column.type == "array<string>":
            value = _no_formula(f"array_to_string({value}, '{BETWEEN}')")
        elif column.type.startswith("array"):
            value = f"array_to_string({value}, '{BETWEEN}')"
        elif column.type == "string":
            value = _no_formula(value)
    return f'{value} AS "{column.name}"'


def quoted(value: str) -> str:
    """As text in SQL."""
    return "'" + value.replace("'", "''") + "'"


def _no_formula(value: str) -> str:
    return f"CASE WHEN regexp_matches({value}, '{_FORMULA}') THEN '''' || {value} ELSE {value} END"
