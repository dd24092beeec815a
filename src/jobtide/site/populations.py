"""Which vacancies an address asks for beyond those of one cell: a population, and which of it a figure counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jobtide.expression import All, Named, parsed
from jobtide.population import Counted, Population
from jobtide.site.request import BadRequest, Cell, query
from jobtide.taxonomy import CATEGORIES, folded, slug

# Parameters that choose a population, and those that say which of its vacancies a figure counts.
CHOOSING = ("term", "where", "work_mode", "employer", "seniority", "source", "pay_from", "from", "until")
COUNTING = ("with", "category", "quoted", "years_ago", "month", "live", "middle_from", "middle_below")
_MOST_VALUES = 20  # of one parameter
_LONGEST = 1000  # characters of a value


@dataclass(frozen=True)
class Asking:
    """The parameters of an address that choose vacancies, as pairs of name and value in one order, at one place."""

    here: Cell
    pairs: tuple[tuple[str, str], ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str:
        """The last value of a parameter, "" without it."""
        return (self.values(name) or ("",))[-1]

    @property
    def is_choosing(self) -> bool:
        """Whether it asks for anything but all vacancies."""
        return any(name in CHOOSING for name, _ in self.pairs)

    def at(self, here: Cell) -> "Asking":
        return Asking(here, self.pairs)

    def with_(self, **changes: str) -> "Asking":
        """With other values; "" takes a parameter away."""
        kept = [(name, value) for name, value in self.pairs if name not in changes]
        return Asking(self.here, tuple(kept + [pair for pair in changes.items() if pair[1]]))

    def choosing(self) -> "Asking":
        """The population alone, all of its vacancies."""
        return Asking(self.here, tuple(pair for pair in self.pairs if pair[0] in CHOOSING))

    def path(self, root: str, ending: str = "", **more: str) -> str:
        """The address of `root` ("/explore", "/vacancies") for this."""
        here = self.here
        months = [("months", str(here.months))] if here.months != 6 else []
        edition = [("edition", here.edition.id)] if here.edition else []
        asked = [("type", here.employment_type), ("in", here.place), *self.pairs, *months, *more.items(), *edition]
        return f"{root}{ending}{query(asked)}"


def asking(parameters: Mapping[str, Sequence[str]], here: Cell) -> Asking:
    """Parameters that mean nothing here are ignored. Raises BadRequest where there are too many."""
    pairs = []
    for name in (*CHOOSING, *COUNTING):
        values = [" ".join(value.split()) if name != "where" else value.strip() for value in parameters.get(name, ())]
        values = [value for value in values if value]
        if len(values) > _MOST_VALUES or any(len(value) > _LONGEST for value in values):
            raise BadRequest(f"{name} is given up to {_MOST_VALUES} times, and {_LONGEST:,} characters at most.")
        pairs += [(name, value) for value in dict.fromkeys(values)]
    return Asking(here, tuple(pairs))


def population_of(reader, asked: Asking) -> Population:
    """Raises Unknown for names that nobody knows, BadExpression and BadRequest for what cannot be understood."""

    def found(name: str) -> str:
        return reader.find_term(name).slug

    trees = [Named(found(term)) for term in asked.values("term")]
    trees += [parsed(text, found) for text in asked.values("where")]
    tree = All(tuple(trees)) if len(trees) > 1 else trees[0] if trees else None
    return Population(
        tree,
        asked.values("work_mode"),
        asked.values("employer"),
        asked.values("seniority"),
        asked.values("source"),
        _amount(asked, "pay_from"),
        _day(asked, "from"),
        _day(asked, "until"),
    )


def counted_of(reader, asked: Asking) -> Counted:
    beside, category = asked.one("with"), asked.one("category")
    return Counted(
        int(_amount(asked, "years_ago") or 0),
        asked.one("month") or None,
        asked.one("live") in ("1", "true", "yes"),
        reader.find_term(beside).slug if beside else None,
        _category(category) if category else None,
        asked.one("quoted") or None,
        _amount(asked, "middle_from"),
        _amount(asked, "middle_below"),
    )


def _category(name: str) -> str:
    wanted = folded(name)
    found = next((one for one in CATEGORIES if wanted in (folded(one), folded(slug(one)))), None)
    if found is None:
        raise BadRequest(f"There is no category {name[:60]!r}.")
    return found


def _amount(asked: Asking, name: str) -> float | None:
    text = asked.one(name).replace(",", "").lstrip("£€$")
    if not text:
        return None
    try:
        amount = float(text)
    except ValueError:
        amount = float("nan")
    if not 0 <= amount < 1e9:
        raise BadRequest(f"{name} is a number, such as 50000.")
    return amount


def _day(asked: Asking, name: str) -> date | None:
    text = asked.one(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"{name} is a day written as 2025-11-23, not {text[:40]!r}.") from None
