"""Some adverts with their versions and the texts of these, and who else has one of the texts.

Touches: scratch/, the store for reading.
"""

from collections.abc import Iterable
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import concerned
from jobtide.engine import Engine
from jobtide.pipeline.versions import Versions

_BATCH = 1_000_000  # rows that are read at a time
_NONE = pa.array([], pa.int64())


class Gathered:
    """Adverts that come one after another: of each is looked up once what its versions are and what they say.

    `engine` sees tables.TEXTS, and then `said_beside`, the texts of what has been gathered. `lives` are rows of
    tables.LIVES.
    """

    def __init__(self, engine: Engine, scratch: Path, versions: Versions, lives: pa.Table):
        self._engine, self._scratch, self._all, self._lives = engine, scratch, versions, lives
        self._files: list[Path] = []
        self._grown = False  # since it was asked who shares a text
        self.adverts = _NONE
        self.versions = pa.table({"advert": _NONE, "content": _NONE})
        self.texts = ibis.table(dict(tables.TEXTS.schema), name="said_beside")
        self._see()

    def add(self, adverts: Iterable[pa.Array | pa.ChunkedArray]) -> None:
        named = once(adverts)
        fresh = named.filter(pc.invert(pc.is_in(named, self.adverts)))
        if not len(fresh):
            return
        rows = self._all.of(fresh, self._lives)
        contents = put(self._engine, self._scratch, "contents_of_these", rows.select(["content"]))
        file = self._scratch / f"said_beside-{len(self._files)}.parquet"
        texts = ibis.table(dict(tables.TEXTS.schema), name=tables.TEXTS.name)
        self._engine.write("said_beside", texts.semi_join(contents, "content"), file)
        self._files.append(file)
        self._see()
        self.adverts, self.versions = once([self.adverts, fresh]), pa.concat_tables([self.versions, rows])
        self._grown = True

    def sharing(self, texts_too: ibis.Table | None = None) -> pa.Array:
        """The other adverts that have or had a text that one of these has or had, or one of the texts given: rows of
        concerned.texts_of."""
        if not self._grown and texts_too is None:
            return _NONE  # whoever does is there
        self._grown = False
        texts = concerned.texts_of(self.texts)
        texts = texts if texts_too is None else texts.union(texts_too)
        every = ibis.table(dict(tables.TEXTS.schema), name=tables.TEXTS.name)
        contents = column(self._engine, concerned.having(every, texts))
        contents = contents.filter(pc.invert(pc.is_in(contents, self.versions["content"].combine_chunks())))
        return self._all.adverts_with(contents, self._lives)

    def _see(self) -> None:
        self._engine.see("said_beside", self._files, tables.TEXTS.schema)


def put(engine: Engine, scratch: Path, name: str, rows: pa.Table) -> ibis.Table:
    """Rows of hashes as a table of this name."""
    pq.write_table(rows, scratch / f"{name}.parquet")
    engine.see(name, scratch / f"{name}.parquet")
    return ibis.table(dict.fromkeys(rows.column_names, "int64"), name=name)


def column(engine: Engine, hashes: ibis.Table) -> pa.Array:
    """The only column of a result."""
    chunks = [batch.column(0) for batch in engine.batches(hashes, _BATCH)]
    return pa.chunked_array(chunks, pa.int64()).combine_chunks()


def once(arrays: Iterable[pa.Array | pa.ChunkedArray]) -> pa.Array:
    """All values of all arrays, each once."""
    chunks = [chunk for each in arrays for chunk in (each.chunks if isinstance(each, pa.ChunkedArray) else [each])]
    return pc.unique(pa.chunked_array([_NONE, *chunks], pa.int64()))
