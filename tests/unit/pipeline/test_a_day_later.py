"""An edition that takes over what stands of the last one, held against the one that is made from all adverts."""

import json
import random
import shutil
from datetime import date, timedelta

import pytest

from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.errors import Held
from jobtide.pipeline.forgetting import Wanted, forget
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings
from tests.markets import GAZETTEER, TAXONOMY, taxonomy

DAY = date(2025, 11, 23)
REFERENCE = Reference(TAXONOMY, GAZETTEER, "a small reference")
OTHER = Reference(taxonomy(General=["Finance"]), GAZETTEER, "another small reference")
WORDS = ("ledger", "harbour", "railway", "wagon", "night", "bridge", "copper", "lantern", "orchard", "signal", "timber")
TITLES = ("Java Developer", "Project Manager", "Developer", "Contract Java Developer")


def advert(number: int, **said: object) -> dict:
    text = " ".join(random.Random(number).choices(WORDS, k=60))
    words = ("Java and SQL", "Go on AWS", "Azure for finance", "law, IoT")[number % 4]
    usual = {
        "id": str(number), "title": TITLES[number % 3], "employer": f"Employer {number % 5}",
        "description": f"You know {words}. {text}.",
        "location": ("London", "Chester", "Manchester or Remote", "")[number % 4],
        "pay": ("£50,000 - £60,000", "£400 per day", "", "£45k")[number % 4],
        "posted_at": str(DAY - timedelta(number * 23)),
    }  # fmt: skip
    return usual | said


def seen(home: Home, on: date, *adverts: dict, source: str = "board", complete: bool = False) -> None:
    file = home.folder.parent / f"{source}-{on}-{len(list(home.folder.parent.iterdir()))}.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in adverts), encoding="utf-8")
    ingest(home, Settings(), [file], Options(source=source, seen_at=on, complete=complete), on)


def later(days: int) -> date:
    return DAY + timedelta(days)


def files(home: Home) -> dict[str, bytes]:
    folder = Shelf(home).folder()
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def made_from_all(home: Home, reference: Reference = REFERENCE, settings: Settings | None = None) -> dict[str, bytes]:
    """The same edition in a copy of the home that has nothing but the store."""
    copy = Home(home.folder.parent / "copy")
    shutil.rmtree(copy.folder, ignore_errors=True)
    shutil.copytree(home.folder, copy.folder)
    for derived in (copy.standing, copy.editions, copy.matches, copy.readings):
        shutil.rmtree(derived, ignore_errors=True)
    publish(copy, settings or Settings(), reference)
    return files(copy)


def published(home: Home, reference: Reference = REFERENCE, settings: Settings | None = None) -> list[str]:
    """What publishing said."""
    said: list[str] = []
    publish(home, settings or Settings(), reference, say=said.append)
    return said


def took_over(said: list[str]) -> bool:
    return any("taken over from edition" in line for line in said)


@pytest.fixture
def home(tmp_path) -> Home:
    """A published market of two years: two openings on two boards, one of them seen again, and one id."""
    home = Home(tmp_path / "home")
    seen(home, DAY, *map(advert, range(30)), complete=True)
    twice = {"posted_at": str(DAY - timedelta(20))}
    seen(home, DAY, advert(3, id="a", **twice), advert(9, id="b", posted_at=str(DAY - timedelta(200))), source="other")
    published(home)
    return home


def a_new_day(home: Home) -> None:
    seen(home, later(1), advert(40, posted_at=str(later(1))), advert(1), advert(3), advert(5))


def an_advert_of_an_old_month(home: Home) -> None:
    seen(home, later(1), advert(41, posted_at=str(DAY - timedelta(400))))


def a_first_month_before_all(home: Home) -> None:
    seen(home, later(1), advert(42, posted_at=str(DAY - timedelta(900))))


def one_ends(home: Home) -> None:
    seen(home, later(2), advert(6, closed_at=str(later(1))), advert(8, title="Project Manager", pay="£70k"))


def some_are_gone(home: Home) -> None:
    seen(home, later(1), *map(advert, range(10)), complete=True)
    seen(home, later(2), *map(advert, range(5)), complete=True)


def two_are_one_now(home: Home) -> None:
    seen(home, later(1), advert(14, id="again", posted_at=str(DAY - timedelta(310))), source="other")


def one_was_seen_earlier(home: Home) -> None:
    seen(home, DAY - timedelta(90), advert(2, posted_at=str(DAY - timedelta(120))), source="board")


def an_id_is_used_again(home: Home) -> None:
    text = "Harbour masters need a lawyer who likes boats and quays, tides and tariffs, ropes and registers. " * 3
    other = {"title": "Project Manager", "description": text, "posted_at": str(later(200))}
    seen(home, later(200), advert(20, **other), advert(3))


def two_end_on_days_that_were_told_before(home: Home) -> None:
    new = {"posted_at": str(later(1))}
    seen(home, later(1), advert(60, valid_through=str(later(2)), **new), advert(61, closed_at=str(later(3)), **new))
    published(home)
    seen(home, later(4), advert(62, posted_at=str(later(4))))


def many_days_pass(home: Home) -> None:
    seen(home, later(45), advert(50, posted_at=str(later(45)), employer="Quay & Sons", pay="£51,234"))


DAYS = (
    a_new_day, an_advert_of_an_old_month, a_first_month_before_all, one_ends, some_are_gone, two_are_one_now,
    one_was_seen_earlier, an_id_is_used_again, two_end_on_days_that_were_told_before, many_days_pass,
)  # fmt: skip


