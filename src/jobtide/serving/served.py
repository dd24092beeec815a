"""What every endpoint stands on: the edition that a request asks of, and answers that are made once."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from fastapi import Request, Response

from jobtide.serving.answers import Kept, answer

# An address, and the plain function that answers it.
Address = tuple[str, Callable]


class ReaderSource(Protocol):
    """Gives the readers of editions; a new current edition is seen without a restart."""

    def current(self) -> Any: ...

    def named(self, edition_id: str) -> Any:
        """Raises Unknown for an edition that is not there."""

    def ids(self) -> list[str]:
        """All published editions, oldest first."""


class Room(Protocol):
    """Endpoints of one subject."""

    def addresses(self) -> Iterable[Address]: ...


class Served:
    def __init__(self, source: ReaderSource, kept: Kept, version: str):
        self.source, self._kept, self._version = source, kept, version

    def reader(self, request: Request) -> Any:
        """Of the edition that `?edition=` names, else of the current one. Raises NoEdition and Unknown."""
        edition_id = request.query_params.get("edition", "").strip()
        return self.source.named(edition_id) if edition_id else self.source.current()

    def answer(self, request: Request, reader, make: Callable[[], tuple[str | bytes, str]]) -> Response:
        """What `make` gives (content and media type), kept until the edition or the software changes."""
        return answer(request, f"{reader.edition.id}-{self._version}", self._kept, make)
