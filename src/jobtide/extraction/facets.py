"""What else an advert says: seniority, kind of contract, IR35, security clearance, office days, remote limits."""

from jobtide.advert import Advert
from jobtide.extraction.clearances import ClearanceReader
from jobtide.extraction.contract_kinds import contract_kind
from jobtide.extraction.ir35 import ir35
from jobtide.extraction.occurrences import folded
from jobtide.extraction.office_days import office_days
from jobtide.extraction.remote_limits import RemoteLimitReader
from jobtide.extraction.vocabulary import Vocabulary
from jobtide.extraction.work_mode_words import HYBRID, ONSITE
from jobtide.facet import CLEARANCE, CONTRACT_KIND, SENIORITY, FacetValue
from jobtide.finding import ConditionFinding, Facets
from jobtide.gazetteer import Gazetteer

TITLE = 300  # characters of a headline that are read


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

    def read(self, advert: Advert, employment_type: ConditionFinding, work_mode: ConditionFinding) -> Facets:
        """`employment_type` and `work_mode` are what was read of them: only hybrid work has office days."""
        headline = (advert.title or advert.description.partition("\n")[0])[:TITLE]
        title, text = folded(headline), folded(advert.description)
        clearance, need = self._clearances.read(headline, title, advert.description, text)
        return Facets(
            seniority=self.seniority(headline, title),
            contract_kind=contract_kind(employment_type, advert.employment_type, headline, self._kinds),
            ir35=ir35(_texts(advert, headline, title, text, advert.pay, advert.employment_type)),
            clearance=clearance,
            clearance_need=need,
            **self._of_mode(advert, work_mode, headline, title, text),
        )

    def values(self, value: FacetValue, line: str) -> set[str]:
        """The values of a facet that a line names, as a title, or a description where a facet is read there."""
        low = folded(line)
        if value.facet == CLEARANCE:
            return {finding.value for finding in self._clearances.read("", "", line, low)[0]}
        vocabulary = self._seniority if value.facet == SENIORITY else self._kinds
        return {said.name for said in vocabulary.find(line, low)}

    def seniority(self, title: str, low: str) -> tuple[ConditionFinding, ...]:
        found = {said.name: said for said in reversed(list(self._seniority.find(title, low)))}
        return tuple(
            ConditionFinding(name, title[said.start : said.end], "title", "its word")
            for name, said in reversed(found.items())
        )

    def _of_mode(
        self, advert: Advert, work_mode: ConditionFinding, headline: str, title: str, text: str
    ) -> dict[str, object]:
        if work_mode.value in (None, ONSITE):
            return {}
        texts = _texts(advert, headline, title, text, advert.work_mode, *advert.locations[:8])
        found: dict[str, object] = {"remote_limits": self._limits.read(texts)}
        if work_mode.value == HYBRID:
            found["office_days"] = office_days(texts)
        return found


def _texts(
    advert: Advert, headline: str, title: str, text: str, *fields: str | None
) -> tuple[tuple[str, str, str], ...]:
    """(where, text, the same folded): fields first, then title and description."""
    short = tuple(("fields", field[:TITLE], folded(field[:TITLE])) for field in fields if field)
    return (*short, ("title", headline, title), ("description", advert.description, text))
