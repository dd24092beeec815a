"""What editions tell that earlier ones did not, of one term or of all of a place.

Each edition is held against the last one in which a term was news, not merely against the one before: so what moves a
little every day is told once it has moved enough. The periods of two editions share most of their vacancies; they are
taken for independent, as those of a year are, which makes news rarer than it might be and never more frequent.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from jobtide import discovery, pay, tables
from jobtide.certainty import Change, of_counts, of_pay
from jobtide.edition.by_term import ByTerm, by_term
from jobtide.edition.certainty_of import samples_of
from jobtide.errors import Unknown
from jobtide.interval import Sample
from jobtide.news import News, TermNews, kinds_of
from jobtide.page import PlaceName, TermName


class Standing:
    """One edition's cells of a place, type and length of period."""

    def __init__(self, reader, place: str, employment_type: str, months: int):
        self.reader, self.kind, self.months = reader, employment_type, months
        self._market = reader.market
        self.place_name: PlaceName = reader.find_place(place)
        self.place = reader.place_number(self.place_name.slug)
        self.period = reader.period_of(months)[0]

    @cached_property
    def all_count(self) -> int:
        return self.reader.totals(self.place_name.slug, self.kind, self.months)[0]

    @cached_property
    def terms(self) -> ByTerm:
        return by_term(self._market, self.place, self.kind, self.period)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        return {term.slug: self.reader.term_number(term.slug) for term in self.reader.terms()}

    def counted(self, slug: str) -> tuple[int, int | None, float | None]:
        """Count, rank and share of all; of a term that the edition does not know, nothing."""
        rows = self._rows(tables.CELLS, slug, ("count", "rank", "share_of_all"))
        return rows[0][1:] if rows else (0, None, None)

    def medians(self, slug: str) -> Mapping[str, float | None]:
        rows = self._rows(tables.CELL_PAY, slug, ("p50",))
        found = {unit: median for _, unit, median in rows}
        return {unit: found.get(unit) for unit in pay.units_of(self.kind)}

    def samples(self, slug: str) -> Mapping[str | None, Sample]:
        """By unit; without one of all vacancies of the term."""
        if not self.reader.knows_term(slug):
            return {}
        naming = self._market.naming(self.kind, self.reader.term_number(slug))
        found = samples_of(self._market.samples(naming, [self.period], [self.place]))
        return {unit: sample for (_, _, unit), sample in found.items()}

    def _rows(self, table: tables.Table, slug: str, columns: Sequence[str]) -> list[tuple]:
        if not self.reader.knows_term(slug):
            return []
        cell = {
            "employment_type": self.kind, "months": self.months, "place": self.place, "period": 0,
            "term": self.reader.term_number(slug),
        }  # fmt: skip
        return self._market.figures(table).rows(cell, columns)


def told(now: Standing, before: Standing, term: TermName, *, of_many: bool = False) -> TermNews:
    """Everything of one term in two editions; its `kinds` are empty where nothing is news."""
    (count, rank, share), (old_count, old_rank, old_share) = now.counted(term.slug), before.counted(term.slug)
    mine, theirs = now.samples(term.slug), before.samples(term.slug)
    places = None if rank is None or old_rank is None else old_rank - rank
    wholes = {"share_of_all": (now.all_count, before.all_count)}
    counted = of_counts(mine.get(None, Sample()), theirs.get(None, Sample()), wholes, places).changes
    medians, old_medians = now.medians(term.slug), before.medians(term.slug)
    paid: dict[str, Change] = {}
    for unit in medians:
        mine_now, before_that = medians[unit], old_medians[unit]
        change = mine_now / before_that - 1 if mine_now and before_that else None
        samples = mine.get(unit, Sample()), theirs.get(unit, Sample())
        paid[f"pay.{unit}.p50_change"] = of_pay(*samples, {"p50": mine_now}, change).changes["p50_change"]
    kinds = kinds_of(
        (rank, old_rank), (count, old_count), counted["share_of_all_change"], list(paid.values()),
        is_known=before.reader.knows_term(term.slug), of_many=of_many,
    )  # fmt: skip
    return TermNews(
        term, kinds, [rank, old_rank], places, [count, old_count], [share, old_share],
        {unit: [medians[unit], old_medians[unit]] for unit in medians}, {**counted, **paid},
    )  # fmt: skip


