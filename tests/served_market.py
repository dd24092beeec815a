"""A small market, published and served: two years, two employment types, and more of one kind than of any other."""

import re
from pathlib import Path

from example_reader import Source
from fastapi.testclient import TestClient
from markets import drawn, published

from jobtide.serving.app import create_app

_MARKET = """
    times day        type      places           terms                          annual       daily    hourly  live
    {many}     2025-11-03 permanent manchester       developer,java-developer,java  40000-50000  -        -       live
    4     2025-10-20 permanent chester          developer,java,sql             55000        -        -       -
    2     2025-09-01 permanent london           project-manager                70000-80000  -        -       live
    3     2024-10-20 permanent manchester       developer,java                 42000        -        -       -
    6     2025-08-09 contract  manchester       developer,go                   -            400-500  -       live
    1     2025-08-09 contract  london           developer,go                   -            -        25.5    -
"""


def rows(many: int = 9, more: str = "") -> list[dict]:
    """Vacancies: so many are the Java developers in Manchester; `more` are lines as those of the market."""
    return drawn(_MARKET.format(many=many) + more)


def served(folder: Path, many: int = 9, more: str = "") -> TestClient:
    """The site of an edition of these `rows`."""
    reader = published(folder, rows(many, more))
    return TestClient(create_app(Source(reader)), follow_redirects=False)


def words(site: TestClient, address: str) -> str:
    """What a page says, without its markup."""
    answer = site.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())
