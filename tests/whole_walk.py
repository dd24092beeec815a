"""A walk over the term pages of a whole edition: each term in twenty places, both types, both lengths of period.

    python tests/whole_walk.py --home DIR [--processes N] [--part 1/6] [--all]

Prints how many pages were walked, how many of them show a vacancy, and what is wrong with which; exits 1 if anything
is. Pages are made as the site makes them, without HTTP around them. A part is every so manieth term.

A term without a vacancy in the whole edition has the same empty page in every place but for its name: it is walked in
one of the places, another one for each term, and with --all in all of them (half a million pages rather than 170,000
on a demo market).

Touches: the home's editions for reading, processes of its own.
"""

import argparse
import gc
import multiprocessing
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from page_faults import faults

from jobtide.edition.reader import EMPLOYMENT_TYPES, Reader
from jobtide.period import MONTHS
from jobtide.serving.editions import Editions
from jobtide.settings import Home
from jobtide.site.known import KnownOf
from jobtide.site.request import Cell
from jobtide.site.views import Views

PLACES = (
    "world", "uk", "england", "uk-excluding-london", "london", "manchester", "leeds", "scotland", "wales", "glasgow",
    "work-from-home",
)  # fmt: skip
MOST_PLACES = 20
_TERMS_A_STRETCH = 10


@dataclass
class Walked:
    """`wrong` is by address."""

    pages: int = 0
    with_vacancies: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def add(self, other: "Walked") -> None:
        self.pages += other.pages
        self.with_vacancies += other.with_vacancies
        self.wrong.update(other.wrong)


def places_of(reader: Reader) -> list[str]:
    """Twenty of all kinds: the largest, those that are no place, and cities and counties."""
    known = {place.slug for place in reader.places()}
    below = [place.slug for above in ("england", "scotland", "wales") for place in reader.places_below(above).values()]
    return list(dict.fromkeys(slug for slug in (*PLACES, *below) if slug in known))[:MOST_PLACES]


def cells(places: Sequence[str], term: str) -> Iterator[Cell]:
    for place in places:
        for kind in EMPLOYMENT_TYPES:
            for months in MONTHS:
                yield Cell(kind, place, term, months)


def terms_of(reader: Reader) -> tuple[list[str], list[str]]:
    """Those that any vacancy of the edition matches, ever, and all others."""
    market, every = reader.market, sorted(term.slug for term in reader.terms())
    has = {term: any(len(market.naming(kind, reader.term_number(term))) for kind in EMPLOYMENT_TYPES) for term in every}
    return [term for term in every if has[term]], [term for term in every if not has[term]]


def tasks_of(reader: Reader, everywhere: Sequence[str], once: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Terms with the places they are walked in."""
    places = places_of(reader)
    return [
        *((term, places) for term in everywhere),
        *((term, [places[at % len(places)]]) for at, term in enumerate(once)),
    ]


def maker(reader: Reader, site: str) -> Callable[[Cell], tuple[str, bool]]:
    """Makes the page of a cell, as the site at the address `site` answers; and says whether it has a vacancy."""
    views, known = Views(), KnownOf()

    def made(cell: Cell) -> tuple[str, bool]:
        page = reader.page(cell.term, cell.place, cell.employment_type, cell.months)
        return views.page(page, cell, known(reader).slug_of, site), bool(page.summary.count[0])

    return made


def walk(reader: Reader, tasks: Sequence[tuple[str, list[str]]]) -> Walked:
    """`tasks` are terms with their places."""
    made, found = maker(reader, "http://127.0.0.1"), Walked()
    for cell in (cell for term, places in tasks for cell in cells(places, term)):
        found.pages += 1
        try:
            text, has_vacancy = made(cell)
        except Exception as error:  # what breaks a page is what is looked for; the walk goes on
            found.wrong[cell.path()] = [f"{type(error).__name__}: {error}"]
            continue
        found.with_vacancies += has_vacancy
        if wrong := faults(text):
            found.wrong[cell.path()] = wrong
    return found


def in_processes(
    home: Path, tasks: Sequence[tuple[str, list[str]]], processes: int, told: Callable[[Walked], None]
) -> Walked:
    """The same, several stretches of terms at a time; `told` is given what was walked so far."""
    whole = Walked()
    stretches = [tasks[start : start + _TERMS_A_STRETCH] for start in range(0, len(tasks), _TERMS_A_STRETCH)]
    with multiprocessing.get_context("spawn").Pool(processes, _opened, (home,)) as pool:
        for found in pool.imap_unordered(_walk, stretches):
            whole.add(found)
            told(whole)
    return whole


_mine: Reader  # of a process that walks


def _opened(home: Path) -> None:
    global _mine
    gc.freeze()
    _mine = Editions(Home(home)).current()


def _walk(tasks: Sequence[tuple[str, list[str]]]) -> Walked:
    return walk(_mine, tasks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    which, of = map(int, re.fullmatch(r"(\d+)/(\d+)", asked.part).groups())
    reader, started = Editions(Home(asked.home)).current(), time.monotonic()
    everywhere, once = terms_of(reader)
    everywhere, once = (everywhere + once, []) if asked.all else (everywhere, once)
    everywhere, once = everywhere[which - 1 :: of], once[which - 1 :: of]

    def told(so_far: Walked) -> None:
        pace = so_far.pages / (time.monotonic() - started)
        print(f"\r{so_far.pages:,} pages, {pace:,.0f} a second, {len(so_far.wrong)} wrong", end="", file=sys.stderr)

    found = in_processes(asked.home, tasks_of(reader, everywhere, once), asked.processes, told)
    print(
        f"\n{found.pages:,} pages ({len(everywhere):,} terms in {len(places_of(reader))} places, {len(once):,} in one "
        f"each), {found.with_vacancies:,} with vacancies, in {time.monotonic() - started:,.0f} s: "
        f"{len(found.wrong)} are wrong."
    )
    for address, wrong in sorted(found.wrong.items())[:100]:
        print(address, *wrong[:5], sep="\n    ")
    sys.exit(bool(found.wrong))


if __name__ == "__main__":
    main()
