"""What publishing will do and take, said before it starts, and how far it has come.

Sizes and times are those of benchmarks/publish.py (docs/scale.md): a guess for a market like those.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

# What each step takes of the whole, in the order in which they come: of an edition made from all adverts, and of one
# that takes over what stands.
_STEPS = {"vacancies": 0.55, "members": 0.05, "columns": 0.1, "figures": 0.25, "kept": 0.05}
_STEPS_OF_A_DAY = {"vacancies": 0.1, "members": 0.02, "columns": 0.23, "figures": 0.5, "kept": 0.15}
_DOING = {"kept": "checking and keeping"}  # where what is being done is named otherwise
_BYTES_OF_FIGURES, _BYTES_OF_AN_ADVERT = 600_000_000, 420
_ADVERTS_A_SECOND = 25_000
# Of those that moved, and of all where what stands is taken over: its columns are copied.
_MOVED_A_SECOND, _STANDING_A_SECOND = 10_000, 500_000


@dataclass(frozen=True)
class Plan:
    """`free` are bytes on the disk of the home. `moved` is how many adverts say something else than in the edition
    `since`, from which all else is taken over; None where nothing is."""

    adverts: int
    as_of: date
    memory_gib: float
    free: int
    moved: int | None = None
    since: str | None = None

    def lines(self) -> list[str]:
        takes = _BYTES_OF_AN_ADVERT * self.adverts + min(_BYTES_OF_FIGURES, 2_000 * self.adverts)
        minutes = self._seconds() / 60
        told = f"An edition of {self.as_of} from {self.adverts:,} adverts"
        if self.moved is not None:
            told += f", of which {self.moved:,} moved since edition {self.since} and what stands is taken over"
        said = [
            f"{told}: {', then '.join(_STEPS)}.",
            f"It takes {_minutes(minutes)} and about {_size(takes)} on disk ({_size(self.free)} are free).",
            f"Tables are held in up to {self.memory_gib:g} GiB and beyond that on disk.",
        ]
        if takes * 2 > self.free:
            said.append("That may be too much for the disk: the last edition stays current whatever happens.")
        return said

    def following(
        self, moved: Callable[[float], None], doing: Callable[[str], None] = lambda step: None
    ) -> Callable[[str], None]:
        """Told the name of each step that is finished, tells `moved` which part of the whole is done, from 0 to 1, and
        `doing` which step is next."""
        return _following(moved, doing, _STEPS if self.moved is None else _STEPS_OF_A_DAY)

    def _seconds(self) -> float:
        if self.moved is None:
            return self.adverts / _ADVERTS_A_SECOND
        return self.moved / _MOVED_A_SECOND + self.adverts / _STANDING_A_SECOND


def _following(
    moved: Callable[[float], None], doing: Callable[[str], None], steps: Mapping[str, float]
) -> Callable[[str], None]:
    done: list[str] = []

    def tell() -> None:
        moved(min(1.0, sum(steps.get(name, 0.0) for name in done)))
        left = [step for step in steps if step not in done]
        if left:
            doing(_DOING.get(left[0], left[0]))

    def finished(step: str) -> None:
        done.append(step)
        tell()

    tell()
    return finished


def _minutes(minutes: float) -> str:
    return "less than a minute" if minutes < 1 else f"about {max(2, round(minutes))} minutes"


def _size(bytes_: float) -> str:
    return f"{bytes_ / 2**30:.1f} GiB" if bytes_ >= 2**30 else f"{bytes_ / 2**20:.0f} MiB"
