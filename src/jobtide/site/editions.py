"""The list of editions: every one that is published, the newest first, and the way to a page of each."""

import json

from fastapi import Request, Response

from jobtide.errors import Error
from jobtide.page import EditionName
from jobtide.serving.answers import HTML, JSON
from jobtide.serving.served import Address, Served
from jobtide.site.request import BadRequest, Cell
from jobtide.site.views import Views

_MOST = 400  # of them are listed
_LONGEST = 300  # characters of an address


class EditionRoutes:
    def __init__(self, served: Served, views: Views):
        self._served, self._views = served, views

    def addresses(self) -> list[Address]:
        return [("/editions", self.all), ("/editions.json", self.all_as_data)]

    def all(self, request: Request) -> Response:
        """`?page=` is the address that is wanted of each edition, the first page without it."""
        reader, ids = self._served.reader(request), self._newest_first()
        wanted = _local(request.query_params.get("page", "/"))
        joined = "&" if "?" in wanted else "?"
        current = self._served.source.current().edition.id

        def make() -> tuple[str, str]:
            here = Cell("permanent", reader.root_place, edition=self._served.pinned(request))
            listed = [(name, f"{wanted}{joined}edition={name.id}", name.id == current) for name in self._names(ids)]
            given = {"listed": listed, "wanted": wanted, "current_address": "/editions"}
            return self._views.rendered("editions.html", here, reader.edition, **given), HTML

        return self._served.answer(request, reader, make, also=ids)

    def all_as_data(self, request: Request) -> Response:
        """[{"id", "as_of", "label", "current"}], the newest first."""
        reader, ids = self._served.source.current(), self._newest_first()

        def make() -> tuple[str, str]:
            found = [
                {"id": name.id, "as_of": name.as_of.isoformat(), "label": name.label, "current": name == reader.edition}
                for name in self._names(ids)
            ]
            return json.dumps({"editions": found}, ensure_ascii=False), JSON

        return self._served.answer(request, reader, make, also=ids)

    def _newest_first(self) -> list[str]:
        return self._served.source.ids()[::-1][:_MOST]

    def _names(self, ids: list[str]) -> list[EditionName]:
        found = []
        for edition_id in ids:
            try:
                found.append(self._served.source.named(edition_id).edition)
            except Error:  # one that this software cannot read, or that was taken away meanwhile, has no pages
                continue
        return found


def _local(address: str) -> str:
    """An address of this site, without the edition that it may name."""
    if not address.startswith("/") or address.startswith("//") or "\\" in address or len(address) > _LONGEST:
        raise BadRequest("page is an address of this site, such as /permanent/uk/python.")
    path, _, asked = address.partition("?")
    kept = [part for part in asked.split("&") if part and not part.startswith("edition=")]
    return f"{path}?{'&'.join(kept)}" if kept else path
