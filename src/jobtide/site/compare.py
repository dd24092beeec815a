"""Terms, places or periods side by side: as a page, as JSON."""

from dataclasses import dataclass

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from jobtide.comparison import FEWEST, MOST, PERIODS
from jobtide.errors import Error, Unknown
from jobtide.in_json import text_of
from jobtide.serving.answers import CSV, HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.shown import comparisons
from jobtide.shown.csv_lists import comparison_csv, comparison_series_csv
from jobtide.site import names
from jobtide.site.asked import in_address, in_query, parameters
from jobtide.site.comparison_charts import charts_of, specification
from jobtide.site.drawn_charts import ChartRoutes
from jobtide.site.request import EMPLOYMENT_TYPES, BadRequest, Cell, months, query
from jobtide.site.specs import SIZES
from jobtide.site.views import Views, lengths, types

# What a visitor may begin with: terms, and places.
EXAMPLES = (
    (("python", "java", "go"), ()),
    (("aws", "azure"), ("london",)),
    (("data-engineer",), ("london", "manchester", "edinburgh")),
)
_LONGEST = 80  # characters of a name
# What an address of this page calls terms and places, and what people write who know the API's.
_TERMS, _PLACES = ("t", "term", "terms"), ("in", "place", "places")


@dataclass(frozen=True)
class Compared:
    """What an address asks to set side by side: terms and places as people typed them, in the cell `here`."""

    here: Cell
    terms: tuple[str, ...]
    places: tuple[str, ...]
    periods: bool = False

    def path(self, ending: str = "", **more: str) -> str:
        here = self.here
        months = [("months", str(here.months))] if here.months != 6 else []
        edition = [("edition", here.edition.id)] if here.edition else []
        sides = [(name, ",".join(values)) for name, values in (("t", self.terms), ("in", self.places)) if values]
        by_time = [("by", PERIODS)] if self.periods else []
        asked = [*sides, *by_time, ("type", here.employment_type), *months, *more.items(), *edition]
        return f"/compare{ending}{query(asked)}"

    def at(self, here: Cell) -> "Compared":
        return Compared(here, self.terms, self.places, self.periods)


