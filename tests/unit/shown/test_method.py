"""The definitions as text: docs/method.md is made of them and up to date."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from jobtide.cli import main
from jobtide.reference.measures import load_measures
from jobtide.shown import method

DOCS = Path(__file__).parents[3] / "docs"


def run(*words):
    return CliRunner().invoke(main, ["measures", *words])


def test_docs_method_is_what_make_method_makes_now():
    assert (DOCS / "method.md").read_text(encoding="utf-8") == method.method(load_measures()), "run `make method`"
    assert run("--markdown").stdout == method.method(load_measures())


def test_a_definition_has_all_that_is_said_of_it():
    rank = load_measures().find("rank")
    text = method.section(rank)
    for said in (rank.name, rank.question, rank.population, rank.unit, rank.rule, *rank.caveats, rank.shown):
        assert said in text
    assert "`rows.*.rank`" in text and "`cells.sql`" in text and rank.example.vacancies in text
    assert text.endswith("The page of iot in uk, permanent, 6 months to 23 November 2025: `summary.rank` is 3 | - | -.")


def test_measures_are_listed_by_chapter_and_as_json():
    listed = run().stdout
    assert all(re.search(rf"^  {measure.id} ", listed, re.MULTILINE) for measure in load_measures())
    assert {"id", "question", "population", "unit", "rule", "caveats", "example"} <= set(
        json.loads(run("--json").stdout)[0]
    )


def test_one_measure_is_told_and_an_unknown_one_is_refused_with_near_ones():
    assert run("median").stdout.startswith("### Median salary or rate")
    assert json.loads(run("median", "--json").stdout)["id"] == "median"
    refused = run("medain")
    assert (refused.exit_code, "Did you mean median" in refused.stderr) == (1, True)


@pytest.mark.parametrize("surface", ["index", "quality"])
def test_what_an_example_asks_for_is_said_in_words(surface):
    example = next(measure.example for measure in load_measures() if measure.example.surface == surface)
    assert method.asked(example) in (
        "the index in north-west, permanent, 6 months to 23 November 2025",
        "the quality report of the edition of 23 November 2025",
    )
