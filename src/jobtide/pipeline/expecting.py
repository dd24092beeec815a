"""An edition held against the one that is current, before it takes its place; and what an operator does with editions.

Touches: editions/.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from jobtide.edition.expectations import suspicions
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error, Held, NoEdition
from jobtide.lock import locked
from jobtide.settings import Home, Settings


def hold_where_suspicious(shelf: Shelf, draft: Path, settings: Settings, say: Callable[[str], None]) -> None:
    """Holds the edition in `draft` where it is not what the current one lets expect; a first one is never held."""
    try:
        current = shelf.folder()
    except NoEdition:
        return
    except Error as error:
        return say(f"The edition cannot be held against the last one, which cannot be found: {error}")
    with closing(Reader(draft)) as now:
        shelf.forget_held(now.edition.id)
        if now.edition.id == current.name:
            return  # it was damaged and is made again
        try:
            with closing(Reader(current)) as before:
                reasons = suspicions(before, now, settings)
        except (Error, OSError, ValueError, KeyError) as error:
            return say(f"The edition cannot be held against the last one, {current.name}, which is damaged: {error}")
        if reasons:
            shelf.hold(now.edition.id, reasons, current.name)


def make_current(home: Home, edition_id: str, *, accept: bool = False) -> str:
    """The edition is current from now on. Held where it is held and nobody accepts it; Unknown where there is none."""
    with locked(home, "editions"):
        shelf = Shelf(home)
        shelf.folder(edition_id)
        held = shelf.held().get(edition_id)
        if held and not accept:
            raise Held(held.edition, held.reasons, held.against)
        if accept and not held:
            raise Error(
                f"Edition {edition_id} is not held. `jobtide editions --current {edition_id}` makes it current."
            )
        shelf.make_current(edition_id)
        return edition_id


def prune(home: Home, keep: int) -> list[str]:
    """Removes all editions but the newest `keep` and the current one; gives the ids that are gone, oldest first."""
    with locked(home, "editions"):
        shelf = Shelf(home)
        kept = {*shelf.ids()[-keep:], shelf.current_id()}
        gone = [one for one in shelf.ids() if one not in kept]
        for one in gone:
            shelf.remove(one)
        return gone
