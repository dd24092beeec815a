"""The cell that a request asks for, by its address."""

import json

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from jobtide.page import Index, Page
from jobtide.site.request import EMPLOYMENT_TYPES, BadRequest, Cell, months


def cell_of(request: Request, employment_type: str, place: str, term: str | None = None) -> Cell:
    return Cell(in_address(employment_type, *EMPLOYMENT_TYPES), place, term, months(parameters(request)))


def moved(reader, cell: Cell, ending: str) -> Response | None:
    """To the one address of a page, where a name or an alias stands in place of a slug. Raises Unknown."""
    place = reader.find_place(cell.place).slug
    term = reader.find_term(cell.term).slug if cell.term is not None else None
    if (place, term) == (cell.place, cell.term):
        return None
    return RedirectResponse(Cell(cell.employment_type, place, term, cell.months).path(ending), 308)


def in_address(part: str, *known: str) -> str:
    if part not in known:
        raise HTTPException(404)
    return part


def in_query(request: Request, name: str, *known: str) -> str:
    """A parameter that is one of a few, the first of them where it is not given."""
    part = request.query_params.get(name) or known[0]
    if part not in known:
        raise BadRequest(f"{name} is {' or '.join(known)}.")
    return part


def parameters(request: Request) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


def as_json(figures: Page | Index) -> str:
    return json.dumps(figures.as_json(), ensure_ascii=False, allow_nan=False)
