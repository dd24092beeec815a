"""Puts the page of a population together, for which nothing was computed ahead.

A population stands where a term with as many vacancies would: its rank is one more than the number of different counts
above its own. In place of a category stand all vacancies, unless every term that is asked for is of one category.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from jobtide import expression, pay, tables
from jobtide.edition.category_of import SHOWN, category_samples, category_summary, here_and_beside
from jobtide.edition.certainty_of import Samples, row_with_certainty, with_certainty
from jobtide.edition.chosen import numbers_of
from jobtide.edition.members import Members
from jobtide.interval import Sample
from jobtide.page import (
    EVERYTHING,
    PERCENTILES,
    CategorySummary,
    Page,
    PaySummary,
    PlaceName,
    PlaceRow,
    Summary,
    TermName,
)
from jobtide.population import Population


def page_of_population(
    reader,
    asked: Population,
    place: PlaceName,
    employment_type: str,
    months: int,
    check: Callable[[], None] = lambda: None,
) -> Page:
    """`check` is called again and again; it stops an answer that takes too long by raising."""
    group = _Group(reader, numbers_of(reader, asked, employment_type, check), employment_type, months, check)
    here, beside = here_and_beside(reader, place)
    members = Members(reader, group.everywhere, here, employment_type, months)
    overall, by_category = members.cooccurring([reader.term_number(slug) for slug in sorted(asked.required())])
    locations = group.locations(reader.places_below(place.slug))
    samples = members.samples((here, beside, *locations))
    wholes = reader.totals_of((here, *locations), employment_type, months)
    category = _category(reader, asked)
    if category is None:
        block, in_category = reader.everything(place.slug, employment_type, months), None
    else:
        of_category = category_samples(reader, category, place, employment_type, months)
        in_category = [of_category.get((here, period, None), Sample()).n for period in range(SHOWN + 1)]
        block = category_summary(reader, category, place, employment_type, months, of_category, wholes[here])
    counts = group.counts(here)
    ranks = group.ranks(here, counts)
    summary = Summary(
        ranks[:SHOWN], _changes(ranks), counts[:SHOWN], _shares(counts, wholes[here]),
        _shares(counts, in_category or [0] * len(counts)), group.pay(here, beside),
    )  # fmt: skip
    shares = {"share_of_all": wholes[here]} | ({"share_of_category": in_category} if in_category else {})
    return Page(
        edition=reader.edition,
        term=TermName("", name_of(reader, asked), None, category or EVERYTHING),
        place=place,
        employment_type=employment_type,
        months=months,
        periods=reader.period_of(months)[:SHOWN],
        summary=with_certainty(summary, samples, here, beside, shares),
        category=block,
        all_count=wholes[here][:SHOWN],
        places=[
            row_with_certainty(row, samples, number, pay.units_of(employment_type)[0], wholes[number])
            for number, row in locations.items()
        ],
        cooccurring=overall,
        cooccurring_by_category=by_category,
        series=members.series(),
        histogram=members.histogram(),
        live=group.live(here),
        measures=reader.measures.of("page"),
    )  # fmt: skip


def name_of(reader, asked: Population) -> str:
    """What the page is called: the expression in one form, then what else is asked."""
    names = {term.slug: term.name for term in reader.terms()}
    said = [expression.written(asked.where, names.__getitem__)] if asked.where is not None else []
    for values in (asked.work_modes, asked.seniorities, asked.employers, asked.sources):
        said += [" or ".join(values)] if values else []
    if asked.pay_from is not None:
        said.append(f"pay from {asked.pay_from:,.0f} {reader.edition.currency}")
    if asked.first is not None:
        said.append(f"from {asked.first}")
    if asked.last is not None:
        said.append(f"until {asked.last}")
    return ", ".join(said) or EVERYTHING


class _Group:
    """Vacancies of one type, and their figures in any place and every period."""

    def __init__(
        self,
        reader,
        everywhere: np.ndarray,
        employment_type: str,
        months: int,
        check: Callable[[], None] = lambda: None,
    ):
        self.everywhere, self._check = everywhere, check
        self._reader, self._market = reader, reader.market
        self._kind, self._months = employment_type, months
        self._periods = reader.period_of(months)
        self._unit = pay.units_of(employment_type)[0]
        vacancies = reader.market.vacancies
        self._in_periods = [vacancies.within(everywhere, each.start, each.end) for each in self._periods]
        self._live = everywhere[vacancies.live(everywhere)]
        self._latest: tuple[int | None, list[np.ndarray]] = (None, [])  # the place asked last is asked again

    def counts(self, place: int) -> list[int]:
        """In this period and its comparators."""
        return [len(part) for part in self._parts(place)]

    def ranks(self, place: int, counts: Sequence[int]) -> list[int | None]:
        """Where a term with so many vacancies would stand in each period; None with none."""
        cells = self._market.figures(tables.CELLS)
        rows, digits = cells.below({"employment_type": self._kind, "months": self._months, "place": place})
        many = cells.column("count")[rows]
        found: list[int | None] = []
        for period, count in enumerate(counts):
            above = many[(digits["period"] == period) & (many > count)]
            found.append(len(np.unique(above)) + 1 if count else None)
        return found

    def pay(self, here: int, beside: int | None) -> dict[str, PaySummary]:
        """Each unit's figures here, with the comparator place's median."""
        mine, theirs = self._paid(here), self._paid(beside) if beside is not None else {}
        return {unit: self._pay_of(unit, mine, theirs) for unit in pay.units_of(self._kind)}

    def locations(self, below: Mapping[int, PlaceName]) -> dict[int, PlaceRow]:
        """Places right below with a vacancy in the period, by number, most first, then by name."""
        rows = {}
        for number, name in below.items():
            counts = self.counts(number)
            if counts[0]:
                change = _changes(self.ranks(number, counts))[0]
                medians = _medians(self._paid(number), self._unit)
                p50_change = _grown(medians)[0]
                rows[number] = PlaceRow(
                    name.name, name.slug, change, counts[0], medians[0], p50_change, self.live(number)
                )
        return dict(sorted(rows.items(), key=lambda row: (-row[1].count, row[1].name.lower(), row[1].slug)))

    def live(self, place: int) -> int:
        return len(self._market.inside(self._live, place))

    def _parts(self, place: int) -> list[np.ndarray]:
        self._check()
        if self._latest[0] != place:
            self._latest = place, [self._market.inside(part, place) for part in self._in_periods]
        return self._latest[1]

    def _paid(self, place: int) -> dict[tuple[int, str], list]:
        """By period and unit: how many quote pay in it, and the percentiles."""
        parts = self._parts(place)
        period = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        return self._market.paid(np.concatenate(parts), period)

    def _pay_of(self, unit: str, mine: Mapping, theirs: Mapping) -> PaySummary:
        nothing = [0, *(None,) * len(PERCENTILES)]
        across = list(zip(*(mine.get((period, unit), nothing) for period in range(SHOWN)), strict=True))
        medians, parent = _medians(mine, unit), _medians(theirs, unit)
        return PaySummary(
            **dict(zip(("quoted", *PERCENTILES), map(list, across), strict=True)), p50_change=_grown(medians),
            parent_p50=parent[:SHOWN], parent_p50_change=_grown(parent),
        )  # fmt: skip


def everything(reader, place: PlaceName, employment_type: str, months: int) -> CategorySummary:
    """All vacancies of the place, in the shape of a category."""
    wholes = reader.totals(place.slug, employment_type, months)
    here, beside = here_and_beside(reader, place)
    start, end = reader.market.vacancies.of_type(employment_type)
    group = _Group(reader, np.arange(start, end, dtype=np.int32), employment_type, months)
    summary = CategorySummary(EVERYTHING, wholes[:SHOWN], _shares(wholes, wholes), group.pay(here, beside))
    samples: Samples = Members(reader, group.everywhere, here, employment_type, months).samples((here, beside))
    return with_certainty(summary, samples, here, beside, {})  # all of all is no estimate


def _category(reader, asked: Population) -> str | None:
    """The category of all terms that are asked for, where they have one in common."""
    slugs = expression.asked_for(asked.where) if asked.where is not None else ()
    categories = {reader.term_numbered(reader.term_number(slug)).category for slug in slugs}
    return categories.pop() if len(categories) == 1 else None


def _shares(counts: Sequence[int], wholes: Sequence[int]) -> list[float | None]:
    return [count / whole if count and whole else None for count, whole in zip(counts, wholes, strict=True)][:SHOWN]


def _changes(ranks: Sequence[int | None]) -> list[int | None]:
    """Last year's rank less this one."""
    return [None if now is None or before is None else before - now for now, before in itertools.pairwise(ranks)]


def _medians(paid: Mapping[tuple[int, str], Sequence], unit: str) -> list[float | None]:
    place = 1 + PERCENTILES.index("p50")
    return [paid[period, unit][place] if (period, unit) in paid else None for period in range(SHOWN + 1)]


def _grown(medians: Iterable[float | None]) -> list[float | None]:
    """Each median / last year's - 1."""
    medians = list(medians)
    return [None if now is None or before is None else now / before - 1 for now, before in itertools.pairwise(medians)]
