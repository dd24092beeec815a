"""The manual is true: every worked example of reference/measures/, published for real and asked for as users do."""

import importlib
import inspect
from dataclasses import replace
from functools import cache

import pytest
from example_pages import contract, page

from jobtide.drawn import vacancies
from jobtide.keys import figure_keys
from jobtide.measure import EXAMPLE_DAY, Chapter, Example, Measure, Measures, stands_at, worth
from jobtide.page import Page
from jobtide.reference.load import load
from jobtide.reference.measure_checks import measure_problems
from tests.markets import AS_OF, MEASURES, published


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    """Editions of drawn tables, each published once."""
    return cache(lambda picture: published(tmp_path_factory.mktemp("example"), vacancies(picture, EXAMPLE_DAY)))


def answered(reader, example: Example) -> dict:
    """What the edition says of the cell that the example asks for, as JSON."""
    cell = (example.place, example.employment_type, example.months)
    if example.surface == "page":
        return reader.page(example.term, *cell).as_json()
    if example.surface == "index":
        return reader.index(*cell).as_json()
    if example.surface == "category":
        return reader.category(example.category, *cell).as_json()
    if example.surface == "categories":
        return reader.categories(*cell).as_json()
    if example.surface == "movers":
        return reader.movers(*cell).as_json()
    if example.surface == "comparison":
        terms = [term for term in example.term.split(",") if term]
        return reader.compare(terms, [example.place], *cell[1:], periods=len(terms) == 1).as_json()
    return dict(reader.manifest.quality)


def at(found: object, key: str) -> object:
    for part in key.split("."):
        found = found[int(part)] if isinstance(found, list | tuple) else found[part]
    return list(found) if isinstance(found, tuple) else found


def test_examples_are_of_the_day_that_tests_are():
    assert EXAMPLE_DAY == AS_OF


@pytest.mark.parametrize("measure", list(MEASURES), ids=lambda measure: measure.id)
def test_the_worked_example_comes_to_what_it_says(market, measure):
    found = answered(market(measure.example.vacancies), measure.example)
    for key, written in measure.example.figures.items():
        got, expected = at(found, key), worth(written)
        if isinstance(expected, list):
            assert [_close(one, other) for one, other in zip(got, expected, strict=True)] == [True] * len(expected), key
        else:
            assert _close(got, expected), f"{key}: {got} is not {expected}"


def _close(got, expected) -> bool:
    return got is None if expected is None else got == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("measure", list(MEASURES), ids=lambda measure: measure.id)
def test_the_functions_and_queries_that_a_definition_names_are_there(market, measure):
    for function in measure.functions:
        module, _, name = function.rpartition(".")
        assert inspect.isfunction(getattr(importlib.import_module(f"jobtide.{module}"), name, None)), function
    reader = market(measure.example.vacancies)
    for query in measure.queries:
        assert "SELECT" in reader.sql(query)


@pytest.fixture(scope="module")
def reference():
    return load()


def test_the_definitions_keep_their_rules(reference):
    assert measure_problems(MEASURES, reference) == []


def walked(found: object, at: str = "") -> set[str]:
    """The dotted keys of all numbers in JSON."""
    if isinstance(found, dict):
        return {key for name, value in found.items() for key in walked(value, f"{at}.{name}" if at else name)}
    if isinstance(found, list | tuple):
        if found and all(not isinstance(value, dict | list | tuple) for value in found):
            return walked(next((value for value in found if value is not None), None), at)
        return {key for place, value in enumerate(found) for key in walked(value, f"{at}.{place}")}
    return {at} if isinstance(found, int | float) and not isinstance(found, bool) else set()


@pytest.mark.parametrize("example", [page(), contract()], ids=["permanent", "contract"])
def test_every_number_of_a_page_reaches_its_measure(example):
    patterns = MEASURES.of("page")
    for key in walked(example.as_json()) - {"months"}:
        assert sum(stands_at(pattern, key) for pattern in patterns) == 1, key


@pytest.mark.parametrize("surface", ["page", "index", "category", "categories", "movers", "comparison"])
def test_the_json_of_every_surface_says_which_measure_each_of_its_numbers_has(market, surface):
    picture = next(measure for measure in MEASURES if measure.id == "median").example.vacancies
    example = Example("", picture, {}, surface, term="java", category="Programming Languages", place="north-west")
    found = answered(market(picture), example)
    assert found["measures"] == MEASURES.of(surface)
    for key in walked({name: part for name, part in found.items() if name not in ("months", "measures")}):
        ids = [measure for pattern, measure in found["measures"].items() if stands_at(pattern, key)]
        assert len(ids) == 1 and MEASURES.find(ids[0]), key


def test_every_number_of_the_quality_report_has_a_measure(market):
    picture = next(measure for measure in MEASURES if measure.id == "adverts-known").example.vacancies
    assert walked(dict(market(picture).manifest.quality)) == set(MEASURES.of("quality"))


def test_an_edition_keeps_the_definitions_it_was_made_with(market):
    reader = market(next(iter(MEASURES)).example.vacancies)
    assert reader.measures == MEASURES


GOOD = next(iter(MEASURES))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"id": "The Count"}, "The Count: an id is of small letters"),
        ({"question": "How many."}, "count: its question is none"),
        ({"keys": {"page": ("summary.cuont",)}}, "count: there is no figure at summary.cuont of page"),
        ({"keys": {"page": ("live",)}}, "live of page has several measures: count, live"),
        ({"example": replace(GOOD.example, vacancies="times  colour\n1 red")}, "no drawn table has a column 'colour'"),
        ({"example": replace(GOOD.example, figures={"live": "3"})}, "count: its example shows no figure of its own"),
        ({"example": replace(GOOD.example, figures={"summary.count": "many"})}, "'many' is no figure"),
        ({"example": replace(GOOD.example, term="jaava")}, "asks for 'jaava', which is no term's slug"),
        ({"example": replace(GOOD.example, place="atlantis")}, "is in 'atlantis', which is no place's slug"),
    ],
)  # fmt: skip
def test_a_definition_that_breaks_a_rule_is_named(reference, changed, problem):
    others = tuple(measure for measure in MEASURES if measure.id != "count")
    measures = Measures((Chapter("", (), (replace(GOOD, **changed), *others)),))
    found = measure_problems(measures, reference)
    assert any(problem in words for words in found), found


def test_a_figure_without_a_measure_is_named(reference):
    measures = Measures((Chapter("", (), tuple(measure for measure in MEASURES if measure.id != "live")),))
    assert "measures: no measure says what live of page means" in measure_problems(measures, reference)


def test_figures_of_pages_are_the_numbers_that_shapes_declare():
    assert {"summary.rank", "summary.pay.*.p50", "all.count", "series.*.share", "live"} <= set(figure_keys(Page))


def test_measures_are_found_by_id_and_near_ids_are_offered():
    assert isinstance(MEASURES.find("Rank Change"), Measure)
    with pytest.raises(Exception, match="Did you mean median"):
        MEASURES.find("medain")
