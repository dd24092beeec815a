"""The charts of a page: drawings, data, and the specifications that they are drawn from."""

import json

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from jobtide.page import Page
from jobtide.serving.answers import CSV, JSON, PNG, SVG
from jobtide.serving.served import Address, Served
from jobtide.shown import spreadsheets
from jobtide.site.asked import cell_of, in_address, in_query, moved
from jobtide.site.cards import card
from jobtide.site.charts import Chart, chart_of
from jobtide.site.drawing import Drawing
from jobtide.site.specs import SIZES, specification


class ChartRoutes:
    def __init__(self, served: Served):
        self._served, self._drawing = served, Drawing()

    def addresses(self) -> list[Address]:
        return [
            ("/{employment_type}/{place}/{term}/card.png", self.card),
            ("/{employment_type}/{place}/{term}/{chart}.{ending}", self.chart),
        ]

    def card(self, request: Request, employment_type: str, place: str, term: str) -> Response:
        """The picture that stands beside a link to the page."""
        reader, cell = self._served.reader(request), cell_of(request, employment_type, place, term)

        def make() -> tuple[bytes, str]:
            page = reader.page(cell.term, cell.place, cell.employment_type, cell.months)
            return self._drawing.png_of(card(page)), PNG

        return moved(reader, cell, "/card.png") or self._served.answer(request, reader, make)

    def chart(self, request: Request, employment_type: str, place: str, term: str, chart: str, ending: str) -> Response:
        """A chart as a drawing, as data, or (.json) as the Vega-Lite specification that it is drawn from."""
        in_address(ending, "svg", "png", "csv", "json")
        size = in_query(request, "size", *SIZES)
        reader, cell = self._served.reader(request), cell_of(request, employment_type, place, term)

        def make() -> tuple[str | bytes, str]:
            page = reader.page(cell.term, cell.place, cell.employment_type, cell.months)
            asked = chart_of(page, chart)
            if asked is None:
                raise HTTPException(404)
            return self.drawn(page, asked, ending, size)

        return moved(reader, cell, f"/{chart}.{ending}") or self._served.answer(request, reader, make)

    def drawn(self, page: Page, chart: Chart, ending: str, size: str) -> tuple[str | bytes, str]:
        """A chart of any page, and its media type."""
        if ending == "csv":
            return _chart_csv(page, chart), CSV
        return self.finished(specification(page, chart, SIZES[size]), chart, ending)

    def finished(self, spec: dict, chart: Chart, ending: str) -> tuple[str | bytes, str]:
        """A specification as it is (json), or drawn."""
        if ending == "json":
            return json.dumps(spec, ensure_ascii=False), JSON
        if ending == "png":
            return self._drawing.png(spec), PNG
        return self._drawing.svg(spec, chart.title, f"{chart.subtitle}. {chart.description}"), SVG


def _chart_csv(page: Page, chart: Chart) -> str:
    if chart.kind == "vacancies":
        return spreadsheets.vacancies_csv(page)
    return (spreadsheets.pay_csv if chart.kind == "pay" else spreadsheets.histogram_csv)(page, chart.unit)
