"""Where tables live and who computes: expressions in, Parquet out, by DuckDB in process.

Statistics are Ibis expressions over named tables that nothing is behind yet. This module alone compiles them to SQL and
runs it, so that an error can show the SQL and an edition can keep it.

Touches: the Parquet files it is told of, and scratch space.
"""

import errno
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from jobtide.errors import Error, Unwritable

# What the system says of a disk that takes no more; the engine repeats it in the text of its own errors.
_FULL = tuple(os.strerror(code) for code in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS))
_SPILLED_TOO_MUCH = "max_temp_directory_size"  # as much as the disk has, where nobody set it

if TYPE_CHECKING:
    import pyarrow


def compiled(expression) -> str:
    """The SQL of an Ibis expression, as DuckDB runs it."""
    import ibis

    return str(ibis.to_sql(expression, dialect="duckdb"))


class Engine:
    """One DuckDB database in memory whose tables are Parquet files.

    `memory_gib` bounds what it holds before it spills into `scratch`. Use it as a context, so that it lets go of both.
    `to_sql` makes the SQL of expressions, as `compiled` does.
    What it runs raises Unwritable where the disk is full, and Error where the memory is too small for it.
    """

    def __init__(
        self,
        scratch: Path,
        memory_gib: float = 4.0,
        threads: int | None = None,
        to_sql: Callable[[object], str] = compiled,
    ):
        scratch.mkdir(parents=True, exist_ok=True)
        self._scratch, self._memory_gib, self._to_sql = scratch, memory_gib, to_sql
        config = {
            "temp_directory": str(scratch),
            "memory_limit": f"{memory_gib}GiB",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        if threads is not None:
            config["threads"] = threads
        self._connection = duckdb.connect(config=config)
        self._connection.execute("SET enable_progress_bar = false")
        self.ran: dict[str, str] = {}

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_) -> None:
        self._connection.close()

    def see(self, name: str, files: Path | Sequence[Path], schema: Mapping[str, str] | None = None) -> None:
        """Makes the Parquet `files` readable as the table `name`; without any, an empty table of `schema`."""
        files = [files] if isinstance(files, Path) else list(files)
        if files:
            listed = ", ".join(_quoted(file) for file in files)
            self._run(f'CREATE OR REPLACE VIEW "{name}" AS SELECT * FROM read_parquet([{listed}])')
        else:
            nothing = (f'CAST(NULL AS {_duckdb_type(type_)}) AS "{column}"' for column, type_ in schema.items())
            self._run(f'CREATE OR REPLACE VIEW "{name}" AS SELECT {", ".join(nothing)} WHERE false')

    def write(self, name: str, expression, file: Path, sort: Sequence[str] = ()) -> int:
        """Computes `expression`, or SQL, writes its rows to `file` sorted by `sort`, and returns how many there are.

        The SQL is kept in `ran[name]`. The same tables give the same bytes: rows that `sort` does not tell apart are
        equal in every column or do not occur.
        """
        sql = expression if isinstance(expression, str) else self._to_sql(expression)
        self.ran[name] = sql
        order = " ORDER BY " + ", ".join(f'"{column}"' for column in sort) if sort else ""
        self._run(
            f"COPY (SELECT * FROM ({sql}){order}) TO {_quoted(file)} "
            "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
        )
        return self._run(f"SELECT count(*) FROM read_parquet({_quoted(file)})").fetchone()[0]

    @contextmanager
    def pinned(self, tables: Mapping[str, object], by: Sequence[str] = ()) -> Iterator[None]:
        """Within the block the tables of these names are what the expressions give, each over those before it.

        `by` is for an engine that spreads tables over machines: see SparkEngine.
        """
        try:
            for name, expression in tables.items():
                self._run(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {self._to_sql(expression)}')
            yield
        finally:
            for name in tables:
                self._run(f'DROP TABLE IF EXISTS temp."{name}"')

    def rows(self, expression) -> list[tuple]:
        """All rows of a small result, in the order of the expression's columns."""
        return self._run(self._to_sql(expression)).fetchall()

    def batches(self, expression, rows: int, as_they_come: bool = False) -> Iterator["pyarrow.RecordBatch"]:
        """The rows of a result of any length, so many at a time.

        With `as_they_come` in whatever order they are ready, unless the expression sorts them itself. Then nothing has
        to be held only to keep the order in which rows were read, and what outgrows the memory goes to disk.
        """
        sql = self._to_sql(expression)
        try:
            if as_they_come:
                self._connection.execute("SET preserve_insertion_order = false")
            yield from self._connection.sql(sql).to_arrow_reader(rows)
        except duckdb.Error as error:
            raise self._failed(sql, error) from error
        finally:
            if as_they_come:
                with suppress(duckdb.ConnectionException):  # closed by now, where what asked has failed
                    self._connection.execute("SET preserve_insertion_order = true")

    def _run(self, sql: str):
        try:
            return self._connection.execute(sql)
        except duckdb.Error as error:
            raise self._failed(sql, error) from error

    def _failed(self, sql: str, error: duckdb.Error) -> Error:
        said = str(error)
        for why in _FULL:
            if why in said:
                return Unwritable(f"{self._scratch} cannot be written to: {why}. Do it again when there is room.")
        if isinstance(error, duckdb.OutOfMemoryException):
            if _SPILLED_TOO_MUCH in said:
                return Unwritable(
                    f"{self._scratch} has no room for what does not fit into {self._memory_gib:g} GiB of memory. Do it "
                    "again when there is room, or with a higher memory_gib in the settings.toml of the home."
                )
            return Error(
                f"{self._memory_gib:g} GiB of memory are too few for this step. Set memory_gib higher in the "
                "settings.toml of the home: some steps have only half of it."
            )
        return Error(f"The engine could not run this SQL: {error}\n{sql}")


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"


def _duckdb_type(ibis_type: str) -> str:
    """The SQL name of one of the types of tables.py."""
    if ibis_type.startswith("array<"):
        return _duckdb_type(ibis_type.removeprefix("array<").removesuffix(">")) + "[]"
    return {
        "int8": "TINYINT", "int32": "INTEGER", "int64": "BIGINT", "float64": "DOUBLE",
        "string": "VARCHAR", "date": "DATE", "boolean": "BOOLEAN", "binary": "BLOB",
    }[ibis_type]  # fmt: skip
