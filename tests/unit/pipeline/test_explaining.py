"""What `explain` tells of one advert."""

from datetime import date

import pytest

from jobtide.advert import Advert
from jobtide.errors import Error
from jobtide.extraction.reading import AdvertReader
from jobtide.pipeline.explaining import adverts_in, explained
from jobtide.reference.load import load
from jobtide.settings import Settings

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def tell():
    reference = load()
    reader = AdvertReader.of(reference.taxonomy, reference.gazetteer, Settings(), reference.facets)

    def told(title: str, description: str) -> dict:
        advert = Advert("s", "1", title, description, DAY, DAY)
        return explained(advert, reader, reference.taxonomy, reference.gazetteer) | {"row": reader.row(advert)}

    return told


def test_where_a_headline_names_only_the_employer_the_text_tells_whom_it_looks_for(tell):
    told = tell("Acme Maps | London | Full time", "We're looking for a senior Python developer who likes maps.")
    assert told["title_term"] == "Python Developer"
    because = told["because"]["title_term"]
    assert (because["text"], because["where"]) == ("a senior Python developer", "description")


def test_and_what_stands_in_no_headline_is_no_finding_and_no_recognised_title(tell):
    told = tell("Acme Maps | London | Full time", "We're looking for a senior Python developer who likes maps.")
    assert not [term for term in told["terms"] if term["category"] == "Job Titles"]
    assert told["row"]["title_term"] is None


def test_a_title_in_the_headline_comes_before_any_in_the_text(tell):
    told = tell("Test Manager", "We're looking for a senior Python developer.")
    assert (told["title_term"], told["because"]["title_term"]["where"]) == ("Test Manager", "title")
    assert told["row"]["title_term"] == "test-manager"


def told_to_explain(what: str) -> list[Advert]:
    return list(adverts_in(str(what), DAY)[0])


@pytest.mark.parametrize("text", ["Java", "TCP/IP", "Node.js", "jobs/java", "Write a README.md and tests.txt now"])
def test_what_names_no_file_is_a_text(text):
    assert [advert.title for advert in told_to_explain(text)] == [text]


def test_a_file_that_is_not_there_is_no_text(tmp_path):
    with pytest.raises(Error, match=r"There is no file .*adverts.jsonl"):
        told_to_explain(tmp_path / "adverts.jsonl")
    with pytest.raises(Error, match="is a folder"):
        told_to_explain(tmp_path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"id": 1, "title": "Tester"}\n{"id": 2, "title"\n', "Record 2 of .*adverts.json cannot be read: not JSON"),
        ('{"id": 1}\n', "Record 1 of .*adverts.json is no advert"),
        ('[{"id": 1, "title": "Tester"}]', "adverts.json is one JSON array"),
    ],
)
def test_a_file_that_holds_no_adverts_is_named(content, complaint, tmp_path):
    (tmp_path / "adverts.json").write_text(content)
    with pytest.raises(Error, match=complaint):
        told_to_explain(tmp_path / "adverts.json")
