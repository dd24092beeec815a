"""Real adverts, where they lie beside the project, are read alike by the plain and by the compiled rules."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from unit.extraction.kernel.readers import both

from jobtide.adverts.markup import text_of

DATA = Path(__file__).parents[4].parent / "shared" / "data"
SETS = (
    ("uk_boards_misc.parquet", "title", "description", "company"),
    ("eu_tech_jobs_2026.parquet", "title", "description_html", "company_slug"),
    ("ashby_2025.parquet", "title", "descriptionHtml", "company_slug"),
)


@pytest.mark.parametrize("file, title, description, employer", SETS)
def test_real_adverts_are_read_alike(file, title, description, employer):
    if not (DATA / file).exists():
        pytest.skip(f"{file} is not in ../shared/data")
    rows = next(pq.ParquetFile(DATA / file).iter_batches(200, columns=[title, description, employer])).to_pylist()
    adverts = [(row[title] or "", text_of(row[description] or ""), row[employer]) for row in rows]
    for plain, compiled in both(adverts):
        assert compiled == plain
