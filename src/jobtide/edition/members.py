"""What is asked of the vacancies behind one page, whichever they are: a term's, or those of any population."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from jobtide import pay
from jobtide.bins import bins
from jobtide.edition.certainty_of import Samples, samples_of
from jobtide.page import BY_CATEGORY, OVERALL, PERCENTILES, Bin, Cooccurring, Month


class Members:
    """Vacancies of one employment type: `everywhere` by their numbers, in order, whenever first seen and wherever.

    Those of the `place` make all but the samples; `now` are those of the period among them.
    """

    def __init__(self, reader, everywhere: np.ndarray, place: int, employment_type: str, months: int):
        self._reader, self._market = reader, reader.market
        self._kind, self._place, self._months = employment_type, place, months
        self._everywhere = everywhere
        self._here = self._market.inside(everywhere, place)
        period = reader.period_of(months)[0]
        self.now = self._market.vacancies.within(self._here, period.start, period.end)

    def samples(self, around: Iterable[int | None]) -> Samples:
        """Who stands behind the figures in the places `around`, in every period; None is no place."""
        places = [place for place in dict.fromkeys(around) if place is not None]
        return samples_of(self._market.samples(self._everywhere, self._reader.period_of(self._months), places))

    def cooccurring(self, terms: Sequence[int]) -> tuple[list[Cooccurring], dict[str, list[Cooccurring]]]:
        """The overall list, and that of each category, beside `terms`, which all of them name."""
        found = self._market.cooccurring(self.now, terms)
        overall: list[tuple[int, Cooccurring]] = []
        lists: dict[str, list] = defaultdict(list)
        for number, many, rank, position, category_rank, category_position in zip(
            found.term, found.count, found.rank, found.position, found.category_rank, found.category_position,
            strict=True,
        ):  # fmt: skip
            term = self._reader.term_numbered(number)
            said = (term.name, term.slug, term.category, many, many / len(self.now))
            if 0 < position <= OVERALL:
                overall.append((position, Cooccurring(rank, *said)))
            if category_position <= BY_CATEGORY:
                lists[term.category].append(Cooccurring(category_rank, *said))
        return [entry for _, entry in sorted(overall, key=lambda pair: pair[0])], dict(sorted(lists.items()))

    def series(self) -> list[Month]:
        units, nothing = pay.units_of(self._kind), dict.fromkeys(PERCENTILES)
        quoted: dict[str, dict[str, dict]] = defaultdict(dict)
        for month, unit, *percentiles in self._market.months_paid(self._here, self._months):
            quoted[unit][month] = dict(zip(PERCENTILES, percentiles, strict=True))
        of_unit = [(unit, quoted[unit]) for unit in units]
        return [
            Month(month, count, share, {unit: paid.get(month, nothing) for unit, paid in of_unit})
            for month, count, share in self._market.months_counted(self._here, self._kind, self._place)
        ]

    def histogram(self) -> dict[str, list[Bin]]:
        middles: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for unit, middle, vacancies in self._market.middles(self.now):
            middles[unit].append((middle, vacancies))
        return {unit: [Bin(*each) for each in bins(middles[unit])] for unit in pay.units_of(self._kind)}
