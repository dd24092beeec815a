"""The dotted keys under which figures stand in JSON, read off the shapes that page.py declares.

A figure over the periods has one key, that of its list; "*" stands for the keys of a mapping and the places of a list.
"""

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Union, get_args, get_origin, get_type_hints

from jobtide import comparison, mover, page

# Where JSON has a figure at another key than the field, by shape.
KEYS_IN_JSON = {**page.KEYS_IN_JSON, **mover.KEYS_IN_JSON, **comparison.KEYS_IN_JSON}
_NO_FIGURES = ("months",)  # what was asked for, given back


def figure_keys(shape: type) -> tuple[str, ...]:
    """All of a Page, an Index, a CategoryPage, Categories, Movers or a Comparison.

    >>> from jobtide.page import Index
    >>> figure_keys(Index)[:4]
    ('all_count', 'total', 'rows.*.rank', 'rows.*.rank_change')
    """
    renamed = KEYS_IN_JSON.get(shape, {})
    keys = (_in_json(key, renamed) for key in _of(shape, "") if key not in _NO_FIGURES)
    return tuple(dict.fromkeys(keys))


def _of(type_: object, at: str) -> Iterator[str]:
    origin = get_origin(type_)
    if origin in (Union, types.UnionType):
        for one in get_args(type_):
            yield from _of(one, at)
    elif origin is not None and issubclass(origin, Mapping):
        yield from _of(get_args(type_)[1], f"{at}.*")
    elif origin is not None and issubclass(origin, Sequence):
        (element,) = get_args(type_)
        yield from _of(element, at if _is_figure(element) else f"{at}.*")
    elif is_dataclass(type_):
        for name, hint in get_type_hints(type_).items():
            yield from _of(hint, f"{at}.{name}" if at else name)
    elif _is_figure(type_):
        yield at


def _is_figure(type_: object) -> bool:
    return any(one in (int, float) for one in (type_, *get_args(type_)))


def _in_json(key: str, renamed: Mapping[str, str]) -> str:
    for field, written in renamed.items():
        if key == field or key.startswith(f"{field}."):
            return written + key.removeprefix(field)
    return key
