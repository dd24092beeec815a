"""Shapes from their JSON: what was made is what was."""

import json

import example_pages
import pytest

from jobtide.in_json import plain
from jobtide.notebook.shaped import shaped
from jobtide.page import EditionName, Index, Page

PAGES = [example_pages.page(), example_pages.contract(), example_pages.nothing(), example_pages.back_office()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.term.name} {page.employment_type}")
def test_a_page_goes_to_json_and_back(page):
    told = json.loads(json.dumps(page.as_json()))
    again = shaped(Page, told)
    assert again.as_json() == told
    assert [month.pay for month in again.series] == [plain(month.pay) for month in page.series]
    assert again.edition == page.edition and list(again.periods) == list(page.periods)


def test_an_index_goes_to_json_and_back():
    index = example_pages.index()
    assert shaped(Index, json.loads(json.dumps(index.as_json()))).as_json() == index.as_json()


def test_what_a_newer_server_says_beside_is_passed_over():
    told = {"id": "a", "as_of": "2025-11-23", "label": None, "currency": "EUR", "colour": "blue"}
    assert shaped(EditionName, told).currency == "EUR"


def test_what_is_missing_is_refused():
    with pytest.raises(ValueError, match="EditionName cannot be made"):
        shaped(EditionName, {"id": "a"})