def test_a_day_later_the_edition_is_the_one_that_all_adverts_give(home):
    before = Shelf(home).folder()
    for change in (a_new_day, one_ends):
        change(home)
        assert took_over(published(home))
    assert files(home) == made_from_all(home)
    old = sorted((Shelf(home).folder() / "tables").glob("vacancies-2024-*.parquet"))
    assert old and all(file.samefile(before / "tables" / file.name) for file in old)


@pytest.mark.slow
@pytest.mark.parametrize("change", DAYS)
def test_whatever_happens_on_a_day_the_edition_is_the_one_that_all_adverts_give(home, change):
    change(home)
    assert took_over(published(home))
    assert files(home) == made_from_all(home)
    assert manifest.damage(Shelf(home).folder()) == []


@pytest.mark.slow
def test_days_one_after_the_other_change_nothing_either(home):
    for change in DAYS:
        change(home)
        assert took_over(published(home)), change
    assert files(home) == made_from_all(home)


def drawn_day(dice: random.Random, home: Home, on: date) -> None:
    """Adverts of few ids: seen again, changed, closed, older than they were, alike on two boards, back after long."""
    for source in dice.sample(("board", "other", "third"), dice.randrange(1, 4)):
        adverts = []
        for number in sorted(dice.sample(range(40), dice.randrange(1, 25))):
            said = {"id": f"{source}-{number}", "posted_at": str(on - timedelta(dice.choice((0, 0, 1, 9, 40, 400))))}
            if dice.random() < 0.2:
                said["closed_at"] = str(on - timedelta(dice.randrange(-3, 4)))
            if dice.random() < 0.2:
                said |= {"title": dice.choice(TITLES), "pay": dice.choice(("£33,333", "£71k", "£505 per day"))}
            if dice.random() < 0.15:
                said["valid_through"] = str(on + timedelta(dice.randrange(-2, 40)))
            adverts.append(advert(dice.choice((number, number, number % 7)), **said))
        seen(home, on, *adverts, source=source, complete=dice.random() < 0.5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_drawn_days_one_after_the_other_give_the_edition_that_all_adverts_give(tmp_path, seed):
    dice, home, on = random.Random(seed), Home(tmp_path / "home"), DAY
    drawn_day(dice, home, on)
    published(home)
    for _ in range(6):
        on += timedelta(dice.choice((1, 1, 2, 7, 33, 90)))
        drawn_day(dice, home, on)
        said = published(home)
        assert took_over(said) or any("of a later day" in line for line in said), said
        if dice.random() < 0.3:
            assert files(home) == made_from_all(home)
    assert files(home) == made_from_all(home)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tables/vacancies-2025-01.parquet", "tables/vacancies-2025-11.parquet",
                                  "tables/members.parquet", "mapped/vacancy.employer.npy"])  # fmt: skip
def test_nothing_is_taken_over_from_a_damaged_edition(home, name):
    file = Shelf(home).folder() / name
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(damaged)
    a_new_day(home)
    said = published(home)
    assert any(name.split("/")[-1] in line and "made from all adverts" in line for line in said), said
    assert files(home) == made_from_all(home)


@pytest.mark.slow
def test_other_reference_data_or_settings_take_nothing_over(home):
    a_new_day(home)
    said = published(home, OTHER)
    assert not took_over(said) and any("the taxonomy or the places have changed" in line for line in said)
    assert files(home) == made_from_all(home, OTHER)
    settings = Settings(live_days=5)
    assert any("the settings have changed" in line for line in published(home, OTHER, settings))
    assert files(home) == made_from_all(home, OTHER, settings)


@pytest.mark.slow
def test_a_takedown_takes_nothing_over_and_leaves_no_words(home):
    forget(home, Settings(), REFERENCE, Wanted(source="board", ids=("3",)))
    a_new_day(home)
    assert not took_over(published(home))
    seen(home, later(2), advert(60, posted_at=str(later(2))))
    assert took_over(published(home))
    assert files(home) == made_from_all(home)


@pytest.mark.slow
def test_a_pruned_edition_is_done_without(home):
    first = Shelf(home).current_id()
    a_new_day(home)
    published(home)
    last = Shelf(home).current_id()
    Shelf(home).make_current(first)
    Shelf(home).remove(last)
    seen(home, later(2), advert(60, posted_at=str(later(2))))
    assert not took_over(published(home))
    assert files(home) == made_from_all(home)


@pytest.mark.slow
def test_what_stands_of_a_held_edition_is_taken_over_too(home, monkeypatch):
    a_new_day(home)
    with monkeypatch.context() as patched:
        patched.setattr("jobtide.pipeline.expecting.suspicions", lambda before, now, settings: ["for a test"])
        with pytest.raises(Held):
            published(home)
    seen(home, later(2), advert(60, posted_at=str(later(2))))
    assert took_over(published(home))
    assert files(home) == made_from_all(home)


@pytest.mark.slow
def test_nothing_is_taken_over_where_vacancies_are_put_together_otherwise(home):
    a_new_day(home)
    query = Shelf(home).folder() / "queries" / "vacancies.sql"
    query.write_text(query.read_text(encoding="utf-8").replace("<=", "<", 1), encoding="utf-8")
    said = published(home)
    assert not took_over(said) and any("vacancies were put together otherwise" in line for line in said), said
    assert files(home) == made_from_all(home)
