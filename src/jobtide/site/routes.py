"""What each address of the site gives. The addresses themselves stand in app.py."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from jobtide.page import Index, Page
from jobtide.shown import spreadsheets
from jobtide.site import names
from jobtide.site.answers import CSV, HTML, JSON, PNG, SVG, Kept, answer
from jobtide.site.charts import Chart, chart_of
from jobtide.site.drawing import Drawing
from jobtide.site.request import EMPLOYMENT_TYPES, ROWS_A_PAGE, BadRequest, Cell, index_query, months
from jobtide.site.specs import SIZES, specification
from jobtide.site.views import Views


@dataclass(frozen=True)
class _Known:
    """What every page of an edition needs: the places by their paths of names, and the ranks of terms by slug."""

    places: dict[tuple[str, ...], str]
    ranks: dict[str, int]

    def slug_of(self, path: Sequence[str]) -> str | None:
        return self.places.get(tuple(path))


class Routes:
    """Endpoints over the edition that is current when each is asked."""

    def __init__(self, reader_source, views: Views, kept: Kept, version: str):
        self._source, self._views, self._kept, self._version = reader_source, views, kept, version
        self._drawing = Drawing()
        self._known_of: tuple[str, _Known] | None = None  # with the edition it is of

    def health(self) -> Response:
        return JSONResponse({"edition": self._source.current().edition.id}, headers={"Cache-Control": "no-store"})

    # -- pages and indexes --

    def home(self, request: Request) -> Response:
        return self._index(request, Cell("permanent", self._source.current().root_place), "html")

    def index(self, request: Request, employment_type: str, place: str) -> Response:
        return self._index(request, _cell(request, employment_type, place), "html")

    def index_as_data(self, request: Request, employment_type: str, place: str, ending: str) -> Response:
        return self._index(request, _cell(request, employment_type, place), _in_address(ending, "json", "csv"))

    def page(self, request: Request, employment_type: str, place: str, term: str) -> Response:
        return self._page(request, _cell(request, employment_type, place, term), "html")

    def page_as_data(self, request: Request, employment_type: str, place: str, term: str, ending: str) -> Response:
        return self._page(request, _cell(request, employment_type, place, term), _in_address(ending, "json", "csv"))

    def chart(self, request: Request, employment_type: str, place: str, term: str, chart: str, ending: str) -> Response:
        """A chart as a drawing, as data, or (.json) as the Vega-Lite specification that it is drawn from."""
        _in_address(ending, "svg", "png", "csv", "json")
        size = _in_query(request, "size", *SIZES)
        reader, cell = self._source.current(), _cell(request, employment_type, place, term)

        def make() -> tuple[str | bytes, str]:
            page = reader.page(cell.term, cell.place, cell.employment_type, cell.months)
            asked = chart_of(page, chart)
            if asked is None:
                raise HTTPException(404)
            return self._drawn(page, asked, ending, size)

        return _moved(reader, cell, f"/{chart}.{ending}") or self._answer(request, reader, make)

    # -- finding --

    def search(self, request: Request) -> Response:
        """A single hit is gone to, several are listed."""
        reader = self._source.current()
        searched = " ".join(request.query_params.get("q", "").split())[:80]
        here = self._here(request, reader)
        hits = names.exact(reader, searched, here) if searched else []
        hits = hits or names.containing(reader, searched, here, self._known(reader).ranks)
        if len(hits) == 1:
            return RedirectResponse(hits[0].address, 303)
        near = names.nearest(reader, searched, here) if searched and not hits else ()

        def make() -> tuple[str, str]:
            return self._views.search(reader.edition, here, searched, hits[: names.MOST_HITS], near), HTML

        return self._answer(request, reader, make)

    def find(self, request: Request) -> Response:
        """Where forms lead that name a place: to a term's page there, or (forms with a `q`) to its index, filtered."""
        reader, kind = self._source.current(), _in_query(request, "type", *EMPLOYMENT_TYPES)
        place = reader.find_place(request.query_params.get("in") or reader.root_place).slug
        asked = index_query(_parameters(request))
        if "q" not in request.query_params and len(asked.terms) == 1:
            term = reader.find_term(asked.terms[0]).slug
            return RedirectResponse(Cell(kind, place, term, asked.months).path(), 303)
        return RedirectResponse(asked.path(kind, place), 303)

    def suggest(self, request: Request) -> Response:
        """Names that hold `q`, the likeliest first: {"suggestions": [{"name", "slug", "kind", "is_term"}]}."""
        reader, kind = self._source.current(), _in_query(request, "kind", "any", "term", "place")
        text = request.query_params.get("q", "")[:80]

        def make() -> tuple[str, str]:
            near = Cell("permanent", reader.root_place)
            hits = names.containing(reader, text, near, self._known(reader).ranks, kind)[: names.MOST_SUGGESTIONS]
            found = [{"name": h.name, "slug": h.slug, "kind": h.kind, "is_term": h.is_term} for h in hits]
            return json.dumps({"suggestions": found}, ensure_ascii=False), JSON

        return self._answer(request, reader, make)

    # -- how they are made --

    def _index(self, request: Request, cell: Cell, form: str) -> Response:
        reader, asked = self._source.current(), index_query(_parameters(request))
        terms = tuple(reader.find_term(term).slug for term in asked.terms)

        def make() -> tuple[str, str]:
            # As data the list is whole unless a page of it is asked for.
            limit = ROWS_A_PAGE if form == "html" or "page" in request.query_params else None
            index = reader.index(
                cell.place,
                cell.employment_type,
                asked.months,
                categories=asked.categories,
                terms=terms,
                search=asked.search,
                sort=asked.sort,
                reverse=asked.reverse,
                limit=limit,
                offset=(asked.page - 1) * ROWS_A_PAGE,
            )
            if form == "html":
                return self._views.index(index, asked, self._known(reader).slug_of), HTML
            return (spreadsheets.index_csv(index), CSV) if form == "csv" else (_json(index), JSON)

        ending = "" if form == "html" else f".{form}"
        return _moved(reader, cell, ending) or self._answer(request, reader, make)

    def _page(self, request: Request, cell: Cell, form: str) -> Response:
        reader = self._source.current()

        def make() -> tuple[str, str]:
            page = reader.page(cell.term, cell.place, cell.employment_type, cell.months)
            if form == "html":
                return self._views.page(page, self._known(reader).slug_of), HTML
            return (spreadsheets.page_csv(page), CSV) if form == "csv" else (_json(page), JSON)

        ending = "" if form == "html" else f".{form}"
        return _moved(reader, cell, ending) or self._answer(request, reader, make)

    def _drawn(self, page: Page, chart: Chart, ending: str, size: str) -> tuple[str | bytes, str]:
        if ending == "csv":
            return _chart_csv(page, chart), CSV
        spec = specification(page, chart, SIZES[size])
        if ending == "json":
            return json.dumps(spec, ensure_ascii=False), JSON
        if ending == "png":
            return self._drawing.png(spec), PNG
        return self._drawing.svg(spec, chart.title, f"{chart.subtitle}. {chart.description}"), SVG

    def _answer(self, request: Request, reader, make: Callable[[], tuple[str | bytes, str]]) -> Response:
        return answer(request, f"{reader.edition.id}-{self._version}", self._kept, make)

    def _known(self, reader) -> "_Known":
        """Kept until the next edition."""
        edition, known = self._known_of or ("", None)
        if known is None or edition != reader.edition.id:
            places = {tuple(place.path): place.slug for place in reader.places()}
            rows = reader.index(reader.root_place, "permanent", 6, limit=None).rows
            known = _Known(places, {row.slug: row.rank for row in rows if row.rank is not None})
            self._known_of = (reader.edition.id, known)
        return known

    def _here(self, request: Request, reader) -> Cell:
        """The place and type that a search was made from."""
        place = names.found(reader.find_place, request.query_params.get("in") or reader.root_place)
        return Cell(_in_query(request, "type", *EMPLOYMENT_TYPES), place.slug if place else reader.root_place)


