"""What it costs to tell what moved, to compare, and to hold an edition against another.

    python benchmarks/beside.py HOME [--places uk,london,manchester] [--times 5]

Prints milliseconds of processor time, the best of several times, for the current edition of a home; news and
expectations are of that edition against itself, which takes as long as against any other.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from jobtide.edition.expectations import suspicions
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.settings import Home, Settings


def milliseconds(make: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        started = time.process_time()
        make()
        best = min(best, time.process_time() - started)
    return 1000 * best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--places", default="uk,london,manchester")
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    folder = Shelf(Home(asked.home)).folder()
    reader, other = Reader(folder), Reader(folder)
    print(f"Edition {reader.edition.id}, {reader.manifest.quality.get('vacancies', 0):,} vacancies; milliseconds\n")
    names = ("movers", "2 terms", "6 terms", "news of all", "of one")
    wide = (9, 9, 9, 13, 8)
    columns = "".join(f"{name:>{width}}" for name, width in zip(names, wide, strict=True))
    print(f"{'place':<14}{'type':<12}{'vacancies':>10}{columns}")
    for place in asked.places.split(","):
        for kind in ("permanent", "contract"):
            terms = [row.slug for row in reader.index(place, kind, limit=6).rows]
            if len(terms) < 6:
                continue
            took = [
                milliseconds(make, asked.times)
                for make in (
                    lambda place=place, kind=kind: reader.movers(place, kind),
                    lambda place=place, kind=kind, terms=terms: reader.compare(terms[:2], [place], kind),
                    lambda place=place, kind=kind, terms=terms: reader.compare(terms, [place], kind),
                    lambda place=place, kind=kind: reader.news([other], place, kind),
                    lambda place=place, kind=kind, terms=terms: reader.news([other], place, kind, 6, terms[0]),
                )
            ]
            many = reader.totals(place, kind, 6)[0]
            said = "".join(f"{one:>{width}.1f}" for one, width in zip(took, wide, strict=True))
            print(f"{place:<14}{kind:<12}{many:>10,}{said}")
    held = milliseconds(lambda: suspicions(other, reader, Settings()), asked.times)
    print(f"\nexpectations: {held:.0f}")


if __name__ == "__main__":
    main()
