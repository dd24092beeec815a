"""The page of any population: a form, and what a term's page has of the vacancies that it chooses."""

from collections.abc import Iterator

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from jobtide.errors import Error, Unknown
from jobtide.expression import BadExpression
from jobtide.in_json import text_of
from jobtide.page import Page
from jobtide.serving.answers import CSV, HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.shown import spreadsheets
from jobtide.site import names
from jobtide.site.asked import in_address, in_query, parameters
from jobtide.site.charts import chart_of
from jobtide.site.drawn_charts import ChartRoutes
from jobtide.site.page_parts import links_of_population, parts_of
from jobtide.site.populations import Asking, asking, population_of
from jobtide.site.request import EMPLOYMENT_TYPES, Cell, months
from jobtide.site.specs import SIZES
from jobtide.site.views import Views, lengths, types

# What a visitor may begin with.
EXAMPLES = (
    ("Python, and either AWS or Azure", (("where", "python and (aws or azure)"),)),
    ("Java but not Spring", (("where", "java and not spring"),)),
    ("Remote work that cites Kubernetes", (("where", "kubernetes"), ("work_mode", "remote"))),
    ("Senior people for SQL, from £70,000", (("where", "sql"), ("seniority", "senior"), ("pay_from", "70000"))),
)


class ExploreRoutes:
    def __init__(self, served: Served, views: Views, charts: ChartRoutes):
        self._served, self._views, self._charts = served, views, charts

    def addresses(self) -> list[Address]:
        return [
            ("/explore", self.page),
            ("/explore.{ending}", self.page_as_data),
            ("/explore/{chart}.{ending}", self.chart),
        ]

    def page(self, request: Request) -> Response:
        reader, asked = self._served.reader(request), self._asked(request)
        if (moved := self._moved(request, reader, asked, "")) is not None:
            return moved
        try:
            return self._served.answer(request, reader, lambda: (self._html(request, reader, asked), HTML))
        except (Unknown, Error) as error:
            # The form again, with what was typed into it and why it cannot be answered.
            status = 404 if isinstance(error, Unknown) else 400
            html = self._views.rendered("explore.html", asked.here, reader.edition, **self._form(reader, asked, error))
            return Response(html, status, {"Cache-Control": "no-store"}, media_type=HTML)

    def page_as_data(self, request: Request, ending: str) -> Response:
        form = in_address(ending, "json", "csv")
        reader, asked = self._served.reader(request), self._asked(request)

        def make() -> tuple[str, str]:
            page = self._page(reader, asked)
            return (spreadsheets.page_csv(page), CSV) if form == "csv" else (text_of(page.as_json()), JSON)

        return self._moved(request, reader, asked, f".{ending}") or self._served.answer(request, reader, make)

    def chart(self, request: Request, chart: str, ending: str) -> Response:
        in_address(ending, "svg", "png", "csv", "json")
        size = in_query(request, "size", *SIZES)
        reader, asked = self._served.reader(request), self._asked(request)

        def make() -> tuple[str | bytes, str]:
            page = self._page(reader, asked)
            found = chart_of(page, chart)
            if found is None:
                raise HTTPException(404)
            return self._charts.drawn(page, found, ending, size)

        return self._served.answer(request, reader, make)

    def _asked(self, request: Request) -> Asking:
        given, place = parameters(request), request.query_params.get("in", "").strip()
        kind = in_query(request, "type", *EMPLOYMENT_TYPES)
        place = place or self._served.reader(request).root_place
        return asking(given, Cell(kind, place, None, months(given), self._served.pinned(request))).choosing()

    def _moved(self, request: Request, reader, asked: Asking, ending: str) -> Response | None:
        """To the address with the place's slug. Raises Unknown."""
        place = reader.find_place(asked.here.place).slug
        if place == asked.here.place:
            return None
        return RedirectResponse(asked.at(asked.here.with_(place=place)).path("/explore", ending), 303)

    def _page(self, reader, asked: Asking) -> Page:
        here = asked.here
        return reader.explore(population_of(reader, asked), here.place, here.employment_type, here.months)

    def _html(self, request: Request, reader, asked: Asking) -> str:
        here, given = asked.here, self._form(reader, asked)
        if asked.is_choosing or "type" in request.query_params:
            page = self._page(reader, asked)
            given |= parts_of(page, here, links_of_population(asked))

            def at(**changes: object) -> str:
                return asked.at(here.with_(**changes)).path("/explore")

            given["types"] = types(lambda kind: at(employment_type=kind), page.employment_type)
            given["lengths"] = lengths(lambda many: at(months=many), page.months)
        return self._views.rendered("explore.html", here, reader.edition, **given)

    def _form(self, reader, asked: Asking, error: Error | None = None) -> dict[str, object]:
        near = ()
        if isinstance(error, Unknown):
            near = [hit.name for hit in names.nearest(reader, error.name, asked.here, error.kind)] or error.nearest
        terms = [reader.find_term(name).name for name in asked.values("term") if names.found(reader.find_term, name)]
        where = " and ".join([*terms, *(f"({text})" if terms else text for text in asked.values("where"))])
        return {
            "asked": asked,
            "where": where,
            "place_name": reader.find_place(asked.here.place).name,
            "choices": reader.choices(),
            "page": None,
            "error": error,
            "near": near,
            "points": isinstance(error, BadExpression),
            "examples": [(name, one.path("/explore")) for name, one in _examples(reader, asked.here)],
            "is_more": bool({name for name, _ in asked.pairs} - {"term", "where"}),
            "current_address": asked.at(asked.here.current).path("/explore"),
        }


def _examples(reader, here: Cell) -> Iterator[tuple[str, Asking]]:
    """Those whose terms the edition knows."""
    for name, pairs in EXAMPLES:
        one = Asking(here, pairs)
        try:
            population_of(reader, one)
        except Unknown:
            continue
        yield name, one
