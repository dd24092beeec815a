"""The live sources that an operator set up, from sources.toml in the home.

Touches: sources.toml in the home and the environment, for reading.
"""

import re
import tomllib
from collections.abc import Mapping

from jobtide.adverts.mapping import columns
from jobtide.errors import Error, Unknown
from jobtide.pipeline.live_source import Caps, LiveSource, LiveSources, nearest
from jobtide.settings import Home
from jobtide.sources import formats
from jobtide.sources.facts import Facts, all_facts, seconds

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,79}")
_BOARD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")  # it becomes a part of an address, even of a host
_TOP = ("contact", "source")


def live_sources(home: Home) -> LiveSources:
    """What sources.toml says; nothing where there is none. Error for what cannot be meant."""
    file = home.folder / "sources.toml"
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Error(f"{file} cannot be read: {error}.") from error
    try:
        _only(said, _TOP, "the file")
        entries = said.get("source", [])
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            raise Error("write each source as [[source]], with two brackets.")
        contact = _text(said, "contact", "")
        if not (contact.isascii() and contact.isprintable() and len(contact) <= 200):
            raise Error("contact must be an address of a page or of e-mail, in ASCII.")
        facts = all_facts()
        found = tuple(_source(entry, number, facts) for number, entry in enumerate(entries, 1))
        names = [source.name for source in found]
        for name in names:
            if names.count(name) > 1:
                raise Error(f"two sources are called {name!r}.")
    except Error as error:
        raise Error(f"{file}: {error}") from error
    return LiveSources(contact, found)


_KEYS = (
    "name", "kind", "boards", "addresses", "parameters", "every", "enabled", "consent", "keys", "pace", "full_every",
    "refetch_every", "allow_private", "at", "format", "map", "place", "caps",
)  # fmt: skip


def _source(said: dict, number: int, facts: Mapping[str, Facts]) -> LiveSource:
    name = said.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise Error(f'source {number} needs a name of letters, digits, spaces, dots and dashes: name = "…".')
    try:
        return _checked(name, said, facts)
    except Error as error:
        raise Error(f"{name}: {error}") from error


def _checked(name: str, said: dict, facts: Mapping[str, Facts]) -> LiveSource:
    _only(said, _KEYS, "a source")
    kind = said.get("kind")
    if not isinstance(kind, str):
        raise Error('kind = "…" is missing: one of those that `jobtide sources` lists.')
    if kind not in facts:
        raise Unknown("kind of source", str(kind), nearest(str(kind), facts) or tuple(facts))
    fact = facts[kind]
    boards, addresses = _texts(said, "boards"), _texts(said, "addresses")
    parameters = said.get("parameters", {})
    keys = said.get("keys", {})
    _only(parameters, tuple(fact.parameters), f"parameters of {kind}")
    columns(_texts(said, "map"))  # refuses a wrong one before anything is fetched
    if not fact.addresses:
        _only(keys, tuple(key.name for key in fact.keys), f"keys of {kind}")
    if boards and not fact.boards:
        raise Error(f"{kind} has no boards.")
    if fact.boards and not boards:
        raise Error(f'boards = ["…"] is missing: {fact.boards}.')
    for board in boards:
        if not _BOARD.fullmatch(board):
            raise Error(f"{board!r} is no name of a board: {fact.boards}.")
    if addresses and not fact.addresses:
        raise Error(f"{kind} has no addresses.")
    if fact.addresses and not addresses and not parameters.get("sitemaps"):
        raise Error(f'addresses = ["https://…"] {fact.addresses} are missing.')
    format_ = _text(said, "format", "")
    if format_:
        formats.adapter_of(format_)
    elif fact.format in formats.formats():
        format_ = fact.format
    every = seconds(_text(said, "every", "0s"))
    if 0 < every < fact.least_every_seconds:
        least = f"{fact.least_every_seconds / 60:g} minutes"
        raise Error(f"every = {said['every']!r} is more often than {fact.title} allows: every {least}. {fact.terms}")
    return LiveSource(
        name=name,
        facts=fact,
        boards=boards,
        addresses=addresses,
        parameters=parameters,
        every_seconds=every,
        enabled=_yes(said, "enabled", True),
        consent=_text(said, "consent", ""),
        keys={each: _text(keys, each, "") for each in keys},
        pace_seconds=seconds(_text(said, "pace", f"{fact.pace_seconds:g}s")),
        full_every=_count(said, "full_every", fact.full_every),
        refetch_every=_count(said, "refetch_every", 15),
        allow_private=frozenset(_texts(said, "allow_private")),
        at=_text(said, "at", "").rstrip("/"),
        format=format_ or None,
        map=_texts(said, "map"),
        place=_text(said, "place", "") or None,
        caps=_caps(said.get("caps", {})),
    )


def _caps(said: dict) -> Caps:
    usual = Caps()
    _only(said, tuple(usual.__dataclass_fields__), "caps")
    for name, value in said.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
            raise Error(f"caps.{name} must be a number above zero, not {value!r}.")
        if isinstance(getattr(usual, name), int) and not isinstance(value, int):
            raise Error(f"caps.{name} must be a whole number, not {value!r}.")
    return Caps(**said)


def _only(said: object, known: tuple[str, ...], of: str) -> None:
    if not isinstance(said, dict):
        raise Error(f"{of} must be a table, not {said!r:.80}.")
    for key in said:
        if key not in known:
            raise Unknown(f"setting in {of}", key, nearest(key, known) or known)


def _text(said: Mapping, name: str, usually: str) -> str:
    value = said.get(name, usually)
    if not isinstance(value, str):
        raise Error(f'{name} must be a text in quotes, as in {name} = "…", not {value!r:.80}.')
    return value.strip()


def _texts(said: Mapping, name: str) -> tuple[str, ...]:
    value = said.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise Error(f'{name} must be a list of texts, as in {name} = ["…"], not {value!r:.80}.')
    return tuple(dict.fromkeys(value))


def _yes(said: Mapping, name: str, usually: bool) -> bool:
    value = said.get(name, usually)
    if not isinstance(value, bool):
        raise Error(f"{name} must be true or false, not {value!r:.80}.")
    return value


def _count(said: Mapping, name: str, usually: int) -> int:
    value = said.get(name, usually)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise Error(f"{name} must be a whole number above zero, not {value!r:.80}.")
    return value
