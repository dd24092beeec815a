"""Which elements of an XML document are its records, told by their shape where nobody knows the layout."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

_TOKEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|</(?P<end>[^\s>]{1,200})\s*>"
    rb"""|<(?P<start>[A-Za-z_\x80-\xff][^\s/>=<"'&]{0,200})(?P<attributes>(?:[^<>"'/]|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)(?P<empty>/?)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""([^\s=<>"']{1,200})\s*=\s*("[^"]*"|'[^']*')""")
_DEEPEST = 12


@dataclass
class _Kind:
    """Elements with one path: how many there are, and the names of what is directly in them."""

    many: int = 0
    parts: set[bytes] = field(default_factory=set)
    holders: set[bytes] = field(default_factory=set)  # parts that have parts


def record_name(head: bytes) -> bytes | None:
    """The name of the elements that are the records, as written; None where nothing looks like one.

    It is the outermost element that repeats and has several parts; where none repeats, the one with the most parts that
    have none themselves.
    """
    kinds = _kinds(head)
    repeated = [path for path, kind in kinds.items() if kind.many > 1 and len(kind.parts) > 1 and len(path) > 1]
    if repeated:
        return min(repeated, key=lambda path: (len(path), -kinds[path].many))[-1]
    single = [path for path, kind in kinds.items() if len(kind.parts - kind.holders) > 2]
    if single:
        return max(single, key=lambda path: (len(kinds[path].parts - kinds[path].holders), len(path)))[-1]
    return None


def nests(head: bytes, name: bytes) -> bool:
    """Whether elements of the name hold others of the same name."""
    return any(path.count(name) > 1 for path in _kinds(head))


def declarations(head: bytes, name: bytes) -> bytes:
    """The declarations of name spaces in the elements around the first element of a name, the inner ones last."""
    around: list[tuple[bytes, dict[bytes, bytes]]] = []
    for token in _TOKEN.finditer(head):
        if token["start"] == name:
            break
        if token["start"] and not token["empty"]:
            found = dict(_ATTRIBUTE.findall(token["attributes"][:20_000]))
            around.append((token["start"], {key: value for key, value in found.items() if key.startswith(b"xmlns")}))
        elif token["end"] and around and around[-1][0] == token["end"]:
            around.pop()
    declared: dict[bytes, bytes] = {}
    for _, found in around:
        declared |= found
    return b"".join(b" " + key + b"=" + value for key, value in declared.items() if b"<" not in value)


def _kinds(head: bytes) -> dict[tuple[bytes, ...], _Kind]:
    kinds: dict[tuple[bytes, ...], _Kind] = defaultdict(_Kind)
    path: tuple[bytes, ...] = ()
    for token in _TOKEN.finditer(head):
        if (name := token["start"]) is not None:
            inner = (*path, name)
            if len(inner) <= _DEEPEST:
                kinds[inner].many += 1
                kinds[inner].parts |= {b"@" + key for key, _ in _ATTRIBUTE.findall(token["attributes"][:2_000])}
                if path:
                    kinds[path].parts.add(name)
                    if path[:-1]:
                        kinds[path[:-1]].holders.add(path[-1])
            if not token["empty"]:
                path = inner
        elif token["end"] in path:
            while path[-1] != token["end"]:
                path = path[:-1]
            path = path[:-1]
    return kinds
