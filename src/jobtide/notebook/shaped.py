"""JSON of the API back to the shapes that it was made from: what `in_json` undoes. Pure."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from jobtide.page import Month

_ALL = "all_count"  # stands in an object of its own in JSON


def shaped(shape: type, value: Mapping) -> Any:
    """The dataclass `shape` from its JSON. Members that it does not have are passed over, so that a newer server can be
    read; ValueError where one is missing that has no usual value.
    """
    hints = get_type_hints(shape)
    given = _of_month(value) if shape is Month else dict(value)
    if _ALL in hints and "all" in given:
        given[_ALL] = given["all"]["count"]
    known = {field.name: given[field.name] for field in fields(shape) if field.name in given}
    try:
        return shape(**{name: _value(hints[name], one) for name, one in known.items()})
    except TypeError as error:
        raise ValueError(f"{shape.__name__} cannot be made: {error}") from error


def _value(hint: object, value: object) -> object:
    if value is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(one for one in get_args(hint) if one is not types.NoneType)
    origin = get_origin(hint)
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(hint)[1]
        return {name: _value(inner, one) for name, one in value.items()}
    if origin is not None and issubclass(origin, Sequence):
        inner = get_args(hint)[0]
        return [_value(inner, one) for one in value]
    if isinstance(hint, type) and is_dataclass(hint):
        return shaped(hint, value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is float:
        return float(value)
    return value


def _of_month(value: Mapping) -> dict:
    """A month has its percentiles by unit beside its figures."""
    pay = {name: one for name, one in value.items() if isinstance(one, Mapping)}
    return {**{name: one for name, one in value.items() if name not in pay}, "pay": pay}
