"""A market that is served elsewhere, read through its API. Touches: the network."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

import httpx

from jobtide import measure, tables
from jobtide.comparison import Comparison
from jobtide.entry import PlaceEntry, TermEntry
from jobtide.errors import Error, Unknown
from jobtide.measure import Measures
from jobtide.mover import Movers
from jobtide.notebook.asked import Cell, Choice, Listing
from jobtide.notebook.shaped import shaped
from jobtide.page import EditionName, Index, Page
from jobtide.vacancy import Listed

_SECONDS = 60.0  # that an answer may take: a whole edition is made when it is first asked for
_ROWS = 1000  # of one answer, the most that the API gives
_DESCENDING = ("rank_change", "p50", "p50_change", "count", "share_of_all", "live")


class Served:
    """One edition of a served market, the current one where none is named. Raises Error where nothing answers."""

    def __init__(self, address: str, edition: str | None = None, client: httpx.Client | None = None):
        self.address = address.rstrip("/")
        self._client = client or httpx.Client(timeout=_SECONDS, follow_redirects=True)
        # What introduces the API speaks of the current edition alone.
        found = self._json("/api/v1/quality", {"edition": edition}) if edition else self._json("/api/v1", {})
        if not isinstance(found, Mapping) or "edition" not in found:
            raise self._no_market()
        self.edition: EditionName = shaped(EditionName, found["edition"])

    def at(self, edition: str) -> "Served":
        return Served(self.address, edition, self._client)

    def editions(self) -> list[str]:
        """The oldest first."""
        every = self._parts("/api/v1/editions", {}, lambda part: part)
        return [row["id"] for row in every][::-1]

    def terms(self) -> list[TermEntry]:
        return [shaped(TermEntry, row) for row in self._parts("/api/v1/terms", self._of_edition(), lambda part: part)]

    def places(self) -> list[PlaceEntry]:
        return [shaped(PlaceEntry, row) for row in self._parts("/api/v1/places", self._of_edition(), lambda part: part)]

    def measures(self) -> Measures:
        every = self._json("/api/v1/measures", self._of_edition())
        return measure.from_json({"digest": "", "chapters": [{"title": "Measures", "words": [], "measures": every}]})

    def page(self, choice: Choice, cell: Cell) -> Page:
        return shaped(Page, self._json("/api/v1/page", {**_chosen(choice), **self._cell(cell)}))

    def vacancies(self, choice: Choice, cell: Cell) -> list[Listed]:
        asked = {**_chosen(choice), **self._cell(cell)}
        return [shaped(Listed, row) for row in self._parts("/api/v1/vacancies", asked, lambda part: part["rows"])]

    def index(self, listing: Listing, cell: Cell) -> Index:
        asked = {
            **self._cell(cell), "category": listing.categories, "term": listing.terms, "q": listing.search,
            "sort": listing.sort,
        }  # fmt: skip
        if listing.reverse:
            asked["order"] = "asc" if listing.sort in _DESCENDING else "desc"
        parts = list(self._pages("/api/v1/index", asked, listing.limit))
        rows = [row for part in parts for row in part["rows"]][: listing.limit]
        return shaped(Index, {**parts[0], "rows": rows})

    def compare(self, terms: Sequence[str], places: Sequence[str], periods: bool, cell: Cell) -> Comparison:
        asked = {**self._cell(cell), "term": terms, "place": places, "periods": "1" if periods else None}
        return shaped(Comparison, self._json("/api/v1/compare", asked))

    def movers(self, cell: Cell, limit: int) -> Movers:
        return shaped(Movers, self._json("/api/v1/movers", {**self._cell(cell), "limit": limit}))

    def table(self, name: str):
        """A table of the edition as a pyarrow.Table, in the columns that it is exported in."""
        import pyarrow.parquet as pq

        names = [table.name for table in tables.EDITION]
        if name not in names:
            raise Unknown("table", name, names)
        file = quote(f"{name}.parquet", safe="")
        return pq.read_table(io.BytesIO(self._get(f"/data/{file}", self._of_edition()).content))

    # -- asking -------------------------------------------------------------------------------------------------------

    def _cell(self, cell: Cell) -> dict:
        return {"place": cell.place, "type": cell.employment_type, "months": cell.months, **self._of_edition()}

    def _of_edition(self) -> dict:
        """All that is asked is asked of one edition, so that figures fit each other."""
        return {"edition": self.edition.id}

    def _parts(self, path: str, asked: Mapping, rows_of) -> Iterator[Mapping]:
        for part in self._pages(path, asked, None):
            yield from rows_of(part)

    def _pages(self, path: str, asked: Mapping, limit: int | None) -> Iterator:
        """The parts of a list, one after the other, until there are `limit` rows or no more."""
        answer = self._get(path, {**asked, "limit": min(limit or _ROWS, _ROWS)})
        given = 0
        while True:
            part = self._read(answer)
            yield part
            given += len(part if isinstance(part, list) else part["rows"])
            following = answer.links.get("next", {}).get("url")
            if following is None or (limit is not None and given >= limit):
                return
            answer = self._get(following, None)

    def _json(self, path: str, asked: Mapping):
        return self._read(self._get(path, asked))

    def _read(self, answer: httpx.Response):
        try:
            return answer.json()
        except json.JSONDecodeError:
            raise self._no_market() from None

    def _get(self, path: str, asked: Mapping | None) -> httpx.Response:
        """`path` begins with a slash: nothing is asked of another server. Raises Error in the server's own words."""
        if not path.startswith("/"):
            raise self._no_market()
        given = None if asked is None else {name: one for name, one in asked.items() if one not in (None, "", ())}
        try:
            answer = self._client.get(self.address + path, params=given)
        except httpx.HTTPError as error:
            raise Error(f"{self.address} does not answer: {error or type(error).__name__}.") from error
        if answer.is_success:
            return answer
        raise Error(_words(answer) or f"{self.address}{path} answers {answer.status_code}, which is no figure.")

    def _no_market(self) -> Error:
        return Error(f"At {self.address} there is no jobtide market: /api/v1 answers otherwise.")


def _chosen(choice: Choice) -> dict:
    return {
        "term": choice.term, "where": choice.expression, "work_mode": choice.work_modes, "employer": choice.employers,
        "seniority": choice.seniorities, "source": choice.sources, "pay_from": choice.pay_from,
        "from": choice.first and choice.first.isoformat(), "until": choice.last and choice.last.isoformat(),
    }  # fmt: skip


def _words(answer: httpx.Response) -> str | None:
    """What a refusal says to people."""
    try:
        said = answer.json()
    except json.JSONDecodeError:
        return None
    return (said.get("detail") or said.get("error")) if isinstance(said, dict) else None