def _cell(request: Request, employment_type: str, place: str, term: str | None = None) -> Cell:
    return Cell(_in_address(employment_type, *EMPLOYMENT_TYPES), place, term, months(_parameters(request)))


def _moved(reader, cell: Cell, ending: str) -> Response | None:
    """To the one address of a page, where a name or an alias stands in place of a slug. Raises Unknown."""
    place = reader.find_place(cell.place).slug
    term = reader.find_term(cell.term).slug if cell.term is not None else None
    if (place, term) == (cell.place, cell.term):
        return None
    return RedirectResponse(Cell(cell.employment_type, place, term, cell.months).path(ending), 308)


def _in_address(part: str, *known: str) -> str:
    if part not in known:
        raise HTTPException(404)
    return part


def _in_query(request: Request, name: str, *known: str) -> str:
    """A parameter that is one of a few, the first of them where it is not given."""
    part = request.query_params.get(name) or known[0]
    if part not in known:
        raise BadRequest(f"{name} is {' or '.join(known)}.")
    return part


def _parameters(request: Request) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


def _json(figures: Page | Index) -> str:
    return json.dumps(figures.as_json(), ensure_ascii=False, allow_nan=False)


def _chart_csv(page: Page, chart: Chart) -> str:
    if chart.kind == "vacancies":
        return spreadsheets.vacancies_csv(page)
    return (spreadsheets.pay_csv if chart.kind == "pay" else spreadsheets.histogram_csv)(page, chart.unit)
