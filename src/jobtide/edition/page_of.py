"""Puts one page together from an edition's columns."""

from collections import defaultdict
from collections.abc import Iterable

from jobtide import pay, tables
from jobtide.bins import bins
from jobtide.edition.category_of import (
    SHOWN,
    by_period,
    category_samples,
    category_summary,
    here_and_beside,
    pay_of,
)
from jobtide.edition.certainty_of import Samples, row_with_certainty, samples_of, with_certainty
from jobtide.interval import Sample
from jobtide.page import (
    BY_CATEGORY,
    OVERALL,
    PERCENTILES,
    Bin,
    Cooccurring,
    Month,
    Page,
    PlaceName,
    PlaceRow,
    Summary,
    TermName,
)


def page_of(reader, term: TermName, place: PlaceName, employment_type: str, months: int) -> Page:
    cell = _Cell(reader, term, place, employment_type, months)
    counts = cell.counts()
    cooccurring = cell.cooccurring(counts["count"][0] or 0)
    here, beside = here_and_beside(reader, place)
    locations = cell.locations()
    samples = cell.samples(beside, locations)
    wholes = reader.totals_of((here, *locations), employment_type, months)
    of_category = category_samples(reader, term.category, place, employment_type, months)
    in_category = [of_category.get((here, period, None), Sample()).n for period in range(SHOWN + 1)]
    summary = Summary(
        counts["rank"], counts["rank_change"], [count or 0 for count in counts["count"]], counts["share_of_all"],
        counts["share_of_category"], pay_of(reader, tables.CELL_PAY, cell.anywhere, place),
    )  # fmt: skip
    return Page(
        edition=reader.edition,
        term=term,
        place=place,
        employment_type=employment_type,
        months=months,
        periods=reader.period_of(months)[:SHOWN],
        summary=with_certainty(
            summary, samples, here, beside, {"share_of_all": wholes[here], "share_of_category": in_category}
        ),
        category=category_summary(reader, term.category, place, employment_type, months, of_category, wholes[here]),
        all_count=wholes[here][:SHOWN],
        places=[
            row_with_certainty(row, samples, number, cell.units[0], wholes[number])
            for number, row in locations.items()
        ],
        cooccurring=[entry for _, entry in sorted(cooccurring["overall"], key=lambda pair: pair[0])],
        cooccurring_by_category={
            category: entries for category, entries in sorted(cooccurring.items()) if category != "overall"
        },
        series=cell.series(),
        histogram=cell.histogram(),
        live=cell.live(),
        measures=reader.measures.of("page"),
    )  # fmt: skip


class _Cell:
    """One cell of an edition, and what is asked of it."""

    def __init__(self, reader, term: TermName, place: PlaceName, employment_type: str, months: int):
        self._reader, self._market, self._place = reader, reader.market, place
        self.kind, self.months = employment_type, months
        self.units = pay.units_of(employment_type)
        self.term = reader.term_number(term.slug)
        self.place = reader.place_number(place.slug)
        self.anywhere = {"employment_type": employment_type, "months": months, "term": self.term}
        self._matching = self._market.matching(employment_type, self.place, self.term)
        period = reader.period_of(months)[0]
        self._members = self._market.vacancies.within(self._matching, period.start, period.end)

    def counts(self) -> dict[str, list]:
        columns = ("count", "rank", "rank_change", "share_of_all", "share_of_category")
        rows = self._market.figures(tables.CELLS).rows({**self.anywhere, "place": self.place}, columns)
        return by_period((row[1:] for row in rows), columns)

    def samples(self, beside: int | None, below: Iterable[int]) -> Samples:
        """Who stands behind the term's figures here, beside and below."""
        around = [self.place, *([] if beside is None else [beside]), *below]
        periods = self._reader.period_of(self.months)
        return samples_of(self._market.samples(self.kind, self.term, periods, list(dict.fromkeys(around))))

    def locations(self) -> dict[int, PlaceRow]:
        """Places right below with a vacancy in the period, by number, most first, then by name."""
        below = self._reader.places_below(self._place.slug)
        cell = {**self.anywhere, "place": list(below), "period": 0}
        counted = self._market.figures(tables.CELLS).rows(cell, ("rank_change", "count"))
        quoted = self._market.figures(tables.CELL_PAY).rows({**cell, "unit": self.units[0]}, ("p50", "p50_change"))
        now = {"employment_type": self.kind, "place": list(below), "term": self.term}
        live = dict(self._market.figures(tables.LIVE).rows(now, ("live",)))
        medians = {at: medians for at, *medians in quoted}
        names = list(below.values())
        rows = {
            list(below)[at]: PlaceRow(
                names[at].name, names[at].slug, rank_change, count, *medians.get(at, (None, None)), live.get(at, 0)
            )
            for at, rank_change, count in counted
        }
        order = sorted(rows.items(), key=lambda row: (-row[1].count, row[1].name.lower(), row[1].slug))
        return dict(order)

    def cooccurring(self, count: int) -> dict[str, list]:
        """The overall list under "overall" as (position, entry), and each category's list under its name."""
        lists: dict[str, list] = defaultdict(list)
        found = self._market.cooccurring(self._members, self.term)
        for number, many, rank, position, category_rank, category_position in zip(
            found.term, found.count, found.rank, found.position, found.category_rank, found.category_position,
            strict=True,
        ):  # fmt: skip
            term = self._reader.term_numbered(number)
            said = (term.name, term.slug, term.category, many, many / count)
            if 0 < position <= OVERALL:
                lists["overall"].append((position, Cooccurring(rank, *said)))
            if category_position <= BY_CATEGORY:
                lists[term.category].append(Cooccurring(category_rank, *said))
        return lists

    def series(self) -> list[Month]:
        quoted: dict[str, dict[str, dict]] = defaultdict(dict)
        for month, unit, *percentiles in self._market.months_paid(self._matching, self.months):
            quoted[month][unit] = dict(zip(PERCENTILES, percentiles, strict=True))
        nothing = dict.fromkeys(PERCENTILES)
        return [
            Month(month, count, share, {unit: quoted[month].get(unit, nothing) for unit in self.units})
            for month, count, share in self._market.months_counted(self._matching, self.kind, self.place)
        ]

    def histogram(self) -> dict[str, list[Bin]]:
        middles: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for unit, middle, vacancies in self._market.middles(self._members):
            middles[unit].append((middle, vacancies))
        return {unit: [Bin(*each) for each in bins(middles[unit])] for unit in self.units}

    def live(self) -> int:
        cell = {"employment_type": self.kind, "place": self.place, "term": self.term}
        found = self._market.figures(tables.LIVE).rows(cell, ("live",))
        return found[0][1] if found else 0
