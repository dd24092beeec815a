"""What this site is, and what of it can be had as data."""

from fastapi import Request, Response

from jobtide import tables
from jobtide.serving.answers import HTML
from jobtide.serving.served import Address, Served
from jobtide.site.request import Cell
from jobtide.site.views import Views

LICENCE = "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


class AboutRoutes:
    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [("/about", self.about), ("/data", self.data)]

    def about(self, request: Request) -> Response:
        return self._page(request, "about.html")

    def data(self, request: Request) -> Response:
        return self._page(request, "data.html")

    def _page(self, request: Request, template: str) -> Response:
        reader = self._served.reader(request)

        def make() -> tuple[str, str]:
            here = Cell("permanent", reader.root_place, edition=self._served.pinned(request))
            first = next(iter(reader.index(reader.root_place, limit=1).rows), None)
            given = {
                "place": reader.find_place(reader.root_place),
                "example": here.with_(term=first.slug) if first else here,
                "tables": tables.EDITION,
                "address": str(request.base_url).rstrip("/"),
                "licence": LICENCE,
                "licence_address": LICENCE_ADDRESS,
                "quality": reader.manifest.quality,
                "current_address": request.url.path,
            }
            return self._views.rendered(template, here, reader.edition, **given), HTML

        return self._served.answer(request, reader, make)
