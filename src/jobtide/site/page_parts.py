"""What the templates are given of a page: of a term, or of any population. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from jobtide.page import CategoryPage, Page, PaySummary
from jobtide.pay import units_of
from jobtide.shown import lists, numbers, overview, sentences
from jobtide.shown.rows import category_rows, summary_rows
from jobtide.site.charts import Chart, charts_of
from jobtide.site.populations import Asking
from jobtide.site.request import Cell
from jobtide.site.skill_items import skill_items
from jobtide.site.specs import SIZES
from jobtide.taxonomy import CATEGORIES, slug


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


@dataclass(frozen=True)
class Links:
    """Where a page leads: `behind` is the address of its vacancies, `there` gives that of the same page in another
    place (its slug), `behind_there` that of the vacancies there, `as_data` that of a form of the page itself, `chart`
    that of a chart by its name and ending."""

    behind: str
    there: Callable[[str], str]
    behind_there: Callable[[str], str]
    as_data: Callable[[str], str]
    chart: Callable[..., str]


def links_of(here: Cell) -> Links:
    """Of a term's page."""
    return Links(
        here.vacancies(here.term),
        lambda place: here.with_(place=place).path(),
        lambda place: here.with_(place=place).vacancies(here.term),
        lambda form: here.path(f".{form}"),
        lambda name, ending, **more: here.path(f"/{name}.{ending}", **more),
    )


def links_of_population(asked: Asking) -> Links:
    """Of a page of what somebody asked for."""

    def at(place: str) -> Asking:
        return asked.at(asked.here.with_(place=place))

    return Links(
        asked.path("/vacancies"),
        lambda place: at(place).path("/explore"),
        lambda place: at(place).path("/vacancies"),
        lambda form: asked.path("/explore", f".{form}"),
        lambda name, ending, **more: asked.path("/explore", f"/{name}.{ending}", **more),
    )


def parts_of(page: Page, here: Cell, links: Links) -> dict[str, object]:
    """All that the figures of a page are shown with."""
    charts, skills = charts_of(page), lists.SkillLines()

    def items(lines: Sequence[lists.SkillLine]) -> Markup:
        return skill_items(lines, here, links.behind)

    return {
        "page": page,
        "links": links,
        "introduction": sentences.introduction(page),
        "tiles": tiles(page, links.behind),
        "medians": [
            numbers.pay(paid.p50[0], unit, page.edition.currency)
            for unit, paid in page.summary.pay.items()
            if paid.quoted[0]
        ],
        "behind_category": behind_category(page, here),
        "categories": CATEGORIES,
        "summary_rows": summary_rows(page),
        "category_rows": category_rows(page),
        "headings": sentences.column_headings(page),
        "charts": charts,
        "chart_sections": {chart.name: _section(chart) for chart in charts},
        "chart_captions": {chart.name: _caption(page, chart) for chart in charts},
        "sizes": SIZES,
        "locations": lists.location_lines(page),
        "location_headings": lists.location_headings(page),
        "top": items(skills.of(lists.cooccurring(page))),
        "blocks": [(block.category, items(skills.of(block.entries))) for block in lists.cooccurring_blocks(page)],
    }


def tiles(page: Page, behind: str) -> tuple[Tile, ...]:
    """The page at a glance; `behind` is the address of its vacancies. A change that has nothing to say is left out."""
    summary = page.summary
    return (
        Tile(
            f"{page.employment_type.capitalize()} vacancies", numbers.count(summary.count[0]), "summary.count",
            address=behind if summary.count[0] else "",
        ),
        Tile(f"Share of all {page.employment_type}", numbers.share(summary.share_of_all[0]), "summary.share_of_all"),
        Tile(
            "Rank", numbers.rank(summary.rank[0]), "summary.rank", _said(numbers.rank_change(summary.rank_change[0]))
        ),
        *pay_tiles(summary.pay, page.employment_type, page.edition.currency, "summary"),
        Tile("Live", numbers.count(page.live), "live", address=f"{behind}&live=1" if page.live else ""),
    )  # fmt: skip


def pay_tiles(pay: Mapping[str, PaySummary], employment_type: str, currency: str, part: str) -> tuple[Tile, Tile]:
    """The median with its change and the middle half of the unit that the type is usually paid in; `part` names the
    table in JSON that they are of."""
    unit = units_of(employment_type)[0]
    paid = pay[unit]
    quartiles = (paid.p25[0], paid.p75[0])
    shown = partial(numbers.pay, unit=unit, currency=currency)
    half = "–".join(map(shown, quartiles)) if None not in quartiles else numbers.MISSING
    change = _said(numbers.median_change(paid.p50_change[0]))
    return (
        Tile(f"Median {sentences.PAY[unit]}", shown(paid.p50[0]), f"{part}.pay.*.p50", change),
        Tile("Middle half", half, f"{part}.pay.*.p25"),
    )


def index_tiles(titled: CategoryPage, here: Cell) -> list[Tile]:
    """All vacancies of a place and a type, and the pay of those with a job title that we know."""
    count = titled.all_count[0]
    return [
        Tile(
            f"{here.employment_type.capitalize()} vacancies", numbers.count(count), "all.count",
            overview.on_a_year_before(titled), here.vacancies() if count else "",
        ),
        *pay_tiles(titled.category.pay, titled.employment_type, titled.edition.currency, "category"),
    ]  # fmt: skip


def behind_category(page: Page, here: Cell) -> str:
    """The address of the vacancies that the page's second table counts."""
    known = page.category.name in CATEGORIES
    return here.vacancies(category=slug(page.category.name)) if known else here.vacancies()


def _said(change: str) -> str:
    return "" if change in (numbers.MISSING, "0") else change


def _section(chart: Chart) -> str:
    what = {"vacancies": "Job Vacancy Trend", "pay": "Trend", "histogram": "Histogram"}[chart.kind]
    return what if chart.unit is None else f"{sentences.PAY[chart.unit].title()} {what}"


def _caption(page: Page, chart: Chart) -> str:
    if chart.kind == "vacancies":
        return sentences.vacancy_trend_caption(page)
    caption = sentences.pay_trend_caption if chart.kind == "pay" else sentences.histogram_caption
    return caption(page, chart.unit)
