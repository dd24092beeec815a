"""What was read in an advert, each with the words that show it."""

from dataclasses import dataclass

from jobtide.issue import Issue
from jobtide.pay import Pay


@dataclass(frozen=True)
class TermFinding:
    """A term read at `start`..`end` (characters, end excluded) of the advert's title or description.

    `rule` says in words why it is a finding: "strong alias", "exact case", "in company of Kubernetes",
    "inside Spring Boot".
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
    """An employment type, a work mode or a facet. `value` None: the advert does not say."""

    value: str | None
    text: str = ""
    where: str = ""
    rule: str = "not said"


NOT_SAID = ConditionFinding(None)


@dataclass(frozen=True)
class Facets:
    """What else an advert says of its job, each with its words. Each of several values has a finding of its own.

    `seniority`: trainee, entry level, graduate, junior, mid, senior, staff, lead, principal, head, director, chief; as
    the title says it. `contract_kind`: fixed term, temporary, interim, freelance, internship and so on. `ir35`: inside,
    outside or undetermined (both, or not yet known). `clearance`: SC, DV, BPSS and so on; "level not said" where only
    some security clearance is asked for. `clearance_need`: held (on the first day), eligible (to be obtained) or
    desirable. `office_days`: a week, "2" or "2-3". `remote_limits`: slugs of the places that remote work is limited to.
    """

    seniority: tuple[ConditionFinding, ...] = ()
    contract_kind: ConditionFinding = NOT_SAID
    ir35: ConditionFinding = NOT_SAID
    clearance: tuple[ConditionFinding, ...] = ()
    clearance_need: ConditionFinding = NOT_SAID
    office_days: ConditionFinding = NOT_SAID
    remote_limits: tuple[ConditionFinding, ...] = ()


@dataclass(frozen=True)
class Reading:
    """All that was read in one advert.

    `terms` in order of place in the text, title first, every occurrence; `places` only the most specific that were
    named (a county named beside its town adds nothing and is left out), first named first; `pay` best first, of which
    figures take the first. `title_term` is the Job Title that the headline chiefly names, None where none is
    recognised. `issues` are oddities of what was quoted, such as pay that nobody is paid; what has one is left unread.
    """

    terms: tuple[TermFinding, ...]
    title_term: str | None
    places: tuple[PlaceFinding, ...]
    pay: tuple[PayFinding, ...]
    employment_type: ConditionFinding
    work_mode: ConditionFinding
    facets: Facets = Facets()
    issues: tuple[Issue, ...] = ()
