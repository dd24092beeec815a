"""Finding terms and places: the search page, its suggestions, and where forms lead."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from jobtide.serving.answers import HTML
from jobtide.serving.served import Address, Served
from jobtide.site import names
from jobtide.site.asked import in_query, parameters
from jobtide.site.request import EMPLOYMENT_TYPES, Cell, index_query
from jobtide.site.views import Views


class FindingRoutes:
    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [("/search", self.search), ("/find", self.find)]

    def search(self, request: Request) -> Response:
        """A single hit is gone to, several are listed."""
        reader = self._served.reader(request)
        searched = " ".join(request.query_params.get("q", "").split())[:80]
        here = self._here(request, reader)
        hits = names.exact(reader, searched, here) if searched else []
        hits = hits or names.containing(reader, searched, here)
        if len(hits) == 1:
            return RedirectResponse(hits[0].address, 303)
        near = names.nearest(reader, searched, here) if searched and not hits else ()

        def make() -> tuple[str, str]:
            return self._views.search(reader.edition, here, searched, hits[: names.MOST_HITS], near), HTML

        return self._served.answer(request, reader, make)

    def find(self, request: Request) -> Response:
        """Where forms lead that name a place: to a term's page there, or (forms with a `q`) to its index, filtered."""
        reader, kind = self._served.reader(request), in_query(request, "type", *EMPLOYMENT_TYPES)
        place = reader.find_place(request.query_params.get("in") or reader.root_place).slug
        edition = self._served.pinned(request)
        asked = index_query(parameters(request), edition)
        if "q" not in request.query_params and len(asked.terms) == 1:
            term = reader.find_term(asked.terms[0]).slug
            return RedirectResponse(Cell(kind, place, term, asked.months, edition).path(), 303)
        return RedirectResponse(asked.path(kind, place), 303)

    def _here(self, request: Request, reader) -> Cell:
        """The place and type that a search was made from."""
        place = names.found(reader.find_place, request.query_params.get("in") or reader.root_place)
        slug = place.slug if place else reader.root_place
        return Cell(in_query(request, "type", *EMPLOYMENT_TYPES), slug, edition=self._served.pinned(request))
