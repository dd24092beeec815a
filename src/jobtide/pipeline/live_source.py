"""A live source as an operator set it up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process

from jobtide.errors import Error, Unknown
from jobtide.sources.facts import Facts
from jobtide.sources.session.exchange import Key, Limits

_HEADER = "header:"


@dataclass(frozen=True)
class Caps:
    """What one fetch of a source may cost at most; of one answer where the name says so."""

    pages: int = 0  # 0: as source.yaml says
    bytes: int = 4 << 30
    seconds: float = 3600.0
    bytes_per_answer: int = 64 << 20
    seconds_per_answer: float = 60.0
    tries: int = 4
    first_wait_seconds: float = 2.0
    longest_wait_seconds: float = 120.0


@dataclass(frozen=True)
class LiveSource:
    """One [[source]]. `consent` is what the operator declares to have agreed with it; `at` asks another server than the
    source's own, with the same addresses; `off_because` says why it is not fetched, None where it is."""

    name: str
    facts: Facts
    boards: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    every_seconds: float = 0.0
    enabled: bool = True
    consent: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    pace_seconds: float = 1.0
    full_every: int = 1
    refetch_every: int = 15
    allow_private: frozenset[str] = frozenset()
    at: str = ""
    format: str | None = None
    map: tuple[str, ...] = ()
    place: str | None = None
    caps: Caps = Caps()

    @property
    def off_because(self) -> str | None:
        if not self.enabled:
            return "enabled = false"
        if self.facts.needs_consent and not self.consent:
            return f'it needs your word {self.facts.needs_consent}: consent = "…" with what was agreed, and when'
        return None

    @property
    def pages(self) -> int:
        return self.caps.pages or self.facts.pages

    @property
    def limits(self) -> Limits:
        caps = self.caps
        return Limits(
            pace_seconds=self.pace_seconds,
            request_seconds=caps.seconds_per_answer,
            bytes_per_answer=caps.bytes_per_answer,
            tries=caps.tries,
            first_wait_seconds=caps.first_wait_seconds,
            longest_wait_seconds=caps.longest_wait_seconds,
        )

    def advert_source(self, part: str) -> str:
        """Whose adverts a part holds: a board's are told apart, since each is whole or not by itself."""
        return f"{self.name}/{part}" if part else self.name

    def secrets(self, environment: Mapping[str, str]) -> tuple[Key, ...]:
        """The keys that go along. Error where the environment has one of them not."""
        found = []
        asked = [(key.name, key.where, self.keys.get(key.name, key.env)) for key in self.facts.keys]
        if self.facts.addresses:
            asked = [(name.removeprefix(_HEADER), "header" if name.startswith(_HEADER) else "query", variable)
                     for name, variable in self.keys.items()]  # fmt: skip
        for name, where, variable in asked:
            secret = environment.get(variable, "").strip()
            if not secret:
                raise Error(f"The key of {self.name} is missing. Set the environment variable {variable}.")
            if not (secret.isascii() and secret.isprintable()):
                raise Error(f"The environment variable {variable} holds characters that no key has.")
            found.append(Key(name, where, secret))
        return tuple(found)


@dataclass(frozen=True)
class LiveSources:
    """`contact` is told to the sources: an address of a page or of e-mail, "" where nobody said."""

    contact: str
    sources: tuple[LiveSource, ...]

    def chosen(self, names: tuple[str, ...]) -> tuple[LiveSource, ...]:
        """The sources of these names, in the order of the file; Unknown for a name that there is not."""
        known = [source.name for source in self.sources]
        for name in names:
            if name not in known:
                raise Unknown("source", name, nearest(name, known))
        return tuple(source for source in self.sources if not names or source.name in names)


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three names that were perhaps meant, best first."""
    return tuple(found for found, score, _ in process.extract(name, list(known), limit=3) if score >= 60)
