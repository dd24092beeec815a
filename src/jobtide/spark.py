"""The engine on Spark: the same expressions over the same tables, computed by a cluster.

Tables are Parquet files that every worker sees under the same path: a shared folder, or one machine. What an
expression means is said in `statistics/`; this module says only how Spark is asked.

Touches: a Spark cluster, the Parquet files it is told of, scratch space.
"""

import itertools
import os
import shutil
import sys
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide.arrow import arrow_schema
from jobtide.engine import Engine
from jobtide.errors import Error
from jobtide.tables import Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# Rows that Python is handed at once: a batch of adverts with their texts is to stay within tens of megabytes.
_ROWS_AT_ONCE = 2_000
_ROWS_A_GROUP = 100_000
_FEWEST_PARTITIONS, _PARTITIONS_A_CORE = 8, 3
_FILE = "_of_file"  # a column of rows on their way through Python: the file that each came from


class SparkEngine:
    """What Engine does, on the cluster of `master` (spark://host:port, local[N], yarn …).

    `settings` are Spark's own and stand before the ones chosen here. Tables are put in order in this process, in memory
    of up to `memory_gib` and beyond that in `scratch`. Use it as a context, so that it lets the cluster go. Raises
    Error where Spark is not installed or the cluster cannot be reached.
    """

    def __init__(self, scratch: Path, master: str, settings: Mapping[str, str] | None = None, memory_gib: float = 4.0):
        scratch.mkdir(parents=True, exist_ok=True)
        self._scratch, self._memory_gib = scratch, memory_gib
        self._session = _session(master, scratch, settings or {})
        self._ibis = _ibis_on(self._session)
        self._seen: dict[str, DataFrame] = {}
        self._partitions: int | None = None
        self.ran: dict[str, str] = {}

    def __enter__(self) -> "SparkEngine":
        return self

    def __exit__(self, *_) -> None:
        self._session.stop()

    def see(self, name: str, files: Path | Sequence[Path], schema: Mapping[str, str] | None = None) -> None:
        """Makes the Parquet `files` readable as the table `name`; without any, an empty table of `schema`."""
        if self._partitions is None:
            self._decide_partitions()
        files = [files] if isinstance(files, Path) else list(files)
        if len(files) == 1 and not pq.read_metadata(files[0]).num_rows:
            files, schema = [], schema or _columns_of(files[0])
        if files:
            found = self._session.read.parquet(*(str(file.absolute()) for file in files))
        else:
            # Known to be empty before anything runs, so that what is joined to it is not even read.
            nothing = (f"CAST(NULL AS {_spark_type(type_)}) AS `{column}`" for column, type_ in schema.items())
            found = self._session.sql(f"SELECT {', '.join(nothing)} WHERE false")
        self._seen[name] = found
        found.createOrReplaceTempView(name)

    @contextmanager
    def pinned(self, tables: Mapping[str, object], by: Sequence[str] = ()) -> Iterator[None]:
        """Within the block the tables of these names are what the expressions give, each over those before it.

        Each is computed once, when it is first asked for, and kept by the workers. With `by`, columns of all of them,
        rows of the same values are sent to one place and put in order there, once: what joins or groups the tables by
        these columns, or by these and more, moves nothing.
        """
        kept: list[DataFrame] = []
        try:
            for name, expression in tables.items():
                found = self._sql(self._compiled(expression))
                if by:
                    found = self._together(found, by).sortWithinPartitions(*by)
                found.createOrReplaceTempView(name)
                # Not before: what takes a name from another table also forgets all that was kept of that one.
                kept.append(found.persist())
            yield
        finally:
            for found in kept:
                found.unpersist()
            for name in tables:
                self._session.catalog.dropTempView(name)
                if name in self._seen:
                    self._seen[name].createOrReplaceTempView(name)

    def write(self, name: str, expression, file: Path, sort: Sequence[str] = ()) -> int:
        """Computes `expression`, writes its rows to `file` sorted by `sort`, and returns how many there are.

        The SQL is kept in `ran[name]`.
        """
        sql = self._compiled(expression)
        self.ran[name] = sql
        self._session.sparkContext.setJobDescription(name)
        return self._write(self._sql(sql), sql, expression.schema().to_pyarrow(), file, sort)

    def map(
        self, files: Sequence[Path], function: Callable[[pa.RecordBatch], pa.Table], made: Table, folder: Path
    ) -> int:
        """Writes into `folder` for each of Parquet `files` a file of its name, with the rows of the table `made` that
        `function` makes of its rows, one of each, batch by batch on the workers. Returns how many there are.

        `function` is sent to the workers: it has to be whole in itself.
        """
        self._session.sparkContext.setJobDescription(made.name)
        given = self._session.read.parquet(*(str(each.absolute()) for each in files))
        rows = given.select("*", "_metadata.file_name").withColumnRenamed("file_name", _FILE)
        found = rows.mapInArrow(_by_file(function), f"{_spark_columns(made.schema)}, {_FILE} string")
        parts = self._written(found, f"{made.name} from {files[0]} and others", _FILE)
        total = 0
        for file in files:
            mine = sorted((parts / f"{_FILE}={file.name}").glob("part-*.parquet"))
            total += _gathered(mine, arrow_schema(made), folder / file.name)
        shutil.rmtree(parts)
        return total

    def rows(self, expression) -> list[tuple]:
        """All rows of a small result, in the order of the expression's columns."""
        sql = self._compiled(expression)
        return [tuple(row) for row in self._run(sql, lambda: self._sql(sql).collect())]

    def batches(self, expression, rows: int, as_they_come: bool = False) -> Iterator[pa.RecordBatch]:
        """The rows of a result of any length, so many at a time, through files in scratch space."""
        sql, schema = self._compiled(expression), expression.schema().to_pyarrow()
        self._session.sparkContext.setJobDescription(", ".join(schema.names[:3]) + " …")
        parts = self._written(self._sql(sql), sql)
        try:
            for part in sorted(parts.glob("part-*.parquet")):
                for batch in pq.ParquetFile(part).iter_batches(rows):
                    yield from pa.Table.from_batches([batch]).cast(schema).to_batches()
        finally:
            shutil.rmtree(parts)

    def _together(self, found: "DataFrame", by: Sequence[str]) -> "DataFrame":
        # So many as joins make, without which they would move the rows again.
        return found.repartition(self._partitions, *by)

    def _decide_partitions(self) -> None:
        """As many as are set, or some for each core that has come by now: Spark's own number is for large clusters, and
        on a small one most of them would be empty."""
        context, name = self._session.sparkContext, "spark.sql.shuffle.partitions"
        if not context.getConf().contains(name):
            self._session.conf.set(name, max(_FEWEST_PARTITIONS, _PARTITIONS_A_CORE * context.defaultParallelism))
        self._partitions = int(self._session.conf.get(name))

    def _compiled(self, expression) -> str:
        return guarded(self._ibis.compile(expression))

    def _sql(self, sql: str) -> "DataFrame":
        return self._run(sql, lambda: self._session.sql(sql))

    def _write(self, found: "DataFrame", sql: str, schema: pa.Schema, file: Path, sort: Sequence[str]) -> int:
        parts = self._written(found, sql)
        files = sorted(parts.glob("part-*.parquet"))
        written = self._sorted(files, schema, file, sort) if sort and files else _gathered(files, schema, file)
        shutil.rmtree(parts)
        return written

    def _sorted(self, parts: Sequence[Path], schema: pa.Schema, file: Path, sort: Sequence[str]) -> int:
        """One file of the rows of several, in order. Not by the workers: to share rows out by their order Spark
        computes all of them twice, and what is written as one file passes through here in any case."""
        import ibis

        rows = ibis.table(ibis.Schema.from_pyarrow(schema), name="parts").order_by(*sort)
        with Engine(self._scratch / "sorting", self._memory_gib) as own:
            own.see("parts", parts)
            return _written_as_one(own.batches(rows, _ROWS_A_GROUP, as_they_come=True), schema, file)

    def _written(self, found: "DataFrame", sql: str, *by: str) -> Path:
        """A new folder of parts, which the workers write; together in the order of their names. A folder for each value
        of the columns `by`."""
        parts = self._scratch / f"parts-{uuid.uuid4().hex}"
        self._run(sql, lambda: found.write.parquet(str(parts.absolute()), partitionBy=by, compression="zstd"))
        return parts

    def _run(self, sql: str, work: Callable[[], object]):
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            return work()
        except (PySparkException, Py4JError) as error:
            raise Error(f"Spark could not run this: {_gist(error)}\n{sql}") from error


