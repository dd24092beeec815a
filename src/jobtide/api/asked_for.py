"""What operations ask for: parameters that several have, and the values that readers are asked with."""

from jobtide.api.parameters import DAY, NUMBER, WHOLE, YES, Asked, BadParameter, Parameter
from jobtide.expression import LONGEST
from jobtide.pay import UNITS
from jobtide.period import MONTHS, YEARS_BACK
from jobtide.population import WORK_MODES, Counted, Population, asked_for
from jobtide.taxonomy import category_named

MOST_ROWS = 1000
_MOST_VALUES = 20  # of a filter

EDITION = Parameter(
    "edition", "An earlier edition, by its id. The current one where it is not given.", "2025-11-23-1a2b3c4d"
)
TERM = Parameter("term", "A term by its name, long name, alias or slug, in any case.", "python")
PLACE = Parameter("place", "A place likewise. The home's own where it is not given; World is every vacancy.", "london")
TYPE = Parameter(
    "type", "Employment type.", "contract", usual="permanent", one_of=("permanent", "contract")
)  # fmt: skip
LENGTH = Parameter("months", "Length of the period.", 3, WHOLE, usual=6, one_of=MONTHS)
CELL = (PLACE, TYPE, LENGTH, EDITION)
LIMIT = Parameter("limit", "Rows of this answer.", 100, WHOLE, usual=50, least=1, most=MOST_ROWS)
CURSOR = Parameter(
    "cursor", "Where the next rows begin: as the `Link` header of the answer before says, with `rel=next`.", "WyI…",
    longest=400,
)  # fmt: skip
LIST = (LIMIT, CURSOR)
CATEGORY = Parameter("category", "A category by its name or slug, in any case.", "cloud-services")
SEARCH = Parameter("q", "Letters that names have in them, in any case.", "data", longest=80)
POPULATION = (
    Parameter(
        "where", "Terms with and, or, not and brackets; names in quotes where they hold one of these.",
        "python and (aws or azure) and not java", longest=LONGEST,
    ),
    Parameter("work_mode", "How the work is done; any of several.", "remote", one_of=WORK_MODES, repeats=3),
    Parameter("remote", "The same as work_mode=remote.", 1, YES, usual=False),
    Parameter("employer", "An employer as quoted, in any case; any of several.", "Acme Ltd", repeats=_MOST_VALUES),
    Parameter("seniority", "As titles say it; any of several.", "senior", repeats=_MOST_VALUES),
    Parameter("source", "Who published it; any of several.", "my-board", repeats=_MOST_VALUES),
    Parameter("pay_from", "Pay that reaches so far: a year's, a day's of contracts.", 60000, NUMBER, least=1, most=1e8),
    Parameter("from", "First seen on this day or later.", "2025-06-01", DAY),
    Parameter("until", "First seen on this day or before.", "2025-08-31", DAY),
)  # fmt: skip
COUNTED = (
    Parameter("years_ago", "The same period so many years earlier.", 1, WHOLE, usual=0, least=0, most=YEARS_BACK),
    Parameter(
        "month", "First seen in this month, whatever the period.", "2025-11", pattern="^[0-9]{4}-[0-9]{2}$", longest=7
    ),
    Parameter("live", "Open on the edition's day, whenever first seen.", 1, YES, usual=False),
    Parameter("with", "Also matching this term.", "django"),
    CATEGORY,
    Parameter("quoted", "Quoting usable pay in this unit.", "annual", one_of=tuple(UNITS)),
    Parameter("middle_from", "With `quoted`: the middle of the pay, at least.", 40000, NUMBER, least=0, most=1e9),
    Parameter("middle_below", "With `quoted`: the middle of the pay is below this.", 45000, NUMBER, least=0, most=1e9),
)  # fmt: skip


class Wanted:
    """What one request asks a reader for. Raises Unknown, BadExpression and BadParameter as its parts are asked for."""

    def __init__(self, reader, asked: Asked):
        self._reader, self._asked = reader, asked

    @property
    def place(self) -> str:
        named = self._asked["place"]
        return self._reader.find_place(named).slug if named else self._reader.root_place

    @property
    def cell(self) -> tuple[str, str, int]:
        """Slug of the place, employment type, months."""
        return self.place, self._asked["type"], self._asked["months"]

    def population(self) -> Population:
        asked = self._asked
        modes = tuple(dict.fromkeys((*asked["work_mode"], *(("remote",) if asked["remote"] else ()))))
        return asked_for(
            lambda name: self._reader.find_term(name).slug, asked["term"], asked["where"], work_modes=modes,
            employers=asked["employer"], seniorities=asked["seniority"], sources=asked["source"],
            pay_from=asked["pay_from"], first=asked["from"], last=asked["until"],
        )  # fmt: skip

    def some_population(self) -> Population:
        """The same, where nobody may ask for all vacancies at once."""
        found = self.population()
        if found == Population():
            raise BadParameter("term", "Say what to count: a term, as in term=python, or where=python and not java.")
        return found

    def counted(self) -> Counted:
        asked = self._asked
        beside = self._reader.find_term(asked["with"]).slug if asked["with"] else None
        category = category_named(asked["category"]) if asked["category"] else None
        return Counted(
            asked["years_ago"], asked["month"], asked["live"], beside, category, asked["quoted"],
            asked["middle_from"], asked["middle_below"],
        )  # fmt: skip
