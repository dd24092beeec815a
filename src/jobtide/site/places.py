"""The page of all places that have a vacancy."""

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from jobtide.in_json import text_of
from jobtide.serving.answers import CSV, HTML, JSON, SVG
from jobtide.serving.served import Address, Served
from jobtide.shown import sentences
from jobtide.shown.csv_lists import places_csv
from jobtide.site.asked import in_address, in_query, parameters
from jobtide.site.maps import drawn
from jobtide.site.placed import branches, dots, flat
from jobtide.site.request import EMPLOYMENT_TYPES, Cell, months
from jobtide.site.views import Views, lengths, types


class PlaceRoutes:
    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [("/places", self.tree), ("/places.{ending}", self.tree_as_data), ("/places/{place}.svg", self.map)]

    def tree(self, request: Request) -> Response:
        reader, here = self._asked(request)

        def make() -> tuple[str, str]:
            def at(**changes: object) -> str:
                return _address(here.with_(**changes))

            given = {
                "branches": branches(reader, here),
                "period": reader.period_of(here.months)[0],
                "measures": reader.measures.of("index"),
                "types": types(lambda kind: at(employment_type=kind), here.employment_type),
                "lengths": lengths(lambda many: at(months=many), here.months),
                "as_data": lambda form: _address(here, f".{form}"),
                "current_address": at(edition=None),
            }
            return self._views.rendered("places.html", here, reader.edition, **given), HTML

        return self._served.answer(request, reader, make)

    def tree_as_data(self, request: Request, ending: str) -> Response:
        """{"edition", "employment_type", "months", "places": [{"name", "slug", "count", "below": [...]}]}."""
        form = in_address(ending, "json", "csv")
        reader, here = self._asked(request)

        def make() -> tuple[str, str]:
            if form == "csv":
                return places_csv(reader.edition, flat(branches(reader, here))), CSV
            said = {"edition": reader.edition, "employment_type": here.employment_type, "months": here.months}
            return text_of({**said, "places": branches(reader, here)}), JSON

        return self._served.answer(request, reader, make)

    def map(self, request: Request, place: str) -> Response:
        """The places within a place as dots. 404 where the middle of none of them is known."""
        reader, here = self._asked(request)
        where = reader.find_place(place)
        here = here.with_(place=where.slug)

        def make() -> tuple[str, str]:
            found = dots(reader, here)
            if not found:
                raise HTTPException(404)
            title = f"Where {here.employment_type} vacancies are in {where.in_sentence}"
            return drawn(found, title, sentences.of_map([(dot.name, dot.count) for dot in found])), SVG

        return self._served.answer(request, reader, make)

    def _asked(self, request: Request) -> tuple[object, Cell]:
        reader, kind = self._served.reader(request), in_query(request, "type", *EMPLOYMENT_TYPES)
        given = months(parameters(request))
        return reader, Cell(kind, reader.root_place, None, given, self._served.pinned(request))


def _address(here: Cell, ending: str = "") -> str:
    months_asked = {"months": str(here.months)} if here.months != 6 else {}
    return here.link(f"/places{ending}", type=here.employment_type, **months_asked)
