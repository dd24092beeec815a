"""What an edition was made from, and what it is made of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from jobtide.errors import Error

FILE = "manifest.json"
_SEAL = "sha256"


@dataclass(frozen=True)
class Part:
    """One file of an edition. `rows` is None for files that are not tables."""

    bytes: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Inputs:
    """Everything that decides an edition's figures. Equal inputs give an edition of equal bytes and the same id."""

    as_of: date
    software: str
    reference: str  # digest of the taxonomy and gazetteer
    settings: Mapping[str, object]
    adverts: Mapping[str, int]  # the home's files of adverts and sightings, with their sizes
    label: str | None = None
    definitions: str = ""  # digest of the measures

    @property
    def edition_id(self) -> str:
        """The day, and eight characters that differ when anything else does."""
        return f"{self.as_of.isoformat()}-{hashlib.sha256(_text(asdict(self)).encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Manifest:
    id: str
    inputs: Inputs
    quality: Mapping[str, object]
    parts: Mapping[str, Part]
    redacted: int = 0  # rows of its tables whose words were taken down after it was published

    def write(self, folder: Path) -> None:
        self.write_to(folder / FILE)

    def write_to(self, file: Path) -> None:
        file.write_text(_sealed(asdict(self)), encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of the edition in `folder`. Error where it is damaged."""
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        inputs = stored["inputs"]
        return Manifest(
            stored["id"],
            Inputs(**{**inputs, "as_of": date.fromisoformat(inputs["as_of"])}),
            stored["quality"],
            {name: Part(**part) for name, part in stored["parts"].items()},
            stored.get("redacted", 0),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Error(
            f"Edition {folder.name} cannot be used: its {FILE} is damaged ({error!r}). Publish it again: the adverts "
            "are still there."
        ) from error


def part(file: Path, rows: int | None = None) -> Part:
    """The size and hash of a file as it lies on disk."""
    with file.open("rb") as stream:
        return Part(file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest(), rows)


def damage(folder: Path) -> list[str]:
    """What differs between an edition's files and its manifest, a sentence each; empty when all is well."""
    try:
        manifest = read(folder)
    except Error:
        what = "cannot be read" if (folder / FILE).exists() else "is missing"
        return [f"{FILE} {what}; what it says of the other files cannot be checked"]
    found = []
    for name, expected in manifest.parts.items():
        file = folder / name
        try:
            if part(file).sha256 != expected.sha256:
                found.append(f"{name} is not the file that was published")
        except FileNotFoundError:
            found.append(f"{name} is missing")
        except OSError as error:  # a disk that fails, a folder in its place, rights that are not ours
            found.append(f"{name} cannot be read: {error.strerror}")
    known = {*manifest.parts, FILE}
    there = (file for file in sorted(folder.rglob("*")) if file.is_symlink() or not file.is_dir())
    strangers = (str(file.relative_to(folder)) for file in there)
    found += [f"{name} does not belong to the edition" for name in strangers if name not in known]
    if manifest.inputs.edition_id != manifest.id:
        found.append(f"{FILE} was changed: its inputs are not those of {manifest.id}")
    elif not _whole((folder / FILE).read_text(encoding="utf-8")):
        found.append(f"{FILE} was changed: it is not what was written")
    return found


def _sealed(said: Mapping[str, object]) -> str:
    """The manifest's text, which holds a hash of all else in it: nothing else could tell that it was changed."""
    return _text({**said, _SEAL: hashlib.sha256(_text(said).encode()).hexdigest()})


def _whole(text: str) -> bool:
    """Whether a manifest is byte for byte what was written; those of editions before there were seals have none."""
    said = json.loads(text)
    if _SEAL not in said:
        return set(said) <= {field.name for field in fields(Manifest)}
    return _sealed({name: value for name, value in said.items() if name != _SEAL}) == text


def _text(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True, default=str) + "\n"
