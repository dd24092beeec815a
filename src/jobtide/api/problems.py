"""Refusals as problem documents (RFC 9457): what was wrong, where, and what to do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from jobtide.api.parameters import BadParameter
from jobtide.errors import Error, NoEdition, TooLong, Unknown
from jobtide.expression import BadExpression

MEDIA_TYPE = "application/problem+json"
_WAIT_SECONDS = 5  # after which it may go better


@dataclass(frozen=True)
class Problem:
    """`title` says what kind it is, `detail` what to do. What else is known of it stands beside: `parameter`, the one
    that is wrong; `nearest`, names that were perhaps meant; `position`, characters into the expression, from 0."""

    status: int
    title: str
    detail: str
    more: Mapping[str, object] = field(default_factory=dict)

    def in_json(self) -> dict:
        return {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail, **self.more}


class Busy(Error):
    """Too many answers that take long are being made."""


def problem_of(error: Exception) -> Problem:
    if isinstance(error, BadParameter):
        return Problem(400, "A parameter cannot be understood", str(error), {"parameter": error.parameter})
    if isinstance(error, BadExpression):
        more = {"parameter": "where"} | ({"position": error.position} if error.position is not None else {})
        return Problem(422, "The expression cannot be understood", str(error), more)
    if isinstance(error, Unknown):
        more = {"kind": error.kind, "nearest": list(error.nearest)}
        more |= {"position": error.position} if error.position is not None else {}
        return Problem(404, f"Nobody knows this {error.kind}", str(error), more)
    if isinstance(error, NoEdition):
        return Problem(503, "Nothing is published yet", "There are no figures until the first edition is published.")
    if isinstance(error, TooLong | Busy):
        return Problem(503, "This takes too long now", str(error))
    if isinstance(error, HTTPException):
        return _of_http(error)
    if isinstance(error, Error) and error.__cause__ is None:
        return Problem(400, "That cannot be asked", str(error))
    # What an Error was made from (a file that cannot be read) is for those who run the site.
    return Problem(500, "Something broke here", "It is not a mistake in your request. Please tell who runs this site.")


def answered(request: Request, error: Exception) -> Response:
    """The handler of exceptions."""
    problem = problem_of(error)
    headers = {"Cache-Control": "no-store"}
    if problem.status == 405:
        headers["Allow"] = "GET, HEAD, OPTIONS"
    if problem.status == 503:
        headers["Retry-After"] = str(_WAIT_SECONDS)
    text = json.dumps(problem.in_json(), ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(text, problem.status, headers, MEDIA_TYPE)


def _of_http(error: HTTPException) -> Problem:
    said = {
        404: ("There is nothing at this address", "What there is stands at /api/v1/docs and /api/v1/openapi.json."),
        405: ("This address can only be read", "Ask with GET or HEAD."),
    }
    title, detail = said.get(error.status_code, ("That cannot be asked", str(error.detail)))
    return Problem(error.status_code, title, detail)
