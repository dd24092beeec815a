"""Puts the page of a term together: figures that were computed ahead, and what is asked of its cell."""

from jobtide import pay, tables
from jobtide.edition.category_of import SHOWN, by_period, category_samples, category_summary, here_and_beside, pay_of
from jobtide.edition.certainty_of import row_with_certainty, with_certainty
from jobtide.edition.members import Members
from jobtide.interval import Sample
from jobtide.page import Page, PlaceName, PlaceRow, Summary, TermName


def page_of(reader, term: TermName, place: PlaceName, employment_type: str, months: int) -> Page:
    cell = _Cell(reader, term, place, employment_type, months)
    naming = reader.market.naming(employment_type, cell.term)
    members = Members(reader, naming, cell.place, employment_type, months)
    counts, locations = cell.counts(), cell.locations()
    overall, by_category = members.cooccurring([cell.term])
    here, beside = here_and_beside(reader, place)
    samples = members.samples((here, beside, *locations))
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
        cooccurring=overall,
        cooccurring_by_category=by_category,
        series=members.series(),
        histogram=members.histogram(),
        live=cell.live(),
        measures=reader.measures.of("page"),
    )  # fmt: skip


class _Cell:
    """The figures of one cell that were computed ahead."""

    def __init__(self, reader, term: TermName, place: PlaceName, employment_type: str, months: int):
        self._reader, self._market, self._place = reader, reader.market, place
        self._kind, self._months = employment_type, months
        self.units = pay.units_of(employment_type)
        self.term = reader.term_number(term.slug)
        self.place = reader.place_number(place.slug)
        self.anywhere = {"employment_type": employment_type, "months": months, "term": self.term}

    def counts(self) -> dict[str, list]:
        columns = ("count", "rank", "rank_change", "share_of_all", "share_of_category")
        rows = self._market.figures(tables.CELLS).rows({**self.anywhere, "place": self.place}, columns)
        return by_period((row[1:] for row in rows), columns)

    def locations(self) -> dict[int, PlaceRow]:
        """Places right below with a vacancy in the period, by number, most first, then by name."""
        below = self._reader.places_below(self._place.slug)
        cell = {**self.anywhere, "place": list(below), "period": 0}
        counted = self._market.figures(tables.CELLS).rows(cell, ("rank_change", "count"))
        quoted = self._market.figures(tables.CELL_PAY).rows({**cell, "unit": self.units[0]}, ("p50", "p50_change"))
        now = {"employment_type": self._kind, "place": list(below), "term": self.term}
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

    def live(self) -> int:
        cell = {"employment_type": self._kind, "place": self.place, "term": self.term}
        found = self._market.figures(tables.LIVE).rows(cell, ("live",))
        return found[0][1] if found else 0
