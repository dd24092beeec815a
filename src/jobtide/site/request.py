"""What an address asks for, and the addresses of what else could be asked. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from jobtide.errors import Error
from jobtide.period import MONTHS
from jobtide.taxonomy import CATEGORIES, folded, slug

EMPLOYMENT_TYPES = ("permanent", "contract")
ROWS_A_PAGE = 50
# The columns of an index that it can be sorted by, in the order in which it shows them, and whether the greatest comes
# first unless the address says otherwise.
SORTS = {
    "term": False, "rank": False, "rank_change": True, "p50": True, "p50_change": True, "count": True,
    "share_of_all": True, "live": True, "category": False,
}  # fmt: skip
_LAST_PAGE = 100_000


class BadRequest(Error):
    """An address with a parameter that means nothing."""


@dataclass(frozen=True)
class Pinned:
    """The edition that an address names; pages without one are of whichever is current. `is_old`: another is."""

    id: str
    is_old: bool = False


@dataclass(frozen=True)
class Cell:
    """One term in one place; `term` None stands for the place's index. Other addresses of its page keep its edition."""

    employment_type: str
    place: str
    term: str | None = None
    months: int = 6
    edition: Pinned | None = None

    def with_(self, **changes) -> "Cell":
        return replace(self, **changes)

    @property
    def current(self) -> "Cell":
        """The same of whichever edition is current."""
        return replace(self, edition=None)

    def path(self, ending: str = "", **more: str) -> str:
        """The address of the page, or with an ending such as ".json" or "/pay.svg" of what lies beside it."""
        path = "/".join(part for part in ("", self.employment_type, self.place, self.term) if part is not None)
        return f"{path}{ending}{query({**self._beside(), **more})}"

    def around(self) -> tuple[str, str]:
        """What stands before and behind the slug of any term in the address of its page here."""
        return f"/{self.employment_type}/{self.place}/", query(self._beside())

    def link(self, path: str, **more: str) -> str:
        """Any other address of the site, in the same edition."""
        edition = {"edition": self.edition.id} if self.edition else {}
        return f"{path}{query({**more, **edition})}"

    def category(self, name: str | None) -> str:
        """The address of a category's page (by its name) or of the list of categories, here."""
        asked = IndexQuery(months=self.months, edition=self.edition)
        return asked.category_path(name and slug(name), self.employment_type, self.place)

    def vacancies(self, *terms: str, **more: str) -> str:
        """The address of the vacancies behind a count: those that match all of the terms (slugs)."""
        asked = [("type", self.employment_type), ("in", self.place), *(("term", term) for term in terms)]
        return f"/vacancies{query([*asked, *self._beside().items(), *more.items()])}"

    def _beside(self) -> dict[str, object]:
        """What else an address says, only where it differs from what goes without saying."""
        months = {"months": self.months} if self.months != 6 else {}
        return {**months, "edition": self.edition.id} if self.edition else months


@dataclass(frozen=True)
class IndexQuery:
    """How an index is filtered, sorted and leafed through. `terms` are as people typed them; `page` counts from 1."""

    months: int = 6
    categories: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    search: str = ""
    sort: str = "rank"
    descending: bool = False
    page: int = 1
    edition: Pinned | None = None

    @property
    def reverse(self) -> bool:
        return self.descending != SORTS[self.sort]

    @property
    def is_filtered(self) -> bool:
        return bool(self.categories or self.terms or self.search)

    def with_(self, **changes) -> "IndexQuery":
        return replace(self, **changes)

    def sorted_by(self, column: str) -> "IndexQuery":
        """By this column in its usual order; the other way round where it is sorted by it already."""
        descending = not self.descending if column == self.sort else SORTS[column]
        return replace(self, sort=column, descending=descending, page=1)

    def path(self, employment_type: str, place: str, ending: str = "") -> str:
        """The address of this list of this place."""
        return f"/{employment_type}/{place}{ending}{query(self.parameters())}"

    def category_path(self, category: str | None, employment_type: str, place: str, ending: str = "") -> str:
        """The address of this list of the terms of a category (its slug), or of the list of categories."""
        where = "/categories" if category is None else f"/categories/{category}"
        asked = [("type", employment_type), ("in", place), *self.with_(categories=()).parameters()]
        return f"{where}{ending}{query(asked)}"

    def parameters(self) -> list[tuple[str, str]]:
        """Only what differs from the plain index, so that the same list has one address."""
        found = [("category", category) for category in self.categories]
        found += [("term", term) for term in self.terms]
        if self.search:
            found.append(("q", self.search))
        if self.months != 6:
            found.append(("months", str(self.months)))
        if (self.sort, self.descending) != ("rank", False):
            found += [("sort", self.sort), ("order", "desc" if self.descending else "asc")]
        if self.page != 1:
            found.append(("page", str(self.page)))
        if self.edition:
            found.append(("edition", self.edition.id))
        return found


def index_query(parameters: Mapping[str, Sequence[str]], edition: Pinned | None = None) -> IndexQuery:
    """Read from an address. Raises BadRequest for a parameter that means nothing; unknown parameters are ignored."""
    sort = _one(parameters, "sort", "rank")
    if sort not in SORTS:
        raise BadRequest(f"An index cannot be sorted by {sort[:40]!r}, only by {', '.join(SORTS)}.")
    order = _one(parameters, "order", "desc" if SORTS[sort] else "asc")
    if order not in ("asc", "desc"):
        raise BadRequest("The order is asc or desc.")
    return IndexQuery(
        months=months(parameters),
        categories=tuple(_category(name) for name in parameters.get("category", ()) if name.strip()),
        terms=tuple(
            term.strip()[:80] for text in parameters.get("term", ()) for term in text.split(",") if term.strip()
        ),
        search=" ".join(_one(parameters, "q", "").split())[:80],
        sort=sort,
        descending=order == "desc",
        page=page_number(parameters),
        edition=edition,
    )


def months(parameters: Mapping[str, Sequence[str]]) -> int:
    asked = _number(parameters, "months", 6)
    if asked not in MONTHS:
        raise BadRequest("Periods are 6 or 3 months long.")
    return asked


def page_number(parameters: Mapping[str, Sequence[str]]) -> int:
    """Which page of a list, from 1."""
    return _number(parameters, "page", 1)


def query(parameters: Mapping[str, object] | Sequence[tuple[str, str]]) -> str:
    """?months=3, or nothing where there are no parameters."""
    return f"?{urlencode(parameters, quote_via=quote)}" if parameters else ""


def _category(name: str) -> str:
    """By name or slug, in any case."""
    known = {key: category for category in CATEGORIES for key in (folded(category), folded(slug(category)))}
    if folded(name) not in known:
        raise BadRequest(f"There is no category {name[:60]!r}.")
    return known[folded(name)]


def _one(parameters: Mapping[str, Sequence[str]], name: str, default: str) -> str:
    values = [value for value in parameters.get(name, ()) if value.strip()]
    return values[-1].strip() if values else default


def _number(parameters: Mapping[str, Sequence[str]], name: str, default: int) -> int:
    text = _one(parameters, name, str(default))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= _LAST_PAGE):
        raise BadRequest(f"{name} is a whole number from 1.")
    return int(text)
