"""The commands as a user types them, on a small market of text adverts."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from jobtide.cli import main

ROOT = Path(__file__).parents[3]
ADVERTS = [
    ("1", "Senior Python Developer", "Django, PostgreSQL and AWS.", "Manchester", "£60,000 - £70,000", "permanent", "2025-10-01"),
    ("2", "Python Developer", "Flask and AWS, some Terraform.", "Leeds", "£50k", "permanent", "2025-09-01"),
    ("3", "Java Developer", "Spring Boot and Kafka.", "London", "£80,000", "permanent", "2024-10-01"),
    ("4", "Contract Java Developer", "Java and Kafka, 6 months.", "London", "£500 per day", "contract", "2025-10-02"),
]  # fmt: skip
COLUMNS = ("id", "title", "description", "location", "pay", "employment_type", "posted_at")


def run(*words: str, home: Path | None = None):
    return CliRunner().invoke(main, [*words, *(["--home", str(home)] if home else [])])


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("market")
    lines = [json.dumps(dict(zip(COLUMNS, advert, strict=True))) for advert in ADVERTS]
    (folder / "adverts.jsonl").write_text("\n".join([*lines, '{"id": "5"}', "not json"]) + "\n", encoding="utf-8")
    ingested = run("ingest", str(folder / "adverts.jsonl"), "--seen-at", "2025-10-03", home=folder / "home")
    assert ingested.exit_code == 0, ingested.output
    published = run("publish", home=folder / "home")
    assert published.exit_code == 0, published.output
    return folder / "home"


def test_ingest_says_received_is_accepted_and_repeated_and_quarantined(home):
    again = run("ingest", str(home.parent / "adverts.jsonl"), "--seen-at", "2025-10-03", "--json", home=home)
    told = json.loads(again.stdout)
    assert told["total"] == {"received": 6, "accepted": 0, "repeated": 4, "quarantined": 2}
    assert told["files"][0]["reasons"] == {"neither title nor description": 1, "not JSON": 1}
    assert Path(told["quarantine"]).is_dir()


def test_publishing_the_same_again_is_the_same_edition(home):
    first, again = run("publish", home=home), run("publish", home=home)
    assert first.stdout == again.stdout
    assert len(run("editions", home=home).stdout.splitlines()) == 1


def test_an_edition_is_of_the_newest_first_seen_day_or_of_the_day_that_is_asked_for(home):
    assert run("publish", home=home).stdout.startswith("2025-10-02-")
    earlier = run("publish", "--as-of", "2025-09-30", home=home).stdout.strip()
    assert earlier.startswith("2025-09-30-")
    shown = json.loads(run("show", "Python", "--json", home=home).stdout)
    assert (shown["edition"]["as_of"], shown["summary"]["count"]) == ("2025-09-30", [1, 0, 0])
    run("publish", home=home)


def test_a_day_before_the_first_advert_is_refused_and_the_current_edition_stays(home):
    current = run("publish", home=home).stdout
    refused = run("publish", "--as-of", "1999-01-01", home=home)
    assert refused.exit_code == 1 and "No advert was seen by 1999-01-01: the first one was on" in refused.stderr
    assert run("publish", home=home).stdout == current


def test_show_prints_the_page_and_json_its_true_numbers(home):
    printed = run("show", "python", "--in", "england", home=home).stdout
    assert printed.startswith("Python Job Trends in England")
    page = json.loads(run("show", "python", "--in", "england", "--json", home=home).stdout)
    assert page["term"] == {"slug": "python", "name": "Python", "long_name": None, "category": "Programming Languages"}
    assert (page["place"]["path"], page["place"]["parent"]) == (["UK", "England"], "UK")
    assert page["periods"][0] == {"start": "2025-04-03", "end": "2025-10-02"}
    assert page["summary"]["count"] == [2, 0, 0]
    assert page["summary"]["pay"]["annual"]["p50"] == [57_500, None, None]
    assert {"edition", "summary", "category", "all", "places", "cooccurring", "cooccurring_by_category"} <= set(page)
    assert {"series", "histogram", "live"} <= set(page)


def test_the_default_place_is_the_country_and_world_counts_everything(home):
    assert json.loads(run("show", "python", "--json", home=home).stdout)["place"]["slug"] == "uk"
    assert json.loads(run("index", "--in", "World", "--json", home=home).stdout)["place"]["slug"] == "world"


def test_index_lists_filters_and_sorts(home):
    index = json.loads(run("index", "--category", "job titles", "--sort", "term", "--json", home=home).stdout)
    assert [row["term"] for row in index["rows"]] == ["Developer", "Python Developer"]
    assert set(index) >= {"edition", "place", "employment_type", "months", "total", "rows"}
    contract = json.loads(run("index", "--contract", "--limit", "1", "--json", home=home).stdout)
    assert (contract["employment_type"], len(contract["rows"]), contract["rows"][0]["p50"]) == ("contract", 1, 500)


def test_show_makes_the_same_page_of_any_population(home):
    whole = json.loads(run("show", "python", "--json", home=home).stdout)
    same = json.loads(run("show", "--where", "PYTHON", "--json", home=home).stdout)
    assert same == whole
    both = json.loads(run("show", "developer", "--where", "python or sql", "--json", home=home).stdout)
    assert both["term"]["name"] == "Developer and (Python or SQL)"
    assert 0 < both["summary"]["count"][0] <= whole["summary"]["count"][0] + 5
    printed = run("show", "--where", "not python", home=home).stdout
    assert "Permanent jobs matching not Python" in printed and "All Permanent IT Vacancies" in printed


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--where", "python and"), "ends too early"),
        (("--where", "pythn"), "Did you mean Python"),
        (("python", "--work-mode", "moon"), "onsite"),
        (("python", "--employer", "nobody at all"), "No employer is called"),
    ],
    ids=str,
)
def test_a_population_that_cannot_be_is_refused_in_plain_words(home, asked, says):
    refused = run("show", *asked, home=home)
    assert refused.exit_code == 1 and says in refused.stderr and "Traceback" not in refused.stderr


def test_export_writes_the_vacancies(home, tmp_path):
    file = tmp_path / "vacancies.json"
    assert run("export", "vacancies", "--format", "json", "-o", str(file), home=home).exit_code == 0
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert sorted(row["title"] for row in rows) == sorted(advert[1] for advert in ADVERTS)
    assert {"vacancy_id", "places", "terms", "pay_unit", "pay_low", "pay_high", "currency", "sources"} <= set(rows[0])


def test_verify_finds_a_flipped_byte(home):
    assert run("verify", home=home).exit_code == 0
    file = next((home / "editions").glob("*/tables/cells.parquet"))
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    try:
        edition = file.parents[1].name
        damaged = run("verify", edition, home=home)
        assert (damaged.exit_code, "cells.parquet is not the file" in damaged.stderr) == (1, True)
    finally:
        file.write_bytes(whole)


def test_explain_shows_words_and_rules_of_text_and_of_each_advert_in_a_file(tmp_path):
    told = json.loads(run("explain", "Go Developer, London\nKubernetes and Go. Ready to go live.", "--json").stdout)
    assert [(term["name"], term["where"]) for term in told["terms"] if term["name"] == "Go"] == [
        ("Go", "title"),
        ("Go", "description"),
    ]
    for term in told["terms"]:
        text = "Go Developer, London" if term["where"] == "title" else "Kubernetes and Go. Ready to go live."
        assert text[term["start"] : term["end"]] == term["text"]
        assert term["rule"]
    file = tmp_path / "two.jsonl"
    file.write_text('{"id": "a", "title": "Java Developer"}\n{"id": "b", "title": "Cook"}\n', encoding="utf-8")
    lines = [json.loads(line) for line in run("explain", str(file), "--json").stdout.splitlines()]
    titles = [(line["id"], line["title_term"], line["title_slug"]) for line in lines]
    assert titles == [("a", "Java Developer", "java-developer"), ("b", "Cook", None)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["show", "pyhton"], "No term is called 'pyhton'. Did you mean Python"),
        (["show", "Python", "--in", "Manchster"], "No place is called 'Manchster'. Did you mean Manchester"),
        (["show", "Python", "--edition", "1999-01-01"], "No edition is called '1999-01-01'"),
        (["index", "--category", "cheese"], "No category is called 'cheese'"),
        (["ingest", "/no/such/file.jsonl"], "cannot be opened: No such file or directory"),
        (["ingest", "{adverts}", "--map", "title=headline"], "headline"),
        (["ingest", "{adverts}", "--map", "cheese=title"], "cheese"),
    ],
)
def test_a_refusal_is_a_plain_sentence_and_exit_code_1(home, words, sentence):
    words = [word.replace("{adverts}", str(home.parent / "adverts.jsonl")) for word in words]
    refused = run(*words, home=home)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert sentence in refused.stderr
    assert "Traceback" not in refused.output


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["show", "Python", "--months", "4"],
        ["publish", "--as-of", "yesterday"],
        ["index", "--sort", "cheese"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(words):
    assert run(*words).exit_code == 2


def test_a_home_behind_the_command_goes_before_one_ahead_of_it_and_both_before_the_environment(home, tmp_path):
    def editions(*words: str, told: str | None = None) -> str:
        return CliRunner(env={"JOBTIDE_HOME": told}).invoke(main, [*words]).stdout

    here, empty = str(home), str(tmp_path)
    published = editions("editions", "--home", here)
    assert published.strip()
    assert editions("--home", here, "editions") == published
    assert editions("--home", here, "editions", told=empty) == published
    assert editions("--home", empty, "editions", "--home", here, told=empty) == published
    assert editions("editions", told=here) == published
    assert editions("--home", empty, "editions", told=here) != published


def test_a_day_that_has_not_come_is_told(home):
    assert "has not come yet" in run("publish", "--as-of", "2999-01-01", "--accept", home=home).stderr
    assert "has not come yet" not in run("publish", home=home).stderr


def test_a_home_where_nothing_is_published_says_what_to_do(tmp_path):
    refused = run("show", "Python", home=tmp_path / "empty")
    assert refused.exit_code == 1
    assert "jobtide ingest" in refused.stderr
    assert not (tmp_path / "empty").exists()  # it is made when it is first written to
    assert "jobtide ingest" in run("publish", home=tmp_path / "empty").stderr


def commands(group: click.Group) -> list[str]:
    return sorted(group.commands)


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_documented(command):
    assert f"jobtide {command}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert main.commands[command].help


@pytest.mark.parametrize("command", commands(main))
def test_every_command_takes_a_home(command):
    assert any("--home" in parameter.opts for parameter in main.commands[command].params)


@pytest.mark.parametrize("command", commands(main))
def test_every_command_that_prints_data_takes_json(command):
    names = {name for parameter in main.commands[command].params for name in parameter.opts}
    if command not in ("serve", "demo", "export"):
        assert "--json" in names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--master", "spark://here:7077"), "add --engine spark"),
        (("--engine", "spark", "--master", "sparrk:/here"), "spark://HOST:PORT"),
    ],
)
def test_a_cluster_that_cannot_be_meant_is_wrong_usage(home, words, said):
    refused = run("publish", *words, home=home)
    assert refused.exit_code == 2
    assert said in refused.output
