"""What the templates are given. The words and figures in it come from `shown`; nothing is computed here.

Touches: the templates that the package brings, for reading.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from jobtide.page import CategoryPage, EditionName, Index, Page, PlaceName
from jobtide.shown import certainty, lists, numbers, overview, sentences
from jobtide.shown.meanings import measure_of
from jobtide.site.described import described
from jobtide.site.names import Hit
from jobtide.site.page_parts import index_tiles, links_of, parts_of
from jobtide.site.placed import Around
from jobtide.site.request import EMPLOYMENT_TYPES, ROWS_A_PAGE, SORTS, Cell, IndexQuery, query
from jobtide.taxonomy import CATEGORIES

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
# What leads from a list of movers to what its figures mean: words by their keys in JSON.
MOVERS_DEFINED = (
    ("share of all", "up.*.share_of_all"), ("change", "up.*.share_change"), ("terms looked at", "considered"),
    ("what moved", "detected"), ("vacancies", "up.*.count"), ("median", "up.*.p50"),
)  # fmt: skip
Trail = Sequence[tuple[str, str | None]]


class Views:
    def __init__(self) -> None:
        self._digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:10] for file in STATIC.iterdir()}
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_never_none,
        )
        self._templates.filters["strong"] = strong
        self._templates.globals.update(
            certainty=certainty,
            editions_of=lambda address: f"/editions{query({'page': address})}",
            lists=lists,
            movers_defined=MOVERS_DEFINED,
            measure_of=measure_of,
            numbers=numbers,
            overview=overview,
            sentences=sentences,
            static=self.static,
        )

    def static(self, name: str) -> str:
        """The address of a file of the site, another one whenever the file changes."""
        return f"/static/{name}?{self._digests[name]}"

    def page(self, page: Page, here: Cell, slug_of: Callable[[Sequence[str]], str | None], site: str = "") -> str:
        """`slug_of` gives the slug of a place's path of names; `site` is where the site is, which links to it from
        elsewhere need."""
        trail_of = trail(page.place, here, slug_of)
        return self.rendered(
            "page.html",
            here,
            page.edition,
            site=site,
            described=described(page, here, site, trail_of),
            trail_of=trail_of,
            types=types(lambda kind: here.with_(employment_type=kind).path(), page.employment_type),
            lengths=lengths(lambda months: here.with_(months=months).path(), page.months),
            **parts_of(page, here, links_of(here)),
        )

    def index(
        self, index: Index, here: Cell, asked: IndexQuery, slug_of: Callable[[Sequence[str]], str | None],
        titled: CategoryPage, around: Around,
    ) -> str:  # fmt: skip
        """`titled` are the Job Titles of the same cell, `around` the places in it and beside it."""

        def address(query: IndexQuery, ending: str = "") -> str:
            return query.path(index.employment_type, index.place.slug, ending)

        return self.rendered(
            "index.html",
            here,
            index.edition,
            index=index,
            introduction=sentences.index_introduction(index),
            tiles=index_tiles(titled, here),
            titled=titled,
            whose_pay=overview.whose_pay(titled),
            around=around,
            map_address=here.link(f"/places/{here.place}.svg", type=here.employment_type, months=str(here.months))
            if around.is_mapped
            else "",
            movers=here.link("/movers", type=here.employment_type, **{"in": here.place}),
            asked=asked,
            address=address,
            current_address=address(asked.with_(edition=None)),
            trail_of=trail(index.place, here, slug_of),
            types=types(lambda kind: asked.with_(page=1).path(kind, index.place.slug), index.employment_type),
            lengths=lengths(lambda months: address(asked.with_(months=months, page=1)), index.months),
            categories=CATEGORIES,
            columns=list(zip(SORTS, (*lists.index_headings(index), "Category"), strict=True)),
            lines=lists.index_lines(index),
            pages=-(-index.total // ROWS_A_PAGE),
            results=results(index.total, len(index.rows), asked),
        )

    def search(
        self, edition: EditionName, here: Cell, searched: str, hits: Sequence[Hit], nearest: Sequence[Hit]
    ) -> str:
        terms = [hit for hit in hits if hit.is_term]
        places = [hit for hit in hits if not hit.is_term]
        asked = {"q": searched, "type": here.employment_type, "in": here.place}
        return self.rendered(
            "search.html", here, edition, searched=searched, terms=terms, places=places, nearest=nearest,
            current_address=here.current.link("/search", **asked),
        )  # fmt: skip

    def error(self, edition: EditionName | None, here: Cell, heading: str, message: str, nearest: Sequence[Hit]) -> str:
        return self.rendered("error.html", here, edition, heading=heading, message=message, nearest=nearest)

    def rendered(self, template: str, here: Cell, edition: EditionName | None, **context) -> str:
        """`current_address` in the context is that of the same page in the current edition."""
        context.setdefault("searched", "")
        context.setdefault("site", "")
        context.setdefault("current_address", here.current.path())
        context.setdefault("tail", here.link(""))
        return self._templates.get_template(template).render(here=here, edition=edition, **context)


def trail(place: PlaceName, here: Cell, slug_of: Callable[[Sequence[str]], str | None]) -> Trail:
    """Names from the country down to the place, each with the address of the same page there."""
    path = list(place.path)
    steps = []
    for depth, name in enumerate(path, start=1):
        slug = slug_of(path[:depth])
        steps.append((name, here.with_(place=slug).path() if slug else None))
    return steps


def types(address: Callable[[str], str], chosen: str) -> list[tuple[str, str, bool]]:
    return [(kind.capitalize(), address(kind), kind == chosen) for kind in EMPLOYMENT_TYPES]


def lengths(address: Callable[[int], str], chosen: int) -> list[tuple[str, str, bool]]:
    return [(f"{months} months", address(months), months == chosen) for months in (6, 3)]


def results(total: int, shown: int, asked: IndexQuery) -> str:
    """How many terms there are, and which of them this page of the list shows."""
    if not total:
        return "No term fits." if asked.is_filtered else "No term has a vacancy here in this period."
    if not shown:
        return f"{numbers.count(total)} terms, none of them on this page of the list."
    first = (asked.page - 1) * ROWS_A_PAGE + 1
    last = first + shown - 1
    terms = "1 term" if total == 1 else f"{numbers.count(total)} terms"
    return terms if last == total and first == 1 else f"{terms}, of which {first:,} to {last:,}"


def strong(text: str, *figures: str) -> Markup:
    """The text with the first of each of the figures set off, where it says them."""
    found = escape(text)
    for figure in figures:
        said = escape(figure)
        if figure and figure != numbers.MISSING:
            found = Markup(found.replace(said, Markup("<strong>{}</strong>").format(said), 1))
    return found


def _never_none(value: object) -> object:
    """A template that is about to print None has a mistake in it; better to see that than to publish it."""
    if value is None:
        raise ValueError("A template was about to print None.")
    return value
