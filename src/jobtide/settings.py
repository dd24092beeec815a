"""Where a home keeps its state, and every setting that an operator may change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Each field works on a laptop as it is."""

    root_place: str = "uk"  # slug: the place of pages that name none
    currency: str = "GBP"  # ISO 4217: pay in another currency is kept with the vacancy and enters no figure
    assumed_employment_type: str = "permanent"  # of adverts that do not say; the share that did is published
    live_days: int = 30  # an advert last seen longer ago is no longer live
    repost_days: int = 60  # an opening advertised again within this many days of its last day is the same vacancy
    expect_from: int = 1000  # vacancies of six months from which on the next edition is expected to be like the last
    expect_history: float = 0.1  # part by which what was counted of the same days may differ from the last edition
    expect_news: float = 0.5  # part by which the newest four weeks may differ from those of the last edition
    expect_share: float = 0.1  # by how much a share may move: of a source, of contracts, of what could be read
    expect_median: float = 0.15  # part by which a median of pay may differ
    shown: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)  # what may be shown, see showing.py
    memory_gib: float = 2.5  # what the engine may use before it spills to disk; Python needs some beside it
    workers: int = 2  # processes that read adverts


@dataclass(frozen=True)
class Home:
    """The one folder that holds all state. Nothing here is created until it is written to."""

    folder: Path

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    @property
    def adverts(self) -> Path:
        return self.folder / "adverts"

    @property
    def sightings(self) -> Path:
        return self.folder / "sightings"

    @property
    def absences(self) -> Path:
        return self.folder / "absences"

    @property
    def readings(self) -> Path:
        return self.folder / "readings"

    @property
    def matches(self) -> Path:
        """Which adverts are alike: derived, and safe to delete when nothing runs."""
        return self.folder / "matches"

    @property
    def standing(self) -> Path:
        """What the last edition was made from beside the store: derived, and safe to delete when nothing runs."""
        return self.folder / "standing"

    @property
    def forgotten(self) -> Path:
        """What was read in adverts before they were taken down: no words, only what figures count."""
        return self.folder / "forgotten"

    @property
    def quarantine(self) -> Path:
        return self.folder / "quarantine"

    @property
    def editions(self) -> Path:
        return self.folder / "editions"

    @property
    def scratch(self) -> Path:
        """Half-made files and what the engine spills; safe to delete when nothing runs."""
        return self.folder / "scratch"

    @property
    def settings_file(self) -> Path:
        """What the operator set of `Settings`; absent where all is as usual."""
        return self.folder / "settings.toml"

    @property
    def label_file(self) -> Path:
        """What must be said of this home's data on every page, where it is not ordinary ("synthetic data")."""
        return self.folder / "LABEL"
