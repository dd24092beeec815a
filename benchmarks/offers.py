"""How fast offers are read: places, pay, employment type, work mode and facets together, on one core.

    python benchmarks/offers.py --data DIR [--adverts 1000] [--times 15]

On whole texts, so many of each of five sets, with the compiled search that publishing uses; and on hostile texts of
40,000 to 160,000 characters, whose time has to grow with their length and no faster. Prints processor time, the best of
so many rounds: on a busy machine short rounds and many of them come nearest to the truth.
"""

import argparse
from functools import partial
from pathlib import Path

from reading import DAY, adverts, measured

from jobtide.advert import Advert
from jobtide.extraction.offer import OfferReader
from jobtide.reference.load import load
from jobtide.settings import Settings

WHOLE = (
    "hn_hiring/hn_hiring.parquet", "uk_boards_misc.parquet", "eu_tech_jobs_2026.parquet", "ashby_2025.parquet",
    "adzuna_uk_ds_2016_2017.parquet",
)  # fmt: skip
HOSTILE = (
    "1,", "£", "£1-", "London / ", "((((", "salary £1 ", "remote ", "1 day ", "office 2 ", "contract ", "12 months ",
    "must be based in ", "only uk only ", "sc clear", "é", "€",
)  # fmt: skip
LENGTHS = (40_000, 80_000, 160_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument("--adverts", type=int, default=1_000, help="of each set")
    parser.add_argument("--times", type=int, default=15, help="rounds, of which the best counts")
    asked = parser.parse_args()
    reference = load()
    reader = OfferReader(reference.gazetteer, Settings(), reference.facets).for_many()
    sets = {name: some for name, some in adverts(asked.data, asked.adverts) if name in WHOLE}
    mixed = [advert for some in sets.values() for advert in some]
    if mixed:
        measured("as many of each", partial(reader.read_all, mixed), len(mixed), asked.times)
    for name, some in sets.items():
        letters = sum(len(advert.description) for advert in some) // len(some)
        measured(f"  {name.split('.')[0][:22]}, {letters:,}", partial(reader.read_all, some), len(some), asked.times)
    for piece in HOSTILE:
        print(repr(piece))
        for length in LENGTHS:
            text = (piece * length)[:length]
            hostile = Advert("benchmark", "1", text[:300], text, DAY, DAY, locations=(text,), pay=text)
            measured(f"  {length:,} characters", partial(reader.read_all, [hostile]), 1, 3)


if __name__ == "__main__":
    main()
