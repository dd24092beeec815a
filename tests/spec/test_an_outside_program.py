"""A program that has only the exports can compute every number of a page: vacancies, places and terms say it all.

The market is a demo, so that there are ties, several places, groupings, missing pay and both employment types. Figures
are computed by loops over the exported files and compared with `show --json` on pages drawn at random.
"""

import json
import random
from collections import Counter
from datetime import date
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from jobtide.cli import main
from tests.spec.plain import PlainMarket
from tests.spec.test_every_figure import same

PAGES = 25


class ExportedPlaces:
    """What `places --json` says, asked as the plain calculation asks a gazetteer."""

    def __init__(self, rows: list[dict]):
        self.rows = {row["slug"]: row for row in rows}

    def ancestors(self, slug: str) -> list[str]:
        return self.rows[slug]["ancestors"]

    def children(self, slug: str) -> list[SimpleNamespace]:
        return [SimpleNamespace(**row) for row in self.rows.values() if row["parent"] == slug]

    def comparator(self, slug: str) -> str | None:
        return {"uk": "uk-excluding-london", "uk-excluding-london": "uk"}.get(slug, self.rows[slug]["parent"])


def run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> str:
    folder = str(tmp_path_factory.mktemp("outside") / "home")
    run("demo", "--adverts", "2000", "--no-serve", "--as-of", "2024-02-29", "--home", folder)
    return folder


@pytest.fixture(scope="module")
def outside(home, tmp_path_factory) -> PlainMarket:
    file = tmp_path_factory.mktemp("exported") / "vacancies.parquet"
    run("export", "vacancies", "--format", "parquet", "-o", str(file), "--home", home)
    terms = {row["slug"]: SimpleNamespace(**row) for row in json.loads(run("terms", "--json"))}
    places = ExportedPlaces(json.loads(run("places", "--json")))
    return PlainMarket(pq.read_table(file).to_pylist(), SimpleNamespace(terms=terms), places, date(2024, 2, 29))


def test_every_number_of_random_pages_is_recomputed_from_the_exports(home, outside):
    draw = random.Random(20240229)
    terms = Counter(term for vacancy in outside.vacancies for term in vacancy["terms"])
    places = Counter(place for vacancy in outside.vacancies for place in vacancy["places"])
    common, rare = [term for term, _ in terms.most_common(60)], sorted(terms)
    wide = ["world", "uk", "england", "london", "uk-excluding-london", "work-from-home", "midlands", "scotland"]
    for number in range(PAGES):
        term = draw.choice(common if number % 3 else rare)
        place = draw.choice(wide if number % 2 else sorted(places))
        kind, months = draw.choice(["permanent", "permanent", "contract"]), draw.choice([6, 3])
        words = ["--in", place, "--months", str(months), *(["--contract"] if kind == "contract" else [])]
        page = json.loads(run("show", term, *words, "--json", "--home", home))
        for part, figures in outside.page(term, place, kind, months).items():
            same(without_certainty(page[part]), figures, f"{part} of {term} in {place}, {kind}, {months} months")


def without_certainty(part: object) -> object:
    """A block as the compatible figures have it: what says how sure they are stands apart."""
    if isinstance(part, dict):
        return {key: without_certainty(value) for key, value in part.items() if key != "certainty"}
    return [without_certainty(each) for each in part] if isinstance(part, list) else part