def _by_file(
    function: Callable[[pa.RecordBatch], pa.Table],
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What Spark runs: `function` of each batch, and beside each row the file it came from."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            made = function(batch.drop_columns([_FILE]))
            yield from made.append_column(_FILE, batch[_FILE]).to_batches()

    return run


def guarded(sql: str) -> str:
    """Spark's SQL where an element at an unknown position is unknown; within a lambda it is the first (Spark 4.3).
    Positions are 32 bits wide."""
    from sqlglot import exp, parse_one

    def guard(node):
        if not isinstance(node, exp.Bracket) or isinstance(node.expressions[0], exp.Literal):
            return node
        position = node.expressions[0].sql("spark")
        element = f"ELEMENT_AT({node.this.sql('spark')}, CAST({position} AS INT))"
        return parse_one(f"IF(({position}) IS NULL, NULL, {element})", read="spark")

    return parse_one(sql, read="spark").transform(guard).sql("spark")


def _session(master: str, scratch: Path, settings: Mapping[str, str]) -> "SparkSession":
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise Error("Spark is not installed: pip install 'jobtide[spark]' brings it. It needs Java 17.") from error
    chosen = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS_AT_ONCE),
        "spark.local.dir": str(scratch.absolute()),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        # What is pinned stays where it was sent, also where it is joined by more than it was sent by.
        "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning": "false",
        "spark.sql.requireAllClusterKeysForCoPartition": "false",
        **settings,
    }
    if master.startswith(("local", "spark://127.0.0.1", "spark://localhost")):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        chosen.setdefault("spark.driver.host", "127.0.0.1")
    # The workers' Python needs jobtide: unless it is said where that is, it is where this one's is.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("jobtide").master(master)
    for name, value in chosen.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, Py4JError, RuntimeError, OSError) as error:
        raise Error(f"No Spark at {master}: {_gist(error)}. Is Java 17 there, and the master up?") from error