def news_of(readers: Sequence, place: str, employment_type: str, months: int, term: str | None) -> list[News]:
    """Of each edition after the first that has news, the earliest first; `readers` in the order of publication.

    Editions that do not know the place are passed over. Of all terms those are told whose change is sure among all
    that were looked at.
    """
    standings = [standing for reader in readers if (standing := _standing(reader, place, employment_type, months))]
    if not standings:
        return []
    first, *others = standings
    known: dict[str, Standing] = {}  # the edition in which each term was news last
    found = []
    for now in others:
        if term is not None:
            name = now.reader.find_term(term) if now.reader.knows_term(term) else None
            one = told(now, known.get(term, first), name) if name else None
            terms = [one] if one and one.kinds else []
        else:
            terms = _of_all(now, known, first)
        if terms:
            against = known.get(term, first) if term is not None else first
            counts = [now.all_count, against.all_count]
            found.append(
                News(now.reader.edition, against.reader.edition, now.place_name, employment_type, months, counts, terms)
            )
        known |= {one.term.slug: now for one in terms}
    return found


def _standing(reader, place: str, employment_type: str, months: int) -> Standing | None:
    try:
        return Standing(reader, place, employment_type, months)
    except Unknown:
        return None


def _of_all(now: Standing, known: Mapping[str, Standing], first: Standing) -> list[TermNews]:
    """News of any term, by how much the share moved at least, the largest first; then those that came or went, the
    commonest first."""
    against: dict[int, tuple[Standing, list[str]]] = {}
    for slug in now.numbers:
        before = known.get(slug, first)
        against.setdefault(id(before), (before, []))[1].append(slug)
    slugs, chances, weights = [], [], []
    for before, of_it in against.values():
        both = [slug for slug in of_it if slug in before.numbers]
        mine, theirs = (np.array([one.numbers[slug] for slug in both], np.int64) for one in (now, before))
        for at, chance, weight in _chances(now.terms, mine, before.terms, theirs):
            slugs.append(both[at])
            chances.append(chance)
            weights.append(weight)
    names = {term.slug: term for term in now.reader.terms()}
    believed = [slug for slug, is_so in zip(slugs, discovery.detected(chances, weights), strict=True) if is_so]
    found = [told(now, known.get(slug, first), names[slug], of_many=True) for slug in believed]
    came_or_went = [
        told(now, before, names[slug], of_many=True)
        for before, of_it in against.values()
        for slug in of_it
        if slug not in believed and bool(_count(now, slug)) != bool(_count(before, slug))
    ]
    return [
        *sorted((one for one in found if one.kinds), key=_at_least, reverse=True),
        *sorted((one for one in came_or_went if one.kinds), key=lambda one: (-max(one.count), one.term.slug)),
    ]


def _chances(now: ByTerm, mine: np.ndarray, before: ByTerm, theirs: np.ndarray) -> list[tuple[int, float, float]]:
    """Of each term with vacancies enough in both: where it stands among them, the chance of such a change, a weight."""
    if not now.whole or not before.whole or not len(mine):
        return []
    n, m = now.n[mine], before.n[theirs]
    employers = np.maximum(now.employers[mine], before.employers[theirs])
    enough = (n + m >= 2 * discovery.LEAST_VACANCIES) & (employers >= discovery.LEAST_EMPLOYERS)
    pooled = (n + m) / (now.whole + before.whole)
    of_now, of_before = np.zeros(len(now.n)), np.zeros(len(before.n))
    of_now[mine], of_before[theirs] = pooled, pooled
    variance = now.scatter(of_now)[mine] + before.scatter(of_before)[theirs]
    difference = n / now.whole - m / before.whole
    return [
        (int(at), discovery.chance(float(difference[at]), float(variance[at])), float(n[at] + m[at]))
        for at in np.flatnonzero(enough)
    ]


def _count(standing: Standing, slug: str) -> int:
    return int(standing.terms.n[standing.numbers[slug]]) if slug in standing.numbers else 0


def _at_least(one: TermNews) -> float:
    change = one.certainty["share_of_all_change"]
    return max(change.low or 0.0, -(change.high or 0.0))
