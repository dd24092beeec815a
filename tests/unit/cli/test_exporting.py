"""jobtide export as a user types it: each thing as each format, and refusals in plain words."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from notebook_market import home as home_in

from jobtide.cli import main


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return home_in(tmp_path_factory.mktemp("market"))


def run(home, *words):
    return CliRunner().invoke(main, ["export", *words, "--home", str(home)])


def rows_of(file) -> list[dict]:
    if file.suffix == ".csv":
        with file.open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream, strict=True))
    if file.suffix == ".json":
        return json.loads(file.read_text(encoding="utf-8"))
    return pq.read_table(file).to_pylist()


@pytest.mark.parametrize("ending", ["csv", "parquet", "json"])
@pytest.mark.parametrize(
    ("words", "many", "said"),
    [
        (["index"], 5, "5 terms"),
        (["index", "--contract", "--in", "Manchester"], 2, "2 terms"),
        (["index", "--category", "job titles", "--sort", "p50", "-n", "1"], 1, "1 term "),
        (["series", "Java"], 14, "14 months"),
        (["series", "--where", "java and not sql", "--months", "3"], 14, "14 months"),
        (["vacancies"], 32, "32 vacancies"),
        (["vacancies", "Java"], 20, "20 vacancies"),
        (["vacancies", "--contract"], 7, "7 vacancies"),
        (["vacancies", "Java", "--in", "Manchester", "--live"], 16, "16 vacancies"),
        (["vacancies", "--where", "java and sql", "--employer", "Bell"], 4, "4 vacancies"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_is_asked_for_is_written(home, tmp_path, words, many, said, ending):
    file = tmp_path / f"export.{ending}"
    result = run(home, *words, "-o", str(file))
    assert result.exit_code == 0, result.output
    assert f"{said.strip()} written to {file}" in result.stderr and not result.stdout
    rows = rows_of(file)
    rows = rows["rows" if words[0] == "index" else "series"] if isinstance(rows, dict) else rows
    assert len(rows) == many


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_page_is_a_row_a_figure(home, tmp_path, ending):
    file = tmp_path / f"export.{ending}"
    assert run(home, "page", "Java", "--in", "Manchester", "-o", str(file)).exit_code == 0
    figures = {(row["part"], row["figure"]): row for row in reversed(rows_of(file))}
    assert float(figures["term", "count"]["value"]) == 16 and figures["term", "p50"]["measure"] == "median"


def test_json_is_what_the_command_beside_prints(home, tmp_path):
    for words, other in (
        (["page", "Java", "--in", "Manchester"], ["show", "Java", "--in", "Manchester"]),
        (["index", "--in", "London"], ["index", "--in", "London", "-n", "0"]),
    ):
        file = tmp_path / f"{words[0]}.json"
        assert run(home, *words, "-o", str(file)).exit_code == 0
        printed = CliRunner().invoke(main, [*other, "--json", "--home", str(home)]).stdout
        assert json.loads(file.read_text(encoding="utf-8")) == json.loads(printed)


def test_a_format_goes_before_the_name_of_the_file(home, tmp_path):
    assert run(home, "index", "--format", "json", "-o", str(tmp_path / "index.csv")).exit_code == 0
    assert json.loads((tmp_path / "index.csv").read_text(encoding="utf-8"))["total"] == 5


def test_a_whole_edition_is_a_folder_or_an_archive(home, tmp_path):
    assert run(home, "edition", "-o", str(tmp_path / "market")).exit_code == 0
    assert {"datapackage.json", "cells.csv", "cells.parquet"} <= {file.name for file in (tmp_path / "market").iterdir()}
    assert run(home, "edition", "--format", "parquet", "-o", str(tmp_path / "market.zip")).exit_code == 0
    again = run(home, "edition", "-o", str(tmp_path / "market"))
    assert again.exit_code == 1 and "is there already" in again.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["index", "--live"], 2, "--live says nothing of an index"),
        (["edition", "Java"], 2, "A TERM says nothing of an edition"),
        (["series", "Java", "--sort", "p50"], 2, "--sort says nothing of a series"),
        (["page"], 2, "Say of what: a TERM, or --where"),
        (["salaries"], 2, "'salaries' is not one of"),
        (["index", "--format", "xlsx"], 2, "'xlsx' is not one of"),
        (["page", "Jova"], 1, "Did you mean Java"),
        (["index", "--in", "Manchestr"], 1, "Did you mean Manchester"),
        (["vacancies", "--where", "java and ("], 1, "java and ("),
        (["vacancies", "--edition", "2020-01-01-00000000"], 1, "No edition is called '2020-01-01-00000000'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(home, tmp_path, words, code, said):
    result = run(home, *words, "-o", str(tmp_path / "file.csv"))
    assert (result.exit_code, list(tmp_path.iterdir())) == (code, [])
    assert said in result.stderr


@pytest.mark.parametrize("what", ["index", "vacancies", "edition"])
def test_a_folder_that_is_not_there_is_refused_in_plain_words(home, tmp_path, what):
    result = run(home, what, "-o", str(tmp_path / "nowhere" / "file"))
    assert result.exit_code == 1 and "cannot be written: No such file or directory" in result.stderr
