"""What search engines may look at: sitemap.xml, a part for each place and type, and robots.txt.

Only pages with figures are named: the index of a place that has a vacancy, and the terms that it has one of.
"""

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from jobtide.serving.answers import site_of
from jobtide.serving.served import Address, Served
from jobtide.site.asked import in_address
from jobtide.site.request import EMPLOYMENT_TYPES, Cell
from jobtide.taxonomy import CATEGORIES, slug

XML, TEXT = "application/xml", "text/plain; charset=utf-8"
MOST_ADDRESSES = 50_000  # of one file, by the protocol at sitemaps.org
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PAGES = ("/", "/categories", "/places", "/movers", "/definitions", "/methodology", "/quality", "/editions", "/data",
          "/about", "/explore", "/compare")  # fmt: skip
# Addresses without end, and forms of what has a page of its own.
_NOT_LOOKED_AT = ("/search", "/find", "/explore?", "/compare?", "/vacancies", "/vacancy/", "/embed/", "/api/",
                  "/*sort=", "/*edition=")  # fmt: skip


class SitemapRoutes:
    def __init__(self, served: Served):
        self._served = served

    def addresses(self) -> list[Address]:
        return [
            ("/robots.txt", self.robots),
            ("/favicon.ico", self.icon),
            ("/sitemap.xml", self.index),
            ("/sitemaps/pages.xml", self.pages),
            ("/sitemaps/{employment_type}/{place}.xml", self.place),
        ]

    def icon(self) -> Response:
        """Where browsers look that were not told of the icon: within drawings, data and the API's document."""
        return RedirectResponse("/static/icon.svg", 308)

    def robots(self, request: Request) -> Response:
        site = site_of(request)
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_LOOKED_AT), "", f"Sitemap: {site}/sitemap.xml"]
        return self._served.answer(request, self._served.source.current(), lambda: ("\n".join(lines) + "\n", TEXT))

    def index(self, request: Request) -> Response:
        """The parts: one of the pages about the market, and one for each place and type with a vacancy."""
        reader, site = self._served.source.current(), site_of(request)

        def make() -> tuple[str, str]:
            parts = [f"{site}/sitemaps/pages.xml"]
            for kind in EMPLOYMENT_TYPES:
                numbers = {reader.place_number(place.slug): place.slug for place in reader.places()}
                totals = reader.totals_of(list(numbers), kind, 6)
                parts += [f"{site}/sitemaps/{kind}/{numbers[at]}.xml" for at, many in totals.items() if many[0]]
            return _written("sitemapindex", "sitemap", parts, reader.edition.as_of), XML

        return self._served.answer(request, reader, make)

    def pages(self, request: Request) -> Response:
        reader, site = self._served.source.current(), site_of(request)
        paths = [*_PAGES, *(f"/categories/{slug(category)}" for category in CATEGORIES)]
        paths += [f"/definitions/{measure.id}" for measure in reader.measures]
        addresses = [f"{site}{path}" for path in paths]
        written = _written("urlset", "url", addresses, reader.edition.as_of)
        return self._served.answer(request, reader, lambda: (written, XML))

    def place(self, request: Request, employment_type: str, place: str) -> Response:
        in_address(employment_type, *EMPLOYMENT_TYPES)
        reader, site = self._served.source.current(), site_of(request)
        here = Cell(employment_type, reader.find_place(place).slug)

        def make() -> tuple[str, str]:
            rows = reader.index(here.place, employment_type, 6, limit=MOST_ADDRESSES - 1).rows
            paths = [here.path(), *(here.with_(term=row.slug).path() for row in rows)]
            return _written("urlset", "url", [f"{site}{path}" for path in paths], reader.edition.as_of), XML

        return self._served.answer(request, reader, make)


def _written(root: str, each: str, addresses: Iterable[str], changed: date) -> str:
    entries = "\n".join(
        f"<{each}><loc>{escape(address)}</loc><lastmod>{changed.isoformat()}</lastmod></{each}>"
        for address in addresses
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{entries}\n</{root}>\n'
