"""Feeds: what is new of a term or of a whole index from edition to edition, and the editions themselves.

An address in a feed is a whole one, made of the host that was asked: such answers are told apart by it.
"""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from fastapi import Request, Response

from jobtide.errors import Error
from jobtide.news import News
from jobtide.serving.answers import site_of
from jobtide.serving.served import Address, Served
from jobtide.shown import news as words
from jobtide.shown import numbers
from jobtide.shown.feeds import ATOM, JSON_FEED, Entry, Feed, atom, json_feed
from jobtide.shown.sentences import long_day
from jobtide.site.asked import cell_of, moved
from jobtide.site.request import Cell

MOST_EDITIONS = 12  # are looked at for news, the newest
MOST_LISTED = 60  # editions in the feed of editions
_KEPT = 500  # news of so many pages
_ENDINGS = {"atom": ".atom", "json": ".feed.json"}


class FeedRoutes:
    def __init__(self, served: Served):
        self._served = served
        self._kept: OrderedDict[tuple, list[News]] = OrderedDict()
        self._lock = Lock()

    def addresses(self) -> list[Address]:
        return [
            ("/editions.atom", self.editions_atom),
            ("/editions.feed.json", self.editions_json),
            ("/{employment_type}/{place}/{term}.atom", self.term_atom),
            ("/{employment_type}/{place}/{term}.feed.json", self.term_json),
            ("/{employment_type}/{place}.atom", self.index_atom),
            ("/{employment_type}/{place}.feed.json", self.index_json),
        ]

    def term_atom(self, request: Request, employment_type: str, place: str, term: str) -> Response:
        return self._news(request, employment_type, place, term, "atom")

    def term_json(self, request: Request, employment_type: str, place: str, term: str) -> Response:
        return self._news(request, employment_type, place, term, "json")

    def index_atom(self, request: Request, employment_type: str, place: str) -> Response:
        return self._news(request, employment_type, place, None, "atom")

    def index_json(self, request: Request, employment_type: str, place: str) -> Response:
        return self._news(request, employment_type, place, None, "json")

    def editions_atom(self, request: Request) -> Response:
        return self._editions(request, "atom")

    def editions_json(self, request: Request) -> Response:
        return self._editions(request, "json")

    def _news(self, request: Request, employment_type: str, place: str, term: str | None, form: str) -> Response:
        """Of the current edition and those before it, whatever edition the address names."""
        reader, cell = self._served.source.current(), cell_of(request, employment_type, place, term).current
        elsewhere = moved(reader, cell, _ENDINGS[form])
        if elsewhere is not None:
            return elsewhere
        ids = self._before(reader.edition.id)[-MOST_EDITIONS:]

        def make() -> tuple[str, str]:
            return _written(self._feed(request, reader, cell, ids), form)

        return _of_this_host(self._served.answer(request, reader, make, also=(*ids, site_of(request))))

    def _feed(self, request: Request, reader, cell: Cell, ids: Sequence[str]) -> Feed:
        name = reader.find_place(cell.place)
        term = reader.find_term(cell.term) if cell.term else None
        host = site_of(request)
        entries = [
            Entry(
                found.edition.id, words.title(found), f"{host}{_at(cell, found)}", found.edition.as_of,
                list(words.paragraphs(found)),
            )
            for found in reversed(self._told(reader, cell, ids))
        ]  # fmt: skip
        title = words.named(term and term.name, name.in_sentence, cell.employment_type, cell.months)
        return Feed(
            cell.path(), title, _subtitle(reader), f"{host}{cell.path()}",
            {form: f"{host}{cell.path(ending)}" for form, ending in _ENDINGS.items()}, reader.edition.as_of, entries,
        )  # fmt: skip

    def _told(self, reader, cell: Cell, ids: Sequence[str]) -> list[News]:
        """Kept for every host and form: it takes many editions to make."""
        key = (reader.edition.id, cell, *ids)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        earlier = [one for edition_id in ids if (one := self._reader(edition_id))]
        found = reader.news(earlier, cell.place, cell.employment_type, cell.months, cell.term)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _editions(self, request: Request, form: str) -> Response:
        reader = self._served.source.current()
        ids = [*self._before(reader.edition.id), reader.edition.id][-MOST_LISTED:]

        def make() -> tuple[str, str]:
            host = site_of(request)
            entries = [entry for one in reversed(ids) if (entry := self._edition(host, one))]
            addresses = {form: f"{host}/editions{ending}" for form, ending in _ENDINGS.items()}
            feed = Feed(
                "/editions", "Editions of the market's figures", _subtitle(reader), f"{host}/editions", addresses,
                reader.edition.as_of, entries,
            )  # fmt: skip
            return _written(feed, form)

        return _of_this_host(self._served.answer(request, reader, make, also=(*ids, site_of(request))))

    def _edition(self, host: str, edition_id: str) -> Entry | None:
        reader = self._reader(edition_id)
        if reader is None:
            return None
        said, quality = reader.edition, reader.manifest.quality
        day = long_day(said.as_of)
        paragraphs = [
            f"{numbers.count(quality.get('vacancies'))} vacancies, from {numbers.count(quality.get('adverts'))} "
            f"adverts that were known on {day}.",
            *([said.label] if said.label else []),
        ]
        address = Cell("permanent", reader.root_place).path(edition=edition_id)
        return Entry(edition_id, f"Edition of {day}", f"{host}{address}", said.as_of, paragraphs)

    def _reader(self, edition_id: str):
        """None where it was removed meanwhile, or is damaged."""
        try:
            return self._served.source.named(edition_id)
        except Error:
            return None

    def _before(self, edition_id: str) -> list[str]:
        """The editions published before one, the earliest first."""
        ids = self._served.source.ids()
        return ids[: ids.index(edition_id)] if edition_id in ids else []


def _at(cell: Cell, found: News) -> str:
    """The page as that edition has it, so that what was told stays to be seen."""
    return cell.path(edition=found.edition.id)


def _subtitle(reader) -> str:
    label = f" {reader.edition.label}" if reader.edition.label else ""
    return f"What changed from edition to edition.{label}"


def _written(feed: Feed, form: str) -> tuple[str, str]:
    return (atom(feed), ATOM) if form == "atom" else (json_feed(feed), JSON_FEED)


def _of_this_host(response: Response) -> Response:
    response.headers["Vary"] = "Host"
    return response
