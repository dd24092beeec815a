"""The API as an application of its own, which the site's mounts at /api.

Touches: the readers that it is given.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable
from functools import cached_property
from importlib.metadata import version
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from jobtide.api import cursors, parameters
from jobtide.api.asked_for import EDITION
from jobtide.api.docs import Docs
from jobtide.api.document import PREFIX, document
from jobtide.api.open_to_all import OpenToAll
from jobtide.api.operations import OPERATIONS, Operation, Part, Question
from jobtide.api.problems import Busy, answered
from jobtide.deadline import Deadline
from jobtide.errors import Error
from jobtide.in_json import text_of
from jobtide.measure import Measures
from jobtide.serving.answers import HTML, JSON
from jobtide.serving.served import Served

# An answer that nothing was computed ahead for is given up after so long, and of those only so many are made at once:
# the other threads stay free for what takes a few milliseconds.
SECONDS, AT_ONCE, WAITING_SECONDS = 5.0, 2, 2.0
_MANY_EDITIONS = ("editions", "edition")  # what changes with every new edition


def create_api(served: Served, measures: Callable[[], Measures], stylesheet: str) -> Starlette:
    """`measures` are those that answers are described with, `stylesheet` is the address of one for the docs."""
    api = Api(served, measures, stylesheet)
    handlers = {Error: answered, HTTPException: answered, Exception: answered}
    return Starlette(routes=list(api.routes()), exception_handlers=handlers, middleware=[Middleware(OpenToAll)])


class Api:
    def __init__(self, served: Served, measures: Callable[[], Measures], stylesheet: str):
        self._served, self._measures, self._stylesheet = served, measures, stylesheet
        self._version = version("jobtide")
        self._long = threading.BoundedSemaphore(AT_ONCE)

    def routes(self) -> Iterable[BaseRoute]:
        """Those with more fixed parts come first."""
        yield Route("/v1", self.overview)
        yield Route("/v1/openapi.json", self.openapi)
        yield Route("/v1/docs", self.docs)
        for operation in sorted(OPERATIONS, key=lambda operation: "{" in operation.path):
            yield Route(f"/v1{operation.path}", self._endpoint(operation), name=operation.name)

    def overview(self, request: Request) -> Response:
        parameters.read((EDITION,), request.query_params.multi_items())
        reader = self._served.reader(request)
        addresses = {operation.name: PREFIX + operation.path for operation in OPERATIONS}
        said = {
            "edition": reader.edition, "docs": f"{PREFIX}/docs", "openapi": f"{PREFIX}/openapi.json",
            "addresses": addresses,
        }  # fmt: skip
        return self._served.answer(request, reader, lambda: (text_of(said), JSON))

    def openapi(self, request: Request) -> Response:
        return self._unchanging(request, text_of(self._document), JSON)

    def docs(self, request: Request) -> Response:
        return self._unchanging(request, self._docs, HTML)

    def _unchanging(self, request: Request, text: str, media_type: str) -> Response:
        """What only changes with the software."""
        tag = f'W/"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(text, headers=headers, media_type=media_type)

    @cached_property
    def _document(self) -> dict:
        return document(self._measures(), self._version)

    @cached_property
    def _docs(self) -> str:
        return Docs(self._stylesheet).html(self._document)

    def _endpoint(self, operation: Operation) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            return self._answer(operation, request)

        return endpoint

    def _answer(self, operation: Operation, request: Request) -> Response:
        given = request.query_params.multi_items()
        asked = parameters.read(operation.parameters, given)
        reader = self._served.reader(request)
        offset, question = 0, cursors.question_of(request.url.path, given)
        if "cursor" in asked.values:
            offset = cursors.offset_of(asked["cursor"], reader.edition.id, question)
        links: list[str] = []

        def make() -> tuple[str, str]:
            with _Turn(self._long if operation.takes_long(asked) else None):
                check = Deadline(SECONDS).check
                found = operation.answer(
                    Question(reader, self._served.source, dict(request.path_params), asked, offset, check)
                )
                if isinstance(found, Part):
                    links.extend(_next(request, reader.edition.id, question, found))
                    found = found.value
                return text_of(found), JSON

        also = tuple(self._served.source.ids()) if operation.name in _MANY_EDITIONS else ()
        answer = self._served.answer(request, reader, make, also)
        if links:
            answer.headers["Link"] = ", ".join(links)
        return answer


class _Turn:
    """A place among those that may take long; None where that is not needed."""

    def __init__(self, places: threading.BoundedSemaphore | None):
        self._places = places

    def __enter__(self) -> None:
        if self._places is not None and not self._places.acquire(timeout=WAITING_SECONDS):
            raise Busy("As many answers as may be computed at once are being computed. Ask again in a few seconds.")

    def __exit__(self, *_: object) -> None:
        if self._places is not None:
            self._places.release()


def _next(request: Request, edition: str, question: str, part: Part) -> Iterable[str]:
    """Where the next rows are; it names the edition, so that a list is of one edition to its end."""
    after = part.offset + part.shown
    if not part.shown or after >= part.total:
        return
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in ("cursor", "edition")]
    cursor = cursors.written(edition, question, after)
    named = [] if request.url.path.endswith("/editions") else [("edition", edition)]
    yield f'<{request.url.path}?{urlencode([*kept, *named, ("cursor", cursor)])}>; rel="next"'
