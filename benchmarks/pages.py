"""How long pages take to be made from an edition, in process and as a command.

    python benchmarks/pages.py HOME [--pages 2000] [--populations 500] [--seed 1]

Draws cells of the current edition, each as likely as any other, and makes each page once: what `show --json` makes,
without starting a program. Then cells of which half are drawn by how many vacancies they have, as visitors would; and
pages of drawn expressions of two to four terms. Prints percentiles in milliseconds of processor time and on the clock,
the slowest pages, and what commands take.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from jobtide import expression, tables
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.population import Population
from jobtide.settings import Home

KINDS, MONTHS = ("permanent", "contract"), (6, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--populations", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)
    reader = Reader(Shelf(Home(asked.home)).folder())
    print(f"edition {reader.edition.id}: {reader.manifest.quality['vacancies']:,} vacancies")
    json.dumps(reader.page(*cells(reader, 1, 0.0, dice)[0]).as_json(), default=str)  # machine code is loaded once
    for what, by_size in (("any cell", 0.0), ("half by size", 0.5)):
        drawn = cells(reader, asked.pages, by_size, dice)
        took = [timed(lambda cell=cell: json.dumps(reader.page(*cell).as_json(), default=str)) for cell in drawn]
        _table(what, took)
        for (processor, _), cell in sorted(zip(took, drawn, strict=True), reverse=True)[:3]:
            print(f"{processor:12.1f}  {' '.join(map(str, cell))}")
    wheres = [population(reader, dice) for _ in range(asked.populations)]
    took = [
        timed(lambda where=where, place=place: reader.explore(where, place, dice.choice(KINDS)).as_json())
        for where, place in wheres
    ]
    if took:
        _table("populations", took)
    term = reader.find_term(drawn[0][0]).name
    for said in (["show", term], ["show", term, "--json"], ["index"], ["index", "--search", "a"]):
        command = [Path(sys.executable).with_name("jobtide"), *said, "--home", str(asked.home)]
        took = [
            timed(lambda command=command: subprocess.run(command, check=True, capture_output=True), _of_children)
            for _ in range(5)
        ]
        _table(" ".join(one for one in said if one != term), took)


def cells(reader: Reader, many: int, by_size: float, dice: random.Random) -> list[tuple]:
    """Cells with a vacancy in a period: so large a part of them by how many they have, the others any."""
    table = reader.market.figures(tables.CELLS)
    count = table.column("count")
    period = reader.market.layout.size("period")
    rows = [dice.randrange(len(count)) for _ in range(many - int(many * by_size))]
    ends = np.cumsum(count)
    rows += [int(np.searchsorted(ends, dice.randrange(int(ends[-1])), side="right")) for _ in range(many - len(rows))]
    found = []
    for number in table.column("number")[rows].tolist():
        number //= period
        number, term = divmod(number, reader.market.layout.terms)
        number, place = divmod(number, reader.market.layout.places)
        kind, months = divmod(number, len(MONTHS))
        found.append((
            reader.term_numbered(term).slug, reader.places()[place].slug,
            reader.market.layout.values("employment_type")[kind], reader.market.layout.values("months")[months],
        ))  # fmt: skip
    return found


def population(reader: Reader, dice: random.Random) -> tuple[Population, str]:
    """Two to four terms, commoner ones more often, all or any of them, in a place drawn likewise."""
    ends = np.append(0, np.cumsum(reader.market.terms.sizes()))
    terms = [int(np.searchsorted(ends, dice.randrange(int(ends[-1])), side="right")) - 1 for _ in range(4)]
    names = [f'"{reader.term_numbered(term).slug}"' for term in dict.fromkeys(terms)][: dice.choice([2, 3, 4])]
    text = {2: "{} and {}", 3: "{} and ({} or {})", 4: "{} and ({} or {}) and not {}"}
    said = text[len(names)].format(*names) if len(names) in text else names[0]
    where = expression.parsed(said, lambda name: reader.find_term(name).slug)
    return Population(where=where), dice.choice(["uk", "uk", "london", *[place.slug for place in reader.places()]])


def timed(work: Callable[[], object], processor: Callable[[], float] = time.process_time) -> tuple[float, float]:
    """Milliseconds of processor time, by default this process's, and on the clock."""
    before, clock = processor(), time.perf_counter()
    work()
    return (processor() - before) * 1e3, (time.perf_counter() - clock) * 1e3


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _table(what: str, took: Sequence[tuple[float, float]]) -> None:
    for which, name in enumerate(("processor", "clock")):
        each = np.array([one[which] for one in took])
        spread = "  ".join(f"p{share} {np.percentile(each, share):8.1f}" for share in (50, 95, 99, 100))
        print(f"{what:<18}{name:<10}{len(each):>6}  {spread} ms")


if __name__ == "__main__":
    main()
