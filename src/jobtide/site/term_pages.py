"""The page of a term in a place: as a page, as JSON, as CSV."""

from fastapi import Request, Response

from jobtide.serving.answers import CSV, HTML, JSON, site_of
from jobtide.serving.served import Address, Served
from jobtide.shown import spreadsheets
from jobtide.site.asked import as_json, cell_of, in_address, moved
from jobtide.site.known import KnownOf
from jobtide.site.request import Cell
from jobtide.site.views import Views


class TermPageRoutes:
    def __init__(self, served: Served, views: Views, known: KnownOf):
        self._served, self._views, self._known = served, views, known

    def addresses(self) -> list[Address]:
        return [
            ("/{employment_type}/{place}/{term}.{ending}", self.page_as_data),
            ("/{employment_type}/{place}/{term}", self.page),
        ]

    def page(self, request: Request, employment_type: str, place: str, term: str) -> Response:
        return self._page(request, self._cell(request, employment_type, place, term), "html")

    def page_as_data(self, request: Request, employment_type: str, place: str, term: str, ending: str) -> Response:
        return self._page(request, self._cell(request, employment_type, place, term), in_address(ending, "json", "csv"))

    def _cell(self, request: Request, employment_type: str, place: str, term: str) -> Cell:
        return cell_of(request, employment_type, place, term, self._served.pinned(request))

    def _page(self, request: Request, cell: Cell, form: str) -> Response:
        reader = self._served.reader(request)

        def make() -> tuple[str, str]:
            page = reader.page(cell.term, cell.place, cell.employment_type, cell.months)
            if form == "html":
                return self._views.page(page, cell, self._known(reader).slug_of, site_of(request)), HTML
            return (spreadsheets.page_csv(page), CSV) if form == "csv" else (as_json(page), JSON)

        ending = "" if form == "html" else f".{form}"
        return moved(reader, cell, ending) or self._served.answer(request, reader, make)
