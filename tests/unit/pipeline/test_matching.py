"""Which adverts of a home are one: at once, day by day, in any order; and what is kept of that."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from jobtide.adverts import candidates
from jobtide.cli import main
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.pipeline import matching
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import Reference, load
from jobtide.settings import Home, Settings

DAY = date(2025, 11, 23)
HIRING = Path(__file__).parents[3].parent / "shared" / "data" / "hn_hiring" / "hn_hiring.parquet"
WORDS = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("ra", "len", "mit", "sor", "tik", "vun")]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load()


def advert(number: int, text: str, day: int = 0, **more: object) -> dict:
    seen = (DAY - timedelta(days=day)).isoformat()
    return {
        "source": "board", "id": str(number), "title": "Data Engineer", "description": text, "employer": "Acme",
        "location": "Leeds", "posted_at": seen, "seen_at": seen,
    } | more  # fmt: skip


def words(seed: int, many: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=many))


def edited(text: str, share: float, seed: int = 9) -> str:
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) if draw.random() < share else word for word in text.split())


def taken(home: Home, adverts: list[dict], name: str) -> None:
    file = home.folder.parent / f"{name}.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in adverts), encoding="utf-8")
    ingest(home, Settings(), [file], Options(), DAY)


def vacancies(home: Home, reference: Reference) -> dict[str, tuple[str, ...]]:
    """The adverts of each vacancy of several, by its name."""
    publish(home, Settings(), reference, DAY)
    reader = Reader(Shelf(home).folder())
    rows = reader.rows("SELECT v.vacancy_id, m.id FROM members m JOIN vacancies v USING (vacancy) ORDER BY 1, m.turn")
    found: dict[str, tuple[str, ...]] = {}
    for vacancy, id_ in rows:
        found[vacancy] = (*found.get(vacancy, ()), id_)
    reader.close()
    return found


def made(folder: Path, rounds: list[list[dict]], reference: Reference) -> dict[str, tuple[str, ...]]:
    """What is one after the last round, each taken in and published by itself."""
    folder.mkdir()
    home, found = Home(folder / "home"), {}
    for number, adverts in enumerate(rounds):
        taken(home, adverts, f"round-{number}")
        found = vacancies(home, reference)
    return found


def test_near_copies_are_one_and_what_differs_stays_apart(tmp_path, reference):
    text = words(1)
    adverts = [
        advert(1, text, 20),
        advert(2, text, 19, source="other"),
        advert(3, edited(text, 0.05), 18, source="third"),
        advert(
            4, f"{text}\n\nWe are an equal opportunities employer.\nTo apply, send us your CV.", 17, employer="Bolt"
        ),
        advert(5, text, 16, location="York"),
        advert(6, text, 15, title="Senior Data Engineer"),
        advert(7, text, 14, reference="A-1"),
        advert(8, text, 13, reference="B-2"),
        advert(9, words(2), 12),
        advert(10, text[:400] + " ...", 11, employer="Carp"),
    ]
    found = made(tmp_path / "home", [adverts], reference)
    assert sorted(found.values()) == [("1", "2", "3", "4", "7", "10")]


def test_the_command_shows_the_adverts_of_a_vacancy_and_why_each_was_joined(tmp_path, reference):
    home, text = Home(tmp_path / "home"), words(1)
    copies = [advert(1, text, 9), advert(2, edited(text, 0.05), 8, source="other"), advert(3, text, 7)]
    taken(home, [*copies, advert(4, words(2), 6)], "first")
    (name,) = vacancies(home, reference)
    at = ["--home", str(home.folder), "--json"]
    one = json.loads(CliRunner().invoke(main, ["vacancies", name.upper(), *at]).stdout)
    told = [(row["id"], row["joined_to"], row["reason"], row["similarity"]) for row in one["adverts"]]
    assert told[0] == ("1", None, None, None)
    assert told[1][:3] == ("2", 0, "a similar text") and 0.4 < told[1][3] < 1
    assert told[2] == ("3", 0, "the same text", 1.0)
    every = json.loads(CliRunner().invoke(main, ["vacancies", "Data Engineer", "--in", "Leeds", *at]).stdout)
    page = json.loads(CliRunner().invoke(main, ["show", "Data Engineer", "--in", "Leeds", *at]).stdout)
    assert every["total"] == len(every["rows"]) == page["summary"]["count"][0] == 2
    live = json.loads(CliRunner().invoke(main, ["vacancies", "Data Engineer", "--live", "--limit", "1", *at]).stdout)
    assert (live["total"], len(live["rows"])) == (page["live"], 1)
    (alone,) = (row for row in every["rows"] if row["adverts"] == 1)
    one = json.loads(CliRunner().invoke(main, ["vacancies", alone["vacancy_id"], *at]).stdout)
    assert [(row["source"], row["id"], row["reason"]) for row in one["adverts"]] == [("board", None, None)]
    unknown = CliRunner().invoke(main, ["vacancies", "v0000000000000000", *at])
    assert unknown.exit_code == 1
    drawn = CliRunner().invoke(main, ["vacancies", name, *at[:2]]).stdout
    assert "3 adverts." in drawn and "a similar text as 1, " in drawn and "the same text as 1\n" in drawn


def store(seed: int, many: int = 60) -> list[dict]:
    draw = random.Random(seed)
    texts = [words(number) for number in range(6)]
    return [
        advert(
            number, edited(draw.choice(texts), draw.choice([0, 0.02, 0.1, 0.3]), number), draw.randrange(150),
            source=draw.choice(["a", "b"]), employer=draw.choice(["Acme", "Acme Ltd", "Bolt", None]),
            location=draw.choice(["Leeds", "York", "Yorkshire", ""]), title=draw.choice(["Data Engineer", "Tester"]),
            pay=draw.choice(["£50,000", "£54,000", ""]),
        )
        for number in range(many)
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("crowd", [50, 4])
def test_at_once_day_by_day_and_shuffled_are_the_same(tmp_path, reference, monkeypatch, crowd):
    monkeypatch.setattr(candidates, "CROWD", crowd)
    adverts = store(3)
    at_once = made(tmp_path / "at-once", [adverts], reference)
    assert at_once
    by_day = sorted(adverts, key=lambda one: one["posted_at"])
    assert made(tmp_path / "by-day", [by_day[at : at + 20] for at in range(0, 60, 20)], reference) == at_once
    shuffled = random.Random(4).sample(adverts, len(adverts))
    assert made(tmp_path / "shuffled", [shuffled[:31], shuffled[31:32], shuffled[32:]], reference) == at_once


@pytest.mark.slow
def test_many_small_rounds_become_one_and_change_nothing(tmp_path, reference, monkeypatch):
    adverts = store(5, 48)
    at_once = made(tmp_path / "at-once", [adverts], reference)
    monkeypatch.setattr(matching, "_ROUNDS", 3)
    assert made(tmp_path / "by-day", [adverts[at : at + 8] for at in range(0, 48, 8)], reference) == at_once
    rounds = [file.read_text().split() for file in (tmp_path / "by-day").glob("home/matches/*/rounds/*")]
    assert len(rounds) < 3
    assert len({name for names in rounds for name in names}) == sum(map(len, rounds)) == 6


@pytest.mark.slow
def test_real_posts_month_by_month_are_judged_as_at_once(tmp_path, reference):
    if not HIRING.exists():
        pytest.skip(f"{HIRING.name} is not in ../shared/data")
    posts = duckdb.sql(
        f"""
        SELECT id, "by", text_html, CAST(posted_at AS DATE) AS day FROM '{HIRING}'
        WHERE text_html IS NOT NULL AND posted_at < '{DAY}' ORDER BY posted_at DESC, id LIMIT 1000
        """
    ).fetchall()
    adverts = [
        {"source": "thread", "id": str(id_), "employer": by, "description": text, "posted_at": str(day)}
        for id_, by, text, day in sorted(posts, key=lambda post: (post[3], post[0]))
    ]
    at_once = made(tmp_path / "at-once", [adverts], reference)
    assert len(at_once) > 20
    parts = [adverts[at : at + 350] for at in range(0, len(adverts), 350)]
    assert made(tmp_path / "by-part", parts, reference) == at_once
    assert made(tmp_path / "backwards", [adverts[500:], adverts[:500]], reference) == at_once


def test_61_an_id_used_again_for_another_vacancy_is_another_advert(tmp_path, reference):
    home = Home(tmp_path / "home")
    taken(home, [advert(1, words(1), 300)], "first")
    publish(home, Settings(), reference, DAY)
    taken(home, [advert(1, words(2), 100), advert(2, words(3), 300)], "second")
    taken(home, [advert(2, edited(words(3), 0.05), 100)], "third")
    publish(home, Settings(), reference, DAY)
    reader = Reader(Shelf(home).folder())
    rows = reader.rows("SELECT first_seen, adverts FROM vacancies ORDER BY first_seen")
    assert [((DAY - first).days, adverts) for first, adverts in rows] == [(300, 1), (300, 1), (100, 1)]
    reader.close()


def test_58_a_changed_text_is_a_new_version_of_the_same_vacancy(tmp_path, reference):
    home = Home(tmp_path / "home")
    taken(home, [advert(1, words(1), 50)], "first")
    taken(home, [advert(1, words(2), 10)], "second")
    publish(home, Settings(), reference, DAY)
    reader = Reader(Shelf(home).folder())
    assert reader.rows("SELECT count(*), max(adverts) FROM vacancies") == [(1, 1)]
    reader.close()


def test_a_round_that_was_cut_short_is_made_again(tmp_path, reference):
    (tmp_path / "home").mkdir()
    home = Home(tmp_path / "home" / "home")
    taken(home, store(5, 20), "first")
    expected = vacancies(home, reference)
    (folder,) = (file.parent for file in home.matches.glob("*/rounds"))
    (folder / "rounds" / "000000").unlink()
    assert vacancies(home, reference) == expected
    assert len(list((folder / "nodes").iterdir())) == 1


def test_keys_that_too_many_texts_share_are_counted_in_the_quality_of_the_edition(tmp_path, reference, monkeypatch):
    monkeypatch.setattr(candidates, "CROWD", 4)
    home = Home(tmp_path / "home")
    taken(home, [advert(number, words(number), reference=f"R{number}") for number in range(9)], "first")
    counted = publish(home, Settings(), reference, DAY).quality["issues"]
    (many,) = (many for reason, many in counted.items() if reason.startswith("parts of texts that more than "))
    assert many >= 2  # headline and employer; headline and place, and each place above it
