"""A chart alone, to be shown within other people's pages, with its source and date."""

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from jobtide.serving.answers import HTML
from jobtide.serving.served import Address, Served
from jobtide.site.asked import cell_of, moved
from jobtide.site.charts import chart_of
from jobtide.site.page_parts import links_of
from jobtide.site.specs import SIZES
from jobtide.site.views import Views


class EmbedRoutes:
    """The only addresses that may be framed: serving/headers.py says so."""

    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [("/embed/{employment_type}/{place}/{term}/{chart}", self.embedded)]

    def embedded(self, request: Request, employment_type: str, place: str, term: str, chart: str) -> Response:
        reader = self._served.reader(request)
        cell = cell_of(request, employment_type, place, term, self._served.pinned(request))

        def make() -> tuple[str, str]:
            page = reader.page(cell.term, cell.place, cell.employment_type, cell.months)
            drawn = chart_of(page, chart)
            if drawn is None:
                raise HTTPException(404)
            given = {"page": page, "drawn": drawn, "links": links_of(cell), "sizes": SIZES}
            return self._views.rendered("embed.html", cell, page.edition, **given), HTML

        return moved(reader, cell, f"/{chart}", before="/embed") or self._served.answer(request, reader, make)
