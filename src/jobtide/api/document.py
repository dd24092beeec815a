"""The API described in OpenAPI 3.1, from its operations, the shapes of its answers and the dictionary of measures."""

from collections.abc import Mapping
from typing import Any, get_args, get_origin

from jobtide.api import problems
from jobtide.api.operations import OPERATIONS, Operation
from jobtide.api.parameters import Parameter
from jobtide.api.schemas import SHAPES, Schemas
from jobtide.measure import Measures

PREFIX = "/api/v1"
_WORDS = """The figures of an IT job market, as data: rank, count, shares, pay, trends, places and the skills that go
together, each with how sure it is, and the vacancies behind each. True numbers, unrounded; shares and changes are
fractions; null where there is none. Lists over periods run from this one back, a year at a time. Every answer is of one
edition, which never changes: it is named in the answer, is the answer's ETag, and can be asked for by `edition`."""
_PROBLEM = {
    "type": "object",
    "description": "What was wrong, where, and what to do (RFC 9457).",
    "properties": {
        "type": {"type": "string", "description": "Always about:blank."},
        "title": {"type": "string", "description": "What kind of trouble it is."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "What to do."},
        "parameter": {"type": "string", "description": "The parameter that is wrong."},
        "kind": {"type": "string", "description": "What has no such name: term, place, edition and so on."},
        "nearest": {"type": "array", "items": {"type": "string"}, "description": "Names that were perhaps meant."},
        "position": {"type": "integer", "description": "Where in the expression, in characters from 0."},
    },
    "required": ["type", "title", "status", "detail"],
}
_REFUSALS = {
    "400": "A parameter that means nothing, or one that is missing; it is named in `parameter`.",
    "413": "A request with a body.",
    "414": "An address that is too long.",
    "431": "Headers that are too many or too long.",
    "404": "A name that nobody knows; `nearest` holds those that were perhaps meant.",
    "422": "An expression that cannot be understood; `position` points at the place.",
    "500": "Something broke on this side.",
    "503": "Nothing is published yet, or the answer takes longer than it may: ask again after `Retry-After` seconds.",
}


def document(measures: Measures, version: str) -> dict:
    schemas = Schemas(SHAPES, measures)
    components = dict(sorted(schemas.components.items()))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jobtide", "version": version, "description": " ".join(_WORDS.split()),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": PREFIX}],
        "paths": {operation.path: {"get": _operation(operation, schemas)} for operation in OPERATIONS},
        "components": {"schemas": {**components, "Problem": _PROBLEM}},
    }  # fmt: skip


def _operation(operation: Operation, schemas: Schemas) -> dict:
    refusals = {
        status: {
            "description": words,
            "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, words in _REFUSALS.items()
    }
    headers: dict[str, dict] = {"ETag": _header("Of the edition and the software.")}
    if any(parameter.name == "cursor" for parameter in operation.parameters):
        headers["Link"] = _header("The next rows, with rel=next, where there are more.", required=False)
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.words,
        "parameters": [
            *(_parameter(parameter, "path") for parameter in operation.in_path),
            *(_parameter(parameter, "query") for parameter in operation.parameters),
        ],
        "responses": {
            "200": {
                "description": operation.words,
                "headers": headers,
                "content": {"application/json": {"schema": _answer(operation.answers, schemas)}},
            },
            **refusals,
        },
    }


def _answer(answers: Any, schemas: Schemas) -> Mapping[str, object]:
    if isinstance(answers, Mapping):
        return answers
    if get_origin(answers) is list:
        return {"type": "array", "items": schemas.of(get_args(answers)[0])}
    return schemas.of(answers)


def _parameter(parameter: Parameter, where: str) -> dict:
    said: dict[str, object] = {
        "name": parameter.name, "in": where, "required": where == "path" or parameter.required,
        "description": parameter.meaning, "schema": parameter.schema(),
    }  # fmt: skip
    example = [parameter.example] if parameter.repeats > 1 else parameter.example
    said["example"] = str(example) if parameter.kind == "yes or no" else example
    return said


def _header(words: str, required: bool = True) -> dict:
    return {"description": words, "required": required, "schema": {"type": "string"}}
