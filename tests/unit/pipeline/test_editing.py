"""What a home's adverts lack in the taxonomy, and where they name a term."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from jobtide.cli import main
from jobtide.errors import Error, Unknown
from jobtide.pipeline.auditing import audited
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.suggesting import suggested
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

TODAY = date(2026, 3, 1)
ADVERTS = 60


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    folder = tmp_path_factory.mktemp("editing")
    with (folder / "board.jsonl").open("w", encoding="utf-8") as file:
        for number in range(ADVERTS):
            name = "Quuxdb" if number % 2 else "Zorbflow"
            advert = {
                "id": str(number), "title": "Python Developer", "employer": f"Firm {number % 13}",
                "description": f"Number {number}. You know Kafka, {name}, Kubernetes and Go. Ready to go live.",
                "posted_at": (TODAY - timedelta(days=300 if name == "Quuxdb" else 9)).isoformat(),
            }  # fmt: skip
            file.write(json.dumps(advert) + "\n")
    home = Home(folder / "home")
    ingest(home, Settings(), [folder / "board.jsonl"], Options(), TODAY)
    return home


@pytest.fixture(scope="module")
def reference():
    return load()


def test_phrases_that_no_entry_covers_come_with_their_counts_and_three_contexts(home, reference):
    found = suggested(home, reference, adverts=1000, least=5, most=10, seed=1)
    assert (found.adverts, found.recent) == (ADVERTS, ADVERTS // 2)
    by_phrase = {one.phrase: one for one in found.frequent}
    assert {"quuxdb", "zorbflow"} <= set(by_phrase)
    assert by_phrase["quuxdb"].adverts == by_phrase["quuxdb"].listed == ADVERTS // 2
    assert [one.phrase for one in found.rising] == ["zorbflow"]
    contexts = found.contexts["quuxdb"]
    assert len({seen.advert for seen in contexts}) == 3
    assert all((seen.context.said, "Kafka" in seen.context.before) == ("Quuxdb", True) for seen in contexts)


def test_the_same_seed_draws_the_same_and_another_seed_others(home, reference):
    drawn = [suggested(home, reference, adverts=20, least=2, most=10, seed=seed) for seed in (5, 5, 6)]
    assert drawn[0] == drawn[1]
    assert drawn[0].adverts < ADVERTS
    audits = [audited(home, reference, "Kafka", 5, seed) for seed in (5, 5, 6)]
    assert audits[0] == audits[1] != audits[2]


def test_an_audit_shows_where_a_term_was_read_and_why(home, reference):
    audit = audited(home, reference, "golang", 7, seed=1)
    assert (audit.term.slug, audit.read, len(audit.contexts)) == ("go", 7, 7)
    assert len({one.advert for one in audit.contexts}) == 7
    for one in audit.contexts:
        assert (one.where, one.context.said, one.context.after) == ("description", "Go", ". Ready to go live.")
        assert one.context.rule
        assert one.advert.startswith("board/")


def test_a_term_that_nobody_names_has_no_contexts(home, reference):
    assert audited(home, reference, "COBOL", 5, seed=1).contexts == ()


def test_an_unknown_term_and_an_empty_home_are_refused(home, reference, tmp_path):
    with pytest.raises(Unknown):
        audited(home, reference, "Kafkaesque Cheese", 5, seed=1)
    with pytest.raises(Error, match="no adverts"):
        suggested(Home(tmp_path / "none"), reference, adverts=10, least=2, most=5, seed=1)
    with pytest.raises(Error, match="no adverts"):
        audited(Home(tmp_path / "none"), reference, "Kafka", 5, seed=1)


def test_the_command_tells_both_as_text_and_as_json(home):
    def run(*words: str) -> str:
        answer = CliRunner().invoke(main, ["terms", *words, "--home", str(home.folder)])
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    told = json.loads(run("--suggest", "--json", "-n", "3"))
    assert told["frequent"][0]["contexts"][0]["text"] in ("Quuxdb", "Zorbflow")
    assert "Quuxdb  30 · 30 ·" in run("--suggest")
    told = json.loads(run("--audit", "Kafka", "-n", "4", "--json"))
    assert (told["slug"], len(told["contexts"])) == ("apache-kafka", 4)
    assert "Kafka was read in 4 of 4 adverts" in run("--audit", "Kafka", "-n", "4")
    assert CliRunner().invoke(main, ["terms", "--suggest", "--audit", "Go"]).exit_code == 2
