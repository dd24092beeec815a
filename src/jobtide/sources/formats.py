"""Which format a capture is in: by its content where that is sure, else by its name."""

import importlib
from difflib import get_close_matches
from pathlib import Path, PurePath
from types import ModuleType

import jobtide.sources
from jobtide.errors import Unknown, UnknownFormat, Unreadable
from jobtide.sources.archives import is_archive
from jobtide.sources.opening import GZIP, ZSTD
from jobtide.sources.text import utf8_head

_COMPRESSED = (".gz", ".zst")
_FOLDER = Path(jobtide.sources.__file__).parent


def formats() -> dict[str, ModuleType]:
    """Every adapter by the name of its folder, in alphabetical order; a folder without one is no format."""
    names = sorted(file.parent.name for file in _FOLDER.glob("*/adapter.py"))
    return {name: _adapter(name) for name in names}


def adapter_of(format_: str) -> ModuleType:
    """The adapter of a format that somebody named: "json_lines", "json-lines", "jsonl" and "JSON Lines" are one."""
    wanted = format_.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted.isidentifier() and (_FOLDER / wanted / "adapter.py").exists():
        return _adapter(wanted)  # thousands of small captures each ask for theirs, and listing the folder takes 10 ms
    known = formats()
    for name, adapter in known.items():
        if wanted == name or f".{wanted}" in adapter.SUFFIXES:
            return adapter
    raise Unknown("format", format_, tuple(get_close_matches(wanted, known, 5, 0.5)) or tuple(known))


def _adapter(name: str) -> ModuleType:
    return importlib.import_module(f"jobtide.sources.{name}.adapter")


def source_of(adapter: ModuleType) -> str | None:
    """Whose adverts a capture of this format holds, where the format tells."""
    return getattr(adapter, "SOURCE", None)


def is_table(adapter: ModuleType) -> bool:
    """Whether all records of a capture have the same columns, known before the first one."""
    return getattr(adapter, "TABLE", False)


def has_parts(adapter: ModuleType) -> bool:
    """Whether it gives what it reads in parts, `parts(stream, wanted)`, of which other processes can make records."""
    return hasattr(adapter, "of_part")


def name_of(adapter: ModuleType) -> str:
    return adapter.__name__.split(".")[-2]


def recognised(head: bytes, name: str) -> ModuleType:
    """The adapter for a capture that begins with `head` and whose file is called `name`."""
    if head.startswith((GZIP, ZSTD)):
        raise Unreadable("its format cannot be told: it is compressed more than once; unpack it first")
    if is_archive(head):
        raise Unreadable("its format cannot be told: it is an archive; save it as a file, and name that")
    known = formats()
    head = utf8_head(head)
    for adapter in sorted(known.values(), key=_generality):
        if adapter.looks_like(head):
            return adapter
    suffix = PurePath(bare_name(name)).suffix.lower()
    for adapter in known.values():
        if suffix in adapter.SUFFIXES:
            return adapter
    for adapter in known.values():
        if adapter.might_be(head):
            return adapter
    if not head.strip():
        raise UnknownFormat("its format cannot be told: there is nothing in it; --format says what it is")
    names = ", ".join(known)
    raise UnknownFormat(f"its format cannot be told from its content or its name; say --format, one of {names}")


def _generality(adapter: ModuleType) -> int:
    return int(getattr(adapter, "GENERAL", False))


def bare_name(name: str) -> str:
    """The file's name without its folder and without the ending that says it is compressed."""
    path = PurePath(name)
    return path.stem if path.suffix.lower() in _COMPRESSED else path.name
