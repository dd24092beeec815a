"""A market other than the UK's: its root place and its currency are settings, all else is the same."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from jobtide.cli import main

SETTINGS = """
root_place = "ireland"
currency = "EUR"
"""
DAY = date(2026, 3, 2)
ADVERTS = [
    # title                        location             pay                     description
    ("Java Developer",             "Dublin",            "€60,000 - €70,000",    "Java and SQL."),
    ("Java Developer",             "Dublin 2",          "65000 - 75000",        "Java on AWS."),
    ("Senior Java Developer",      "Cork",              "€80k",                 "Java and Kubernetes."),
    ("Java Developer",             "Galway, Ireland",   "€4,500 per month",     "Java. Hybrid, 2 days a week in the office."),
    ("Graduate Java Developer",    "Limerick",          "€38,000",              "Java."),
    ("Lead Java Developer",        "Ireland",           "€90,000",              "Java. Fully remote (Ireland only)."),
    ("Java Developer",             "London",            "£70,000",              "Java in the City."),
    ("Java Developer",             "Belfast",           "£50,000",              "Java."),
    ("Python Developer",           "Dublin",            "€62,000",              "Python and SQL."),
    ("Python Developer",           "Waterford",         "€1",                   "Python."),
    ("Java Contractor",            "Dublin",            "€450 per day",         "Six months."),
    ("Java Contractor",            "Cork",              "€500 - €550 a day",    "Java, six months."),
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ireland")
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    columns = ("title", "location", "pay", "description")
    records = [
        {"id": str(number), "employer": f"Firm {number}", **dict(zip(columns, each, strict=True))}
        for number, each in enumerate(ADVERTS)
    ]
    file = folder.parent / "adverts.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    ran(folder, "ingest", str(file), "--seen-at", DAY.isoformat())
    ran(folder, "publish")
    return folder


def ran(home, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--home", str(home)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_its_pages_are_of_its_own_place_and_in_its_own_currency(home):
    page = json.loads(ran(home, "show", "Java", "--json"))
    assert page["place"]["slug"] == "ireland"
    assert page["edition"]["currency"] == "EUR"
    assert page["all"]["count"][0] == 8
    assert page["summary"]["count"][0] == 6


def test_a_number_without_a_sign_and_pay_by_the_month_are_counted_in_its_currency(home):
    annual = json.loads(ran(home, "show", "Java", "--json"))["summary"]["pay"]["annual"]
    assert annual["quoted"][0] == 6
    assert annual["p50"][0] == (65_000 + 70_000) / 2  # of 38,000, 54,000 (12 × 4,500), 65,000, 70,000, 80,000, 90,000


def test_pay_in_another_currency_enters_no_figure(home):
    annual = json.loads(ran(home, "show", "Java", "--in", "London", "--json"))["summary"]["pay"]["annual"]
    assert annual["quoted"][0] == 0


def test_the_sign_of_its_currency_is_shown(home):
    shown = ran(home, "show", "Java")
    assert "€67,500" in shown
    assert "£" not in shown
    assert "€488" in ran(home, "show", "Java", "--contract")  # between 450 and 525


def test_the_site_shows_that_sign_too(home):
    from fastapi.testclient import TestClient

    from jobtide.serving.app import create_app
    from jobtide.serving.editions import Editions
    from jobtide.settings import Home

    with TestClient(create_app(Editions(Home(home)))) as client:
        found = client.get("/permanent/ireland/java")
        assert found.status_code == 200
        assert "€67,500" in found.text
        assert "£" not in found.text


def test_its_places_are_listed_below_it(home):
    places = json.loads(ran(home, "show", "Java", "--json"))["places"]
    assert {place["slug"] for place in places} == {"dublin", "cork", "galway", "limerick"}


def test_facets_stand_with_each_vacancy(home, tmp_path):
    file = tmp_path / "vacancies.json"
    ran(home, "export", "vacancies", "--format", "json", "-o", str(file))
    by_title = {row["title"]: row for row in json.loads(file.read_text(encoding="utf-8"))}
    assert by_title["Graduate Java Developer"]["seniority"] == ["graduate"]
    assert by_title["Lead Java Developer"]["remote_limits"] == ["ireland"]
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert [row["pay_basis"] for row in rows if row["pay_low"] == 54_000] == ["monthly × 12"]
    assert [row["office_days_low"] for row in rows if row["pay_low"] == 54_000] == [2]


def test_what_is_odd_is_counted_in_the_edition(home):
    published = json.loads(ran(home, "publish", "--json"))
    assert published["quality"]["issues"] == {"pay has no certain unit": 1}
