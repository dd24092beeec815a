"""The first page: what the market did. And the list of all that moved."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from jobtide.in_json import text_of
from jobtide.serving.answers import CSV, HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.shown import lists, movers, overview
from jobtide.shown.csv_lists import movers_csv
from jobtide.site.asked import in_address, in_query, parameters
from jobtide.site.page_parts import index_tiles
from jobtide.site.request import EMPLOYMENT_TYPES, SORTS, Cell, IndexQuery, index_query, months
from jobtide.site.sparklines import Sparkline, sparkline
from jobtide.site.views import Views, lengths, types
from jobtide.taxonomy import CATEGORIES, JOB_TITLES

FIRST_ROWS, FIRST_MOVERS, MOST_MOVERS = 15, 5, 50
_FEW_COLUMNS = 5  # of the table of movers: term, both shares, their difference, and by how much it moved at least


class HomeRoutes:
    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [("/", self.home), ("/movers", self.movers), ("/movers.{ending}", self.movers_as_data)]

    def home(self, request: Request) -> Response:
        """With the parameters of an index it leads to the root place's index, as a filter of it has an address."""
        reader, given = self._served.reader(request), parameters(request)
        pinned = self._served.pinned(request)
        here = Cell(in_query(request, "type", *EMPLOYMENT_TYPES), reader.root_place, None, months(given), pinned)
        asked = index_query(given, pinned)
        if "type" in given or asked != IndexQuery(months=asked.months, edition=pinned):
            return RedirectResponse(asked.path(here.employment_type, here.place), 303)
        return self._served.answer(request, reader, lambda: (self._home(reader, here), HTML))

    def movers(self, request: Request) -> Response:
        reader, here = self._at(request)

        def make() -> tuple[str, str]:
            def at(**changes: object) -> str:
                return self._movers_address(here.with_(**changes))

            found = reader.movers(here.place, here.employment_type, here.months, MOST_MOVERS)
            given = {
                **_moved(found),
                "heading": movers.heading(found),
                "found": found,
                "legend": movers.LEGEND,
                "types": types(lambda kind: at(employment_type=kind), here.employment_type),
                "lengths": lengths(lambda many: at(months=many), here.months),
                "current_address": at(edition=None),
                "as_data": lambda form: self._movers_address(here, f".{form}"),
            }
            return self._views.rendered("movers.html", here, reader.edition, **given), HTML

        return self._placed(request, reader, here, "") or self._served.answer(request, reader, make)

    def movers_as_data(self, request: Request, ending: str) -> Response:
        form = in_address(ending, "json", "csv")
        reader, here = self._at(request)

        def make() -> tuple[str, str]:
            found = reader.movers(here.place, here.employment_type, here.months, MOST_MOVERS)
            return (movers_csv(found), CSV) if form == "csv" else (text_of(found.as_json()), JSON)

        return self._placed(request, reader, here, f".{form}") or self._served.answer(request, reader, make)

    @staticmethod
    def _line(reader, here: Cell) -> Sparkline | None:
        counts = reader.months(here.place, here.employment_type)
        return sparkline(counts, f"{here.employment_type.capitalize()} vacancies")

    def _at(self, request: Request) -> tuple[object, Cell]:
        reader, given = self._served.reader(request), parameters(request)
        place = request.query_params.get("in", "").strip() or reader.root_place
        kind = in_query(request, "type", *EMPLOYMENT_TYPES)
        return reader, Cell(kind, place, None, months(given), self._served.pinned(request))

    def _placed(self, request: Request, reader, here: Cell, ending: str) -> Response | None:
        """To the address with the place's slug. Raises Unknown."""
        place = reader.find_place(here.place).slug
        if place == here.place:
            return None
        return RedirectResponse(self._movers_address(here.with_(place=place), ending), 303)

    @staticmethod
    def _movers_address(here: Cell, ending: str = "") -> str:
        asked = {"type": here.employment_type, "in": here.place}
        if here.months != 6:
            asked["months"] = str(here.months)
        return here.link(f"/movers{ending}", **asked)

    def _home(self, reader, here: Cell) -> str:
        kinds = [here.with_(employment_type=kind) for kind in EMPLOYMENT_TYPES]
        titles = [reader.category(JOB_TITLES, here.place, cell.employment_type, here.months, limit=0) for cell in kinds]
        index = reader.index(here.place, here.employment_type, here.months, limit=FIRST_ROWS)
        moved = [reader.movers(here.place, cell.employment_type, here.months, FIRST_MOVERS) for cell in kinds]
        asked = IndexQuery(months=here.months, edition=here.edition)
        return self._views.rendered(
            "home.html",
            here,
            reader.edition,
            heading=overview.heading(titles[0]),
            introduction=overview.introduction(titles),
            markets=[
                {
                    "cell": cell,
                    "titled": titled,
                    "tiles": index_tiles(titled, cell),
                    "whose_pay": overview.whose_pay(titled),
                    "line": self._line(reader, cell),
                    "movers": {**_moved(found, _FEW_COLUMNS), "address": self._movers_address(cell)},
                }
                for cell, titled, found in zip(kinds, titles, moved, strict=True)
            ],
            lengths=lengths(lambda many: _address(here.with_(months=many)), here.months),
            index=index,
            asked=asked,
            address=lambda query, ending="": query.path(here.employment_type, here.place, ending),
            columns=list(zip(SORTS, (*lists.index_headings(index), "Category"), strict=True)),
            lines=lists.index_lines(index),
            categories=CATEGORIES,
            searched_for=[(row.term, here.with_(term=row.slug).path()) for row in index.rows[:6]],
            current_address=_address(here.current),
        )  # fmt: skip


def _address(here: Cell) -> str:
    return here.link("/", **({"months": str(here.months)} if here.months != 6 else {}))


def _moved(found, columns: int | None = None) -> dict[str, object]:
    """`columns` of the table are shown, all without it."""
    headings = movers.headings(found)[:columns]
    ways = [
        (way, [(line, line.cells[: len(headings) - 1]) for line in movers.lines(found, way)])
        for way in (movers.UP, movers.DOWN)
    ]
    return {"said": movers.introduction(found), "headings": headings, "ways": ways, "measures": found.measures}
