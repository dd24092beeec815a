"""The API's docs as a page, from its OpenAPI document.

Touches: the template that the package brings, for reading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Line:
    """A member of an answer's shape; `shape` is the name of its own shape, None where it has none."""

    name: str
    kind: str
    shape: str | None
    words: str


class Docs:
    """`stylesheet` is the address of one."""

    def __init__(self, stylesheet: str):
        self._stylesheet = stylesheet
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def html(self, document: Mapping) -> str:
        operations = [{"path": path, **methods["get"]} for path, methods in document["paths"].items()]
        shapes = {name: list(_lines(schema)) for name, schema in document["components"]["schemas"].items()}
        return self._templates.get_template("docs.html").render(
            info=document["info"],
            prefix=document["servers"][0]["url"],
            operations=operations,
            shapes=shapes,
            schemas=document["components"]["schemas"],
            kind=kind,
            shape_of=shape_of,
            said=said,
            value=value,
            example=example,
            stylesheet=self._stylesheet,
        )


def said(words: str) -> Markup:
    """Words in which what stands between backticks is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(words))))


def value(parameter: Mapping) -> str:
    """What value a parameter takes, in a sentence."""
    schema = parameter["schema"]
    words = f"{kind(schema)[:1].upper()}{kind(schema)[1:]}"
    if "minimum" in schema or "maximum" in schema:
        words += f", {schema.get('minimum', 0):g} to {schema['maximum']:g}"
    if "default" in schema:
        usual = schema["default"]
        words += f", usually {'no' if usual is False else usual}"
    return f"{words}{'; it is needed' if parameter['required'] else ''}."


def example(parameter: Mapping) -> str:
    found = parameter["example"]
    return f"{parameter['name']}={found[0] if isinstance(found, list) else found}"


def kind(schema: Mapping) -> str:
    """The kind of a value in words."""
    if "$ref" in schema:
        return shape_of(schema) or ""
    if "allOf" in schema:
        return kind(schema["allOf"][0])
    if "anyOf" in schema:
        return " or ".join(kind(one) for one in schema["anyOf"])
    if schema.get("enum") == ["1", "true", "0", "false"]:
        return "yes (1) or no (0)"
    if "enum" in schema:
        return " or ".join(str(one) for one in schema["enum"])
    type_ = schema.get("type", "anything")
    if isinstance(type_, list):
        return " or ".join(type_)
    if type_ == "array":
        return f"list of {_several(kind(schema['items']))}"
    if type_ == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"object of {kind(schema['additionalProperties'])}"
    return schema.get("format", type_)


def _several(kind: str) -> str:
    return {"string": "texts", "integer": "whole numbers", "number": "numbers"}.get(kind, kind)


def shape_of(schema: Mapping) -> str | None:
    """The name of the component that a schema refers to, wherever in it."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    for inner in (
        schema.get("items"),
        schema.get("additionalProperties"),
        *schema.get("anyOf", ()),
        *schema.get("allOf", ()),
    ):
        if isinstance(inner, Mapping) and (found := shape_of(inner)):
            return found
    return None


def _lines(schema: Mapping) -> Iterator[Line]:
    for name, member in schema.get("properties", {}).items():
        yield Line(name, kind(member), shape_of(member), member.get("description", ""))
