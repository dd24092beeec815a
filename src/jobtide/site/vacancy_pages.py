"""The vacancies behind a figure, and one vacancy with its adverts: as pages, as JSON, as CSV."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from jobtide.in_json import text_of
from jobtide.serving.answers import CSV, HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.shown import vacancies as words
from jobtide.site.asked import in_address, in_query, parameters
from jobtide.site.populations import Asking, asking, counted_of, population_of
from jobtide.site.request import EMPLOYMENT_TYPES, Cell, months, page_number
from jobtide.site.views import Views, lengths, types

ROWS_A_PAGE = 50
MOST_AS_DATA = 10_000  # rows of one answer


class VacancyRoutes:
    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [
            ("/vacancies", self.list),
            ("/vacancies.{ending}", self.list_as_data),
            ("/vacancies/{vacancy}.json", self.one_as_data),
            ("/vacancies/{vacancy}", self.one),
        ]

    def list(self, request: Request) -> Response:
        return self._list(request, "html")

    def list_as_data(self, request: Request, ending: str) -> Response:
        return self._list(request, in_address(ending, "json", "csv"))

    def one(self, request: Request, vacancy: str) -> Response:
        reader = self._served.reader(request)

        def make() -> tuple[str, str]:
            one = reader.vacancy(vacancy)
            here = Cell("permanent", reader.root_place, edition=self._served.pinned(request))
            given = {
                "one": one,
                "row": words.lines([one.vacancy], lambda slug: reader.find_place(slug).name)[0],
                "place_name": lambda slug: reader.find_place(slug).name,
                "term_of": reader.find_term,
                "followed": words.followed,
                "current_address": f"/vacancies/{vacancy}",
            }
            return self._views.rendered("vacancy.html", here, reader.edition, **given), HTML

        return self._served.answer(request, reader, make)

    def one_as_data(self, request: Request, vacancy: str) -> Response:
        reader = self._served.reader(request)
        return self._served.answer(request, reader, lambda: (text_of(reader.vacancy(vacancy).as_json()), JSON))

    def _list(self, request: Request, form: str) -> Response:
        reader, given = self._served.reader(request), parameters(request)
        named = request.query_params.get("in") or reader.root_place
        place = reader.find_place(named)
        kind = in_query(request, "type", *EMPLOYMENT_TYPES)
        asked = asking(given, Cell(kind, place.slug, None, months(given), self._served.pinned(request)))
        page = page_number(given)
        if named != place.slug:
            return RedirectResponse(asked.path("/vacancies", "" if form == "html" else f".{form}"), 303)

        def make() -> tuple[str, str]:
            limit, first = (ROWS_A_PAGE, (page - 1) * ROWS_A_PAGE) if form == "html" else (MOST_AS_DATA, 0)
            population, counted = population_of(reader, asked), counted_of(reader, asked)
            found = reader.vacancies(population, place.slug, kind, asked.here.months, counted, limit, first)
            if form == "html":
                return self._page(reader, found, population, asked, page), HTML
            return (words.as_csv(found), CSV) if form == "csv" else (text_of(found.as_json()), JSON)

        return self._served.answer(request, reader, make)

    def _page(self, reader, found, population, asked: Asking, page: int) -> str:
        here, kind, counted = asked.here, found.employment_type, found.counted
        which = words.described(population, reader.find_term, found.edition.currency, kind)

        def address(**changes: str) -> str:
            return asked.with_(**changes).path("/vacancies")

        # A year ago, in a month, a unit of pay: what asks for those is no question of the other kind or length.
        simple = asked.with_(years_ago="", month="", quoted="", middle_from="", middle_below="")
        return self._views.rendered(
            "vacancies.html",
            here,
            reader.edition,
            found=found,
            heading=words.heading(which, kind, found.place, counted),
            introduction=words.introduction(
                which, found.total, kind, found.place, found.period, found.months, counted, found.edition,
                reader.find_term,
            ),
            rows=words.lines(found.rows, lambda slug: reader.find_place(slug).name),
            first=(page - 1) * ROWS_A_PAGE + 1,
            page=page,
            pages=-(-found.total // ROWS_A_PAGE),
            leaf=lambda number: asked.path("/vacancies", **({"page": str(number)} if number > 1 else {})),
            types=types(lambda each: simple.at(here.with_(employment_type=each)).path("/vacancies"), kind),
            lengths=lengths(lambda each: simple.at(here.with_(months=each)).path("/vacancies"), found.months),
            states=[
                ("First seen in the period", simple.with_(live="").path("/vacancies"), not counted.live),
                ("Live now", simple.with_(live="1").path("/vacancies"), counted.live),
            ],
            figures_address=_figures(asked, population),
            kept=(("type", kind), ("months", found.months), *asked.pairs),
            as_data=lambda form: asked.path("/vacancies", f".{form}"),
            most_as_data=MOST_AS_DATA,
            measures=reader.measures.of("page"),
            current_address=asked.at(here.current).path("/vacancies"),
        )  # fmt: skip


def _figures(asked: Asking, population) -> str:
    """Where the figures of these vacancies are: the page of their term, of all of them, or the one that explores."""
    if population.term is not None:
        return asked.here.with_(term=population.term).path()
    return asked.choosing().path("/explore") if asked.is_choosing else asked.here.path()
