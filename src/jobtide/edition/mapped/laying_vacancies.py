"""A row for each vacancy → columns in the order of employment types and first days.

Touches: the files it is given.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide.edition.mapped.columns import save
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.vacancies import POINTS_OF_PAY


def lay_out(parquet: Path, layout: Layout, folder: Path) -> np.ndarray:
    """Writes the columns and returns the number of each vacancy by its number in the edition.

    `parquet` has a row for each vacancy, in the order of their numbers in the edition: employment_type, first_seen,
    live, employer, unit, lower, middle, upper.
    """
    table = pq.read_table(parquet)
    kind = _digits(table["employment_type"], layout.values("employment_type"))
    day = table["first_seen"].cast(pa.int32()).to_numpy()
    order = np.lexsort((np.arange(len(day)), day, kind)).astype(np.int32)
    number_of = np.empty(len(order), np.int32)
    number_of[order] = np.arange(len(order), dtype=np.int32)
    kinds = len(layout.values("employment_type"))
    save(folder, "vacancy.in_edition", order)
    save(folder, "vacancy.number_of", number_of)
    save(folder, "vacancy.live", table["live"].to_numpy()[order])
    save(folder, "vacancy.type_ends", np.concatenate([[0], np.cumsum(np.bincount(kind, minlength=kinds))]))
    save(folder, "vacancy.day", day[order])
    month = _digits(pc.strftime(table["first_seen"], "%Y-%m"), layout.months)
    save(folder, "vacancy.month", month[order].astype(np.int16))
    save(folder, "vacancy.employer", _numbered(table["employer"])[order])
    save(folder, "vacancy.unit", _digits(table["unit"], layout.values("unit"))[order].astype(np.int8))
    for point in POINTS_OF_PAY:
        values = pc.fill_null(table[point], np.nan).to_numpy()
        different, rank = np.unique(values, return_inverse=True)
        if len(different) and np.isnan(different[-1]):
            rank = np.where(rank == len(different) - 1, -1, rank)
            different = different[:-1]
        save(folder, f"vacancy.{point}", rank[order].astype(np.int32))
        save(folder, f"values.{point}", different)
    return number_of


def _digits(values: pa.ChunkedArray, coded) -> np.ndarray:
    return pc.index_in(values, pa.array(list(coded), values.type)).to_numpy().astype(np.int64)


def _numbered(texts: pa.ChunkedArray) -> np.ndarray:
    """Equal numbers for equal texts, from 0 in the order in which they first come."""
    encoded = texts.combine_chunks().dictionary_encode()
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
