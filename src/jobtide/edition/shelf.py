"""The editions of a home, and which of them is current.

An edition is written in scratch space, moved in whole and then made current by replacing one small file, so a reader
sees the old edition or the new one and never something between.

Touches: editions/.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from jobtide.edition import ledger, manifest
from jobtide.edition.ledger import Event, Ledger
from jobtide.errors import Error, NoEdition, Unknown
from jobtide.settings import Home

CURRENT = "current"
_DRAFT = "edition-"  # what the folder of one that is being written begins with
_GRAVE = "removed-"  # and of one that is being removed
# The files of editions/ that change when another edition is made current, or one is held, accepted or removed.
TELLING = (CURRENT, ledger.FILE)


@dataclass(frozen=True)
class Standing:
    """How one edition stands: current, old or held, and why. `vacancies`, `bytes` and `as_of` are None where its
    manifest is damaged."""

    id: str
    state: str
    as_of: date | None
    label: str | None
    vacancies: int | None
    bytes: int | None
    reasons: Sequence[str] = ()

    def as_json(self) -> dict:
        as_of = self.as_of and self.as_of.isoformat()
        return {**asdict(self), "as_of": as_of, "current": self.state == CURRENT}


class Shelf:
    def __init__(self, home: Home):
        self._editions, self._scratch = home.editions, home.scratch
        self._ledger = Ledger(home.editions)

    def ids(self) -> list[str]:
        """All editions that are there, held ones too, by their days."""
        if not self._editions.exists():
            return []
        return sorted(folder.name for folder in self._editions.iterdir() if (folder / manifest.FILE).exists())

    def current_id(self) -> str:
        """Raises NoEdition while nothing has been published."""
        try:
            return (self._editions / CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise NoEdition(
                f"Nothing has been published in {self._editions.parent} yet. "
                "Read adverts with `jobtide ingest FILE`, then run `jobtide publish`; or try `jobtide demo`."
            ) from None

    def folder(self, edition_id: str | None = None) -> Path:
        """The folder of an edition, the current one by default."""
        wanted = edition_id or self.current_id()
        if wanted in self.ids():
            return self._editions / wanted
        if self._editions.exists() and any(one.name == wanted and one.is_dir() for one in self._editions.iterdir()):
            raise Error(
                f"Edition {wanted} is damaged: {manifest.FILE} is missing. Publish it again: the adverts are still "
                "there; or make another one current with `jobtide editions --current ID`."
            )
        if edition_id is not None:
            raise Unknown("edition", wanted, tuple(reversed(self.ids()))[:5])
        raise Error(
            f"{self._editions / CURRENT} names {wanted!r}, which is no edition of this home. `jobtide editions` lists "
            "them, and with --current ID makes one of them current."
        )

    def stands(self) -> list[Standing]:
        """How each edition stands, by their days."""
        held = self.held()
        try:
            current = self.current_id()
        except NoEdition:
            current = None
        return [
            _standing(self._editions / one, CURRENT if one == current else ledger.HELD if one in held else "old",
                      held[one].reasons if one in held else ())
            for one in self.ids()
        ]  # fmt: skip

    def history(self) -> list[str]:
        """The editions that have been current and are still there, by when they first were; held ones are none."""
        there, held = self.ids(), self.held()
        known = self._ledger.order()
        before = [one for one in there if one not in known and one not in held]  # published before there was a ledger
        with suppress(NoEdition):
            before.sort(key=lambda one: one == self.current_id())
        return [*before, *(one for one in known if one in there)]

    def held(self) -> dict[str, Event]:
        """Editions that are not made current until somebody accepts them, with the reasons."""
        last = self._ledger.last()
        return {one: last[one] for one in self.ids() if one in last and last[one].event == ledger.HELD}

    def hold(self, edition_id: str, reasons: Sequence[str], against: str) -> None:
        """Said before the edition is moved among the others, so that it cannot lie there unheld."""
        self._ledger.add(Event(edition_id, ledger.HELD, tuple(reasons), against))

    def forget_held(self, edition_id: str) -> None:
        """Where somebody was stopped between holding an edition and moving it here, nobody holds it any more."""
        last = self._ledger.last().get(edition_id)
        if last is not None and last.event == ledger.HELD and edition_id not in self.ids():
            self._ledger.add(Event(edition_id, ledger.REMOVED))

    @contextmanager
    def draft(self, edition_id: str) -> Iterator[Path]:
        """An empty folder to write an edition into; it is thrown away unless `publish` has taken it.

        Whoever writes one holds the home's lock, so that any other is what somebody left who was killed.
        """
        for begins in (_DRAFT, _GRAVE):
            for left in self._scratch.glob(f"{begins}*"):
                shutil.rmtree(left, ignore_errors=True)
        folder = self._scratch / f"{_DRAFT}{edition_id}-{os.getpid()}"
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, draft: Path, edition_id: str, flushed: Iterable[str] = ()) -> None:
        """Moves a finished draft among the editions, in place of a damaged one of the same name.

        The files of the names `flushed` outlast a loss of power already: to make sure of it again takes as long as to
        write a small one.
        """
        self._editions.mkdir(parents=True, exist_ok=True)
        safe = {draft / name for name in flushed}
        for path in (*draft.rglob("*"), draft):
            # A file that has a second name is another edition's too, and was flushed with that. Its name here was not:
            # folders are.
            if path not in safe and (path.is_dir() or path.stat().st_nlink == 1):
                _flush(path)
        place = self._editions / edition_id
        grave = self._buried(place) if place.exists() else None
        os.rename(draft, place)
        _flush(self._editions)
        if grave:
            shutil.rmtree(grave)

    def make_current(self, edition_id: str) -> None:
        """One that was held is accepted by it."""
        held, known = self.held().get(edition_id), self._ledger.order()
        beside = self._editions / f".{CURRENT}-{os.getpid()}"
        beside.write_text(edition_id + "\n", encoding="utf-8")
        _flush(beside)
        os.replace(beside, self._editions / CURRENT)
        _flush(self._editions)
        if held:
            self._ledger.add(Event(edition_id, ledger.ACCEPTED, held.reasons, held.against))
        elif edition_id not in known:
            self._ledger.add(Event(edition_id, ledger.CURRENT))

    def remove(self, edition_id: str) -> None:
        """Readers that have its files open go on reading them. Error for the current one."""
        folder = self.folder(edition_id)
        if edition_id == self.current_id():
            raise Error(f"Edition {edition_id} is the current one and stays.")
        grave = self._buried(folder)
        _flush(self._editions)
        self._ledger.add(Event(edition_id, ledger.REMOVED))
        shutil.rmtree(grave)

    def _buried(self, folder: Path) -> Path:
        """Where the edition's folder lies now: gone at once, so that nobody meets half of it."""
        grave = self._scratch / f"{_GRAVE}{folder.name}-{os.getpid()}"
        grave.parent.mkdir(parents=True, exist_ok=True)
        os.rename(folder, grave)
        return grave


def _standing(folder: Path, state: str, reasons: Sequence[str]) -> Standing:
    try:
        said = manifest.read(folder)
    except Error as error:
        return Standing(folder.name, state, None, None, None, None, (*reasons, str(error)))
    size = sum(part.bytes for part in said.parts.values())
    vacancies = said.quality.get("vacancies")
    return Standing(folder.name, state, said.inputs.as_of, said.inputs.label, vacancies, size, reasons)


def _flush(path: Path) -> None:
    """Makes what was written last through a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
