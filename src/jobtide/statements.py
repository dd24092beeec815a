"""The SQL of expressions, kept from run to run: to compile it takes longer than to run most of it for one more day.

    <package>/__pycache__/sql-<digest>.kept     {what an expression is made of: its SQL}

An expression is known by what it is made of, node by node, so that another one is another entry. Dates move on from day
to day and come out in SQL as they went in; so what is kept has a place for each of them. What holds anything else than
nodes, names, types and plain values is compiled each time.

Touches: the package's folder.
"""

import enum
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date

import ibis
import sqlglot
from ibis.common.graph import Node
from ibis.expr.datashape import DataShape
from ibis.expr.datatypes import DataType
from ibis.expr.operations import Namespace, SelfReference

from jobtide import kept

_NAME = "sql"
_MANY = 500  # statements that are kept, the last used: a publish asks for some eighty
_DATE = "MAKE_DATE("
_DATES = re.compile(r"MAKE_DATE\((\d+), (\d+), (\d+)\)")
_PLACES = re.compile(r"MAKE_DATE\(\?(\d+)\)")
_PLAIN = (str, int, float, bool, type(None))


class Statements:
    """The SQL that `compiled` makes of expressions, made once. As a context, so that what is new is kept at its end."""

    def __init__(self, compiled: Callable[[object], str]):
        self._compiled = compiled
        decided_by = [text.encode() for text in (ibis.__version__, sqlglot.__version__)]
        self._place = kept.place(_NAME, (), decided_by)
        self._before = _read(self._place)
        self._asked: dict[str, str] = {}

    def __enter__(self) -> "Statements":
        return self

    def __exit__(self, *_) -> None:
        if self._asked.keys() - self._before.keys():
            others = {key: sql for key, sql in self._before.items() if key not in self._asked}
            last = list((others | self._asked).items())[-_MANY:]
            kept.keep(self._place, json.dumps(dict(last)).encode())

    def sql(self, expression) -> str:
        """As `compiled` gives it."""
        told = _Told()
        try:
            said = told.of(expression.op())
        except (_Untold, RecursionError):
            return self._compiled(expression)
        key = hashlib.sha256("\n".join([*told.lines, said]).encode()).hexdigest()
        dates = list(told.dates)
        found = self._asked.get(key) or self._before.get(key)
        if found is None:
            sql = self._compiled(expression)
            found = _with_places(sql, told.dates)
            if found is None:
                return sql
        self._asked[key] = found
        return _PLACES.sub(lambda place: _in_sql(dates[int(place[1])]), found)


class _Untold(Exception):
    """An expression holds something of which it cannot be told whether it is the same another time."""


class _Told:
    """What an expression is made of: a line for each node, and its dates, each once, by number."""

    def __init__(self):
        self.lines: list[str] = []
        self.dates: dict[date, int] = {}
        self._known: dict[int, str] = {}  # by id: nodes live as long as their expression
        self._views: dict[int, int] = {}

    def of(self, value: object) -> str:
        if isinstance(value, Node):
            known = self._known.get(id(value))
            if known is None:
                self.lines.append(f"{type(value).__qualname__}({','.join(map(self.of, self._parts(value)))})")
                known = self._known[id(value)] = f"#{len(self._known)}"
            return known
        if type(value) is str and _DATE in value:
            raise _Untold
        if type(value) in _PLAIN:
            return repr(value)
        if type(value) is date:
            return f"date{self.dates.setdefault(value, len(self.dates))}"
        if isinstance(value, tuple):
            return f"({','.join(map(self.of, value))})"
        if isinstance(value, Mapping):
            return f"{{{','.join([f'{self.of(name)}:{self.of(part)}' for name, part in value.items()])}}}"
        if isinstance(value, frozenset):
            return f"set({','.join(sorted(map(self.of, value)))})"
        if isinstance(value, DataType | Namespace):
            return repr(value)
        if isinstance(value, DataShape | enum.Enum):
            return f"{type(value).__qualname__} {getattr(value, 'name', '')}"
        raise _Untold

    def _parts(self, node: Node) -> tuple:
        if not isinstance(node, SelfReference):
            return node.__args__
        # A second look at one table has a number, which counts on through all expressions that were ever made.
        return node.parent, self._views.setdefault(node.identifier, len(self._views))


def _with_places(sql: str, dates: Mapping[date, int]) -> str | None:
    """The SQL with the number of each date in its place; None where not just these are in it."""
    found = {date(*map(int, parts)) for parts in _DATES.findall(sql)}
    if found != dates.keys():
        return None
    return _DATES.sub(lambda one: f"MAKE_DATE(?{dates[date(*map(int, one.groups()))]})", sql)


def _in_sql(day: date) -> str:
    return f"MAKE_DATE({day.year}, {day.month}, {day.day})"


def _read(place) -> dict[str, str]:
    content = kept.content(place)
    return {} if content is None else json.loads(bytes(content))
