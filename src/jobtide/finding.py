"""What was read in an advert, each with the words that show it."""

from dataclasses import dataclass

from jobtide.pay import Pay


@dataclass(frozen=True)
class TermFinding:
    """A term read at `start`..`end` (characters, end excluded) of the advert's title or description.

    `rule` says in words why it is a finding: "strong alias", "exact case", "in company of Kubernetes", "inside Spring Boot".
    """

    slug: str
    where: str  # "title" | "description"
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True)
class PlaceFinding:
    slug: str
    text: str
    where: str  # "location" | "title" | "description" | "default"
    rule: str


@dataclass(frozen=True)
class PayFinding:
    pay: Pay
    text: str
    where: str  # "pay" (the field) | "fields" (pay_min, pay_max) | "title" | "description"
    rule: str


@dataclass(frozen=True)
class ConditionFinding:
    """An employment type or a work mode. `value` None: the advert does not say."""

    value: str | None
    text: str = ""
    where: str = ""
    rule: str = "not said"


@dataclass(frozen=True)
class Reading:
    """All that was read in one advert.

    `terms` in order of place in the text, title first, every occurrence; `places` only the most specific that were
    named (a county named beside its town adds nothing and is left out), first named first; `pay` best first, of which
    figures take the first. `title_term` is the Job Title that the headline chiefly names, None where none is recognised.
    """

    terms: tuple[TermFinding, ...]
    title_term: str | None
    places: tuple[PlaceFinding, ...]
    pay: tuple[PayFinding, ...]
    employment_type: ConditionFinding
    work_mode: ConditionFinding
