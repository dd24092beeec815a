"""What every endpoint stands on: the edition that a request asks of, and answers that are made once."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from fastapi import Request, Response

from jobtide.errors import NoEdition
from jobtide.serving.answers import answer
from jobtide.site.request import Pinned

# An address, and the plain function that answers it.
Address = tuple[str, Callable]


class ReaderSource(Protocol):
    """Gives the readers of editions; a new current edition is seen without a restart."""

    def current(self) -> Any: ...

    def named(self, edition_id: str) -> Any:
        """Raises Unknown for an edition that is not there."""

    def ids(self) -> list[str]:
        """All published editions, oldest first."""

    def state(self) -> object:
        """Another one whenever an answer may have changed; None while nothing is published."""


class Room(Protocol):
    """Endpoints of one subject."""

    def addresses(self) -> Iterable[Address]: ...


class Served:
    def __init__(self, source: ReaderSource, version: str):
        self.source, self._version = source, version

    def reader(self, request: Request) -> Any:
        """Of the edition that `?edition=` names, else of the current one. Raises NoEdition and Unknown."""
        edition_id = _named(request)
        return self.source.named(edition_id) if edition_id else self.source.current()

    def pinned(self, request: Request) -> Pinned | None:
        """The edition that the address names, None where it names none."""
        edition_id = _named(request)
        return Pinned(edition_id, self._is_old(edition_id)) if edition_id else None

    def answer(
        self, request: Request, reader, make: Callable[[], tuple[str | bytes, str]], also: Sequence[str] = ()
    ) -> Response:
        """What `make` gives (content and media type), kept until the edition, the software or what is named in `also`
        changes.

        A page that names its edition says when it has become an old one: it never changes again from then on.
        """
        pinned = self.pinned(request)
        is_old = pinned is not None and pinned.is_old
        tag = f"{reader.edition.id}-{self._version}{'-old' if is_old else ''}"
        if also:
            tag += f"-{hashlib.sha256(' '.join(also).encode()).hexdigest()[:12]}"
        return answer(request, tag, make, for_ever=is_old and not also)

    def _is_old(self, edition_id: str) -> bool:
        try:
            return self.source.current().edition.id != edition_id
        except NoEdition:
            return True


def _named(request: Request) -> str:
    return request.query_params.get("edition", "").strip()
