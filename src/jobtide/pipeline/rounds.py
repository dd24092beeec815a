"""Complete rounds of the sources, from the ledger, to the table of absences: when an advert not seen again was gone.

A failed, partial or empty fetch is in the ledger without `complete`, or not at all: it is no round, and closes nothing.
Touches: landing/ for reading, absences/, scratch/.
"""

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.life import absences
from jobtide.adverts.store import arrow_schema
from jobtide.durable import put
from jobtide.landing import Landing
from jobtide.settings import Home


def absences_of(home: Home) -> list[Path]:
    """The file of tables.ABSENCES, made anew where the ledger says more than it did; no file where nothing can be gone.

    It is named after its content, so that an edition's manifest tells which one it was made from.
    """
    rows = pa.Table.from_pylist(absences(Landing(home).rounds()), arrow_schema(tables.ABSENCES))
    digest = hashlib.sha256(repr(rows.to_pylist()).encode()).hexdigest()[:16]
    place = home.absences / f"{digest}.parquet"
    if len(rows) and not place.exists():
        home.scratch.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, home.scratch / "absences", compression="zstd")
        put(home.scratch / "absences", place)
    for other in home.absences.glob("*.parquet"):
        if other != place or not len(rows):
            other.unlink()
    return [place] if len(rows) else []
