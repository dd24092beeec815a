"""Errors as answers: a short text, and the nearest names where a name was not known."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from jobtide.errors import Error, NoEdition, Unknown
from jobtide.expression import BadExpression
from jobtide.serving.answers import HTML
from jobtide.site import names
from jobtide.site.request import EMPLOYMENT_TYPES, Cell, Pinned
from jobtide.site.views import Views

_HEADINGS = {
    400: "That cannot be asked",
    404: "Nothing is here",
    405: "That cannot be done",
    503: "Nothing is published yet",
}


class Errors:
    """Exception handlers. They are plain functions: the reader is only asked for names."""

    def __init__(self, reader_source, views: Views):
        self._source, self._views = reader_source, views

    def unknown(self, request: Request, error: Unknown) -> Response:
        """404 with near names, each leading to what was asked for with that name in its place."""
        return self._answer(request, 404, f"No {error.kind} is called “{error.name}”.", error)

    def refused(self, request: Request, error: Error) -> Response:
        # What an Error was made from (a file that cannot be read, its SQL) is for those who run the site.
        if error.__cause__ is not None and not isinstance(error, BadExpression):
            raise error
        return self._answer(request, 400, str(error))

    def no_edition(self, request: Request, error: NoEdition) -> Response:
        return self._answer(request, 503, "There are no figures to show until the first edition is published.")

    def http(self, request: Request, error: HTTPException) -> Response:
        texts = {404: "There is no page at this address.", 405: "This address can only be read."}
        return self._answer(request, error.status_code, texts.get(error.status_code, str(error.detail)))

    def _answer(self, request: Request, status: int, message: str, error: Unknown | None = None) -> Response:
        headers = {"Cache-Control": "no-store"}
        if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
            near = list(error.nearest) if error else []
            return JSONResponse({"error": message, "nearest": near}, status, headers)
        try:
            reader, edition = self._reader(request)
        except Error:
            page = self._views.error(None, Cell("permanent", "uk"), _HEADINGS.get(status, "Error"), message, ())
        else:
            here = _where(request, reader).with_(edition=edition)
            near = names.nearest(reader, error.name, here, error.kind) if error else ()
            here = here.with_(term=None)
            page = self._views.error(reader.edition, here, _HEADINGS.get(status, "Error"), message, near)
        return Response(page, status, headers, media_type=HTML)

    def _reader(self, request: Request) -> tuple[object, Pinned | None]:
        """Of the edition that the address names, where there is such a one; else of the current one."""
        current, named = self._source.current(), request.query_params.get("edition", "").strip()
        if not named:
            return current, None
        try:
            return self._source.named(named), Pinned(named, named != current.edition.id)
        except Unknown:
            return current, None


def _where(request: Request, reader) -> Cell:
    """The cell that an address speaks of, as far as its parts are known."""
    asked = request.path_params
    kind = asked.get("employment_type")
    place = names.found(reader.find_place, asked.get("place") or "")
    term = names.found(reader.find_term, asked.get("term") or "")
    return Cell(
        kind if kind in EMPLOYMENT_TYPES else "permanent",
        place.slug if place else reader.root_place,
        term.slug if term else None,
    )
