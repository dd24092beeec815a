"""What else an advert says: seniority, kind of contract, IR35, security clearance, office days, remote limits."""

from collections.abc import Sequence

from jobtide.advert import Advert
from jobtide.extraction.clearances import ClearanceReader
from jobtide.extraction.contract_kinds import contract_kind
from jobtide.extraction.ir35 import ir35
from jobtide.extraction.occurrences import Searched, folded
from jobtide.extraction.office_days import office_days
from jobtide.extraction.remote_limits import RemoteLimitReader
from jobtide.extraction.vocabulary import Vocabulary, Word, words_of
from jobtide.extraction.work_mode_words import HYBRID, ONSITE
from jobtide.facet import CLEARANCE, CONTRACT_KIND, SENIORITY, FacetValue
from jobtide.finding import ConditionFinding, Facets
from jobtide.gazetteer import Gazetteer

TITLE = 300  # characters of a headline or field that are read
LOCATIONS = 8  # that are asked for limits of remote work


class FacetReader:
    """Reads facets with one set of reference data."""

    def __init__(self, values: tuple[FacetValue, ...], gazetteer: Gazetteer):
        of = {
            facet: tuple(each for each in values if each.facet == facet)
            for facet in (SENIORITY, CLEARANCE, CONTRACT_KIND)
        }
        self._seniority = Vocabulary(of[SENIORITY])
        self._kinds = Vocabulary(of[CONTRACT_KIND])
        self._clearances = ClearanceReader(of[CLEARANCE])
        self._limits = RemoteLimitReader(gazetteer)

    def read(
        self,
        advert: Advert,
        employment_type: ConditionFinding,
        work_mode: ConditionFinding,
        description: Searched | None = None,
    ) -> Facets:
        """`employment_type` and `work_mode` are what was read of them: only hybrid work has office days.

        `description` is the advert's, where it is at hand for several readers.
        """
        description = description or Searched(advert.description)
        title = Searched((advert.title or advert.description.partition("\n")[0])[:TITLE])
        clearance, need = self._clearances.read(title, description)
        texts = ("title", title), ("description", description)
        words = words_of(title.low)
        return Facets(
            seniority=self.seniority(title, words),
            contract_kind=contract_kind(employment_type, advert.employment_type, title, words, self._kinds),
            ir35=ir35(
                (
                    *_fields(*(field for field in (advert.pay, advert.employment_type) if field and "35" in field)),
                    *texts,
                )
            ),
            clearance=clearance,
            clearance_need=need,
            **self._of_mode(advert, work_mode, texts),
        )

    def values(self, value: FacetValue, line: str) -> set[str]:
        """The values of a facet that a line names, as a title, or a description where a facet is read there."""
        low = folded(line)
        if value.facet == CLEARANCE:
            return {finding.value for finding in self._clearances.read(Searched(""), Searched(line, low))[0]}
        vocabulary = self._seniority if value.facet == SENIORITY else self._kinds
        return {said.name for said in vocabulary.find(line, low)}

    def seniority(self, title: Searched, words: Sequence[Word]) -> tuple[ConditionFinding, ...]:
        found: dict[str, ConditionFinding] = {}
        for said in self._seniority.find(title.text, title.low, words):
            if said.name not in found:
                found[said.name] = ConditionFinding(said.name, title.text[said.start : said.end], "title", "its word")
        return tuple(found.values())

    def _of_mode(
        self, advert: Advert, work_mode: ConditionFinding, texts: tuple[tuple[str, Searched], ...]
    ) -> dict[str, object]:
        if work_mode.value in (None, ONSITE):
            return {}
        texts = (*_fields(advert.work_mode, *advert.locations[:LOCATIONS]), *texts)
        found: dict[str, object] = {"remote_limits": self._limits.read(texts)}
        if work_mode.value == HYBRID:
            found["office_days"] = office_days(texts)
        return found


def _fields(*fields: str | None) -> tuple[tuple[str, Searched], ...]:
    return tuple(("fields", Searched(field[:TITLE])) for field in fields if field)
