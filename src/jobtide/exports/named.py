"""The tables of an edition as others get them: lasting names in place of this edition's own numbers.

Terms and places go by their slugs and vacancies by their ids, so that tables of different editions can be put
together. What serves our own counting alone, and the words of adverts, are left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jobtide import tables

# The words of adverts are not ours to give; the folded employer serves our own counting.
_KEPT_BACK = {"vacancies": ("words", "pay_text", "employer_key"), "members": ("pay_text",)}
# Of each number: the table that names it, and the lasting name there.
_NUMBERS = {
    "vacancy": (tables.VACANCIES, "vacancy_id", "the vacancy"),
    "term": (tables.TERMS, "slug", "slug of the term"),
    "place": (tables.PLACES, "slug", "slug of the place"),
}
# What tells rows apart where it is not simply what they are sorted by: their lasting names.
_KEYS = {whose.name: (lasting,) for whose, lasting, _ in _NUMBERS.values()}
LABEL = tables.Column("label", "string", "what must be said of these data")


@dataclass(frozen=True)
class Named:
    """A table as it is given. `values` are the SQL of its columns, `rest` what follows them in the query.

    `key` are the columns that tell two rows apart, empty where one of them may be null; `refers` says, by column, the
    table and column that its values are from.
    """

    table: tables.Table
    values: tuple[str, ...]
    rest: str
    key: tuple[str, ...]
    refers: Mapping[str, tuple[str, str]]


def named(
    table: tables.Table, label: str | None = None, carries: Callable[[str, str], bool] = lambda table, column: True
) -> Named:
    """`label` is what must be said of the edition's data; it stands with each vacancy. `carries` says whether the
    edition has a column of a table: those that an earlier version made lack the newest, which are left out.
    """
    columns, values, joins, refers = [], [], [], {}
    names = {}
    for column in table.columns:
        if column.name in _KEPT_BACK.get(table.name, ()) or not carries(table.name, column.name):
            continue
        if not _is_number(column):
            columns.append(column)
            values.append(f't."{column.name}"')
            names[column.name] = column.name
            continue
        whose, lasting, meaning = _NUMBERS[column.name]
        names[column.name] = lasting if whose is table else _name_of(column)
        if whose is table:
            continue
        columns.append(tables.Column(_name_of(column), "string", meaning))
        values.append(f'{column.name}_."{lasting}"')
        joins.append(f"JOIN {whose.name} AS {column.name}_ ON t.{column.name} = {column.name}_.{column.name}")
        refers[_name_of(column)] = (whose.name, lasting)
    if table is tables.VACANCIES and label:
        columns.append(LABEL)
        values.append("'" + label.replace("'", "''") + "'")
    order = ", ".join(f't."{column}"' for column in table.sort)
    rest = " ".join([f"FROM {table.name} AS t", *joins, f"ORDER BY {order}"])
    key = _KEYS.get(table.name) or tuple(dict.fromkeys(names[column] for column in table.sort))
    described = tables.Table(table.name, table.meaning, tuple(columns))
    may_be_null = table is tables.CATEGORY_SAMPLES  # its unit
    return Named(described, tuple(values), rest, () if may_be_null else key, refers)


def _is_number(column: tables.Column) -> bool:
    return column.name in _NUMBERS and column.type == "int32"


def _name_of(column: tables.Column) -> str:
    return "vacancy_id" if column.name == "vacancy" else column.name
