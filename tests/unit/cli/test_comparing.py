"""compare and movers on the command line: the reader's own figures, and plain refusals."""

import json

import pytest
from click.testing import CliRunner

from jobtide.cli import main, options
from tests.markets import published
from tests.unit.edition.test_mapped import TODAY, market


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return published(tmp_path_factory.mktemp("comparing"), market(41, 800), as_of=TODAY)


@pytest.fixture
def run(reader, monkeypatch):
    monkeypatch.setattr(options, "open_reader", lambda home, edition_id=None: reader)
    return lambda *words: CliRunner().invoke(main, list(words))


def test_compare_prints_what_the_reader_gives(run, reader):
    told = run("compare", "Java", "sql", "--in", "World", "--months", "3", "--json")
    assert json.loads(told.stdout) == json.loads(
        json.dumps(reader.compare(["java", "sql"], ["world"], "permanent", 3).as_json())
    )
    told = run("compare", "java", "--places", "London, Chester,UK", "--contract", "--json")
    assert json.loads(told.stdout)["columns"][2]["slug"] == "uk"
    assert json.loads(run("compare", "java", "--periods", "--json").stdout)["varies"] == "periods"
    table = run("compare", "java", "sql", "--in", "World").stdout
    assert "Java and SQL in World, permanent" in table
    assert "Share of all" in table


def test_compare_refuses_in_plain_words(run):
    assert run("compare").exit_code == 2
    assert run("compare", "java", "--places", "london,chester", "--in", "uk").exit_code == 2
    for words in (("java",), ("java", "java"), ("java", "sql", "--periods"), ("java", "sql", "--places", "uk,london")):
        refused = run("compare", *words)
        assert refused.exit_code == 1
        assert "comparison is of 2 to 6 terms" in refused.stderr or "stands twice" in refused.stderr
    assert "Did you mean Java" in run("compare", "jaava", "sql").stderr


def test_movers_prints_what_the_reader_gives(run, reader):
    told = run("movers", "--in", "World", "--limit", "3", "--json")
    assert json.loads(told.stdout) == json.loads(json.dumps(reader.movers("world", limit=3).as_json()))
    assert "What moved in World, permanent" in run("movers", "--in", "World").stdout
    assert run("movers", "--limit", "0").exit_code == 2
