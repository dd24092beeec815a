"""What the beginning of a JSON document tells: the value that it begins, and where in it the records lie."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Path = tuple[str, ...]  # keys that lead from an object to a list

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s"\[\]{},:]+|"', re.DOTALL)
_BETWEEN = re.compile(r"[\s,\x1e\ufeff]*")
_CLOSING = {"{": "}", "[": "]"}
_DEEPEST = 100
_TRIES, _ITEMS = 3, 10
_NESTED = 4  # keys to the list of records; the longest known path has two


def begun(text: str) -> object:
    """The value that a text begins, as far as it goes; None where it begins none.

    >>> begun('{"jobs": [{"id": 1, "title": "Tester"}, {"id": 2, "ti')
    {'jobs': [{'id': 1, 'title': 'Tester'}, {'id': 2}]}
    """
    return next(first_values(text, 1), None)


def first_values(text: str, many: int) -> Iterator[object]:
    """The values that follow one another at the beginning of a text, the last as far as it goes.

    A line that begins no value is passed over.
    """
    decoder = json.JSONDecoder(strict=False, parse_int=_number)
    start = _BETWEEN.match(text).end()
    for _ in range(many):
        if start == len(text):
            return
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            value = _opened(decoder, text[start:])
            if value is not None:
                yield value
                return
            end = text.find("\n", start) + 1 or len(text)
        else:
            yield value
        start = _BETWEEN.match(text, end).end()


def _opened(decoder: json.JSONDecoder, text: str) -> object:
    """The value that a text begins but does not end."""
    for _ in range(_TRIES):
        try:
            return decoder.decode(_closed(text))
        except json.JSONDecodeError as error:
            text = text[: error.pos]  # something bad stands there
        except (ValueError, RecursionError):
            return None
    return None


def path_in(value: object, lists: Sequence[Path]) -> Path | None:
    """The first of the paths at which an object holds a list."""
    if isinstance(value, Mapping):
        for path in lists:
            inner: object = value
            for key in path:
                inner = inner.get(key) if isinstance(inner, Mapping) else None
            if isinstance(inner, list):
                return path
    return None


def lists_in(value: object, path: Path = ()) -> Iterator[tuple[Path, list]]:
    """Every list with objects, or empty list, that keys lead to, with its path."""
    if isinstance(value, Mapping) and len(path) < _NESTED:
        for key, inner in value.items():
            if isinstance(inner, Mapping):
                yield from lists_in(inner, (*path, key))
            elif isinstance(inner, list) and (not inner or any(isinstance(item, Mapping) for item in inner[:_ITEMS])):
                yield (*path, key), inner


def _number(digits: str) -> float:
    return int(digits) if len(digits) < 300 else float(digits)


def _closed(text: str) -> str:
    """The text up to its last whole member or item, with what is open closed."""
    open_: list[str] = []
    good, closing = 0, ""
    for token in _TOKEN.finditer(text):
        said = token[0]
        if said in "{[":
            open_.append(_CLOSING[said])
            if len(open_) > _DEEPEST:
                break
            good, closing = token.end(), "".join(reversed(open_))
        elif said in "}]":
            if not open_ or open_.pop() != said:
                break
            good, closing = token.end(), "".join(reversed(open_))
        elif said == '"':
            break  # a text without an end
        elif said == ",":
            good, closing = token.start(), "".join(reversed(open_))
    return text[:good] + closing
