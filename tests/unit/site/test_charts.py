"""Charts: their words, their specifications and their drawings, with much data, little and none."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

import pytest
from example_pages import back_office, contract, months, nothing, page
from hypothesis import given
from hypothesis import strategies as st

from jobtide.page import Bin, Month
from jobtide.site.axes import around, spread
from jobtide.site.charts import alone, chart_of, charts_of
from jobtide.site.drawing import DARK, Drawing, finished
from jobtide.site.specs import SIZES, specification


def flat(number: int):
    """A series in which every figure is the same."""
    bands = dict.fromkeys(("p10", "p25", "p50", "p75", "p90"), 50000.0)
    return tuple(Month(f"2025-{month:02d}", 3, 0.01, {"annual": bands}) for month in range(1, number + 1))


def zeros(number: int):
    return tuple(Month(f"2025-{month:02d}", 0, 0.0, {"annual": {}}) for month in range(1, number + 1))


EXAMPLES = {
    "many points and a gap": page(),
    "one point": back_office(),
    "two points": page(series=months(2, "annual")),
    "no points": nothing(),
    "all equal": page(series=flat(9), histogram={"annual": (Bin(50000, 55000, 9),)}),
    "all zero": page(series=zeros(9)),
    "contract": contract(),
    "a long name": page(
        term=replace(page().term, name="Supercalifragilistic Expialidocious & <Docious> Engineering Lead")
    ),
}


@pytest.mark.parametrize(
    ("name", "size"), [*((name, "wide") for name in EXAMPLES), ("contract", "narrow"), ("a long name", "narrow")]
)
def test_every_chart_is_drawn_at_its_size_with_title_and_description(name, size):
    drawing = Drawing()
    for chart in charts_of(EXAMPLES[name]):
        spec = specification(EXAMPLES[name], chart, SIZES[size])
        svg = ElementTree.fromstring(drawing.svg(spec, chart.title, chart.description))
        assert (svg.get("width"), svg.get("height")) == (str(SIZES[size].width), str(SIZES[size].height))
        assert [part.text for part in svg[:2]] == [chart.title, chart.description]
        words = " ".join(part.text or "" for part in svg.iter())
        assert "NaN" not in words and "None" not in words and "undefined" not in words and "Infinity" not in words


def test_a_gap_is_a_gap_in_line_and_bands():
    spec = specification(page(), chart_of(page(), "pay"), SIZES["wide"])
    gaps = [value["month"] for value in spec["data"]["values"] if value["p50"] is None]
    assert len(gaps) == 3
    svg = Drawing().svg(spec, "t", "d")
    line = next(
        part.get("d")
        for part in ElementTree.fromstring(svg).iter()
        if part.get("stroke-width") == "2" and part.get("d")
    )
    assert line.count("M") == 2


def test_a_month_between_gaps_is_drawn_as_a_dot():
    assert alone([True, True, False, True, False, False, True]) == [False, False, False, True, False, False, True]
    spec = specification(back_office(), chart_of(back_office(), "vacancies"), SIZES["wide"])
    assert [value["alone"] for value in spec["data"]["values"]] == [True]


def test_titles_and_subtitles_state_what_unit_period_and_place():
    pay = chart_of(contract(), "pay-hourly")
    assert pay.title == "Python: advertised hourly rates"
    assert pay.subtitle == "£ an hour, quoted in the 6 months to each month's end, UK"
    histogram = chart_of(page(), "histogram")
    assert histogram.subtitle == "Vacancies by salary quoted, 6 months to 23 Nov 2025, North West"
    assert histogram.description == (
        "Bars: 17 salaries from £40,000 to £80,000, most of them (5) between £60,000 and £65,000; "
        "the median is £60,000."
    )


def test_permanent_pages_have_three_charts_and_contract_pages_five():
    assert [chart.name for chart in charts_of(page())] == ["vacancies", "pay", "histogram"]
    assert [chart.name for chart in charts_of(contract())] == [
        "vacancies", "pay", "pay-hourly", "histogram", "histogram-hourly",
    ]  # fmt: skip
    assert chart_of(page(), "pay-hourly") is None
    assert not chart_of(contract(), "histogram-hourly").has_data


def test_a_finished_drawing_has_words_and_colours_for_dark_screens():
    svg = finished('<svg width="9" class="marks"><path fill="#12436D"/></svg>', "C# & <more>", "It rises.")
    assert svg.startswith(
        '<svg width="9" class="marks" role="img" aria-labelledby="t d"><title id="t">C# &amp; &lt;more&gt;'
    )
    assert '<desc id="d">It rises.</desc>' in svg
    assert '@media (prefers-color-scheme:dark){[fill="#12436D"]{fill:#8AB8E6}' in svg
    with pytest.raises(ValueError, match="Not an SVG"):
        finished("<p>", "", "")


def test_every_colour_of_a_drawing_has_one_for_dark_screens():
    drawing = Drawing()
    for chart in charts_of(page()):
        svg = ElementTree.fromstring(drawing.svg(specification(page(), chart, SIZES["wide"]), "", ""))
        used = {part.get(paint) for part in svg.iter() for paint in ("fill", "stroke")} - {None, "none", "transparent"}
        assert used <= set(DARK), chart.name


@given(*[st.just(0.0) | st.floats(1e-6, 1e7)] * 2)
def test_an_axis_holds_both_ends_in_few_round_steps(one, other):
    low, high = sorted((one, other))
    axis = around(low, high)
    assert axis.low <= low + 1e-6 and axis.high >= high - 1e-6 * max(high, 1)
    assert 2 <= len(axis.ticks) <= 9
    assert list(axis.ticks) == sorted(set(axis.ticks))


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5).map(sorted), st.floats(0.1, 1e5))
def test_labels_are_moved_until_none_covers_another(positions, apart):
    moved = spread(positions, apart)
    assert len(moved) == len(positions)
    assert all(upper - lower >= apart * (1 - 1e-6) - 1e-6 for lower, upper in pairwise(moved))


def test_labels_that_are_far_apart_stay_where_they_are():
    assert spread([1, 5, 9], 2) == [1, 5, 9]
    assert spread([5, 5], 2) == [4, 6]
