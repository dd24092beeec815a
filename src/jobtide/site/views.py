"""What the templates are given. The words and figures in it come from `shown`; nothing is computed here.

Touches: the templates that the package brings, for reading.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jobtide.page import EditionName, Index, Page, PlaceName
from jobtide.pay import units_of
from jobtide.shown import certainty, lists, numbers, sentences
from jobtide.shown.meanings import measure_of
from jobtide.shown.rows import category_rows, summary_rows
from jobtide.site.charts import Chart, charts_of
from jobtide.site.names import Hit
from jobtide.site.request import EMPLOYMENT_TYPES, ROWS_A_PAGE, SORTS, Cell, IndexQuery, query
from jobtide.site.specs import SIZES
from jobtide.taxonomy import CATEGORIES

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
Trail = Sequence[tuple[str, str | None]]


@dataclass(frozen=True)
class Tile:
    """A figure of the strip under the heading, with its change where there is one.

    `key` names the figure in JSON; `address` is where the vacancies behind it are listed, "" where they cannot be.
    """

    name: str
    figure: str
    key: str
    change: str = ""
    address: str = ""


class Views:
    def __init__(self) -> None:
        digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:10] for file in STATIC.iterdir()}
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_never_none,
        )
        self._templates.globals.update(
            certainty=certainty,
            editions_of=lambda address: f"/editions{query({'page': address})}",
            lists=lists,
            measure_of=measure_of,
            numbers=numbers,
            sentences=sentences,
            static=lambda name: f"/static/{name}?{digests[name]}",
        )

    def page(self, page: Page, here: Cell, slug_of: Callable[[Sequence[str]], str | None]) -> str:
        """`slug_of` gives the slug of a place's path of names."""
        charts, behind = charts_of(page), here.vacancies(page.term.slug)
        return self.rendered(
            "page.html",
            here,
            page.edition,
            page=page,
            introduction=sentences.introduction(page),
            trail_of=trail(page.place, here, slug_of),
            types=types(lambda kind: here.with_(employment_type=kind).path(), page.employment_type),
            lengths=lengths(lambda months: here.with_(months=months).path(), page.months),
            tiles=tiles(page, behind),
            behind=behind,
            there=lambda place: here.with_(place=place).path(),
            behind_there=lambda place: here.with_(place=place).vacancies(page.term.slug),
            as_data=lambda form: here.path(f".{form}"),
            categories=CATEGORIES,
            summary_rows=summary_rows(page),
            category_rows=category_rows(page),
            headings=sentences.column_headings(page),
            charts=charts,
            chart_sections={chart.name: _section(chart) for chart in charts},
            chart_captions={chart.name: _caption(page, chart) for chart in charts},
            sizes=SIZES,
            locations=lists.location_lines(page),
            location_headings=lists.location_headings(page),
            top=lists.skill_lines(lists.cooccurring(page)),
            blocks=lists.cooccurring_blocks(page),
        )

    def index(self, index: Index, here: Cell, asked: IndexQuery, slug_of: Callable[[Sequence[str]], str | None]) -> str:
        def address(query: IndexQuery, ending: str = "") -> str:
            return query.path(index.employment_type, index.place.slug, ending)

        return self.rendered(
            "index.html",
            here,
            index.edition,
            index=index,
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
        return self.rendered(
            "search.html", here, edition, searched=searched, terms=terms, places=places, nearest=nearest
        )

    def error(self, edition: EditionName | None, here: Cell, heading: str, message: str, nearest: Sequence[Hit]) -> str:
        return self.rendered("error.html", here, edition, heading=heading, message=message, nearest=nearest)

    def rendered(self, template: str, here: Cell, edition: EditionName | None, **context) -> str:
        """`current_address` in the context is that of the same page in the current edition."""
        context.setdefault("searched", "")
        context.setdefault("current_address", here.current.path())
        context.setdefault("tail", here.link(""))
        return self._templates.get_template(template).render(here=here, edition=edition, **context)


def tiles(page: Page, behind: str) -> tuple[Tile, ...]:
    """The page at a glance; `behind` is the address of its vacancies. A change that has nothing to say is left out."""
    unit = units_of(page.employment_type)[0]
    summary, pay = page.summary, page.summary.pay[unit]
    quartiles = (pay.p25[0], pay.p75[0])
    median_change = _said(numbers.median_change(pay.p50_change[0]))
    shown = partial(numbers.pay, unit=unit, currency=page.edition.currency)
    half = "–".join(map(shown, quartiles)) if None not in quartiles else numbers.MISSING
    return (
        Tile(
            f"{page.employment_type.capitalize()} vacancies", numbers.count(summary.count[0]), "summary.count",
            address=behind if summary.count[0] else "",
        ),
        Tile(f"Share of all {page.employment_type}", numbers.share(summary.share_of_all[0]), "summary.share_of_all"),
        Tile(
            "Rank", numbers.rank(summary.rank[0]), "summary.rank", _said(numbers.rank_change(summary.rank_change[0]))
        ),
        Tile(f"Median {sentences.PAY[unit]}", shown(pay.p50[0]), "summary.pay.*.p50", median_change),
        Tile("Middle half", half, "summary.pay.*.p25"),
        Tile("Live", numbers.count(page.live), "live", address=f"{behind}&live=1" if page.live else ""),
    )  # fmt: skip


def _said(change: str) -> str:
    return "" if change in (numbers.MISSING, "0") else change


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


def _section(chart: Chart) -> str:
    what = {"vacancies": "Job Vacancy Trend", "pay": "Trend", "histogram": "Histogram"}[chart.kind]
    return what if chart.unit is None else f"{sentences.PAY[chart.unit].title()} {what}"


def _caption(page: Page, chart: Chart) -> str:
    if chart.kind == "vacancies":
        return sentences.vacancy_trend_caption(page)
    caption = sentences.pay_trend_caption if chart.kind == "pay" else sentences.histogram_caption
    return caption(page, chart.unit)


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


def _never_none(value: object) -> object:
    """A template that is about to print None has a mistake in it; better to see that than to publish it."""
    if value is None:
        raise ValueError("A template was about to print None.")
    return value
