"""Places with their vacancies: those in and beside a place, and the tree of them all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jobtide.page import PlaceName
from jobtide.shown import numbers
from jobtide.site.known import Known
from jobtide.site.maps import Dot
from jobtide.site.request import Cell

WORLD = "world"
MOST_INSIDE, MOST_BESIDE = 40, 12  # are listed with an index
FEWEST_MAPPED = 3  # places make a map
BAR = 100  # how wide the longest bar is, in its own units


@dataclass(frozen=True)
class PlaceLine:
    """A place with its vacancies of the period; `bar` is from 0 to BAR beside the most of its list."""

    name: str
    slug: str
    address: str
    count: str
    vacancies: str
    bar: float


@dataclass(frozen=True)
class Around:
    """Places with a vacancy: `inside` the place right below it, `beside` it in the same place above. `is_mapped` where
    there are enough of which the middle is known to make a map."""

    inside: Sequence[PlaceLine]
    beside: Sequence[PlaceLine]
    above: str | None
    more: int
    is_mapped: bool = False


@dataclass(frozen=True)
class Branch:
    """A place of the tree with those below it that have a vacancy, most first."""

    name: str
    slug: str
    count: int
    below: "Sequence[Branch]"
    address: str = ""

    def in_json(self) -> dict:
        return {"name": self.name, "slug": self.slug, "count": self.count, "below": self.below}


def places_around(reader, here: Cell, known: Known) -> Around:
    path = reader.find_place(here.place).path
    above = known.slug_of(path[:-1]) if len(path) > 1 else None
    inside = list(_lines(reader, here, reader.places_below(here.place)))
    beside = list(_lines(reader, here, reader.places_below(above))) if above else []
    beside = [line for line in beside if line.address != here.path()]
    known_middles = sum(line.slug in reader.middles for line in inside)
    return Around(
        inside[:MOST_INSIDE],
        beside[:MOST_BESIDE],
        path[-2] if above else None,
        max(0, len(inside) - MOST_INSIDE),
        known_middles >= FEWEST_MAPPED,
    )


def branches(reader, here: Cell) -> list[Branch]:
    """The tree below the world, without places that have no vacancy."""
    return within(reader, here.with_(place=WORLD))


def flat(found: Sequence[Branch], above: str | None = None) -> Iterator[tuple]:
    """Name, slug, slug of the place above, and vacancies of every place of a tree."""
    for branch in found:
        yield branch.name, branch.slug, above, branch.count
        yield from flat(branch.below, branch.slug)


def dots(reader, here: Cell) -> list[Dot]:
    """Places within a place whose middle is known, without those that hold others of them: a dot is one place."""
    middles = reader.middles
    found: list[Dot] = []

    def look(branch: Branch) -> bool:
        below = [look(each) for each in branch.below]
        if not any(below) and branch.slug in middles:
            found.append(Dot(branch.name, *middles[branch.slug], branch.count))
            return True
        return any(below)

    for branch in within(reader, here):
        look(branch)
    return found


def within(reader, here: Cell) -> list[Branch]:
    """The tree of the places within a place."""
    numbered: dict[int, PlaceName] = {}
    _collect(reader, here.place, numbered)
    totals = reader.totals_of(list(numbered), here.employment_type, here.months)
    counts = {place.slug: totals[number][0] for number, place in numbered.items()}
    return _branches(reader, here.place, counts, here)


def _branches(reader, slug: str, counts: Mapping[str, int], here: Cell) -> list[Branch]:
    found = [
        Branch(
            place.name, place.slug, counts[place.slug], _branches(reader, place.slug, counts, here),
            here.with_(place=place.slug).path(),
        )
        for place in reader.places_below(slug).values()
        if counts.get(place.slug)
    ]  # fmt: skip
    return sorted(found, key=lambda branch: (-branch.count, branch.name))


def _collect(reader, slug: str, into: dict[int, PlaceName]) -> None:
    for number, place in reader.places_below(slug).items():
        into[number] = place
        _collect(reader, place.slug, into)


def _lines(reader, here: Cell, below: Mapping[int, PlaceName]) -> Iterator[PlaceLine]:
    """Those with a vacancy, most first, then by name."""
    totals = reader.totals_of(list(below), here.employment_type, here.months)
    counted = sorted(
        ((totals[number][0], place) for number, place in below.items() if totals[number][0]),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    most = counted[0][0] if counted else 1
    for count, place in counted:
        there = here.with_(place=place.slug)
        bar = round(BAR * count / most, 1)
        yield PlaceLine(place.name, place.slug, there.path(), numbers.count(count), there.vacancies(), bar)
