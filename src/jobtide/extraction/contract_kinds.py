"""What kind of contract is offered, or of work that is neither a permanent job nor a contract."""

from jobtide.extraction.occurrences import Searched
from jobtide.extraction.vocabulary import Vocabulary
from jobtide.finding import NOT_SAID, ConditionFinding

FIELD = 200  # characters of the source's field that are read


def contract_kind(
    employment_type: ConditionFinding, field: str | None, title: Searched, kinds: Vocabulary
) -> ConditionFinding:
    """The first kind named by the words that made it no permanent job, else by the field and the title beside them.

    A permanent job has a kind only where its field or title names one (a permanent job is offered as an alternative).
    """
    if employment_type.value == "permanent" and employment_type.where in ("employment_type", "title"):
        return NOT_SAID
    texts: list[tuple[str, str]] = []
    if employment_type.where == "description" and employment_type.value != "permanent":
        texts.append(("description", employment_type.text))
    if field:
        texts.append(("employment_type", field[:FIELD]))
    for where, text in texts:
        for said in kinds.find(Searched(text)):
            return ConditionFinding(said.name, text[said.start : said.end], where, "its words")
    for said in kinds.find(title) if title.may_hold(kinds.first_words) else ():
        return ConditionFinding(said.name, title.text[said.start : said.end], "title", "its words")
    return NOT_SAID
