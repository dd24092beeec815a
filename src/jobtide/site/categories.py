"""The list of categories and the page of each: addresses, and what their templates are given."""

import json
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from jobtide.page import Categories, CategoryPage
from jobtide.serving.answers import CSV, HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.shown import categories as words
from jobtide.shown import lists, sentences, spreadsheets
from jobtide.shown.rows import category_rows
from jobtide.site.request import EMPLOYMENT_TYPES, ROWS_A_PAGE, SORTS, BadRequest, Cell, IndexQuery, Pinned, index_query
from jobtide.site.views import Views, lengths, results, types
from jobtide.taxonomy import CATEGORIES, slug


@dataclass(frozen=True)
class _Asked:
    """`category` is a name, None for the list of them all. `is_plain` where the address names the place by its slug."""

    category: str | None
    employment_type: str
    place: str
    query: IndexQuery
    is_plain: bool

    @property
    def slug(self) -> str:
        """Of the category; not asked for where there is none."""
        return slug(self.category or "")

    @property
    def here(self) -> Cell:
        return Cell(self.employment_type, self.place, None, self.query.months, self.query.edition)

    def address(self, query: IndexQuery, ending: str = "") -> str:
        return query.category_path(self.category and slug(self.category), self.employment_type, self.place, ending)


class CategoryRoutes:
    """Endpoints over the edition that is current when each is asked."""

    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [
            ("/categories", self.all),
            ("/categories.{ending}", self.all_as_data),
            ("/categories/{category}.{ending}", self.one_as_data),
            ("/categories/{category}", self.one),
        ]

    def all(self, request: Request) -> Response:
        return self._answer(request, None, "html")

    def all_as_data(self, request: Request, ending: str) -> Response:
        return self._answer(request, None, ending)

    def one(self, request: Request, category: str) -> Response:
        return self._answer(request, category, "html")

    def one_as_data(self, request: Request, category: str, ending: str) -> Response:
        return self._answer(request, category, ending)

    def _answer(self, request: Request, category: str | None, form: str) -> Response:
        if form not in ("html", "json", "csv"):
            raise HTTPException(404)
        reader = self._served.reader(request)
        asked = _asked(request, reader, category, self._served.pinned(request))
        if not asked.is_plain:
            return RedirectResponse(asked.address(asked.query, "" if form == "html" else f".{form}"), 303)
        make = self._list if category is None else self._page
        return self._served.answer(request, reader, lambda: make(reader, asked, form))

    def _list(self, reader, asked: _Asked, form: str) -> tuple[str, str]:
        found = reader.categories(asked.place, asked.employment_type, asked.query.months)
        if form == "html":
            return list_view(self._views, found, asked), HTML
        return (spreadsheets.categories_csv(found), CSV) if form == "csv" else (_json(found), JSON)

    def _page(self, reader, asked: _Asked, form: str) -> tuple[str, str]:
        query = asked.query
        page = reader.category(
            asked.category,
            asked.place,
            asked.employment_type,
            query.months,
            search=query.search,
            sort=query.sort,
            reverse=query.reverse,
            limit=ROWS_A_PAGE if form == "html" else None,
            offset=(query.page - 1) * ROWS_A_PAGE if form == "html" else 0,
        )
        if form == "html":
            return page_view(self._views, page, asked), HTML
        return (spreadsheets.category_csv(page), CSV) if form == "csv" else (_json(page), JSON)


def list_view(views: Views, found: Categories, asked: _Asked) -> str:
    return views.rendered(
        "categories.html",
        asked.here,
        found.edition,
        found=found,
        words=words,
        asked=asked,
        **_switches(asked),
    )


def page_view(views: Views, page: CategoryPage, asked: _Asked) -> str:
    columns = zip((sort for sort in SORTS if sort != "category"), lists.index_headings(page.index), strict=True)
    return views.rendered(
        "category.html",
        asked.here,
        page.edition,
        page=page,
        words=words,
        asked=asked,
        query=asked.query,
        rows=category_rows(page),
        headings=sentences.column_headings(page),
        columns=list(columns),
        lines=lists.index_lines(page.index),
        pages=-(-page.total // ROWS_A_PAGE),
        results=results(page.total, len(page.rows), asked.query),
        **_switches(asked),
    )


def _switches(asked: _Asked) -> dict[str, list]:
    name = asked.category and slug(asked.category)
    first = asked.query.with_(page=1)

    return {
        "types": types(lambda kind: first.category_path(name, kind, asked.place), asked.employment_type),
        "lengths": lengths(lambda months: asked.address(first.with_(months=months)), asked.query.months),
        "current_address": asked.address(asked.query.with_(edition=None)),
        "all_categories": first.with_(search="").category_path(None, asked.employment_type, asked.place),
    }


def _asked(request: Request, reader, category: str | None, edition: Pinned | None) -> _Asked:
    """Raises Unknown for a place that nobody knows, 404 for a category."""
    parameters = {name: request.query_params.getlist(name) for name in request.query_params}
    kind = request.query_params.get("type") or EMPLOYMENT_TYPES[0]
    if kind not in EMPLOYMENT_TYPES:
        raise BadRequest(f"type is {' or '.join(EMPLOYMENT_TYPES)}.")
    named = request.query_params.get("in") or reader.root_place
    place = reader.find_place(named).slug
    name = None
    if category is not None:
        name = next((one for one in CATEGORIES if slug(one) == category), None)
        if name is None:
            raise HTTPException(404)
    query = index_query(parameters, edition).with_(categories=(), terms=())
    return _Asked(name, kind, place, query, place == named)


def _json(found: Categories | CategoryPage) -> str:
    return json.dumps(found.as_json(), ensure_ascii=False, allow_nan=False)
