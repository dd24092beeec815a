"""The site, the API, the command line and the notebook give the same figures of the same cells."""

import json
import random
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

import jobtide
from jobtide.cli import main
from jobtide.notebook.market import Market
from jobtide.notebook.served import Served
from jobtide.serving.app import create_app
from jobtide.serving.editions import Editions
from jobtide.settings import Home
from tests.markets import published
from tests.unit.api.conftest import rows
from tests.unit.edition.test_mapped import TODAY


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home with one edition, as publishing would leave it."""
    folder = tmp_path_factory.mktemp("same")
    reader = published(folder, rows(), as_of=TODAY)
    editions = folder / "home" / "editions"
    shutil.copytree(folder / "edition", editions / reader.edition.id)
    (editions / "current").write_text(reader.edition.id + "\n", encoding="utf-8")
    return folder / "home"


class Surfaces:
    """Each answers with the page of a cell, and with how many vacancies are behind it."""

    def __init__(self, home: Path):
        self._home = home
        self._client = TestClient(create_app(Editions(Home(home))), base_url="http://market.example")
        self._here = jobtide.open(home)
        self._there = Market(Served("http://market.example", client=self._client))

    def cells(self, chance: random.Random, many: int) -> list[tuple[str, str, str, int]]:
        terms, places = (
            [row["slug"] for row in self.got(f"/api/v1/{what}?limit=1000")] for what in ("terms", "places")
        )
        kinds, months = ("permanent", "contract"), (6, 3)
        return [tuple(map(chance.choice, (terms, places, kinds, months))) for _ in range(many)]

    def pages(self, term: str, place: str, kind: str, months: int) -> dict[str, dict]:
        contract = kind == "contract"
        asked = ["--in", place, "--months", str(months), *["--contract"][: int(contract)]]
        return {
            "API": self.got(f"/api/v1/page?term={term}&place={place}&type={kind}&months={months}"),
            "site": self.got(f"/{kind}/{place}/{term}.json?months={months}"),
            "command line": self.ran("show", term, *asked),
            "notebook": self._here.term(term, place, contract, months).json,
            "notebook, of a served market": self._there.term(term, place, contract, months).json,
        }

    def totals(self, term: str, place: str, kind: str, months: int) -> dict[str, int]:
        asked = ["--in", place, "--months", str(months), *["--contract"][: int(kind == "contract")]]
        address = f"vacancies?term={term}&place={place}&type={kind}&months={months}&limit=1"
        return {
            "API": self.got(f"/api/v1/{address}")["total"],
            "command line": self.ran("vacancies", term, *asked)["total"],
        }

    def got(self, address: str) -> object:
        answer = self._client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.text}"
        return answer.json()

    def ran(self, *words: str) -> dict:
        ran = CliRunner().invoke(main, [*words, "--json", "--home", str(self._home)])
        assert ran.exit_code == 0, ran.output
        return json.loads(ran.output)


@pytest.fixture(scope="module")
def surfaces(home):
    return Surfaces(home)


def all_say_the_same(surfaces: Surfaces, cells: list) -> None:
    for cell in cells:
        pages = surfaces.pages(*cell)
        for name, page in pages.items():
            assert page == pages["API"], f"{name} says something else of {cell}"
        count = pages["API"]["summary"]["count"][0]
        assert set(surfaces.totals(*cell).values()) == {count}, cell


def test_all_surfaces_say_the_same(surfaces):
    all_say_the_same(surfaces, surfaces.cells(random.Random(1), 30))


# (options of `vacancies`, parameters of the API)
FIGURES = [
    ("java --with sql", "term=java&with=sql"),
    ("java --live", "term=java&live=1"),
    ("java --years-ago 1 --in england", "term=java&years_ago=1&place=england"),
    ("java --month {month}", "term=java&month={month}"),
    ("--category Programming-Languages --contract", "category=programming-languages&type=contract"),
    ("java --quoted annual", "term=java&quoted=annual"),
    (
        "java --quoted annual --middle-from 30000 --middle-below 50000",
        "term=java&quoted=annual&middle_from=30000&middle_below=50000",
    ),
    ("--where 'java and not sql' --remote", "where=java+and+not+sql&remote=1"),
    (
        "java --work-mode hybrid --seniority senior --source feed",
        "term=java&work_mode=hybrid&seniority=senior&source=feed",
    ),
    ("--from 2024-01-01 --until 2025-06-30 --pay-from 40000", "from=2024-01-01&until=2025-06-30&pay_from=40000"),
]


@pytest.mark.parametrize(("words", "query"), FIGURES, ids=[words for words, _ in FIGURES])
def test_the_command_line_lists_the_same_vacancies(surfaces, words, query):
    series = surfaces.got("/api/v1/series?term=java")["series"]
    month = next(each["month"] for each in reversed(series) if each["count"])
    ran = surfaces.ran("vacancies", *shlex.split(words.format(month=month)), "--limit", "5")
    got = surfaces.got(f"/api/v1/vacancies?{query.format(month=month)}&limit=5")
    assert ran == got and ran["total"] >= len(ran["rows"])


def test_the_command_line_prints_the_words_that_matched(home):
    ran = CliRunner().invoke(main, ["vacancies", "java", "--limit", "2", "--home", str(home)], terminal_width=200)
    assert ran.exit_code == 0 and "matched: JAVA" in ran.output
    name = next(word for word in ran.output.split() if word.startswith("v0"))
    one = CliRunner().invoke(main, ["vacancies", name, "--home", str(home)])
    assert one.exit_code == 0 and "java (JAVA)" in one.output


@pytest.mark.slow
def test_all_surfaces_say_the_same_of_five_hundred_cells(surfaces):
    all_say_the_same(surfaces, surfaces.cells(random.Random(2), 500))