def _gist(error: Exception) -> str:
    """The line that says what was wrong, out of what a Java program says."""
    lines = str(error).splitlines() or [type(error).__name__]
    said = next((line.split("Exception: ", 1)[1] for line in lines if "Exception: " in line), lines[0])
    # What Spark says when no master has answered for a minute, and it gave up.
    return "no master answered" if "stopped SparkContext" in said else said.rstrip(".")


def _ibis_on(session: "SparkSession"):
    import ibis

    return ibis.pyspark.connect(session)


def _gathered(parts: Sequence[Path], schema: pa.Schema, file: Path) -> int:
    """One file of the rows of several, in their order and with the types of `schema`. Returns how many there are."""
    batches = (batch for part in parts for batch in pq.ParquetFile(part).iter_batches(_ROWS_A_GROUP))
    return _written_as_one(batches, schema, file)


def _written_as_one(batches: Iterable[pa.RecordBatch], schema: pa.Schema, file: Path) -> int:
    total = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for some in _by_size(batches, _ROWS_A_GROUP):
            table = pa.Table.from_batches(some).cast(schema)
            writer.write_table(table, row_group_size=_ROWS_A_GROUP)
            total += len(table)
    return total


def _by_size(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[list[pa.RecordBatch]]:
    """Batches together until they have so many rows."""
    some: list[pa.RecordBatch] = []
    for batch in itertools.chain(batches):
        some.append(batch)
        if sum(map(len, some)) >= rows:
            yield some
            some = []
    if some:
        yield some


def _columns_of(file: Path) -> Mapping[str, str]:
    """The columns of a Parquet file, and their types as in tables.py."""
    import ibis

    schema = ibis.Schema.from_pyarrow(pq.read_schema(file))
    return {name: str(type_) for name, type_ in schema.items()}


def _spark_columns(schema: Mapping[str, str]) -> str:
    return ", ".join(f"`{column}` {_spark_type(type_)}" for column, type_ in schema.items())


def _spark_type(ibis_type: str) -> str:
    """The SQL name of one of the types of tables.py."""
    if ibis_type.startswith("array<"):
        return f"array<{_spark_type(ibis_type.removeprefix('array<').removesuffix('>'))}>"
    return {
        "int8": "tinyint", "int32": "int", "int64": "bigint", "float64": "double",
        "string": "string", "date": "date", "boolean": "boolean", "binary": "binary",
    }[ibis_type]  # fmt: skip
