"""The slow, obvious calculation of a page, straight from the words of the method: the judge of the fast one.

Everything is a loop over a list of vacancies (rows of tables.VACANCIES). No table is joined, nothing is computed ahead.
"""

from collections import Counter
from datetime import date

from jobtide import period
from jobtide.gazetteer import Gazetteer
from jobtide.taxonomy import CATEGORIES, Taxonomy

UNITS = {"permanent": ["annual"], "contract": ["daily", "hourly"]}
PERCENTILES = {
    "p10": ("lower", 0.10),
    "p25": ("lower", 0.25),
    "p50": ("middle", 0.5),
    "p75": ("upper", 0.75),
    "p90": ("upper", 0.9),
}


class PlainMarket:
    def __init__(self, vacancies: list[dict], taxonomy: Taxonomy, gazetteer: Gazetteer, as_of: date):
        self.vacancies, self.taxonomy, self.gazetteer, self.as_of = vacancies, taxonomy, gazetteer, as_of

    def page(self, term: str, place: str, kind: str, months: int) -> dict:
        """The figures of `show --json`, without the names around them."""
        periods = period.with_comparators(self.as_of, months)
        category = self.taxonomy.terms[term].category
        beside = self.gazetteer.comparator(place)
        cells = [self.cell(kind, place, each, term) for each in periods]
        there = [self.cell(kind, beside, each, term) for each in periods] if beside else None
        ranks = [self.rank(kind, place, each, term) for each in periods]
        wholes = [self.in_place(kind, place, each) for each in periods]
        categories = [self.of_category(kind, place, each, category) for each in periods]
        return {
            "summary": {
                "rank": ranks[:3],
                "rank_change": [_difference(ranks[i + 1], ranks[i]) for i in range(3)],
                "count": [len(cell) for cell in cells[:3]],
                "share_of_all": [_share(cells[i], wholes[i]) for i in range(3)],
                "share_of_category": [_share(cells[i], categories[i]) for i in range(3)],
                "pay": self.pay(kind, cells, there),
            },
            "category": {
                "name": category,
                "count": [len(each) for each in categories[:3]],
                "share_of_all": [_share(categories[i], wholes[i]) for i in range(3)],
                "pay": self.pay(
                    kind, categories,
                    [self.of_category(kind, beside, each, category) for each in periods] if beside else None,
                ),
            },
            "all": {"count": [len(whole) for whole in wholes[:3]]},
            "places": self.locations(term, place, kind, periods),
            "cooccurring": self.overall(cells[0], term),
            "cooccurring_by_category": self.by_category(cells[0], term),
            "series": self.series(term, place, kind, months),
            "live": self.live(kind, place, term),
        }  # fmt: skip

    # -- who is counted ---------------------------------------------------------------------------------------------

    def counts_in(self, vacancy: dict, place: str) -> bool:
        if place == "world":
            return True
        return any(place == named or place in self.gazetteer.ancestors(named) for named in vacancy["places"])

    def in_place(self, kind: str, place: str, within: period.Period | None = None) -> list[dict]:
        return [
            vacancy
            for vacancy in self.vacancies
            if vacancy["employment_type"] == kind
            and self.counts_in(vacancy, place)
            and (within is None or within.start <= vacancy["first_seen"] <= within.end)
        ]

    def cell(self, kind: str, place: str, within: period.Period | None, term: str) -> list[dict]:
        return [vacancy for vacancy in self.in_place(kind, place, within) if term in vacancy["terms"]]

    def of_category(self, kind: str, place: str, within: period.Period, category: str) -> list[dict]:
        return [
            vacancy
            for vacancy in self.in_place(kind, place, within)
            if any(self.taxonomy.terms[term].category == category for term in vacancy["terms"])
        ]

    def live(self, kind: str, place: str, term: str) -> int:
        return sum(vacancy["live"] for vacancy in self.cell(kind, place, None, term))

    # -- figures ----------------------------------------------------------------------------------------------------

    def rank(self, kind: str, place: str, within: period.Period, term: str) -> int | None:
        counts = Counter(named for vacancy in self.in_place(kind, place, within) for named in vacancy["terms"])
        if not counts[term]:
            return None
        return 1 + len({count for count in counts.values() if count > counts[term]})

    def pay(self, kind: str, cells: list[list[dict]], beside: list[list[dict]] | None) -> dict:
        units = {}
        for unit in UNITS[kind]:
            here = [spread(cell, unit) for cell in cells]
            there = [spread(cell, unit) for cell in beside] if beside else [spread([], unit)] * 4
            units[unit] = {
                "quoted": [len(quoting(cell, unit)) for cell in cells[:3]],
                **{name: [each[name] for each in here[:3]] for name in PERCENTILES},
                "p50_change": [_change(here[i]["p50"], here[i + 1]["p50"]) for i in range(3)],
                "parent_p50": [each["p50"] for each in there[:3]],
                "parent_p50_change": [_change(there[i]["p50"], there[i + 1]["p50"]) for i in range(3)],
            }
        return units

    def locations(self, term: str, place: str, kind: str, periods) -> list[dict]:
        unit = UNITS[kind][0]
        rows = []
        for child in self.gazetteer.children(place):
            now, before = (self.cell(kind, child.slug, each, term) for each in periods[:2])
            ranks = [self.rank(kind, child.slug, each, term) for each in periods[:2]]
            if now:
                median = spread(now, unit)["p50"]
                rows.append(
                    {
                        "name": child.name, "slug": child.slug, "rank_change": _difference(ranks[1], ranks[0]),
                        "count": len(now), "p50": median, "p50_change": _change(median, spread(before, unit)["p50"]),
                        "live": self.live(kind, child.slug, term),
                    }
                )  # fmt: skip
        return sorted(rows, key=lambda row: (-row["count"], row["name"].lower()))

    def beside(self, cell: list[dict], term: str, categories) -> list[dict]:
        """The cell's other terms of these categories, each with its dense rank among them."""
        named = Counter(slug for vacancy in cell for slug in vacancy["terms"])
        counts = {
            slug: many
            for slug, many in named.items()
            if slug != term and self.taxonomy.terms[slug].category in categories
        }
        ordered = sorted(counts, key=lambda slug: (-counts[slug], self.taxonomy.terms[slug].name.lower()))
        return [
            {
                "rank": 1 + len({count for count in counts.values() if count > counts[slug]}),
                "term": self.taxonomy.terms[slug].name, "slug": slug, "category": self.taxonomy.terms[slug].category,
                "count": counts[slug], "share": counts[slug] / len(cell),
            }
            for slug in ordered
        ]  # fmt: skip

    def overall(self, cell: list[dict], term: str) -> list[dict]:
        return self.beside(cell, term, set(CATEGORIES) - {"General", "Miscellaneous", "Job Titles"})[:30]

    def by_category(self, cell: list[dict], term: str) -> dict[str, list[dict]]:
        own = self.taxonomy.terms[term].category
        shown = [category for category in sorted(CATEGORIES) if not own == category == "Job Titles"]
        lists = {category: self.beside(cell, term, {category})[:20] for category in shown}
        return {category: entries for category, entries in lists.items() if entries}

    def series(self, term: str, place: str, kind: str, months: int) -> list[dict]:
        if not self.vacancies:
            return []
        rows = []
        ends = period.month_ends(min(vacancy["first_seen"] for vacancy in self.vacancies), self.as_of)
        for end in ends:
            month = period.Period(end.replace(day=1), end)
            whole, found = self.in_place(kind, place, month), self.cell(kind, place, month, term)
            trailing = self.cell(kind, place, period.period(end, months), term)
            share = len(found) / len(whole) if whole else None
            row = {"month": f"{end:%Y-%m}", "count": len(found), "share": share}
            rows.append(row | {unit: spread(trailing, unit) for unit in UNITS[kind]})
        return rows


