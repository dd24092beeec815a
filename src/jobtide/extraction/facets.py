"""What else an advert says: seniority, kind of contract, IR35, security clearance, office days, remote limits."""

from jobtide.advert import Advert
from jobtide.extraction.clearances import ANY_WORD as CLEARANCE_WORDS
from jobtide.extraction.clearances import ClearanceReader
from jobtide.extraction.contract_kinds import contract_kind
from jobtide.extraction.ir35 import ANY_WORD as IR35_WORDS
from jobtide.extraction.ir35 import ir35
from jobtide.extraction.occurrences import Searched, Sought
from jobtide.extraction.office_days import ANY_WORD as DAY_WORDS
from jobtide.extraction.office_days import office_days
from jobtide.extraction.remote_limits import ANY_WORD as LIMIT_WORDS
from jobtide.extraction.remote_limits import RemoteLimitReader
from jobtide.extraction.vocabulary import Vocabulary
from jobtide.extraction.work_mode_words import HYBRID, ONSITE
from jobtide.facet import CLEARANCE, CONTRACT_KIND, SENIORITY, FacetValue
from jobtide.finding import NOT_SAID, ConditionFinding, Facets
from jobtide.gazetteer import Gazetteer

_NOTHING = Facets()
FIELD = 300  # characters of a field that are read
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
        # In a title that holds none of these nothing is read.
        self.in_title: tuple[Sought, ...] = (
            self._seniority.first_words, self._seniority.blocking_words, self._kinds.first_words,
            CLEARANCE_WORDS, IR35_WORDS, DAY_WORDS, LIMIT_WORDS,
        )  # fmt: skip

    def read(
        self,
        advert: Advert,
        employment_type: ConditionFinding,
        work_mode: ConditionFinding,
        description: Searched | None = None,
        title: Searched | None = None,
    ) -> Facets:
        """`employment_type` and `work_mode` are what was read of them: only hybrid work has office days.

        `description` and `title` are the advert's, where they are at hand for several readers.
        """
        description = description or Searched(advert.description)
        title = title or Searched(advert.headline)
        clearance, need = self._clearances.read(title, description)
        texts = ("title", title), ("description", description)
        seniority = self.seniority(title)
        kind = contract_kind(employment_type, advert.employment_type, title, self._kinds)
        fields = [field for field in (advert.pay, advert.employment_type) if field and "35" in field]
        status = ir35((*_fields(*fields), *texts) if fields else texts)
        days, limits = self._of_mode(advert, work_mode, texts)
        if not (seniority or clearance or limits) and kind is need is status is days is NOT_SAID:
            return _NOTHING
        return Facets(seniority, kind, status, clearance, need, days, limits)

    def values(self, value: FacetValue, line: str) -> set[str]:
        """The values of a facet that a line names, as a title, or a description where a facet is read there."""
        if value.facet == CLEARANCE:
            return {finding.value for finding in self._clearances.read(Searched(""), Searched(line))[0]}
        vocabulary = self._seniority if value.facet == SENIORITY else self._kinds
        return {said.name for said in vocabulary.find(Searched(line))}

    def seniority(self, title: Searched) -> tuple[ConditionFinding, ...]:
        if not title.may_hold(self._seniority.first_words):
            return ()
        found: dict[str, ConditionFinding] = {}
        for said in self._seniority.find(title):
            if said.name not in found:
                found[said.name] = ConditionFinding(said.name, title.text[said.start : said.end], "title", "its word")
        return tuple(found.values())

    def _of_mode(
        self, advert: Advert, work_mode: ConditionFinding, texts: tuple[tuple[str, Searched], ...]
    ) -> tuple[ConditionFinding, tuple[ConditionFinding, ...]]:
        """Office days and limits of remote work."""
        if work_mode.value in (None, ONSITE):
            return NOT_SAID, ()
        fields = [field for field in (advert.work_mode, *advert.locations[:LOCATIONS]) if _may_say(field)]
        texts = (*_fields(*fields), *texts) if fields else texts
        return office_days(texts) if work_mode.value == HYBRID else NOT_SAID, self._limits.read(texts)


def _fields(*fields: str | None) -> tuple[tuple[str, Searched], ...]:
    return tuple(("fields", Searched(field[:FIELD])) for field in fields if field)


def _may_say(field: str | None) -> bool:
    """Whether one of the words for office days or limits of remote work stands in it; most locations have none."""
    low = field.lower() if field else ""
    return (
        "remote" in low or "day" in low or " only" in low or "must " in low or "need to " in low or "once" in low
        or "twice" in low
    )  # fmt: skip
