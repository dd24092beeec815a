"""Which version is of which advert, of all that there are.

Touches: the store, for reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jobtide.pipeline.hashes import Hashes, among, rows_among

_NAMES = ("advert", "content")
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Versions:
    """Those in `files` of adverts. Rows are (advert, content); `lives` are rows of tables.LIVES."""

    files: Sequence[Path]
    hashes: Hashes

    def ahead(self) -> None:
        """Begins to read what will be asked for."""
        self.hashes.ahead(self.files, _NAMES)

    def rows(self, adverts: pa.Array | None = None, contents: pa.Array | None = None) -> pa.Table:
        """Those of these adverts, as their ids say, and those of these contents."""
        asked = {"advert": adverts, "content": contents}
        wanted = among({name: values for name, values in asked.items() if values is not None})
        found: dict[str, list[np.ndarray]] = {name: [_NONE] for name in _NAMES}
        for file in self.files if wanted else ():
            for columns in self.hashes.groups(file, _NAMES):
                places = rows_among(columns, wanted)
                for name, parts in found.items():
                    parts.append(columns[name][places])
        return pa.table({name: np.concatenate(parts) for name, parts in found.items()})

    def of(self, adverts: pa.Array, lives: pa.Table) -> pa.Table:
        """Those of these adverts, each with the advert that it is of."""
        others = lives.filter(pc.is_in(lives["advert"], adverts))["content"].combine_chunks()
        rows = self.rows(adverts, others)
        rows = rows.set_column(0, "advert", lived(rows, lives))
        return rows.filter(pc.is_in(rows["advert"], adverts))

    def adverts_with(self, contents: pa.Array, lives: pa.Table) -> pa.Array:
        """The adverts that these contents are versions of, each once."""
        return pc.unique(lived(self.rows(contents=contents), lives))


def lived(rows: pa.Table, lives: pa.Table) -> pa.ChunkedArray:
    """The advert that each version is of."""
    if not len(lives):
        return rows["advert"]
    at = pc.index_in(rows["content"], lives["content"].combine_chunks())
    return pc.coalesce(lives["advert"].combine_chunks().take(at), rows["advert"])
