"""The shapes of answers in JSON Schema, made from the dataclasses that are answered.

What a member means is said once elsewhere: a figure by the measure that stands at its key, a column by the tables.
"""

import types
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from jobtide import certainty, comparison, entry, mover, page, tables, vacancy
from jobtide.api.meanings import MEANINGS
from jobtide.keys import KEYS_IN_JSON
from jobtide.measure import Measure, Measures, stands_at, worth
from jobtide.period import Period
from jobtide.population import Counted

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
# Shapes of which dotted keys tell the measures.
_SURFACES = {
    page.Page: "page", page.Index: "index", page.CategoryPage: "category", page.Categories: "categories",
    mover.Movers: "movers", comparison.Comparison: "comparison",
}  # fmt: skip
# Shapes whose JSON has what counts all vacancies in an object of its own.
_WITH_ALL = (page.Page, page.CategoryPage, mover.Movers, comparison.Column)
# Shapes that are rows of a table, or speak of one.
_TABLES = {
    page.TermName: tables.TERMS, entry.TermEntry: tables.TERMS, page.PlaceName: tables.PLACES,
    entry.PlaceEntry: tables.PLACES, Period: tables.PERIODS, vacancy.Listed: tables.VACANCIES,
    vacancy.Member: tables.MEMBERS, vacancy.OneVacancy: tables.VACANCIES, vacancy.Link: tables.MEMBERS,
    page.IndexRow: tables.INDEX_ROWS, mover.Mover: tables.INDEX_ROWS, page.PlaceRow: tables.INDEX_ROWS,
    page.Cooccurring: tables.INDEX_ROWS,
}  # fmt: skip


@dataclass(frozen=True)
class _Told:
    """What the dictionary says of a member."""

    words: str
    examples: Sequence[object] = ()
    measure: str | None = None


class Schemas:
    """Components by their names, and references to them. `shapes` are all dataclasses that are answered."""

    def __init__(self, shapes: Iterable[type], measures: Measures):
        self._told: dict[tuple[type, str], list[Measure]] = defaultdict(list)
        self._examples: dict[tuple[type, str], list[object]] = defaultdict(list)
        self._measures = measures
        for shape in shapes:
            if shape in _SURFACES:
                self._learn(shape, shape, "", measures.of(_SURFACES[shape]))
        self.components: dict[str, dict] = {}
        for shape in shapes:
            self.of(shape)

    def of(self, type_: Any) -> dict:
        """The schema of a type: a reference to a component for a dataclass."""
        origin = get_origin(type_)
        if origin in (Union, types.UnionType):
            return self._either(get_args(type_))
        if origin is not None and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(get_args(type_)[1])}
        if origin is not None and issubclass(origin, Sequence):
            return {"type": "array", "items": self.of(get_args(type_)[0])}
        if type_ is date:
            return {"type": "string", "format": "date"}
        if is_dataclass(type_):
            return self._reference(type_)
        return {"type": _PLAIN[type_]} if type_ in _PLAIN else {}

    def _either(self, types_: Sequence[Any]) -> dict:
        schemas = [self.of(one) for one in types_]
        if all(set(schema) == {"type"} for schema in schemas):
            return {"type": [schema["type"] for schema in schemas]}
        return {"anyOf": schemas}

    def _reference(self, shape: type) -> dict:
        name = shape.__name__
        if name not in self.components:
            self.components[name] = {}  # so that a shape that holds itself ends
            self.components[name] = self._component(shape)
        return {"$ref": f"#/components/schemas/{name}"}

    def _component(self, shape: type) -> dict:
        members = {name: self._member(shape, name, hint) for name, hint in _members(shape).items()}
        if shape in _WITH_ALL:
            counted = members.pop("all_count")
            members["all"] = {
                "type": "object", "description": MEANINGS["all"], "properties": {"count": counted},
                "required": ["count"],
            }  # fmt: skip
        required = list(members)
        if shape is page.Month:
            # Units stand beside the count: which there are depends on the type.
            by_unit = members.pop("pay")["additionalProperties"]
            members |= {unit: {**by_unit, "description": MEANINGS[unit]} for unit in ("annual", "daily", "hourly")}
            required = ["month", "count", "share"]
        return {
            "type": "object", "description": _words_of(shape), "properties": members, "required": required,
        }  # fmt: skip

    def _member(self, shape: type, name: str, hint: Any) -> dict:
        schema = self.of(hint)
        told = self._said(shape, name)
        said: dict[str, object] = {"description": told.words}
        if told.examples:
            said["examples"] = list(told.examples)
        if told.measure is not None:
            said["x-measure"] = told.measure
        return {**schema, **said}

    def _said(self, shape: type, name: str) -> _Told:
        measures = list(dict.fromkeys(measure.id for measure in self._told[shape, name]))
        if measures:
            one = self._measures.find(measures[0])
            words = f"{one.name}: {one.rule}" if len(measures) == 1 else f"{one.question} Depends on where it stands."
            return _Told(words, self._examples[shape, name][:1], one.id if len(measures) == 1 else None)
        columns = {column.name: column.meaning for column in getattr(_TABLES.get(shape), "columns", ())}
        own = f"{shape.__name__}.{name}"
        if name in columns and own not in MEANINGS:
            return _Told(f"{columns[name][:1].upper()}{columns[name][1:]}.")
        return _Told(MEANINGS.get(own) or MEANINGS[name])

    def _learn(self, surface: type, type_: Any, at: str, measures: Mapping[str, str]) -> None:
        """Which measure each member of each shape below has."""
        if is_dataclass(type_):
            for name, hint in get_type_hints(type_).items():
                key = f"{at}.{name}" if at else name
                for field, written in KEYS_IN_JSON.get(surface, {}).items():
                    if key == field or key.startswith(f"{field}."):
                        key = written + key.removeprefix(field)
                if key in measures:
                    measure = self._measures.find(measures[key])
                    self._told[type_, name].append(measure)
                    if measure.example.surface == _SURFACES[surface]:
                        found = [said for at_, said in measure.example.figures.items() if stands_at(key, at_)]
                        self._examples[type_, name] += map(worth, found)
                self._learn(surface, hint, key, measures)
            return
        arguments = get_args(type_)
        origin = get_origin(type_)
        if origin in (Union, types.UnionType):
            for one in arguments:
                self._learn(surface, one, at, measures)
        elif origin is not None and issubclass(origin, Mapping | Sequence):
            inner = arguments[-1]
            figures = not issubclass(origin, Mapping) and not _holds_shapes(inner)
            self._learn(surface, inner, at if figures else f"{at}.*", measures)


def _words_of(shape: type) -> str:
    """What the noun says of itself; of one that says nothing, what stands in the dictionary."""
    words = " ".join((shape.__doc__ or "").replace("None", "null").split())
    return MEANINGS[shape.__name__] if not words or words.startswith(f"{shape.__name__}(") else words


def _holds_shapes(type_: Any) -> bool:
    return is_dataclass(type_) or any(_holds_shapes(one) for one in get_args(type_))


def _members(shape: type) -> dict[str, Any]:
    """What stands in its JSON, by name."""
    members = get_type_hints(shape)
    return {**members, "live": bool} if shape is vacancy.Behind else members


SHAPES = (
    page.Page, page.Index, page.CategoryPage, page.Categories, entry.TermEntry, entry.PlaceEntry, entry.Suggestions,
    entry.Series, vacancy.Behind, vacancy.OneVacancy, mover.Movers, comparison.Comparison, certainty.Certainty, Counted,
    Measure,
)  # fmt: skip
