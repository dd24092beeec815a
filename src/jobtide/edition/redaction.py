"""An edition from which words were taken down: its figures stay, and its manifest says how many vacancies lost theirs.

Touches: editions/.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.durable import Change
from jobtide.edition import manifest
from jobtide.edition.by_month import table_files
from jobtide.edition.folders import TABLES

_WORDS = {"id": "forgotten", "title": "", "url": None, "employer": None, "pay_text": None, "words": None}
_NAMED = (tables.VACANCIES, tables.MEMBERS)  # the tables that hold words of adverts


def redact(
    folder: Path,
    vacancies: set[str],
    urls: set[str],
    ids: set[tuple[str, str]],
    other_name: Callable[[str | None], str | None],
    change: Change,
) -> int:
    """Takes the words of vacancies and their adverts out of an edition, as a part of `change`. How many rows lost some.

    They are known by the vacancy's name, an address, or (source, id) of an advert.

    The employer's folded name becomes another one, so that employers are counted as before.
    """
    described = manifest.read(folder)
    parts = dict(described.parts)
    found = 0
    files = [file for table in _NAMED for file in table_files(folder / TABLES, table)]
    for name in (file.relative_to(folder).as_posix() for file in files):
        if name not in parts:
            continue
        rows = pq.read_table(folder / name)
        hit = pc.is_in(rows["url"], pa.array(sorted(urls), pa.string()))
        if "vacancy_id" in rows.column_names:
            hit = pc.or_(hit, pc.is_in(rows["vacancy_id"], pa.array(sorted(vacancies), pa.string())))
        if "id" in rows.column_names:
            named = zip(rows["source"].to_pylist(), rows["id"].to_pylist(), strict=True)
            hit = pc.or_(hit, pa.chunked_array([[pair in ids for pair in named]], pa.bool_()))
        many = pc.sum(hit).as_py() or 0
        if not many:
            continue
        found += many
        place = change.new(folder / name)
        pq.write_table(_without_words(rows, hit, other_name), place, compression="zstd", row_group_size=100_000)
        parts[name] = replace(manifest.part(place), rows=parts[name].rows)
    if found:
        told = replace(described, parts=parts, redacted=described.redacted + found)
        told.write_to(change.new(folder / manifest.FILE))
    return found


def _without_words(rows: pa.Table, hit: pa.ChunkedArray, other_name: Callable[[str | None], str | None]) -> pa.Table:
    for place, name in enumerate(rows.column_names):
        if name in _WORDS:
            blank = pa.scalar(_WORDS[name], rows.schema.field(name).type)
            rows = rows.set_column(place, rows.schema.field(name), pc.if_else(hit, blank, rows[name]))
        elif name == "employer_key":
            marked = zip(rows[name].to_pylist(), hit.to_pylist(), strict=True)
            names = [other_name(value) if gone else value for value, gone in marked]
            rows = rows.set_column(place, rows.schema.field(name), pa.array(names, pa.string()))
    return rows