class CompareRoutes:
    def __init__(self, served: Served, views: Views, charts: ChartRoutes):
        self._served, self._views, self._charts = served, views, charts

    def addresses(self) -> list[Address]:
        return [
            ("/compare", self.page),
            ("/compare.{ending}", self.page_as_data),
            ("/compare/{chart}.{ending}", self.chart),
        ]

    def page(self, request: Request) -> Response:
        reader, asked = self._served.reader(request), self._asked(request)
        try:
            return self._served.answer(request, reader, lambda: (self._html(reader, asked), HTML))
        except (Unknown, Error) as error:
            given = self._form(reader, asked, error)
            html = self._views.rendered("compare.html", asked.here, reader.edition, **given)
            status = 404 if isinstance(error, Unknown) else 400
            return Response(html, status, {"Cache-Control": "no-store"}, media_type=HTML)

    def page_as_data(self, request: Request, ending: str) -> Response:
        form = in_address(ending, "json", "csv")
        reader, asked = self._served.reader(request), self._asked(request)

        def make() -> tuple[str, str]:
            found = _found(reader, asked)
            return (comparison_csv(found), CSV) if form == "csv" else (text_of(found.as_json()), JSON)

        return self._served.answer(request, reader, make)

    def chart(self, request: Request, chart: str, ending: str) -> Response:
        in_address(ending, "svg", "png", "csv", "json")
        size = in_query(request, "size", *SIZES)
        reader, asked = self._served.reader(request), self._asked(request)

        def make() -> tuple[str | bytes, str]:
            found = _found(reader, asked)
            drawn = next((each for each in charts_of(found) if each.name == chart and each.has_data), None)
            if drawn is None:
                raise HTTPException(404)
            if ending == "csv":
                return comparison_series_csv(found), CSV
            return self._charts.finished(specification(found, drawn, SIZES[size]), drawn, ending)

        return self._served.answer(request, reader, make)

    def _asked(self, request: Request) -> Compared:
        given = parameters(request)
        kind = in_query(request, "type", *EMPLOYMENT_TYPES)
        here = Cell(kind, self._served.reader(request).root_place, None, months(given), self._served.pinned(request))
        terms, places = _listed(given, *_TERMS), _listed(given, *_PLACES)
        return Compared(here, terms, places, request.query_params.get("by") == PERIODS)

    def _html(self, reader, asked: Compared) -> str:
        given = self._form(reader, asked)
        if asked.terms:
            found = _found(reader, asked)
            here = asked.here
            given |= {
                "found": found,
                "heading": comparisons.heading(found),
                "introduction": comparisons.introduction(found),
                "columns": list(zip(comparisons.headings(found), map(_at(found, here), found.columns), strict=True)),
                "lines": list(comparisons.lines(found)),
                "meant": _meant(reader),
                "charts": charts_of(found),
                "chart_at": lambda name, ending, **more: asked.path(f"/{name}.{ending}", **more),
                "chart_measures": reader.measures.of("page"),
                "sizes": SIZES,
                "by_time": found.varies == PERIODS,
                "said": list(comparisons.said(found)),
                "types": types(lambda kind: asked.at(here.with_(employment_type=kind)).path(), here.employment_type),
                "lengths": lengths(lambda many: asked.at(here.with_(months=many)).path(), here.months),
            }
        return self._views.rendered("compare.html", asked.here, reader.edition, **given)

    def _form(self, reader, asked: Compared, error: Error | None = None) -> dict[str, object]:
        near = ()
        if isinstance(error, Unknown):
            near = [hit.name for hit in names.nearest(reader, error.name, asked.here, error.kind)] or error.nearest
        examples = [Compared(asked.here, terms, places) for terms, places in EXAMPLES]
        known = [one for one in examples if all(names.found(reader.find_term, term) for term in one.terms)]
        return {
            "asked": asked,
            "terms": ", ".join(_called(reader.find_term, asked.terms)),
            "places": ", ".join(_called(reader.find_place, asked.places)),
            "found": None,
            "error": error,
            "near": near,
            "legend": comparisons.LEGEND,
            "examples": [(_example(reader, one), one.path()) for one in known],
            "current_address": asked.at(asked.here.current).path(),
            "as_data": lambda form: asked.path(f".{form}"),
        }


def _found(reader, asked: Compared):
    """Raises Unknown for names, BadRequest for what cannot be set side by side."""
    terms = list(dict.fromkeys(reader.find_term(name).slug for name in asked.terms))
    places = list(dict.fromkeys(reader.find_place(name).slug for name in asked.places)) or [asked.here.place]
    if not terms or (asked.periods and len(terms) * len(places) > 1):
        raise BadRequest("Name one term and one place to set its periods side by side, or several terms or places.")
    if not asked.periods:
        if len(terms) > 1 and len(places) > 1:
            raise BadRequest("Either several terms in one place are compared, or one term in several places.")
        if not FEWEST <= max(len(terms), len(places)) <= MOST:
            raise BadRequest(f"Name {FEWEST} to {MOST} terms in one place, or one term and {FEWEST} to {MOST} places.")
    here = asked.here
    return reader.compare(terms, places, here.employment_type, here.months, asked.periods)


def _meant(reader):
    """The definition of a row's figure, by its key: those of a term's page."""
    measures = reader.measures.of("page")

    def of(figure: str) -> str | None:
        part, _, rest = figure.partition(".")
        if part == "pay":
            return measures.get(f"summary.pay.*.{rest.split('.')[-1]}")
        return measures.get(part) or measures.get(f"summary.{part}")

    return of


def _at(found, here: Cell):
    """The cell of a column."""
    return lambda column: here.with_(place=column.place.slug, term=column.term.slug)


def _called(find, texts: tuple[str, ...]) -> list[str]:
    found = ((text, names.found(find, text)) for text in texts)
    return [each.name if each else text for text, each in found]


def _example(reader, one: Compared) -> str:
    terms = _and(_called(reader.find_term, one.terms))
    return f"{terms} in {_and(_called(reader.find_place, one.places))}" if one.places else terms


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _listed(parameters: dict[str, list[str]], *names: str) -> tuple[str, ...]:
    texts = [text for name in names for text in parameters.get(name, ())]
    parts = [part.strip()[:_LONGEST] for text in texts for part in text.split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))[: MOST + 1]
