"""How long pages take to be made from an edition, in process and as a command.

    python benchmarks/pages.py HOME [--pages 2000] [--populations 500] [--seed 1]

Draws cells of the current edition (half of them any, half by how many vacancies they have, as visitors would), and
makes each page once: what `show --json` makes, without starting a program. Then pages of drawn expressions of two to
four terms. Prints percentiles in milliseconds of processor time and on the clock, the slowest pages, and what `jobtide show` takes as a command.
"""

import argparse
import json
import random
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
    drawn = cells(reader, asked.pages, dice)
    _table("pages", [timed(lambda cell=cell: json.dumps(reader.page(*cell).as_json(), default=str)) for cell in drawn])
    slow = sorted(((timed(lambda cell=cell: reader.page(*cell))[1], cell) for cell in drawn), reverse=True)[:5]
    for took, cell in slow:
        print(f"{took:9.1f}  {cell}")
    wheres = [population(reader, dice) for _ in range(asked.populations)]
    took = [
        timed(lambda where=where, place=place: reader.explore(where, place, dice.choice(KINDS)).as_json())
        for where, place in wheres
    ]
    _table("populations", took)
    term = reader.find_term(drawn[0][0]).name
    command = [Path(sys.executable).with_name("jobtide"), "show", term, "--home", str(asked.home)]
    _table("commands", [timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(7)])


def cells(reader: Reader, many: int, dice: random.Random) -> list[tuple]:
    """Half of them any of the cells with a vacancy in the period, half drawn by how many they have."""
    table = reader.market.figures(tables.CELLS)
    count = table.column("count")
    period = reader.market.layout.size("period")
    rows = np.array([dice.randrange(len(count)) for _ in range(many // 2)])
    ends = np.cumsum(count)
    by_size = np.searchsorted(ends, [dice.randrange(int(ends[-1])) for _ in range(many - len(rows))], side="right")
    found = []
    for number in table.column("number")[np.concatenate([rows, by_size])].tolist():
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
    ends = reader.market.terms._columns["term.ends"]
    terms = [int(np.searchsorted(ends, dice.randrange(int(ends[-1])), side="right")) - 1 for _ in range(4)]
    names = [f'"{reader.term_numbered(term).slug}"' for term in dict.fromkeys(terms)][: dice.choice([2, 3, 4])]
    text = {2: "{} and {}", 3: "{} and ({} or {})", 4: "{} and ({} or {}) and not {}"}
    said = text[len(names)].format(*names) if len(names) in text else names[0]
    where = expression.parsed(said, lambda name: reader.find_term(name).slug)
    return Population(where=where), dice.choice(["uk", "uk", "london", *[place.slug for place in reader.places()]])


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of this process's work, and on the clock."""
    processor, clock = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - processor) * 1e3, (time.perf_counter() - clock) * 1e3


def _table(what: str, took: Sequence[tuple[float, float]]) -> None:
    for which, name in enumerate(("processor", "clock")):
        each = np.array([one[which] for one in took])
        spread = "  ".join(f"p{share} {np.percentile(each, share):8.1f}" for share in (50, 95, 99, 100))
        print(f"{what:<12}{name:<10}{len(each):>6}  {spread} ms")


if __name__ == "__main__":
    main()
