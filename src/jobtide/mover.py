"""Terms that moved against a year before: the shape that every surface shows.

Lists over periods run [this, last year]. Numbers are true and unrounded, None is where there is no figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jobtide.certainty import Change
from jobtide.in_json import plain
from jobtide.page import Counts, EditionName, Figures, PlaceName
from jobtide.period import Period


@dataclass(frozen=True)
class Mover:
    """A term whose share of all vacancies rose or fell by more than chance explains.

    `share_change` is the difference of the two shares; pay is annual for permanent and daily for contract ones.
    `certainty` has, as on the term's page, how sure share_of_all_change, rank_change and p50_change are.
    """

    term: str
    slug: str
    category: str
    rank: Sequence[int | None]
    rank_change: int | None
    count: Counts
    share_of_all: Figures
    share_change: float
    p50: Figures
    p50_change: float | None
    employers: Counts
    certainty: Mapping[str, Change]


@dataclass(frozen=True)
class Movers:
    """What moved in one place, the surest large moves first; `up` and `down` are empty where nothing is sure.

    `considered` terms had vacancies enough to tell, `detected` of them moved, of which those asked for are listed.
    """

    edition: EditionName
    place: PlaceName
    employment_type: str
    months: int
    periods: Sequence[Period]
    all_count: Counts
    considered: int
    detected: int
    up: Sequence[Mover]
    down: Sequence[Mover]
    measures: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict:
        """As `movers --json` and the API give them."""
        return plain(self)

    def in_json(self) -> dict:
        members = {name: value for name, value in vars(self).items() if name != "all_count"}
        return {**members, "all": {"count": self.all_count}}


# Where JSON has a figure at another key than the field.
KEYS_IN_JSON = {Movers: {"all_count": "all.count"}}
