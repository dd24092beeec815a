"""A chart of a page: drawn as on the site, or as the Vega-Lite specification that it is drawn from.

Touches: the fonts that the package brings, for reading.
"""

from collections.abc import Sequence

from jobtide.notebook import html
from jobtide.page import Page
from jobtide.site import charts, specs
from jobtide.site.drawing import Drawing

_SIZE = "wide"


class Chart:
    """`name` is pay, vacancies, histogram, pay-hourly or histogram-hourly."""

    def __init__(self, page: Page, said: charts.Chart, drawing: Drawing):
        self.name, self.title, self.description = said.name, said.title, f"{said.subtitle}. {said.description}"
        self._page, self._said, self._drawing = page, said, drawing

    @property
    def spec(self) -> dict:
        """The specification, data included: a notebook with Altair shows it with altair.Chart.from_dict."""
        return specs.specification(self._page, self._said, specs.SIZES[_SIZE])

    @property
    def svg(self) -> str:
        return self._drawing.svg(self.spec, self.title, self.description)

    @property
    def png(self) -> bytes:
        return self._drawing.png(self.spec)

    def __repr__(self) -> str:
        return f"{self.title}\n{self.description}"

    def _repr_html_(self) -> str:
        return html.drawing(self.svg, self.description)


def charts_of(page: Page, drawing: Drawing) -> Sequence[Chart]:
    return [Chart(page, said, drawing) for said in charts.charts_of(page)]
