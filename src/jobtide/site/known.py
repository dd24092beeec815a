"""What every page of an edition needs: the places by their paths of names."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    places: dict[tuple[str, ...], str]

    def slug_of(self, path: Sequence[str]) -> str | None:
        return self.places.get(tuple(path))


class KnownOf:
    """Kept for the edition that was asked last. May be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: tuple[str, Known] | None = None

    def __call__(self, reader) -> Known:
        with self._lock:
            edition, known = self._latest or ("", None)
            if known is None or edition != reader.edition.id:
                places = {tuple(place.path): place.slug for place in reader.places()}
                known = Known(places)
                self._latest = (reader.edition.id, known)
            return known
