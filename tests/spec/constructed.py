"""Adverts made so that a page comes out with wanted figures: text in, so that the whole pipeline stands behind it.

A page fixes few of the things that adverts say. The rest is filled up with vacancies that are counted in the totals,
give other terms the counts that a wanted rank needs, and quote the pay that a wanted spread needs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from jobtide.period import Period

# Names that are words too are read only where the words around them leave no doubt.
SAID = {"Law": "Commercial Law", "Military": "Military Systems"}


@dataclass
class Wanted:
    """One vacancy to be: its headline, and the names of the terms that its description lists."""

    title: str
    day: date
    location: str
    terms: set[str] = field(default_factory=set)
    pay: str | None = None
    seen: date | None = None


@dataclass(frozen=True)
class Filling:
    """What one period of a place needs beside the vacancies that its page tells of.

    The first `titled` of `total` vacancies have the headline `title`, which is recognised; that of the others is not.
    `quoting` of them quote pay with the quantiles `spread` (P10, P25, P50, P75, P90). `inside` of them, the last ones,
    lie in places within. `counts` says in how many vacancies each name is listed: by place within, or "" for the rest.
    """

    within: Period
    location: str
    total: int
    titled: int
    title: str
    quoting: int = 0
    spread: Sequence[float] = ()
    inside: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def vacancies(self) -> list[Wanted]:
        days = days_of(self.within)
        pays = quoted_pay(self.quoting, self.spread)
        made = [
            Wanted(self.title if n < self.titled else "A good place to work", next(days), self.location)
            for n in range(self.total)
        ]
        for vacancy, pay in zip(made, pays, strict=False):
            vacancy.pay = f"£{pay:,.0f} per annum"
        pools, rest = {}, list(reversed(made))
        for place, many in self.inside.items():
            pools[place], rest = rest[:many], rest[many:]
            for vacancy in pools[place]:
                vacancy.location = place
        pools[""] = rest
        for name, by_place in self.counts.items():
            for place, many in by_place.items():
                for vacancy in pools[place][:many]:
                    vacancy.terms.add(name)
        return made


def quoted_pay(many: int, spread: Sequence[float]) -> list[float]:
    """`many` single figures with these five quantiles: each value fills the room around its own quantile."""
    edges = (0.175, 0.375, 0.625, 0.825, 1.0)
    return [spread[next(i for i, edge in enumerate(edges) if (n + 0.5) / many <= edge)] for n in range(many)]


def ladder(names: Iterable[str], above: int, steps: int) -> dict[str, dict[str, int]]:
    """Counts above + 1, above + 2, … for the first `steps` names: what puts a term with `above` on rank steps + 1."""
    return {name: {"": above + step} for step, name in zip(range(1, steps + 1), names, strict=False)}


def days_of(within: Period) -> Iterator[date]:
    """The days of a period, over and over."""
    length = (within.end - within.start).days + 1
    number = 0
    while True:
        yield within.start + timedelta(number % length)
        number += 1


def advert(number: int, wanted: Wanted) -> dict:
    """The advert as `ingest` takes it. Its reference number tells its text from every other."""
    listed = [SAID.get(name, name) for name in sorted(wanted.terms)]
    words = [f"Our reference is {number:06d}."] + ([f"You will work with: {', '.join(listed)}."] if listed else [])
    said = {
        "source": "constructed", "id": str(number), "title": wanted.title, "description": "\n".join(words),
        "location": wanted.location, "employer": f"Employer {number % 97}", "employment_type": "permanent",
        "posted_at": wanted.day.isoformat(), "seen_at": (wanted.seen or wanted.day).isoformat(),
    }  # fmt: skip
    return said | ({"pay": wanted.pay} if wanted.pay else {})


def spread_over(vacancies: Sequence[Wanted], counts: Mapping[str, int], together: Mapping[str, str]) -> None:
    """Lists each name of `counts` in so many of the vacancies; `together` names those that stand where another stands.

    A term whose words lie inside another's ("Spring" in "Spring Boot") is counted wherever the longer one is.
    """
    for offset, (name, many) in enumerate(sorted(counts.items(), key=lambda item: item[0] in together.values())):
        already = sum(name in vacancy.terms for vacancy in vacancies)
        order = [vacancies[(offset * 7 + step) % len(vacancies)] for step in range(len(vacancies))]
        missing = [vacancy for vacancy in order if name not in vacancy.terms][: many - already]
        for vacancy in missing:
            vacancy.terms.add(name)
            longer = name
            while longer in together:
                longer = together[longer]
                vacancy.terms.add(longer)
