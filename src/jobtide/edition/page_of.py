"""Puts one page together from an edition's tables and queries."""

from collections import defaultdict
from collections.abc import Iterable

from jobtide import pay
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
        counts["share_of_category"], pay_of(reader, ("cell_pay", "term", cell.term), place, employment_type, months),
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
        self._reader, self._place = reader, place
        self.kind, self.months = employment_type, months
        self.units = pay.units_of(employment_type)
        self.term = reader.term_number(term.slug)
        self.place = reader.place_number(place.slug)
        period = reader.period_of(months)[0]
        self._wanted = (employment_type, self.place, self.term, months, period.start, period.end, [])

    def counts(self) -> dict[str, list]:
        columns = ("count", "rank", "rank_change", "share_of_all", "share_of_category")
        rows = self._reader.rows(
            f"SELECT period, {', '.join(columns)} FROM cells "
            "WHERE employment_type = ? AND months = ? AND place = ? AND term = ?",
            [self.kind, self.months, self.place, self.term],
        )
        return by_period(rows, columns)

    def samples(self, beside: int | None, below: Iterable[int]) -> Samples:
        """Who stands behind the term's figures here, beside and below."""
        around = [self.place, *([] if beside is None else [beside]), *below]
        return samples_of(self._reader.ask("samples", (*self._wanted[:-1], around)))

    def locations(self) -> dict[int, PlaceRow]:
        """Places right below with a vacancy in the period, by number, most first, then by name."""
        rows = self._reader.rows(
            """
            SELECT s.place, s.name, s.slug, c.rank_change, c.count, p.p50, p.p50_change, coalesce(l.live, 0)
            FROM places s JOIN cells c ON c.place = s.place
            LEFT JOIN (
                SELECT place, p50, p50_change FROM cell_pay
                WHERE employment_type = $kind AND months = $months AND term = $term AND period = 0 AND unit = $unit
            ) p ON p.place = c.place
            LEFT JOIN (SELECT place, live FROM live WHERE employment_type = $kind AND term = $term) l
                ON l.place = c.place
            WHERE s.parent = $slug AND c.employment_type = $kind AND c.months = $months
              AND c.term = $term AND c.period = 0
            ORDER BY c.count DESC, lower(s.name), s.slug
            """,
            {
                "unit": self.units[0], "slug": self._place.slug, "kind": self.kind, "months": self.months,
                "term": self.term,
            },
        )  # fmt: skip
        return {number: PlaceRow(*row) for number, *row in rows}

    def cooccurring(self, count: int) -> dict[str, list]:
        """The overall list under "overall" as (position, entry), and each category's list under its name."""
        lists: dict[str, list] = defaultdict(list)
        for slug, name, category, many, rank, position, category_rank, category_position in self._reader.ask(
            "cooccurring", self._wanted
        ):
            if position is not None and position <= OVERALL:
                lists["overall"].append((position, Cooccurring(rank, name, slug, category, many, many / count)))
            if category_position <= BY_CATEGORY:
                lists[category].append(Cooccurring(category_rank, name, slug, category, many, many / count))
        return lists

    def series(self) -> list[Month]:
        quoted: dict[str, dict[str, dict]] = defaultdict(dict)
        for month, unit, *percentiles in self._reader.ask("months_paid", self._wanted):
            quoted[month][unit] = dict(zip(PERCENTILES, percentiles, strict=True))
        nothing = dict.fromkeys(PERCENTILES)
        return [
            Month(month, count, share, {unit: quoted[month].get(unit, nothing) for unit in self.units})
            for month, count, share in self._reader.ask("months_counted", self._wanted)
        ]

    def histogram(self) -> dict[str, list[Bin]]:
        middles: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for unit, middle, vacancies in self._reader.ask("middles", self._wanted):
            middles[unit].append((middle, vacancies))
        return {unit: [Bin(*each) for each in bins(middles[unit])] for unit in self.units}

    def live(self) -> int:
        found = self._reader.rows(
            "SELECT live FROM live WHERE employment_type = ? AND place = ? AND term = ?",
            [self.kind, self.place, self.term],
        )
        return found[0][0] if found else 0
