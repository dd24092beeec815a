"""How well locations are read, against what others' software made of the same strings: agreement with it, not accuracy.

    python benchmarks/accuracy/places.py --data DIR [--show 20]

Adzuna 2013: of the raw strings whose normalised name says more than "UK", how many are read as the same place, or as
one inside or around it. UK location strings: in how many a place below the country is read. A set that is not in DIR is
skipped with a reason.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from jobtide.extraction.places import PlaceReader
from jobtide.gazetteer import Gazetteer
from jobtide.reference.load import load


@dataclass(frozen=True)
class Compared:
    """One string, how often it stands in the set, what we read and what the others did ("" where nobody did)."""

    text: str
    times: int
    ours: tuple[str, ...]
    theirs: str
    agrees: bool
    kind: str


def adzuna(data: Path, reader: PlaceReader, gazetteer: Gazetteer) -> Iterator[Compared]:
    """`LocationRaw` and `LocationNormalized`; strings that say no more than the country to them are left out."""
    path = data / "adzuna_2013" / "adzuna_train_meta.parquet"
    rows = duckdb.sql(f"select LocationRaw, LocationNormalized, count(*) from '{path}' group by all order by all")
    for raw, normalised, times in rows.fetchall():
        if normalised == "UK" or not raw:
            continue
        theirs = tuple(finding.slug for finding in reader.read((normalised,), "", ""))
        ours = tuple(finding.slug for finding in reader.read((raw,), "", ""))
        agrees = any(one == other or near(gazetteer, one, other) for one in ours for other in theirs)
        kind = (
            "same or inside"
            if agrees
            else "we read nothing"
            if not ours
            else "we know no such place"
            if not theirs
            else "apart"
        )
        yield Compared(raw, times, ours, normalised, agrees, kind)


def near(gazetteer: Gazetteer, one: str, other: str) -> bool:
    """One lies in the other; the country, in which all lie, says nothing."""
    return (other in gazetteer.ancestors(one) and other != "uk") or (one in gazetteer.ancestors(other) and one != "uk")


def uk_strings(data: Path, reader: PlaceReader, gazetteer: Gazetteer) -> Iterator[Compared]:
    """Strings that a real mapper failed on, each counted once: asked only whether a place in the UK is read."""
    path = data / "uk_location_strings.parquet"
    for (text,) in duckdb.sql(f"select location from '{path}' order by all").fetchall():
        ours = tuple(finding.slug for finding in reader.read(((text or "").strip(),), "", ""))
        placed = any("uk" in gazetteer.ancestors(slug) for slug in ours)
        yield Compared(text, 1, ours, "a place", placed, "placed" if placed else "not placed")


SETS = {
    "Adzuna 2013": (adzuna, "adzuna_2013/adzuna_train_meta.parquet", 0.92),
    "UK location strings": (uk_strings, "uk_location_strings.parquet", 0.80),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument("--show", type=int, default=0, help="how many disagreements of each set to print")
    asked = parser.parse_args()
    reference = load()
    reader = PlaceReader(reference.gazetteer)
    for name, (compared, needs, wanted) in SETS.items():
        if not (asked.data / needs).exists():
            print(f"{name}: skipped, there is no {asked.data / needs}")
            continue
        rows = list(compared(asked.data, reader, reference.gazetteer))
        kinds: Counter[str] = Counter()
        for row in rows:
            kinds[row.kind] += row.times
        total = sum(kinds.values())
        agreeing = sum(row.times for row in rows if row.agrees)
        told = ", ".join(f"{kind} {many:,}" for kind, many in kinds.most_common())
        print(f"{name}: {total:,} strings ({len(rows):,} different); {agreeing / total:.4f} (wanted {wanted}): {told}")
        # Drawn from the adverts, not from the different strings: a disagreement on a common string is met more often.
        apart = [row for row in rows if not row.agrees for _ in range(row.times)]
        for row in random.Random(5).sample(apart, min(asked.show, len(apart))):
            print(f"    {row.text!r:60} we {' '.join(row.ours) or '-'} they {row.theirs}")


if __name__ == "__main__":
    main()
