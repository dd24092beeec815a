"""The description of a CSV file as CSV on the Web has it (W3C Metadata Vocabulary for Tabular Data). Pure."""

from jobtide.exports.dictionary import LICENCE_ADDRESS, Described
from jobtide.exports.formats import BETWEEN
from jobtide.exports.named import Named
from jobtide.tables import Column

ENDING = "-metadata.json"
_TYPES = {
    "int8": "byte", "int32": "int", "int64": "long", "float64": "double", "string": "string", "date": "date",
    "boolean": "boolean", "array<string>": "string", "array<int64>": "long", "array<float64>": "double",
}  # fmt: skip


def csvw(described: Described, each: Named) -> dict:
    """What stands beside `<table>.csv` as `<table>.csv-metadata.json`, where readers look for it."""
    schema: dict = {"columns": [_column(column) for column in each.table.columns]}
    if each.key:
        schema["primaryKey"] = list(each.key)
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{each.table.name}.csv",
        "dc:title": f"{described.title}: {each.table.name}",
        "dc:description": each.table.meaning,
        "dc:license": {"@id": LICENCE_ADDRESS},
        "dc:identifier": described.edition.id,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "header": True},
        "tableSchema": schema,
    }
    return {**said, "rdfs:comment": described.label} if described.label else said


def _column(column: Column) -> dict:
    said = {
        "name": column.name,
        "titles": column.name,
        "datatype": _TYPES[column.type],
        "dc:description": column.meaning,
    }
    return {**said, "separator": BETWEEN} if column.type.startswith("array") else said
