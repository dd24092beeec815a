"""One small edition, served."""

import pytest
from example_reader import Source
from starlette.testclient import TestClient

from jobtide.serving.app import create_app
from tests.markets import published
from tests.unit.edition.test_mapped import TODAY, market


def rows() -> list[dict]:
    found = market(37, 500)
    for number, row in enumerate(found):
        row["words"] = [slug.upper() for slug in row["terms"]]
        row["work_mode"] = ["remote", "hybrid", "onsite", None][number % 4]
        row["seniority"] = [["senior"], []][number % 2]
        row["sources"] = [["board"], ["board", "feed"]][number % 2]
        row["url"] = f"https://board.example/{number}"
    return found


@pytest.fixture(scope="session")
def api_reader(tmp_path_factory):
    return published(tmp_path_factory.mktemp("api"), rows(), as_of=TODAY)


@pytest.fixture(scope="session")
def api_app(api_reader):
    return create_app(Source(api_reader))


@pytest.fixture(scope="session")
def api(api_app):
    return TestClient(api_app, base_url="http://market.example")
