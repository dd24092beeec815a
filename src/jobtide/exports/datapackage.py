"""datapackage.json: an export as programs of the Data Package standard, version 2, read it. Pure."""

from collections.abc import Mapping, Sequence

from jobtide.edition.manifest import Part
from jobtide.exports.dictionary import LICENCE, LICENCE_ADDRESS, LICENCE_NAME, Described
from jobtide.exports.formats import BETWEEN
from jobtide.exports.named import Named
from jobtide.tables import Column

FILE = "datapackage.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "int8": "integer", "int32": "integer", "int64": "integer", "float64": "number", "string": "string", "date": "date",
    "boolean": "boolean",
}  # fmt: skip
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "json": "application/json"}


def datapackage(described: Described, formats: Sequence[str], parts: Mapping[str, Part]) -> dict:
    """A resource for each table: its first format. The others stand in a property of our own, `alternatives`, because
    no reader expects one table in two resources. `parts` are the files by name.
    """
    return {
        "$schema": _SCHEMA,
        "name": described.name,
        "id": described.name,
        "title": described.title,
        "description": described.description,
        "version": described.edition.id,
        "created": f"{described.edition.as_of.isoformat()}T00:00:00Z",
        "licenses": [{"name": LICENCE, "title": LICENCE_NAME, "path": LICENCE_ADDRESS}],
        "contributors": [{"title": "jobtide", "roles": ["publisher"]}],
        "keywords": ["job market", "vacancies", "salaries", "skills", "information technology"],
        "resources": [_resource(described, each, formats, parts) for each in described.tables],
    }


def _resource(described: Described, each: Named, formats: Sequence[str], parts: Mapping[str, Part]) -> dict:
    first, *others = formats
    schema: dict = {"fields": [_field(described, each, column, first) for column in each.table.columns]}
    if each.key:
        schema["primaryKey"] = list(each.key)
    if each.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": whose, "fields": [name]}}
            for column, (whose, name) in each.refers.items()
        ]
    said = {
        "name": each.table.name,
        "type": "table",
        "title": each.table.name.replace("_", " ").capitalize(),
        "description": each.table.meaning,
        **_file(each, first, parts),
        "schema": schema,
    }
    if first == "csv":
        said |= {"encoding": "utf-8", "dialect": _DIALECT}
    return {**said, "alternatives": [_file(each, form, parts) for form in others]} if others else said


def _file(each: Named, form: str, parts: Mapping[str, Part]) -> dict:
    name = f"{each.table.name}.{form}"
    part = parts[name]
    media = {"format": form, "mediatype": MEDIA[form]}
    return {"path": name, **media, "bytes": part.bytes, "hash": f"sha256:{part.sha256}"}


def _field(described: Described, each: Named, column: Column, form: str) -> dict:
    listed = column.type.startswith("array")
    words = column.meaning
    if listed and form == "csv":
        words += f" (a list; its entries are parted by {BETWEEN!r})"
    type_ = ("string" if form == "csv" else "array") if listed else _TYPES[column.type]
    field = {"name": column.name, "type": type_, "description": words}
    measure = described.measure(each.table.name, column.name)
    return {**field, "measure": measure} if measure else field
