"""Taxonomy, gazetteer and facets from the YAML files of reference/, and from a folder of the user's own.

reference/README.md says how entries are written. What was read is kept until a file changes. Touches: the reference
folder, the user's, and what is kept.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import yaml

from jobtide.errors import BadReference
from jobtide.facet import FacetValue
from jobtide.gazetteer import Gazetteer, Place
from jobtide.kept import kept
from jobtide.reference.entries import BadEntry, facet_value_of, place_of, term_of
from jobtide.taxonomy import Taxonomy, Term

# The reader in C is ten times faster; not every build of PyYAML has it. Both leave scalars as the text they are,
# so that "no" stays a word and 3.10 keeps its nought.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_SHOWN = 20
BLOCKERS_FILE = "_blockers.yaml"
_ROOMS = ("terms", "places", "facets", "coordinates")  # whose files are read here


@dataclass(frozen=True)
class Reference:
    """All curated data as used. `files` says where an entry was written: ("term" or "place", slug) → file."""

    taxonomy: Taxonomy
    gazetteer: Gazetteer
    digest: str  # of all; changes when anything in any of them does
    files: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    facets: tuple[FacetValue, ...] = ()


def load(extra: Path | None = None) -> Reference:
    """The project's reference data; entries of `extra`, a folder laid out alike, add to it or replace by slug.

    Raises BadReference, naming file and entry, for what cannot be read as an entry. References between entries and
    the other rules are proved by `checks`.
    """
    folders = [own_folder()]
    if extra is not None:
        if not extra.is_dir():
            raise BadReference(f"There is no folder {extra} to read more reference data from.")
        if any(extra.glob("*.y*ml")) and not any((extra / room).is_dir() for room in _ROOMS):
            rooms = ", ".join(f"{room}/" for room in _ROOMS)
            raise BadReference(f"{extra} holds none of {rooms}. Put files of terms into {extra / _ROOMS[0]}/.")
        folders.append(extra)
    return kept("reference", ("reference",), _written(folders), lambda: _read(folders))


def _written(folders: Sequence[Path]) -> Iterator[bytes]:
    """All that decides what is read from the folders, in their order."""
    for folder in folders:
        yield b"folder"
        for room in _ROOMS:
            for file in sorted((folder / room).glob("*.yaml")):
                yield f"{room}/{file.name}".encode()
                yield file.read_bytes()


def _read(folders: Sequence[Path]) -> Reference:
    reading = _Reading()
    for folder in folders:
        reading.read(folder)
    return reading.reference()


def own_folder() -> Path:
    """In an installed wheel beside this module; in a checkout at its root."""
    here = Path(__file__).resolve().parent
    for folder in (here / "data", here.parents[2] / "reference"):
        if (folder / "terms").is_dir():
            return folder
    raise BadReference(f"The reference data is missing: neither {here / 'data'} nor a checkout's reference/ is there.")


class _Reading:
    """What has been read so far, and everything that was wrong with it."""

    def __init__(self) -> None:
        self._terms: dict[str, Term] = {}
        self._places: dict[str, Place] = {}
        self._blockers: dict[str, None] = {}
        self._facets: dict[tuple[str, str], FacetValue] = {}
        self._middles: dict[str, tuple[float, float]] = {}
        self._files: dict[tuple[str, str], str] = {}
        self._problems: list[str] = []

    def read(self, folder: Path) -> None:
        """All files of one folder. Within it no slug may be written twice; over an earlier folder's it wins."""
        fresh: dict[tuple[str, str], str] = {}
        for file in sorted((folder / "terms").glob("*.yaml")):
            if file.name == BLOCKERS_FILE:
                self._read_blockers(file)
                continue
            content = self._content(file, {"category", "terms"})
            category = content.get("category", "")
            self._read_entries(file, content.get("terms", []), lambda raw, c=category: term_of(raw, c), fresh)
        for file in sorted((folder / "places").glob("*.yaml")):
            content = self._content(file, {"places"})
            self._read_entries(file, content.get("places", []), place_of, fresh)
        for file in sorted((folder / "facets").glob("*.yaml")):
            content = self._content(file, {"facet", "values"})
            self._read_facet(file, content.get("facet", ""), content.get("values", []))
        for file in sorted((folder / "coordinates").glob("*.yaml")):
            self._read_middles(file, self._content(file, {"districts"}).get("districts", []))
        self._files |= fresh

    def _read_middles(self, file: Path, areas: object) -> None:
        """Lines of postcode districts, each with its degrees north and east."""
        try:
            for area in areas:
                for district, middle in area.items():
                    north, east = map(float, middle.split())
                    self._middles[district] = (north, east)
        except (AttributeError, TypeError, ValueError) as error:
            self._problems.append(f"{file.parent.name}/{file.name}: must list districts with two numbers each: {error}")

    def _read_facet(self, file: Path, facet: str, raws: object) -> None:
        where = f"{file.parent.name}/{file.name}"
        if not isinstance(raws, list):
            self._problems.append(f"{where}: its values must be a list")
            return
        for raw in raws:
            try:
                value = facet_value_of(raw, facet)
            except BadEntry as error:
                self._problems.append(f"{where}: {error}")
            else:
                self._facets[facet, value.name] = value

    def _content(self, file: Path, keys: set[str]) -> dict:
        where = f"{file.parent.name}/{file.name}"
        try:
            content = yaml.load(file.read_bytes(), Loader=LOADER)  # noqa: S506: BaseLoader makes nothing but text
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self._problems.append(f"{where}: not readable as YAML: {' '.join(str(error).split())}")
            return {}
        if not isinstance(content, dict) or set(content) - keys:
            self._problems.append(f"{where}: must hold just the keys {', '.join(sorted(keys))}")
            return {}
        return content

    def _read_entries(
        self, file: Path, raws: object, made: Callable[[object], Term | Place], fresh: dict[tuple[str, str], str]
    ) -> None:
        where = f"{file.parent.name}/{file.name}"
        if not isinstance(raws, list):
            self._problems.append(f"{where}: its entries must be a list")
            return
        for raw in raws:
            try:
                entry = made(raw)
            except BadEntry as error:
                self._problems.append(f"{where}: {error}")
                continue
            key = ("term" if isinstance(entry, Term) else "place", entry.slug)
            if key in fresh:
                self._problems.append(f"{where}: {entry.name}: slug {entry.slug} is taken already, in {fresh[key]}")
                continue
            fresh[key] = where
            (self._terms if isinstance(entry, Term) else self._places)[entry.slug] = entry

    def _read_blockers(self, file: Path) -> None:
        blockers = self._content(file, {"blockers"}).get("blockers", [])
        if not isinstance(blockers, list) or not all(isinstance(blocker, str) for blocker in blockers):
            self._problems.append(f"{file.parent.name}/{file.name}: blockers must be a list of phrases")
            return
        self._blockers |= dict.fromkeys(blockers)

    def reference(self) -> Reference:
        if self._problems:
            shown = self._problems[:_MOST_SHOWN]
            more = len(self._problems) - len(shown)
            raise BadReference("\n".join((*shown, f"... and {more} more.") if more else shown))
        terms = {term.slug: term for term in sorted(self._terms.values(), key=_by_name)}
        places = {place.slug: place for place in sorted(self._places.values(), key=_by_name)}
        blockers = tuple(sorted(self._blockers))
        term_digest = _digest([*map(vars, terms.values()), {"blockers": blockers}])
        place_digest = _digest([*map(vars, places.values()), {"districts": self._middles}])
        facets = tuple(self._facets.values())
        facet_digest = _digest(map(vars, facets))
        return Reference(
            Taxonomy(terms, term_digest, blockers),
            Gazetteer(places, place_digest, dict(self._middles)),
            _digest([{"terms": term_digest, "places": place_digest, "facets": facet_digest}]),
            dict(self._files),
            facets,
        )


def _by_name(entry: Term | Place) -> tuple[str, str]:
    return entry.name.casefold(), entry.slug


def _digest(entries) -> str:
    """SHA-256 over the entries in their order, as JSON with sorted keys: the same content is the same digest."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(json.dumps(entry, sort_keys=True, ensure_ascii=False, default=asdict).encode())
        digest.update(b"\n")
    return digest.hexdigest()
