"""The day of the newest advert, which an edition is of unless another one is asked for.

Touches: the store, for reading; scratch/.
"""

from datetime import date, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.life import home_tables, newest_day
from jobtide.adverts.reused import home_as_lived, lived, lives
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.engine import Engine
from jobtide.pipeline.found_rows import found
from jobtide.pipeline.hashes import Hashes, among
from jobtide.settings import Home
from jobtide.spark import SparkEngine

_LATEST = timedelta(days=7)  # adverts of these days almost always hold the newest one
_TOLD = ("advert", "content", "first_seen")


def newest(engine: Engine | SparkEngine, home: Home, hashes: Hashes) -> date:
    """The day. Of a market with a long history only the latest adverts are looked at for it. `engine` sees the tables
    of the home, and tables.LIVES."""
    adverts, sightings, *_ = home_tables()
    since = engine.rows(adverts.agg(newest=adverts.first_seen.max()))[0][0] - _LATEST
    file = home.scratch / "latest_adverts.parquet"
    home.scratch.mkdir(parents=True, exist_ok=True)
    _write_latest(file, segments(home.adverts), since, hashes)
    try:
        engine.see("latest_adverts", file)
        known = ibis.table({name: tables.ADVERTS.schema[name] for name in _TOLD}, name="latest_adverts")
        asked = lived(known, sightings.semi_join(known, "advert"), lives())
        # Every other advert was seen before, for the first time.
        day = engine.rows(newest_day(*asked).as_table())[0][0]
    finally:
        file.unlink()
    if day >= since:
        return day
    return engine.rows(newest_day(*home_as_lived()[:2]).as_table())[0][0]


def _write_latest(file: Path, files: list[Path], since: date, hashes: Hashes) -> None:
    """All versions of the adverts of which one was first seen from that day on."""
    schema = pa.schema([field for field in arrow_schema(tables.ADVERTS) if field.name in _TOLD])
    some = (pq.read_table(each, columns=["advert"], filters=pc.field("first_seen") >= since) for each in files)
    named = among({"advert": pc.unique(pa.concat_tables(some)["advert"])})
    with pq.ParquetWriter(file, schema, compression="none") as writer:
        for each in files:
            for rows in found(each, named, _TOLD, hashes):
                writer.write_table(rows.rows.select(schema.names).cast(schema))
