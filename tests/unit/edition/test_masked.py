"""Words that may not be shown stand nowhere that a reader reads."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from jobtide.edition import manifest
from jobtide.edition.reader import Reader
from jobtide.errors import Unknown
from jobtide.population import Population
from tests.markets import drawn, published

PICTURE = "terms employer\njava Acme\njava Acme\njava Cogs"


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("masked")
    rows = drawn(PICTURE, places=["uk"], words=["Java"], pay_text="a lot")
    for row, sources in zip(rows, (["board"], ["feed"], ["board", "feed"]), strict=True):
        row |= {"sources": sources, "title": f"of {' and '.join(sources)}", "url": "https://board.example/1"}
    published(folder, rows).close()
    return folder / "edition"


def showing(edition: Path, shown: dict) -> Reader:
    """The edition, as if it had been published with this setting."""
    said = manifest.read(edition)
    settings = {**said.inputs.settings, "shown": shown}
    replace(said, inputs=replace(said.inputs, settings=settings)).write(edition)
    return Reader(edition)


def listed(reader) -> dict[str, tuple]:
    rows = reader.vacancies(Population(), "uk").rows
    return {"+".join(row.sources): (row.title, row.employer, row.url, row.pay_text) for row in rows}


ALL = {
    "board": ("of board", "Acme", "https://board.example/1", "a lot"),
    "feed": ("of feed", "Acme", "https://board.example/1", "a lot"),
    "board+feed": ("of board and feed", "Cogs", "https://board.example/1", "a lot"),
}


def test_all_is_shown_where_nothing_is_said(edition):
    assert listed(showing(edition, {})) == ALL


def test_of_a_source_that_is_named_only_its_fields_are_shown(edition):
    found = listed(showing(edition, {"feed": ["title"]}))
    assert found["board"] == ALL["board"]
    assert found["feed"] == ("of feed", None, None, None)
    assert found["board+feed"] == ("of board and feed", None, None, None)


def test_the_star_speaks_of_all_others(edition):
    found = listed(showing(edition, {"*": [], "board": ["title", "employer"]}))
    assert found["board"] == ("of board", "Acme", None, None)
    assert found["feed"] == found["board+feed"] == (None, None, None, None)


def test_what_is_kept_back_cannot_be_asked_for_and_figures_stay(edition):
    reader = showing(edition, {"*": ["title"]})
    assert listed(reader)["feed"] == ("of feed", None, None, None)
    with pytest.raises(Unknown):
        reader.explore(Population(employers=("Acme",)), "uk")
    page = reader.page("java", "uk")
    assert page.summary.count[0] == 3 and page.summary.certainty.employers[0] == 2
    one = reader.vacancy(reader.vacancies(Population(), "uk").rows[0].vacancy_id)
    assert [each.words for each in one.vacancy.matched] == [None]
    told = json.dumps(one.as_json()) + json.dumps(
        [list(row) for row in reader.rows("SELECT * FROM vacancies")], default=str
    )
    assert not any(word in told for word in ("Acme", "acme", "Cogs", "a lot", "board.example", "Java"))
