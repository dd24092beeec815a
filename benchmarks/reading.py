"""How many adverts a second one core reads for places, pay, conditions and facets.

    python benchmarks/reading.py --data DIR [--adverts 3000] [--times 5]

Reads real adverts of several sets, so many of each, cleaned as `ingest` does. Prints processor time, the best of so
many rounds: for all together with and without the compiled search (`OfferReader.for_many`), by set, and for each part.
A set that is not in DIR is skipped with a reason.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from jobtide.advert import Advert
from jobtide.adverts.clean import Cleaner, Defaults
from jobtide.adverts.mapping import columns
from jobtide.extraction import conditions, pay
from jobtide.extraction.facets import FacetReader
from jobtide.extraction.offer import OfferReader
from jobtide.extraction.places import PlaceReader
from jobtide.reference.load import load
from jobtide.settings import Settings

DAY = date(2026, 10, 31)
SETS = {
    "hn_hiring/hn_hiring.parquet": "id=id description=text_html employer=by",
    "uk_boards_misc.parquet": "title=title description=description location=location employer=company pay=salary_text "
    "pay_min=salary_min pay_max=salary_max",
    "adzuna_uk_ds_2016_2017.parquet": "id=id title=title description=description location=location.display_name "
    "pay_min=salary_min pay_max=salary_max",
    "nhs_jobs_2020.parquet": "id=fileid title=title description=description_html location=addressLocality "
    "pay=salary_text employment_type=employmentType",
    "ashby_2025.parquet": "id=id title=title description=descriptionHtml location=location "
    "pay=compensationTierSummary employment_type=employmentType",
    "eu_tech_jobs_2026.parquet": "id=id title=title description=description_html location=location",
    "reed_uk_2018_reduced.parquet": "title=job_title location=city pay=salary_offered",
}


def adverts(data: Path, of_each: int) -> Iterator[tuple[str, list[Advert]]]:
    """Each set's name and so many of its adverts."""
    for file, maps in SETS.items():
        if not (data / file).exists():
            print(f"{file}: skipped, there is no {data / file}")
            continue
        cleaner = Cleaner(columns(maps.split()), Defaults("benchmark", DAY))
        table = duckdb.sql(f"select * from '{data / file}' using sample {of_each} rows (reservoir, 5)").to_arrow_table()
        cleaned = (cleaner.cleaned(record).advert for record in table.to_pylist())
        yield file, [advert for advert in cleaned if advert is not None]


def measured(name: str, read: Callable[[], object], count: int, times: int) -> None:
    read()
    best = min(_seconds(read) for _ in range(times))
    print(f"{name:34} {count / best:>9,.0f} adverts a second   {best / count * 1e6:6.1f} µs each")


def _seconds(read: Callable[[], object]) -> float:
    start = time.process_time()
    read()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument("--adverts", type=int, default=3_000, help="of each set")
    parser.add_argument("--times", type=int, default=5, help="rounds, of which the best counts")
    asked = parser.parse_args()
    sets = dict(adverts(asked.data, asked.adverts))
    read = [advert for each in sets.values() for advert in each]
    if not read:
        return
    letters = sum(len(advert.description) for advert in read)
    print(f"{len(read):,} adverts of {letters / len(read):,.0f} characters on average")
    reference = load()
    places = PlaceReader(reference.gazetteer)
    facets = FacetReader(reference.facets, reference.gazetteer)
    offers = OfferReader(reference.gazetteer, Settings(), reference.facets)
    together = {"all together": offers, "all together, compiled search": offers.for_many()}
    for name, reader in together.items():
        measured(name, partial(reader.read_all, read), len(read), asked.times)
    for name, some in sets.items():
        letters = sum(len(advert.description) for advert in some) // len(some)
        reader = together["all together, compiled search"]
        measured(f"  {name.split('.')[0][:24]}, {letters:,}", partial(reader.read_all, some), len(some), asked.times)
    quoted = [pay.read(advert) for advert in read]
    kinds = [conditions.employment_type(*each) for each in zip(read, quoted, strict=True)]
    modes = [conditions.work_mode(advert) for advert in read]
    parts = {
        "places": lambda: [places.read(advert.locations, advert.title, advert.description) for advert in read],
        "pay": lambda: [pay.read(advert) for advert in read],
        "employment type": lambda: [conditions.employment_type(*each) for each in zip(read, quoted, strict=True)],
        "work mode": lambda: [conditions.work_mode(advert) for advert in read],
        "facets": lambda: [facets.read(*each) for each in zip(read, kinds, modes, strict=True)],
    }
    for name, part in parts.items():
        measured(f"  {name}", part, len(read), asked.times)


if __name__ == "__main__":
    main()
