"""The index of a place: as a page, as JSON, as CSV."""

from fastapi import Request, Response

from jobtide.page import Index
from jobtide.serving.answers import CSV, HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.shown import spreadsheets
from jobtide.site.asked import as_json, cell_of, in_address, moved, parameters
from jobtide.site.known import KnownOf
from jobtide.site.placed import places_around
from jobtide.site.request import ROWS_A_PAGE, Cell, IndexQuery, index_query
from jobtide.site.views import Views
from jobtide.taxonomy import JOB_TITLES


class IndexRoutes:
    def __init__(self, served: Served, views: Views, known: KnownOf):
        self._served, self._views, self._known = served, views, known

    def addresses(self) -> list[Address]:
        return [
            ("/{employment_type}/{place}.{ending}", self.index_as_data),
            ("/{employment_type}/{place}", self.index),
        ]

    def index(self, request: Request, employment_type: str, place: str) -> Response:
        return self._index(request, self._cell(request, employment_type, place), "html")

    def index_as_data(self, request: Request, employment_type: str, place: str, ending: str) -> Response:
        return self._index(request, self._cell(request, employment_type, place), in_address(ending, "json", "csv"))

    def _cell(self, request: Request, employment_type: str, place: str) -> Cell:
        return cell_of(request, employment_type, place, edition=self._served.pinned(request))

    def _index(self, request: Request, cell: Cell, form: str) -> Response:
        reader, asked = self._served.reader(request), index_query(parameters(request), cell.edition)
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
                return self._html(reader, index, cell, asked), HTML
            return (spreadsheets.index_csv(index), CSV) if form == "csv" else (as_json(index), JSON)

        ending = "" if form == "html" else f".{form}"
        return moved(reader, cell, ending) or self._served.answer(request, reader, make)

    def _html(self, reader, index: Index, here: Cell, asked: IndexQuery) -> str:
        titled = reader.category(JOB_TITLES, here.place, here.employment_type, here.months, limit=0)
        around = places_around(reader, here, self._known(reader))
        return self._views.index(index, here, asked, self._known(reader).slug_of, titled, around)
