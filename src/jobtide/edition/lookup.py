"""Names as people type them, to the terms and places of an edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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
        self._by_slug = {entry.slug.replace("-", " "): entry for entry in self._entries}  # folded, as slugs are written

    def find(self, name: str) -> Entry:
        """Raises Unknown with the nearest names."""
        wanted = folded(name)
        # Slugs come first in `names_of` too. Most names that are typed are as good as one, and folding all takes long.
        found = self._by_slug.get(wanted) or self._by_name.get(wanted) or self._by_name.get(wanted.removesuffix("s"))
        if found is None:
            raise Unknown(self._kind, name[:80], self.nearest(name[:80]))
        return found

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        return names_of(self._entries)

    def nearest(self, name: str) -> tuple[str, ...]:
        """Up to four names that were perhaps meant, best first."""
        from rapidfuzz import fuzz, process

        known = {known: entry.name for known, entry in self._by_name.items()}
        close = process.extract(folded(name), known.keys(), scorer=fuzz.ratio, limit=20, score_cutoff=60)
        close += process.extract(folded(name), known.keys(), scorer=fuzz.token_set_ratio, limit=5, score_cutoff=75)
        return tuple(dict.fromkeys(known[match] for match, _, _ in close))[:_OFFERED]
