"""Everything that stops a command in plain words.

    Error                  cannot go on; the message says what was wrong, where, and what to do
    ├── Unreadable         a file or record container that cannot be read at all
    │   └── UnknownFormat  nobody can tell what it is; it may well be no adverts
    ├── Unknown            a term, place or edition that nobody knows; carries the nearest names
    ├── BadReference       curated data that breaks a rule; names file and entry
    ├── NoEdition          nothing has been published in this home yet
    ├── Held               an edition is not as expected and waits to be accepted
    ├── TooLong            an answer takes longer than it may
    ├── Unwritable         the home cannot be written to: the disk is full, or for reading only
    └── Busy               another process is writing to this home

The command line prints the message and exits 1. A record that is merely odd is an `Issue` (issue.py), never an Error.
"""

from collections.abc import Sequence
from pathlib import Path


class Error(Exception):
    """Cannot go on. `str(error)` is a sentence for the person at the terminal."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback, which IPython asks for by this name."""
        return [str(self)]


class Unreadable(Error):
    """`kept` is where its bytes lie all the same, so that it counts as quarantined; None where they do not."""

    kept: Path | None = None


class UnknownFormat(Unreadable):
    pass


class Unknown(Error):
    """Nobody knows this name. `nearest` holds up to five names that were perhaps meant, best first; `position` is where
    the name stands in an expression, None where it stood in none."""

    position: int | None = None

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...] = ()):
        self.kind, self.name, self.nearest = kind, name, nearest
        offer = f" Did you mean {_either(nearest)}?" if nearest else ""
        super().__init__(f"No {kind} is called {name!r}.{offer}")


class BadReference(Error):
    pass


class NoEdition(Error):
    pass


class Held(Error):
    """The edition is kept and not current. `reasons` are sentences."""

    def __init__(self, edition_id: str, reasons: Sequence[str], against: str | None):
        self.edition_id, self.reasons, self.against = edition_id, tuple(reasons), against
        listed = "".join(f"\n  {reason}" for reason in self.reasons)
        super().__init__(
            f"Edition {edition_id} is held, as it is not what {against or 'the last edition'} lets expect:{listed}\n"
            f"Where that is right, `jobtide editions --accept {edition_id}` makes it current; until then the last "
            f"edition stays. `jobtide editions --diff {against} {edition_id}` tells all that moved."
        )


class TooLong(Error):
    pass


class Unwritable(Error):
    pass


class Busy(Error):
    pass


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
