"""What docs/api.md says is there is there, and its examples answer."""

import re
from pathlib import Path

import pytest
from example_reader import Source
from starlette.testclient import TestClient

from jobtide.api.asked_for import COUNTED, POPULATION
from jobtide.api.operations import OPERATIONS
from jobtide.serving.app import create_app
from tests.markets import drawn, published, taxonomy

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESSES = re.findall(r"^    curl '(\S+)'$", TEXT, flags=re.MULTILINE)
TERMS = taxonomy(
    **{
        "Programming Languages": ["Python", "Java"], "Cloud Services": ["AWS", "Azure"],
        "Libraries, Frameworks & Software Standards": ["Django"],
    }
)  # fmt: skip
PICTURE = """
day         places  terms         annual       mode    live
2025-10-20  london  python,aws    60000-70000  remote  live
2025-10-21  london  python,django -            -       -
2025-10-21  london  java          65000        remote  -
2024-10-21  london  python        50000        -       -
"""


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    reader = published(tmp_path_factory.mktemp("docs"), drawn(PICTURE), taxonomy=TERMS)
    return TestClient(create_app(Source(reader)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_example_of_the_docs_answers(api, address):
    assert address.startswith("http://127.0.0.1:8000/")
    answer = api.get(address.removeprefix("http://127.0.0.1:8000"))
    assert answer.status_code == 200, answer.text
    if "/vacancies" in address:
        assert answer.json()["total"] > 0


def test_the_docs_name_every_address_and_filter():
    assert len(ADDRESSES) > 6
    for operation in OPERATIONS:
        assert f"`{operation.path}`" in TEXT, operation.path
    for parameter in (*POPULATION, *COUNTED):
        assert re.search(rf"`[^`]*\b{parameter.name}\b[^`]*`", TEXT), parameter.name


def test_every_count_that_the_docs_lead_to_is_that_of_the_page(api):
    page = api.get("/api/v1/page?term=python&place=london").json()
    asked = {"": 0, "&years_ago=1": 1}
    for more, ago in asked.items():
        found = api.get(f"/api/v1/vacancies?term=python&place=london{more}").json()
        assert found["total"] == page["summary"]["count"][ago]
    assert api.get("/api/v1/vacancies?term=python&place=london&live=1").json()["total"] == page["live"] == 1
