"""The cell that a request asks for, by its address."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from jobtide.in_json import text_of
from jobtide.page import Index, Page
from jobtide.site.request import EMPLOYMENT_TYPES, BadRequest, Cell, Pinned, months


def cell_of(
    request: Request, employment_type: str, place: str, term: str | None = None, edition: Pinned | None = None
) -> Cell:
    """`edition` as `Served.pinned` tells it; without it the address alone is asked, which cannot tell an old one."""
    named = request.query_params.get("edition", "").strip()
    edition = edition or (Pinned(named) if named else None)
    return Cell(in_address(employment_type, *EMPLOYMENT_TYPES), place, term, months(parameters(request)), edition)


def moved(reader, cell: Cell, ending: str, before: str = "") -> Response | None:
    """To the one address of a page, where a name or an alias stands in place of a slug. Raises Unknown."""
    place = reader.find_place(cell.place).slug
    term = reader.find_term(cell.term).slug if cell.term is not None else None
    if (place, term) == (cell.place, cell.term):
        return None
    return RedirectResponse(before + cell.with_(place=place, term=term).path(ending), 308)


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
    return text_of(figures)
