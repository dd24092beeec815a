"""Names as people type them, to the terms and places of an edition."""

from collections.abc import Iterable
from dataclasses import dataclass

from jobtide.errors import Unknown
from jobtide.taxonomy import folded, names_of

_OFFERED = 4


@dataclass(frozen=True)
class Entry:
    """A row of the edition's terms or places, as far as finding it needs."""

    number: int
    slug: str
    name: str
    long_name: str | None
    aliases: tuple[str, ...]


class Lookup:
    """Finds entries of one `kind` ("term", "place") by name, long name, alias or slug, in any case."""

    def __init__(self, kind: str, entries: Iterable[Entry]):
        self._kind = kind
        self._entries = list(entries)
        self._by_name = names_of(self._entries)

    def find(self, name: str) -> Entry:
        """Raises Unknown with the nearest names."""
        found = self._by_name.get(folded(name)) or self._by_name.get(folded(name).removesuffix("s"))
        if found is None:
            raise Unknown(self._kind, name[:80], self.nearest(name[:80]))
        return found

    def nearest(self, name: str) -> tuple[str, ...]:
        """Up to four names that were perhaps meant, best first."""
        from rapidfuzz import fuzz, process

        known = {known: entry.name for known, entry in self._by_name.items()}
        close = process.extract(folded(name), known.keys(), scorer=fuzz.ratio, limit=20, score_cutoff=60)
        close += process.extract(folded(name), known.keys(), scorer=fuzz.token_set_ratio, limit=5, score_cutoff=75)
        return tuple(dict.fromkeys(known[match] for match, _, _ in close))[:_OFFERED]
