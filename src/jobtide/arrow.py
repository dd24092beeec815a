"""Tables in Arrow: the types of their columns, and rows put into them."""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from jobtide.tables import Table

TYPES = {
    "int8": pa.int8(), "int32": pa.int32(), "int64": pa.int64(), "float64": pa.float64(), "string": pa.string(),
    "binary": pa.binary(), "date": pa.date32(), "boolean": pa.bool_(), "array<string>": pa.list_(pa.string()),
    "array<int64>": pa.list_(pa.int64()), "array<float64>": pa.list_(pa.float64()),
}  # fmt: skip


def arrow_schema(described: Table) -> pa.Schema:
    return pa.schema([(column, TYPES[type_]) for column, type_ in described.schema.items()])


def arrow_table(described: Table, rows: Iterable[Sequence]) -> pa.Table:
    """Rows whose values stand in the order of the columns."""
    schema = arrow_schema(described)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.table(arrays, schema=schema)
