"""What answers of the API cost: processor milliseconds of one made anew, and of any vacancies that somebody chose.

    python benchmarks/api.py HOME [--populations 200]

The first table is the best of some rounds for each address; the second draws populations at random (terms together
with and, or and not; places, types, work modes, pay) and prints the median and the 95th percentile. Without the front:
nothing is kept but what the edition's reader keeps.
"""

import argparse
import random
import statistics
import time
import warnings
from pathlib import Path
from urllib.parse import urlencode

warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.filterwarnings("ignore", message=".*httpx.*")

from starlette.testclient import TestClient  # noqa: E402

from jobtide.api.app import create_api  # noqa: E402
from jobtide.edition.reader import Reader  # noqa: E402
from jobtide.edition.shelf import Shelf  # noqa: E402
from jobtide.reference.measures import load_measures  # noqa: E402
from jobtide.serving.served import Served  # noqa: E402
from jobtide.settings import Home  # noqa: E402

ROUNDS = 10


class One:
    """One edition, current for ever."""

    def __init__(self, reader: Reader):
        self._reader = reader

    def current(self) -> Reader:
        return self._reader

    def named(self, edition_id: str) -> Reader:
        return self._reader

    def ids(self) -> list[str]:
        return [self._reader.edition.id]

    def state(self) -> object:
        return self._reader.edition.id


def addresses(terms: list[str]) -> list[str]:
    first, second, third = terms[0], terms[5], terms[20]
    return [
        "/quality", f"/page?term={first}", f"/page?term={third}&place=london", f"/series?term={first}", "/index",
        "/index?limit=1000", "/categories", "/movers", f"/compare?term={first}&term={second}", "/terms?limit=1000",
        "/suggest?q=py", "/vacancies", f"/vacancies?term={first}&limit=50", f"/vacancies?term={first}&with={second}",
        f"/vacancies?term={first}&limit=1000", f"/page?where={first}+and+not+{second}",
    ]  # fmt: skip


def population(chance: random.Random, terms: list[str], places: list[str]) -> str:
    names = chance.sample(terms[:300], 4)
    where = chance.choice(
        ["{} and ({} or {}) and not {}", "{} and {}", "{} or {} or {}", "{} and not {}", "not {}", "{}"]
    ).format(*names)
    asked = {"where": where, "place": chance.choice(places), "type": chance.choice(["permanent", "contract"])}
    if chance.random() < 0.5:
        asked["work_mode"] = chance.choice(["remote", "hybrid", "onsite"])
    if chance.random() < 0.3:
        asked["pay_from"] = "300" if asked["type"] == "contract" else "45000"
    return f"/page?{urlencode(asked)}"


def milliseconds(client: TestClient, address: str) -> tuple[float, int]:
    started = time.process_time()
    answer = client.get(f"/v1{address}")
    spent = time.process_time() - started
    assert answer.status_code == 200, f"{address}: {answer.text}"
    return spent * 1000, len(answer.content)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("home", type=Path)
    asked.add_argument("--populations", type=int, default=200)
    given = asked.parse_args()
    reader = Reader(Shelf(Home(given.home)).folder())
    client = TestClient(create_api(Served(One(reader), "benchmark"), load_measures, "/"))
    terms = [row.slug for row in reader.index(reader.root_place, limit=400).rows]
    print(f"{len(reader.market.vacancies):,} vacancies\n\n{'ms':>8} {'bytes':>10}  address")
    for address in addresses(terms):
        rounds = [milliseconds(client, address) for _ in range(ROUNDS)]
        print(f"{min(spent for spent, _ in rounds):8.1f} {rounds[0][1]:>10,}  {address}")
    places = [reader.root_place, *(place.slug for place in reader.places_below(reader.root_place).values()), "london"]
    chance = random.Random(1)
    spent = sorted(
        milliseconds(client, population(chance, terms, places))[0] for _ in range(given.populations)
    )  # fmt: skip
    print(f"\n{given.populations} populations: median {statistics.median(spent):.0f} ms, ", end="")
    print(f"95th percentile {spent[int(0.95 * len(spent))]:.0f} ms, most {spent[-1]:.0f} ms")


if __name__ == "__main__":
    main()
