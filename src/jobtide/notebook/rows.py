"""Tables in a notebook: shown as tables, and taken by whatever library the reader has.

Every library that speaks the Arrow C stream takes them as they are: `polars.DataFrame(rows)`, `pyarrow.table(rows)`,
`duckdb.sql("SELECT * FROM rows")`, `pandas.DataFrame.from_arrow(rows)`.
"""

import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from jobtide import tables
from jobtide.errors import Error
from jobtide.notebook import html, text

_TYPES = {int: "int64", float: "float64", str: "string", date: "date", bool: "boolean"}
_SHOWN = 20


class Rows:
    """A table: `columns` are its names, `title` says what it is. Iterating gives a dict for each row.

    Numbers are true and unrounded, shares and changes are fractions, None is where there is no figure.
    """

    def __init__(self, title: str, types_: Mapping[str, str], rows: Iterable[Sequence], note: str | None = None):
        self.title, self.note = title, note
        self._types, self._rows = dict(types_), [tuple(row) for row in rows]

    @classmethod
    def of(cls, title: str, shape: type, items: Iterable[object], note: str | None = None) -> "Rows":
        """A row for each of `items`, whose class is `shape`, with the fields that a column can hold."""
        types_ = columns_of(shape)
        rows = ([_listed(getattr(item, name)) for name in types_] for item in items)
        return cls(title, types_, rows, note)

    @property
    def columns(self) -> list[str]:
        return list(self._types)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self._types, row, strict=True)) for row in self._rows)

    def __getitem__(self, wanted: int | str) -> Any:
        """A row as a dict, or the values of a column."""
        if isinstance(wanted, str):
            if wanted not in self._types:
                raise Error(f"There is no column {wanted!r}; there are {', '.join(self._types)}.")
            at = self.columns.index(wanted)
            return [row[at] for row in self._rows]
        return dict(zip(self._types, self._rows[wanted], strict=True))

    # -- for other libraries ------------------------------------------------------------------------------------------

    def to_arrow(self):
        """As a pyarrow.Table."""
        from jobtide.arrow import arrow_table

        columns = tuple(tables.Column(name, type_, "") for name, type_ in self._types.items())
        return arrow_table(tables.Table("rows", self.title, columns), self._rows)

    def to_pandas(self):
        """As a pandas.DataFrame. Refused where pandas is not installed."""
        _installed("pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self):
        """As a polars.DataFrame. Refused where Polars is not installed."""
        return _installed("polars").from_arrow(self.to_arrow())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    # -- for people ---------------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        return text.table(self.title, self.note, self.columns, self._rows[:_SHOWN], self._more())

    def _repr_html_(self) -> str:
        return html.table(self.title, self.note, self.columns, self._rows[:_SHOWN], self._more())

    def _more(self) -> str | None:
        return f"{_SHOWN} of {len(self):,} rows" if len(self) > _SHOWN else None


def columns_of(shape: type) -> dict[str, str]:
    """The types (as in tables.Column) of those fields of a dataclass that are values or lists of values.

    >>> from jobtide.page import Bin
    >>> columns_of(Bin)
    {'low': 'float64', 'high': 'float64', 'count': 'int64'}
    """
    hints = get_type_hints(shape)
    found = {field.name: _type(hints[field.name]) for field in fields(shape)}
    return {name: type_ for name, type_ in found.items() if type_}


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _type(hint: object) -> str | None:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (one for one in get_args(hint) if one is not types.NoneType)
    origin = get_origin(hint)
    if origin is not None and issubclass(origin, Sequence):
        inner = _type(get_args(hint)[0])
        return f"array<{inner}>" if inner in ("string", "int64", "float64") else None
    return _TYPES.get(hint) if isinstance(hint, type) else None


def _installed(name: str):
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise Error(f"{name} is not installed: pip install {name}. Or take to_arrow(), which needs nothing.") from None