def quoting(cell: list[dict], unit: str) -> list[dict]:
    return [vacancy for vacancy in cell if vacancy["pay_unit"] == unit and vacancy["currency"] == "GBP"]


def spread(cell: list[dict], unit: str) -> dict[str, float | None]:
    points: dict[str, list[float]] = {"lower": [], "middle": [], "upper": []}
    for vacancy in quoting(cell, unit):
        low, high = vacancy["pay_low"], vacancy["pay_high"]
        points["lower"].append(low + (high - low) / 4)
        points["middle"].append((low + high) / 2)
        points["upper"].append(low + (high - low) * 3 / 4)
    return {name: percentile(points[which], share) for name, (which, share) in PERCENTILES.items()}


def percentile(values: list[float], share: float) -> float | None:
    """Linear interpolation between the two nearest of the sorted values: type 7, PERCENTILE.INC."""
    if not values:
        return None
    values = sorted(values)
    position = share * (len(values) - 1)
    below = int(position)
    above = min(below + 1, len(values) - 1)
    return values[below] + (position - below) * (values[above] - values[below])


def _share(part: list, whole: list) -> float | None:
    return len(part) / len(whole) if part else None


def _difference(earlier: int | None, now: int | None) -> int | None:
    return None if earlier is None or now is None else earlier - now


def _change(now: float | None, earlier: float | None) -> float | None:
    return None if now is None or earlier is None else now / earlier - 1
