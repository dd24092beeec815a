"""YAML in, taxonomy and gazetteer out; what is no entry is refused by file and name."""

import re
from dataclasses import asdict

import pytest

from jobtide.errors import BadReference
from jobtide.reference import load as loading
from jobtide.reference.load import load

TERM = """
category: Programming Languages
terms:
- name: Norway
  long_name: "No"
  strong: [no, 3.10]
"""


@pytest.fixture
def folder(tmp_path):
    def made(terms="", places="", blockers=""):
        for file, text in (("terms/a.yaml", terms), ("places/b.yaml", places), ("terms/_blockers.yaml", blockers)):
            if text:
                (tmp_path / file).parent.mkdir(exist_ok=True)
                (tmp_path / file).write_text(text, encoding="utf-8")
        return tmp_path

    return made


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """The folder is all that is read: the project's own data takes a second each time."""
    monkeypatch.setattr(loading, "own_folder", lambda: tmp_path / "nothing")


ALONE = pytest.mark.usefixtures("alone")


@pytest.fixture(scope="module")
def own():
    return load()


def test_the_projects_own_data_loads(own):
    assert len(own.taxonomy) > 0 and len(own.gazetteer) > 0


def test_loading_twice_gives_the_same_digest(folder, own):
    assert load(folder()).digest == own.digest


def test_terms_are_in_the_order_of_their_names(own):
    names = [term.name.casefold() for term in own.taxonomy]
    assert names == sorted(names)


@ALONE
def test_scalars_are_read_as_text(folder):
    term = load(folder(TERM)).taxonomy.terms["norway"]
    assert (term.long_name, term.strong) == ("No", ("no", "3.10"))


@ALONE
def test_common_phrases_are_weak_in_any_case_beside_words_that_ask_for_them(folder):
    entry = (
        "category: Miscellaneous\nterms:\n- {name: Map Making, strong: [Cartography], asked: [map making, GIS maps]}\n"
    )
    term = load(folder(entry)).taxonomy.terms["map-making"]
    assert term.weak == ("map making", "Map making", "Map Making", "GIS maps", "GIS Maps")
    assert term.strong == ("Cartography", "map making experience", "GIS maps experience")
    assert {"experience of", "knowledge"} <= set(term.company)


def test_entries_of_a_folder_of_the_users_own_add_and_replace(folder, own):
    extra = load(folder("category: Miscellaneous\nterms:\n- {name: Python, long_name: the snake}\n- {name: Zyzzyva}\n"))
    assert asdict(extra.taxonomy.terms["python"])["long_name"] == "the snake"
    assert len(extra.taxonomy) == len({*own.taxonomy.terms, "zyzzyva"})
    assert extra.digest != own.digest
    assert extra.gazetteer.digest == own.gazetteer.digest
    assert extra.files["term", "zyzzyva"] == "terms/a.yaml"


@ALONE
def test_blockers_of_no_terms_own_join_the_taxonomy(folder):
    assert "veteran of Norway" in load(folder(blockers="blockers: [veteran of Norway]")).taxonomy.blockers


@ALONE
def test_a_place_has_its_types(folder):
    places = "places:\n- {name: Northlands, kind: region, parent: uk, article: true, postcodes: [ZZ]}\n"
    place = load(folder(places=places)).gazetteer.places["northlands"]
    assert (place.in_sentence, place.postcodes) == ("the Northlands", ("ZZ",))


@ALONE
@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ("category: Gadgets\nterms: [{name: X1}]", "terms/a.yaml: X1: its file's category is 'Gadgets'"),
        ("category: Generl\nterms: [{name: X1}]", "none of the 19 (General?)"),
        ("category: General\nterms: [{nane: X1}]", "the entry has no name"),
        ("category: General\nterms: [{name: X1, colour: red}]", "X1: unknown key 'colour'"),
        ("category: General\nterms: [{name: X1, strong: red}]", "X1: strong must be a list of texts"),
        (
            "category: General\nterms: [{name: X1, strong: ['']}]",
            "X1: strong must be a list of texts, none",
        ),
        ("category: General\nterms: [{name: X1, parent: [x]}]", "X1: parent must be a text"),
        ("category: General\nterms: [just words]", "just words: an entry must be a mapping"),
        ("category: General\nterms: [{name: '!!'}]", "!!: no slug can be made of its name"),
        ("category: General\nterms: [{name: X1}, {name: X1}]", "slug x1 is taken already, in terms/a.yaml"),
        ("category: General\nterms: {name: X1}", "terms/a.yaml: its entries must be a list"),
        ("category: General\nwords: []", "must hold just the keys category, terms"),
        ("category: [", "terms/a.yaml: not readable as YAML"),
    ],
)
def test_what_is_no_term_is_refused_by_file_and_name(folder, terms, complaint):
    with pytest.raises(BadReference, match=re.escape(complaint)):
        load(folder(terms))


@ALONE
@pytest.mark.parametrize(
    ("places", "complaint"),
    [
        ("places: [{name: X, kind: galaxy}]", "places/b.yaml: X: its kind is 'galaxy'"),
        ("places: [{name: X, kind: city, article: 'yes'}]", "X: article must be true or false"),
    ],
)
def test_what_is_no_place_is_refused_by_file_and_name(folder, places, complaint):
    with pytest.raises(BadReference, match=re.escape(complaint)):
        load(folder(places=places))


@ALONE
def test_all_slips_are_told_at_once(folder):
    with pytest.raises(BadReference, match=r"(?s)X1.*Y1"):
        load(folder("category: General\nterms: [{name: X1, a: b}, {name: Y1, c: d}]"))


@ALONE
def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadReference, match="no folder"):
        load(tmp_path / "nowhere")


@ALONE
def test_files_that_lie_where_nothing_is_read_are_told_where_they_belong(tmp_path):
    (tmp_path / "mine.yaml").write_text(TERM)
    with pytest.raises(BadReference, match=r"holds none of terms/, .* Put files of terms into .*/terms/"):
        load(tmp_path)
