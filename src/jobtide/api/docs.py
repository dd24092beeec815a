"""The API's docs as a page, from its OpenAPI document.

Touches: the template that the package brings, for reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
            stylesheet=self._stylesheet,
        )


def kind(schema: Mapping) -> str:
    """The kind of a value in words."""
    if "$ref" in schema:
        return shape_of(schema) or ""
    if "allOf" in schema:
        return kind(schema["allOf"][0])
    if "anyOf" in schema:
        return " or ".join(kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(str(one) for one in schema["enum"])
    type_ = schema.get("type", "anything")
    if isinstance(type_, list):
        return " or ".join(type_)
    if type_ == "array":
        return f"list of {kind(schema['items'])}"
    if type_ == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"object of {kind(schema['additionalProperties'])}"
    return schema.get("format", type_)


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
