"""fetch and sources, as a user types them."""

import json

import live_apis
import pytest
from click.testing import CliRunner
from loopback import Loopback, http

from jobtide.cli import main

GREENHOUSE, LEVER = "/v1/boards/acme/jobs", "/v0/postings/acme"


@pytest.fixture
def server():
    with Loopback({GREENHOUSE: live_apis.greenhouse(3), LEVER: http(403)}) as server:
        yield server


@pytest.fixture
def home(tmp_path, server):
    rows = []
    for name, kind in (("good", "greenhouse"), ("bad", "lever")):
        rows.append(
            f'[[source]]\nname = "{name}"\nkind = "{kind}"\nboards = ["acme"]\nat = "{server.url}"\npace = "0s"\n'
            f'allow_private = ["{server.host}"]\n'
        )
    rows.append('[[source]]\nname = "asleep"\nkind = "jobicy"\n')
    (tmp_path / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def run(home, *words):
    return CliRunner().invoke(main, [*words, "--home", str(home)])


def test_fetch_says_received_is_accepted_and_repeated_and_quarantined(home, server):
    first = run(home, "fetch", "good")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("good: ok, 1 page, ")
    assert first.stdout.endswith("3 received = 3 accepted + 0 repeated + 0 quarantined\n")
    told = json.loads(run(home, "fetch", "good", "--json").stdout)
    assert [(row["source"], row["state"], row["received"], row["repeated"], row["complete"]) for row in told] == [
        ("good", "ok", 3, 3, True)
    ]


def test_one_failure_stops_no_other_and_exits_with_1(home):
    done = run(home, "fetch", "bad", "good")
    assert done.exit_code == 1
    assert "good: ok" in done.stdout
    assert done.stderr == "bad: blocked: acme: it answers HTTP 403.\n"


def test_what_is_off_fails_those_alone_who_named_it(home):
    assert run(home, "fetch", "good", "--due").exit_code == 0
    all_of_them = run(home, "fetch", "--all")
    assert "asleep: off. it needs your word that you name Jobicy" in all_of_them.stderr
    named = run(home, "fetch", "asleep")
    assert (named.exit_code, named.stdout) == (1, "")


def test_what_is_not_due_is_said_and_is_no_failure(home):
    run(home, "fetch", "good")
    again = run(home, "fetch", "good", "--due")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.startswith("good: not due. next at ")
    run(home, "fetch", "--all")
    of_all = run(home, "fetch", "--due")
    assert "good" not in of_all.output and "asleep" not in of_all.output  # cron mails what it hears


def test_sources_shows_how_each_stands_and_every_kind(home):
    before = json.loads(run(home, "sources", "--json").stdout)
    assert [(row["name"], row["state"], row["on"]) for row in before["sources"]] == [
        ("good", "never run", True), ("bad", "never run", True), ("asleep", "never run", False),
    ]  # fmt: skip
    run(home, "fetch", "--all")
    told = json.loads(run(home, "sources", "--json").stdout)
    good, bad, asleep = told["sources"]
    assert (good["state"], good["adverts"], good["received"], good["complete"]) == ("ok", 3, 3, True)
    assert good["next_due"] > good["last_run"]
    assert (bad["state"], bad["reason"]) == ("blocked", "acme: it answers HTTP 403")
    assert (asleep["state"], asleep["next_due"], asleep["off_because"].startswith("it needs your word")) == (
        "never run",
        None,
        True,
    )
    assert len(told["kinds"]) == 22
    teaching = next(row for row in told["kinds"] if row["kind"] == "teaching_vacancies")
    assert (teaching["licence"], teaching["on"]) == ("Open Government Licence v3.0", True)
    printed = run(home, "sources").stdout
    assert "it answers HTTP 403" in printed and "Teaching Vacancies (Department for Education)" in printed


def test_sources_of_a_home_that_is_not_there_are_the_kinds(tmp_path):
    told = json.loads(run(tmp_path / "none", "sources", "--json").stdout)
    assert (told["sources"], len(told["kinds"])) == ([], 22)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["fetch"], 2, "Name sources, or say --due or --all"),
        (["fetch", "goood"], 1, "No source is called 'goood'. Did you mean good"),
    ],
)
def test_what_cannot_be_meant_is_refused(home, words, code, sentence):
    refused = run(home, *words)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert sentence in refused.stderr


def test_without_sources_it_says_what_to_do(tmp_path):
    refused = run(tmp_path / "none", "fetch", "--all")
    assert (refused.exit_code, "sources.toml" in refused.stderr) == (1, True)
    assert not (tmp_path / "none").exists()
