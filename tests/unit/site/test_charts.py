"""Charts: their words, their specifications and their drawings, with much data, little and none."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

import pytest
from example_pages import back_office, contract, months, nothing, page
from hypothesis import given
from hypothesis import strategies as st

from jobtide.certainty import Certainties, Levels
from jobtide.page import Bin, Month
from jobtide.site.axes import around, spread
from jobtide.site.charts import alone, chart_of, charts_of
from jobtide.site.drawing import Drawing, finished
from jobtide.site.palette import DARK
from jobtide.site.specs import SIZES, specification


def flat(number: int):
    """A series in which every figure is the same."""
    bands = dict.fromkeys(("p10", "p25", "p50", "p75", "p90"), 50000.0)
    return tuple(Month(f"2025-{month:02d}", 3, 0.01, {"annual": bands}) for month in range(1, number + 1))


def zeros(number: int):
    return tuple(Month(f"2025-{month:02d}", 0, 0.0, {"annual": {}}) for month in range(1, number + 1))


def sure():
    """The page with intervals about its shares and medians; none is known two years before."""
    shares, medians = page().summary.share_of_all, page().summary.pay["annual"].p50

    def levels(figures):
        low, high = [figures[0] * 0.8, figures[1] * 0.9, None], [figures[0] * 1.25, figures[1] * 1.3, None]
        return Levels(low, high, ["C", "C", "D"])

    def certainties(name, figures):
        three = [9, 9, 9]
        return Certainties(three, three, [False] * 3, [9.0] * 3, {name: levels(figures)}, {})

    annual = replace(page().summary.pay["annual"], certainty=certainties("p50", medians))
    certainty = certainties("share_of_all", shares)
    return page(summary=replace(page().summary, pay={"annual": annual}, certainty=certainty))


EXAMPLES = {
    "intervals": sure(),
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
        "Bars: 17 salaries from £40,000 to £80,000, most of them (5) between £60,000 and £65,000. "
        "In the 6 months to 23 Nov 2025 the median is £60,000."
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


def drawn_of(spec, field):
    """The rows of a specification, however deep, that hold this field."""
    found = [row for row in spec.get("data", {}).get("values", []) if field in row]
    return found + [row for layer in spec.get("layer", []) for row in drawn_of(layer, field)]


def test_each_periods_share_and_median_is_drawn_with_its_interval_where_it_is_known():
    chart = chart_of(sure(), "vacancies")
    steps = drawn_of(specification(sure(), chart, SIZES["wide"]), "period")
    assert [(step["start"], step["end"], step["period"]) for step in steps] == [
        ("2025-05-01", "2025-11-01", "6 months to 23 Nov 2025"),
        ("2024-05-01", "2024-11-01", "6 months to 23 Nov 2024"),
        ("2023-05-01", "2023-11-01", "6 months to 23 Nov 2023"),
    ]
    assert [step["low"] is None for step in steps] == [False, False, True]
    assert chart.key == "Orange: the share of whole 6 months, with 95% intervals"
    assert (
        "In the 6 months to 23 Nov 2025 the share is 0.50% (95% interval 0.40% to 0.63%); in the" in chart.description
    )

    dots = drawn_of(specification(sure(), chart_of(sure(), "pay"), SIZES["wide"]), "period")
    assert [(dot["month"], dot["median"], dot["low"]) for dot in dots] == [
        ("2025-11-01", 60000, 48000), ("2024-11-01", 52500, 47250), ("2023-11-01", 62500, None),
    ]  # fmt: skip
    assert chart_of(page(), "pay").key == "Orange: the median of this year and of those before"


def test_the_histogram_tells_both_medians_where_there_is_room_for_their_words():
    def labels(shown, size):
        spec = specification(shown, chart_of(shown, "histogram"), SIZES[size])
        return [row["label"] for row in drawn_of(spec, "period")]

    assert labels(sure(), "wide") == ["£52,500 in 2024", "Median £60,000"]
    assert labels(sure(), "narrow") == ["Median £60,000"]


def test_every_figure_can_be_pointed_at_within_the_plot():
    for example in EXAMPLES.values():
        for chart in charts_of(example):
            for size in SIZES.values():
                spec = specification(example, chart, size)
                points, plot = spec["usermeta"]["points"], spec["usermeta"]["plot"]
                assert bool(points) == chart.has_data
                assert [point["x"] for point in points] == sorted(point["x"] for point in points)
                for point in points:
                    assert plot["left"] <= point["x"] <= plot["left"] + plot["width"]
                    assert plot["top"] <= point["y"] <= plot["top"] + plot["height"]
    words = [
        point["words"] for point in specification(page(), chart_of(page(), "pay"), SIZES["wide"])["usermeta"]["points"]
    ]
    assert words[-1].startswith("November 2025: median £")


def test_ticks_of_counts_are_whole():
    assert around(0, 9, about=4, whole=True).ticks == (0, 5, 10)
    assert around(0, 2, about=4, whole=True).ticks == (0, 1, 2)
    assert around(0, 90, about=4, whole=True).ticks == (0, 25, 50, 75, 100)


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
