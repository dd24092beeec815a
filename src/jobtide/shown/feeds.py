"""Feeds of what is new, as Atom 1.0 (RFC 4287) and as JSON Feed 1.1. Pure: addresses and days are given."""

import html
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobtide.in_json import text_of

ATOM, JSON_FEED = "application/atom+xml; charset=utf-8", "application/feed+json; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"
# Characters that no XML 1.0 document may hold, escaped or not.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """`key` tells it from the others of its feed, for ever; `paragraphs` are plain text."""

    key: str
    title: str
    address: str
    updated: date
    paragraphs: Sequence[str]


@dataclass(frozen=True)
class Feed:
    """`path` is the feed's lasting name, which the ids are made of; `page` and `addresses` (by "atom" and "json") are
    absolute. `updated` is the day of the edition it was made of. Entries, the newest first."""

    path: str
    title: str
    subtitle: str
    page: str
    addresses: dict[str, str]
    updated: date
    entries: Sequence[Entry]


def atom(feed: Feed) -> str:
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en-GB")

    def put(parent, name: str, text: str | None = None, **attributes: str):
        element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", {key: _clean(v) for key, v in attributes.items()})
        element.text = None if text is None else _clean(text)
        return element

    put(root, "id", _id(feed.path))
    put(root, "title", feed.title)
    put(root, "subtitle", feed.subtitle)
    put(root, "updated", _midnight(feed.entries[0].updated if feed.entries else feed.updated))
    put(root, "link", rel="self", type="application/atom+xml", href=feed.addresses["atom"])
    put(root, "link", rel="alternate", type="text/html", href=feed.page)
    put(put(root, "author"), "name", "jobtide")
    put(root, "generator", "jobtide")
    for entry in feed.entries:
        element = put(root, "entry")
        put(element, "id", _id(feed.path, entry.key))
        put(element, "title", entry.title)
        put(element, "updated", _midnight(entry.updated))
        put(element, "published", _midnight(entry.updated))
        put(element, "link", rel="alternate", type="text/html", href=entry.address)
        put(element, "content", _in_html(entry.paragraphs), type="html")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True).decode("utf-8")


def json_feed(feed: Feed) -> str:
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.addresses["json"],
        "language": "en-GB",
        "authors": [{"name": "jobtide"}],
        "items": [
            {
                "id": _id(feed.path, entry.key),
                "url": entry.address,
                "title": entry.title,
                "content_html": _in_html(entry.paragraphs),
                "content_text": "\n\n".join(entry.paragraphs),
                "date_published": _midnight(entry.updated),
            }
            for entry in feed.entries
        ],
    }
    return text_of(said) + "\n"


def _id(*parts: str) -> str:
    """The same for the same parts wherever the feed is served: moving a site makes nothing new."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'jobtide:' + ' '.join(parts))}"


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _in_html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
