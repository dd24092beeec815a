"""Things described by schema.org's words, found in JSON-LD however it is nested, with plain names for their properties.

A node's properties lose their prefixes (`schema:title`, `http://schema.org/title` and `title` are one), values their
wrapping (`{"@value": …}`, `{"@list": […]}`), and a reference (`{"@id": "#employer"}`) is replaced by what it names.
"""

import re
from collections.abc import Iterator, Mapping

_DEEPEST = 24  # levels of nesting that are looked into; real pages have 8
_LARGEST = 20_000  # values of one node; references that name each other in turn would have no end
_ALL = 5_000_000  # and of all
_PREFIX = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
_NO_VALUE = frozenset(("@type", "@id", "@context"))


def nodes(data: object, kind: str) -> Iterator[dict[str, object]]:
    """Every node of a type ("JobPosting") in parsed JSON-LD, in order; one inside another is no advert of its own."""
    named: dict[str, Mapping] = {}
    found: list[Mapping] = []
    for node in _mappings(data, kind.lower()):
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(named.get(name, ())):
            named[name] = node
        if is_a(node, kind):
            found.append(node)
    left = _ALL
    for node in found:
        if node.keys() - _NO_VALUE:
            plain = _Plain(named, min(_LARGEST, left))
            yield plain.node(node)
            left -= min(_LARGEST, left) - max(plain.left, 0)


def is_a(node: Mapping, kind: str) -> bool:
    """Whether one of a node's types is `kind`, whatever its prefix and capitals."""
    types = node.get("@type", node.get("type"))
    return any(isinstance(one, str) and bare(one).lower() == kind.lower() for one in each(types))


def bare(name: str) -> str:
    """A name without the prefix of schema.org.

    >>> bare("http://schema.org/JobPosting")
    'JobPosting'
    """
    return _PREFIX.sub("", name.strip(), count=1)


def each(value: object) -> tuple:
    """The items of a list, or the one value; () for None."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def text(value: object) -> str | None:
    """What a property says in words: itself, its name, or the first of several that says anything; None for nothing."""
    for one in each(value):
        if isinstance(one, str):
            said = one.strip()
        elif isinstance(one, bool):
            said = "true" if one else "false"
        elif isinstance(one, int | float):
            said = repr(one)
        elif isinstance(one, Mapping):
            said = next((words for key in ("name", "@value", "value") if (words := text(one.get(key)))), None)
        else:
            said = None
        if said:
            return said
    return None


def texts(value: object) -> tuple[str, ...]:
    """The words of each of several values."""
    return tuple(said for one in each(value) if (said := text(one)))


def _mappings(data: object, kind: str) -> Iterator[Mapping]:
    """Every object in reading order, those inside it after it; what is inside a node of `kind` too."""
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, Mapping):
            yield value
            inside = [inner for key, inner in value.items() if key != "@context"]
            if is_a(value, kind):
                inside = [_without(inner, kind) for inner in inside]
        elif isinstance(value, list | tuple):
            inside = list(value)
        else:
            continue
        if depth < _DEEPEST:
            waiting.extend((inner, depth + 1) for inner in reversed(inside))


def _without(value: object, kind: str) -> object:
    """A property of a posting less the other postings that it lists (similar jobs)."""
    if isinstance(value, Mapping):
        return None if is_a(value, kind) else value
    if isinstance(value, list | tuple):
        return [one for one in value if not (isinstance(one, Mapping) and is_a(one, kind))]
    return value


class _Plain:
    """Nodes with plain names, of at most `left` values."""

    def __init__(self, named: Mapping[str, Mapping], left: int):
        self._named = named
        self.left = left

    def node(self, node: Mapping) -> dict[str, object]:
        return self._of(node, 0, frozenset())

    def _of(self, value: object, depth: int, inside: frozenset[str]) -> object:
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return None
        if isinstance(value, list | tuple):
            return [self._of(one, depth + 1, inside) for one in value]
        if not isinstance(value, Mapping):
            return value
        for wrapping in ("@value", "@list", "@set"):
            if wrapping in value:
                return self._of(value[wrapping], depth + 1, inside)
        name = value.get("@id")
        if isinstance(name, str) and name not in inside:
            inside = inside | {name}
            if not value.keys() - _NO_VALUE:
                value = self._named.get(name, value)
        plain: dict[str, object] = {}
        for key, inner in value.items():
            if key != "@context":
                plain.setdefault(key if key.startswith("@") else bare(key), self._of(inner, depth + 1, inside))
        return plain
