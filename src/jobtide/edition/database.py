"""The tables of an edition, asked in SQL.

Most pages need no database, and loading one takes longer than they do: it is opened when it is first asked. Each thread
has its own cursor.

Touches: the edition's files, for reading.
"""

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jobtide import tables
from jobtide.edition.folders import TABLES
from jobtide.edition.opened import Opened
from jobtide.errors import Error

if TYPE_CHECKING:
    import numpy as np


class Database(Opened):
    """`threads` are the database's own."""

    def __init__(self, folder: Path, threads: int = 1, once: bool = False):
        super().__init__(folder, once)
        self._threads = threads
        self._opening = threading.Lock()
        self._root = None
        self._thread = threading.local()
        self._carried: dict[str, frozenset[str]] = {}

    def close(self) -> None:
        if self._root is not None:
            self._root.close()

    def rows(self, sql: str, parameters: Sequence | dict = ()) -> list[tuple]:
        """Asks the database of the edition's tables."""
        import duckdb

        try:
            return self._cursor().execute(sql, parameters).fetchall()
        except duckdb.Error as error:
            raise Error(f"Edition {self.edition.id} could not be read: {error}\n{sql}") from error

    def column(self, sql: str, parameters: Sequence | dict = ()) -> "np.ndarray":
        """The first column of what `rows` would give, which is never null."""
        import duckdb

        try:
            return next(iter(self._cursor().execute(sql, parameters).fetchnumpy().values()))
        except duckdb.Error as error:
            raise Error(f"Edition {self.edition.id} could not be read: {error}\n{sql}") from error

    def carries(self, table: str, column: str) -> bool:
        """Whether the edition's table has a column; those that an earlier version made lack the newest."""
        if table not in self._carried:
            self._carried[table] = frozenset(row[0] for row in self.rows(f"DESCRIBE {table}"))
        return column in self._carried[table]

    def vacancies_around(self, first: date, last: date) -> str:
        """SQL of vacancies among which are all that were first seen on these days.

        To ask the table itself opens the files of all months.
        """
        from jobtide.edition.by_month import of_days, table_files

        files = table_files(self._folder / TABLES, tables.VACANCIES)
        return self._rows_of(tables.VACANCIES, of_days(files, first, last) or files[:1])

    def _cursor(self):
        if not hasattr(self._thread, "cursor"):
            with self._opening:
                if self._root is None:
                    self._root = self._connected()
            self._thread.cursor = self._root.cursor()
        return self._thread.cursor

    def _connected(self):
        import duckdb

        if not self._folder.exists():
            raise self._unusable("its files are gone")
        connection = duckdb.connect(config={"threads": self._threads})
        for table, rows in self._tables().items():
            try:
                connection.execute(f"CREATE VIEW {table} AS {rows}")
            except duckdb.Error as error:
                raise self._unusable(f"its table {table} cannot be read ({error})") from error
        return connection

    @cached_property
    def employers(self) -> frozenset[str]:
        """How employers are called, as quoted and folded, in small letters."""
        from jobtide.edition.chosen import employers

        return employers(self)

    def choices(self) -> Mapping[str, Sequence[str]]:
        """What vacancies can be chosen by beyond names: the values of "seniority" and "sources" that they have."""
        return self._choices

    @cached_property
    def _choices(self) -> dict[str, list[str]]:
        from jobtide.edition.chosen import known_values

        return {column: known_values(self, column) for column in ("seniority", "sources")}

    def _tables(self) -> dict[str, str]:
        """SQL of the rows of each table: those of its files, or of the query that stands for it.

        Words that may not be shown are in none of them.
        """
        from jobtide.edition.by_month import table_files

        rows = {}
        for table in (*tables.EDITION, *tables.MEMBERSHIPS):
            files = table_files(self._folder / TABLES, table)
            stands_for = table in tables.MEMBERSHIPS and not files[0].exists()
            rows[table.name] = self.sql(table.name) if stands_for else self._rows_of(table, files)
        return rows

    def _rows_of(self, table: tables.Table, files: Sequence[Path]) -> str:
        """SQL of the rows of some of a table's files, without words that may not be shown."""
        from jobtide.edition.masked import masked

        listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
        said, shown = f"SELECT * FROM read_parquet([{listed}])", self.manifest.inputs.settings.get("shown", {})
        if not shown or table not in (tables.VACANCIES, tables.MEMBERS):
            return said
        import pyarrow.parquet as pq

        return masked(table, said, shown, pq.read_schema(files[0]).names)
