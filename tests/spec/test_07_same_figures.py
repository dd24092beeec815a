"""The same figures everywhere: in JSON, on the page, in the terminal, in charts and in CSV. Permanent and contract."""

import csv
import io
import json
import re

import pytest
from example_reader import Source
from fastapi.testclient import TestClient
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from jobtide.cli.pages import render_index, render_page
from jobtide.page import PERCENTILES
from jobtide.serving.app import create_app
from tests.markets import drawn, published

MARKET = """
    times day        type      places             terms                          annual       daily    hourly  live
    9     2025-11-03 permanent manchester         developer,java-developer,java  40000-50500  -        -       live
    4     2025-10-20 permanent chester            developer,java,sql,azure       55250        -        -       -
    3     2025-06-11 permanent chester,manchester java,finance                   -            -        -       -
    2     2025-09-01 permanent london             project-manager,java           70000-80000  -        -       live
    3     2024-10-20 permanent manchester         developer,java                 42000        -        -       -
    1     2023-10-20 permanent manchester         java                           41000-42000  -        -       -
    6     2025-08-09 contract  manchester         developer,go,aws               -            400-525  -       live
    2     2025-10-19 contract  chester            go                             -            612.5    -       -
    5     2025-11-09 contract  london,manchester  developer,go                   -            -        25.5    -
    1     2025-11-09 contract  manchester         go                             -            -        31-45   live
    2     2024-10-09 contract  manchester         go,aws                         -            450      -       -
"""
CELLS = [
    ("permanent", "north-west", "java", 6),
    ("permanent", "uk", "java", 3),
    ("permanent", "chester", "developer", 6),
    ("contract", "north-west", "go", 6),
    ("contract", "uk", "go", 3),
    ("contract", "manchester", "aws", 6),
    ("contract", "scotland", "go", 6),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    reader = published(tmp_path_factory.mktemp("same"), drawn(MARKET))
    client = TestClient(create_app(Source(reader)), follow_redirects=False)
    client.reader = reader
    return client


def cell_of(site, cell) -> tuple[dict, str, str]:
    """The page's JSON, its address without an ending, and its query."""
    kind, place, term, months = cell
    address, query = f"/{kind}/{place}/{term}", f"?months={months}"
    found = site.get(f"{address}.json{query}").json()
    assert found == json.loads(json.dumps(site.reader.page(term, place, kind, months).as_json()))
    return found, address, query


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def number(printed: str) -> float | None:
    """What was printed, as a number; percent as a fraction."""
    if printed == "-":
        return None
    figure = float(re.sub(r"[£,%+]", "", printed))
    return figure / 100 if printed.endswith("%") else figure


def is_printed(printed: str, true: float | None) -> bool:
    """Whether the true figure, rounded at the last digit that was printed, is what was printed."""
    if printed == "-":
        return True  # what is hidden, and when, the tests of shown/ say
    if true is None:
        return False
    digits = re.sub(r"[^\d.]", "", printed)
    step = 10.0 ** -len(digits.partition(".")[2]) / (100 if printed.endswith("%") else 1)
    return abs(number(printed) - true) <= step / 2 + 1e-9 * max(1, abs(true))


def rows_of(page: HTMLParser, which: int) -> list[tuple[str, str, list[str]]]:
    """(measure, label, cells) of the page's first or second table of figures."""
    rows = []
    for row in page.css("table.figures")[which].css("tbody tr"):
        label = row.css_first("th a")
        rows.append((label.attributes["href"].split("/")[-1], label.text(), [td.text() for td in row.css("td")]))
    return rows


# From a row's measure to its figure in JSON, within a block of counts or of one unit's pay.
IN_COUNTS = {
    "rank": "rank", "rank-change": "rank_change", "count": "count", "share-of-all": "share_of_all",
    "share-of-category": "share_of_category", "category-count": "count", "category-share": "share_of_all",
}  # fmt: skip
IN_PAY = {
    "pay-quoted": "quoted", "p10": "p10", "p25": "p25", "median": "p50", "median-change": "p50_change", "p75": "p75",
    "p90": "p90", "parent-median": "parent_p50", "parent-median-change": "parent_p50_change",
}  # fmt: skip


@pytest.mark.parametrize("cell", CELLS, ids=str)
@pytest.mark.parametrize(("which", "block"), [(0, "summary"), (1, "category")])
def test_the_tables_of_the_page_print_the_figures_of_its_json(site, cell, which, block):
    found, address, query = cell_of(site, cell)
    units = list(found[block]["pay"])
    unit = -1
    for measure, label, cells in rows_of(HTMLParser(site.get(address + query).text), which):
        unit += measure == "pay-quoted"
        of_counts = measure in IN_COUNTS
        holder = found[block] if of_counts else found[block]["pay"][units[unit]]
        figures = holder[IN_COUNTS[measure] if of_counts else IN_PAY[measure]]
        assert len(cells) == len(figures) == 3
        assert all(is_printed(*pair) for pair in zip(cells, figures, strict=True)), f"{label}: {cells} {figures}"
    shown_hourly = "hourly" in units and any(found[block]["pay"]["hourly"]["quoted"])
    assert unit == (1 if shown_hourly else 0)


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_the_terminal_prints_what_the_page_prints(site, cell):
    kind, place, term, months = cell
    console = Console(file=io.StringIO(), width=200)
    render_page(site.reader.page(term, place, kind, months), console)
    lines = [" ".join(line.split()) for line in console.file.getvalue().splitlines()]
    page = HTMLParser(site.get(f"/{kind}/{place}/{term}?months={months}").text)
    for which in (0, 1):
        for _, label, cells in rows_of(page, which):
            assert " ".join([*label.split(), *cells]) in lines
    for said in page.css(".skills .unseen"):  # for those who hear a link alone
        said.decompose()
    for entry in page.css(".skills li"):
        assert " ".join(entry.text(separator=" ").split()) in lines


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_the_csv_of_a_page_has_every_figure_of_its_json_unrounded(site, cell):
    found, address, query = cell_of(site, cell)
    rows = table(site.get(f"{address}.csv{query}").text)
    got: dict[tuple, list] = {}
    for row in rows:
        value = float(row["value"]) if row["value"] else None
        got.setdefault((row["part"], row["name"], row["unit"], row["figure"]), []).append(value)
    expected: dict[tuple, list] = {("all", found["place"]["name"], "", "count"): found["all"]["count"]}
    blocks = (
        ("term", found["summary"], found["term"]["name"]),
        ("category", found["category"], found["category"]["name"]),
    )
    for part, block, name in blocks:
        for figure, values in block.items():
            if isinstance(values, list):
                expected[part, name, "", figure] = values
        for unit, pay in block["pay"].items():
            expected |= {(part, name, unit, f): values for f, values in pay.items() if isinstance(values, list)}
    expected["term", found["term"]["name"], "", "live"] = [found["live"]]
    unit = next(iter(found["summary"]["pay"]))
    for row in found["places"]:
        for figure in ("rank_change", "count", "p50", "p50_change", "live"):
            expected["place", row["name"], unit if figure.startswith("p50") else "", figure] = [row[figure]]
    lists = {"cooccurring": found["cooccurring"]}
    lists |= {f"cooccurring: {name}": entries for name, entries in found["cooccurring_by_category"].items()}
    for part, entries in lists.items():
        for entry in entries:
            expected |= {(part, entry["term"], "", figure): [entry[figure]] for figure in ("rank", "count", "share")}
    assert got == expected


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_charts_draw_the_figures_of_the_json_and_give_them_as_csv(site, cell):
    found, address, query = cell_of(site, cell)
    spec = site.get(f"{address}/vacancies.json{query}").json()
    if any(month["share"] is not None for month in found["series"]):
        plotted = [(each["month"][:7], each["count"], each["share"]) for each in spec["data"]["values"]]
        assert plotted == [(month["month"], month["count"], month["share"]) for month in found["series"]]
    rows = table(site.get(f"{address}/vacancies.csv{query}").text)
    assert [(row["month"], *figures(row, "count", "share")) for row in rows] == [
        (month["month"], month["count"], month["share"]) for month in found["series"]
    ]
    for unit in found["summary"]["pay"]:
        suffix = "-hourly" if unit == "hourly" else ""
        expected = [(month["month"], *(month[unit][name] for name in PERCENTILES)) for month in found["series"]]
        rows = table(site.get(f"{address}/pay{suffix}.csv{query}").text)
        assert [(row["month"], *figures(row, *PERCENTILES)) for row in rows] == expected
        spec = site.get(f"{address}/pay{suffix}.json{query}").json()
        if any(month[unit]["p50"] is not None for month in found["series"]):
            plotted = [(each["month"][:7], *(each[name] for name in PERCENTILES)) for each in spec["data"]["values"]]
            assert plotted == expected
        bins = [(each["low"], each["high"], each["count"]) for each in found["histogram"][unit]]
        rows = table(site.get(f"{address}/histogram{suffix}.csv{query}").text)
        assert [tuple(figures(row, "low", "high", "count")) for row in rows] == bins
        if bins:
            spec = site.get(f"{address}/histogram{suffix}.json{query}").json()
            assert [(each["low"], each["high"], each["count"]) for each in spec["data"]["values"]] == bins
            assert sum(count for *_, count in bins) == found["summary"]["pay"][unit]["quoted"][0]


def figures(row: dict[str, str], *columns: str) -> list[float | None]:
    return [float(row[column]) if row[column] else None for column in columns]


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_the_last_month_of_a_trend_has_the_percentiles_of_the_period(site, cell):
    found, *_ = cell_of(site, cell)
    for unit, pay in found["summary"]["pay"].items():
        assert [found["series"][-1][unit][name] for name in PERCENTILES] == [pay[name][0] for name in PERCENTILES]


@pytest.mark.parametrize("kind", ["permanent", "contract"])
@pytest.mark.parametrize("place", ["uk", "north-west", "manchester"])
def test_an_index_is_the_same_as_page_json_csv_and_in_the_terminal_and_its_rows_are_those_of_pages(site, kind, place):
    found = site.get(f"/{kind}/{place}.json").json()
    columns = ("rank", "rank_change", "p50", "p50_change", "count", "share_of_all", "live")
    rows = table(site.get(f"/{kind}/{place}.csv").text)
    assert [(row["slug"], *figures(row, *columns)) for row in rows] == [
        (row["slug"], *(row[column] for column in columns)) for row in found["rows"]
    ]
    console = Console(file=io.StringIO(), width=200)
    render_index(site.reader.index(place, kind), console)
    lines = [" ".join(line.split()) for line in console.file.getvalue().splitlines()]
    printed = HTMLParser(site.get(f"/{kind}/{place}").text).css("table.index tbody tr")
    unit = {"permanent": "annual", "contract": "daily"}[kind]
    for line, row in zip(printed, found["rows"], strict=True):
        cells = [td.text() for td in line.css("td")]
        assert [is_printed(cell, row[column]) for cell, column in zip(cells, columns, strict=False)] == [True] * 7
        assert " ".join([row["term"], *cells[:7]]) in lines
        page = site.get(f"/{kind}/{place}/{row['slug']}.json").json()
        summary, pay = page["summary"], page["summary"]["pay"][unit]
        of_page = (
            summary["rank"], summary["rank_change"], pay["p50"], pay["p50_change"], summary["count"],
            summary["share_of_all"],
        )  # fmt: skip
        assert [row[column] for column in columns] == [*(figure[0] for figure in of_page), page["live"]]


@pytest.mark.parametrize("kind", ["permanent", "contract"])
def test_a_category_has_the_figures_of_the_second_table_of_its_terms_pages(site, kind):
    for row in site.get(f"/categories.json?type={kind}&in=north-west").json()["rows"]:
        category = site.get(f"/categories/{row['slug']}.json?type={kind}&in=north-west").json()
        assert (row["count"], row["share_of_all"], row["terms"]) == (
            category["category"]["count"][0], category["category"]["share_of_all"][0], category["total"],
        )  # fmt: skip
        assert len(category["rows"]) == category["total"]
        for term in category["rows"]:
            page = site.get(f"/{kind}/north-west/{term['slug']}.json").json()
            assert page["category"] == category["category"] and page["all"] == category["all"]
