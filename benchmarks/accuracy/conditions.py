"""How well the employment type is read in words alone, against the fields of the same adverts' sources.

    python benchmarks/accuracy/conditions.py --data DIR [--show 20]

The source's field is hidden, the advert is read without it, and the reading is held against it: agreement with what
employers ticked, not accuracy. A set that is not in DIR is skipped with a reason.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from jobtide.adverts.clean import Cleaner, Defaults
from jobtide.adverts.mapping import columns
from jobtide.extraction.offer import Offer, OfferReader
from jobtide.reference.load import load
from jobtide.settings import Settings

DAY = date(2026, 10, 31)
KINDS = {
    "FullTime": "permanent", "PartTime": "permanent", "Contract": "contract", "Temporary": "contract",
    "Intern": "neither",
    "FULL_TIME": "permanent", "PART_TIME": "permanent", "TEMPORARY": "contract", "VOLUNTEER": "neither",
    "permanent": "permanent", "contract": "contract",
}  # fmt: skip


@dataclass(frozen=True)
class Set:
    """`maps` are FIELD=COLUMN, `field` the column that is hidden, `theirs` what it means, `ours` what was read."""

    file: str
    maps: str
    field: str
    theirs: Callable[[str], str | None]
    ours: Callable[[Offer], str]


@dataclass(frozen=True)
class Compared:
    title: str
    ours: str
    theirs: str


def kind_of(offer: Offer) -> str:
    return offer.employment_type.value or "neither"


SETS = {
    "Ashby, employment type": Set(
        "ashby_2025.parquet",
        "id=id title=title description=descriptionHtml location=location pay=compensationTierSummary",
        "employmentType", KINDS.get, kind_of,
    ),
    "NHS, employment type": Set(
        "nhs_jobs_2020.parquet",
        "id=fileid title=title description=description_html location=addressLocality pay=salary_text",
        "employmentType", KINDS.get, kind_of,
    ),
    "Adzuna 2016, employment type": Set(
        "adzuna_uk_ds_2016_2017.parquet", "id=id title=title description=description", "contract_type", KINDS.get,
        kind_of,
    ),
}  # fmt: skip


def compared(data: Path, one: Set, reader: OfferReader) -> Iterator[Compared]:
    table = duckdb.sql(f"select * from '{data / one.file}' where {one.field} is not null").to_arrow_table()
    cleaner = Cleaner(columns(one.maps.split()), Defaults("benchmark", DAY))
    for record in table.to_pylist():
        theirs = one.theirs(str(record[one.field]))
        advert = cleaner.cleaned({**record, one.field: None}).advert
        if theirs is not None and advert is not None:
            yield Compared(advert.title, one.ours(reader.read(advert)), theirs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument("--show", type=int, default=0, help="how many disagreements of each set to print")
    asked = parser.parse_args()
    reference = load()
    reader = OfferReader(reference.gazetteer, Settings(), reference.facets)
    for name, one in SETS.items():
        if not (asked.data / one.file).exists():
            print(f"{name}: skipped, there is no {asked.data / one.file}")
            continue
        rows = list(compared(asked.data, one, reader))
        agreeing = sum(row.ours == row.theirs for row in rows)
        print(f"{name}: {len(rows):,} adverts; {agreeing / len(rows):.4f} read as the field says")
        for value, many in Counter(row.theirs for row in rows).most_common():
            right = sum(row.ours == row.theirs == value for row in rows)
            read = sum(row.ours == value for row in rows)
            told = f"{right / many:.3f} of them read so; {right / max(read, 1):.3f} of those read so are"
            told = f"{right / many:.3f} of them read so; {right / max(read, 1):.3f} of those read so are"
            print(f"    {value}: {many:,} by the field; {told}")
        apart = [row for row in rows if row.ours != row.theirs]
        for row in random.Random(5).sample(apart, min(asked.show, len(apart))):
            print(f"    {row.title!r:70} we {row.ours} they {row.theirs}")


if __name__ == "__main__":
    main()
