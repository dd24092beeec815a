"""What kind of contract is offered, or of work that is neither a permanent job nor a contract."""

from jobtide.extraction.occurrences import folded
from jobtide.extraction.vocabulary import Vocabulary
from jobtide.finding import NOT_SAID, ConditionFinding


def contract_kind(
    employment_type: ConditionFinding, field: str | None, title: str, kinds: Vocabulary
) -> ConditionFinding:
    """The first kind named by the words that made it no permanent job, else by the field and the title beside them.

    A permanent job has a kind only where its field or title names one (a permanent job is offered as an alternative).
    """
    if employment_type.value == "permanent" and employment_type.where in ("employment_type", "title"):
        return NOT_SAID
    texts = [("employment_type", (field or "")[:200]), ("title", title[:300])]
    if employment_type.where == "description" and employment_type.value != "permanent":
        texts.insert(0, ("description", employment_type.text))
    for where, text in texts:
        for said in kinds.find(text, folded(text)) if text else ():
            return ConditionFinding(said.name, text[said.start : said.end], where, "its words")
    return NOT_SAID
