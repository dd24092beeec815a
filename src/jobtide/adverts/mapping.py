"""Which column of a record gives each field of an advert."""

import ast
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jobtide.advert import FIELDS
from jobtide.errors import Error

# Columns that sources are known to have for a field of ours, where nobody mapped it: what must not be missed.
_USUAL = {"pay_is_predicted": ("pay_is_predicted", "salary_is_predicted", "salaryIsPredicted")}
# The names besides a field's own by which tables go whose columns are all known, whatever their capitals and spaces.
_ALSO = {"title": ("job_title",), "employer": ("company", "company_name"), "description": ("job_description",)}
_BETWEEN = re.compile(r"[\s_-]+")
_LONGEST = 1_000_000  # characters of an object that is written in a text
_SHOWN = 40  # names of columns that a message lists


@dataclass(frozen=True)
class Columns:
    """`of` holds the columns of each field; a field that nobody mapped is read from the column of its own name.

    Of several columns for one field the first that says anything is taken; of `location` all are.
    A column's name may hold dots; where no column is called `location.display_name`, it is looked for inside the
    object `location`, also where that is text that holds one. Names are exact, capitals included, but for `among`.
    """

    of: Mapping[str, tuple[str, ...]]

    def among(self, every: Iterable[str]) -> "Columns":
        """The same for a table that has `every` column and no others: a field that nobody mapped, and that no column is
        called after, is read from one that is but for capitals, spaces, underscores and hyphens.

        >>> columns(()).among(["Job Title", "Company", "City"]).of["title"]
        ('Job Title',)
        """
        every = tuple(every)
        called: dict[str, tuple[str, ...]] = {}
        for column in every:
            called[_called(column)] = (*called.get(_called(column), ()), column)
        asked = {column for columns in self.of.values() for column in columns}
        of = dict(self.of)
        for field, columns in self.of.items():
            if columns == _USUAL.get(field, (field,)) and not set(columns) & set(every):
                names = (called.get(_called(name), ()) for name in (field, *_ALSO.get(field, ())))
                of[field] = next((found for found in names if found and not asked.intersection(found)), columns)
        return Columns(of)

    @property
    def named(self) -> frozenset[str]:
        """All columns that matter, and the objects that hold them."""
        columns = [column for columns in self.of.values() for column in columns]
        return frozenset(part for column in columns for part in _prefixes(column))

    def taken(self, fields: Mapping[str, object]) -> dict[str, object]:
        """The values of a record by field; those that it does not have are left out, as are empty ones."""
        values = {}
        for field, columns in self.of.items():
            said = None
            for column in columns:
                if column in fields:
                    value = fields[column]
                elif "." in column:
                    value = value_at(fields, column)
                else:
                    continue
                if value is None or value == "" or value == [] or value != value:  # the last is not-a-number
                    continue
                if said is None:
                    said = value
                elif field == "location":
                    said = [*_listed(said), *_listed(value)]
            if said is not None:
                values[field] = said
        return values


def columns(pairs: Iterable[str]) -> Columns:
    """From `FIELD=COLUMN` texts; a wrong one is an Error that lists the fields."""
    mapped: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        field = field.strip()
        if not equals or not column.strip():
            raise Error(f"--map takes FIELD=COLUMN, for example title=job_title; {pair!r} is not that.")
        if field not in FIELDS:
            raise Error(f"--map {pair}: an advert has no field {field!r}. Its fields are {', '.join(FIELDS)}.")
        mapped[field] = (*mapped.get(field, ()), column)
    return Columns({field: mapped.get(field, _USUAL.get(field, (field,))) for field in FIELDS})


def _called(column: str) -> str:
    return _BETWEEN.sub("", column.casefold())


class Missing:
    """Watches for mapped columns that no record has."""

    def __init__(self, mapping: Columns):
        self._sought = {
            (f, c) for f, columns in mapping.of.items() for c in columns if columns not in ((f,), _USUAL.get(f))
        }
        self._seen: dict[str, None] = {}

    @property
    def seeks(self) -> bool:
        """Whether it has to see every record."""
        return bool(self._sought)

    def watch(self, fields: Mapping[str, object]) -> None:
        if self._sought:
            self._sought = {(field, column) for field, column in self._sought if not _there(fields, column)}
            if len(self._seen) < _SHOWN:
                self._seen.update(dict.fromkeys(fields))

    def check_columns(self, every: Iterable[str]) -> None:
        """Before the first record, where all columns are known: Error where a mapped one cannot be among them."""
        self._seen.update(dict.fromkeys(every))
        self._refuse({pair for pair in self._sought if self._seen.keys().isdisjoint(_prefixes(pair[1]))})

    def check(self) -> None:
        """After the last record: Error where there were some, and a mapped column was in none."""
        if self._seen:
            self._refuse(self._sought)

    def _refuse(self, wrong: set[tuple[str, str]]) -> None:
        if wrong:
            maps = " ".join(f"--map {field}={column}" for field, column in sorted(wrong))
            shown = ", ".join(list(self._seen)[:_SHOWN])
            raise Error(f"No record has what {maps} names. The columns are {shown}.")


def value_at(fields: Mapping[str, object], column: str) -> object:
    """The value of a column, or of a path of dots into objects; None where there is none."""
    if column in fields:
        return fields[column]
    if "." not in column:
        return None
    head, dot, rest = column.partition(".")
    while dot:
        inner = opened(fields.get(head))
        if inner is not None:
            return value_at(inner, rest)
        more, dot, rest = rest.partition(".")
        head = f"{head}.{more}"
    return None


def opened(value: object) -> Mapping[str, object] | None:
    """The object that a value is, or that is written in it as JSON or as Python prints it; None where it is none.

    >>> opened("{'name': 'Leeds'}"), opened('{"name": "Leeds"}'), opened("Leeds")
    ({'name': 'Leeds'}, {'name': 'Leeds'}, None)
    """
    if isinstance(value, str) and value.lstrip()[:1] == "{" and len(value) <= _LONGEST:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            try:
                value = ast.literal_eval(value.strip())
            except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
                return None
    return value if isinstance(value, Mapping) else None


def _there(fields: Mapping[str, object], column: str) -> bool:
    """Whether the record has the column, if only with nothing in it."""
    if column in fields:
        return True
    parts = column.split(".")
    for end in range(1, len(parts)):
        head, rest = ".".join(parts[:end]), ".".join(parts[end:])
        if head in fields:
            inner = opened(fields[head])
            return inner is not None and _there(inner, rest)
    return False


def _prefixes(column: str) -> Iterable[str]:
    parts = column.split(".")
    return (".".join(parts[: end + 1]) for end in range(len(parts)))


def _listed(value: object) -> list:
    return list(value) if isinstance(value, list | tuple) else [value]
