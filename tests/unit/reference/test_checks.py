"""Every rule of the curated data, broken once."""

import pytest

from jobtide.gazetteer import Gazetteer, Place
from jobtide.reference.checks import problems
from jobtide.reference.load import Reference
from jobtide.taxonomy import Taxonomy, Term

WORLD = Place("world", "World", "world")
LAND = Place("land", "Land", "country", parent="world", postcodes=("L",))


def term(slug, name=None, category="General", **how):
    return Term(slug, name or slug.title(), category, **how)


def words_of_problems(*entries, reads=None):
    terms = {entry.slug: entry for entry in entries if isinstance(entry, Term)}
    places = {entry.slug: entry for entry in (WORLD, LAND, *entries) if isinstance(entry, Place)}
    files = {("term", slug): "terms/x.yaml" for slug in terms} | {("place", slug): "places/y.yaml" for slug in places}
    reference = Reference(Taxonomy(terms, ""), Gazetteer(places, ""), "", files)
    return [str(problem) for problem in problems(reference, reads)]


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ([term("Go_2", "Gopher")], "Gopher: slug 'Go_2' must be of small letters"),
        ([term("one", "Same"), term("two", "same")], "same: one has the same name, in terms/x.yaml"),
        ([term("kid", parent="ghost")], "Kid: its parent 'ghost' is no term's slug"),
        ([term("kid", hides=("ghost",))], "Kid: it hides 'ghost'"),
        ([term("egg", parent="hen"), term("hen", parent="egg")], "Egg: is its own ancestor"),
        ([term("one", strong=("Node.js",)), term("two", strong=("node-JS",))], "strong alias 'node-JS' belongs to One"),
        ([term("go", "Go")], "'Go' is too short to be strong"),
        ([term("rest", exact=("REST",), weak=("REST",))], "'REST' has two strengths"),
        ([term("rest", blockers=("rest",))], "blocker 'rest' is its own alias"),
        ([term("spring", weak=("Spring",))], "Spring: a name that is weak needs a finds: and an ignores: line"),
        ([term("linear", exact=("Linear",), blockers=("Linear and",))], "'Linear and' adds no other word"),
        ([term("pick", weak=("Pick OS",))], "'Pick OS' is weak or exact, but 'Pick' inside it is strong"),
        ([Place("isle", "Isle", "area")], "places/y.yaml: Isle: has no parent"),
        ([Place("isle", "Isle", "area", parent="sea")], "Isle: its parent 'sea' is no place's slug"),
        ([Place("isles", "Isles", "grouping", parent="land")], "Isles: groupings have members"),
        ([Place("isles", "Isles", "grouping", parent="land", members=("sea",))], "Isles: its member 'sea' is no place"),
        ([Place("a", "A", "area", parent="b"), Place("b", "B", "area", parent="a")], "A: is its own ancestor"),
        (
            [Place("n1", "Newport", "town", parent="land"), Place("n2", "Newport", "town", parent="land")],
            "'newport' is n1 too",
        ),
        ([Place("isle", "Isle", "area", parent="land", postcodes=("12",))], "'12' is neither a postcode area"),
        ([Place("isle", "Isle", "area", parent="world", postcodes=("L",))], "postcode L is given to land too"),
    ],
)
def test_a_rule_that_is_broken_names_the_entry(entries, problem):
    found = words_of_problems(*entries)
    assert any(problem in words for words in found), found


@pytest.mark.parametrize(
    "entries",
    [
        [term("java"), term("java-expert", "Java Expert", parent="java")],
        [term("tester", category="Job Titles"), term("testing", strong=("Tester",))],  # read in different places
        [Place("town", "Town", "town", parent="land", postcodes=("L",))],  # the area of what it lies in
        [Place("n1", "Newport", "town", parent="land"),
         Place("n2", "Newport", "town", parent="land", weak=("Newport",))],
    ],
)  # fmt: skip
def test_data_that_keeps_the_rules_has_no_problems(entries):
    assert words_of_problems(*entries) == []


def test_lines_run_through_the_reader_those_of_job_titles_as_titles():
    entries = [
        term("dev", "Dev", "Job Titles", finds=("a Dev",), ignores=("nobody",)),
        term("java", finds=("Java", "nothing"), ignores=("Java island",)),
    ]

    def reads(title, description):
        return {"dev"} if "Dev" in title else {"java"} if "Java" in description else set()

    assert words_of_problems(*entries, reads=reads) == [
        "terms/x.yaml: Java: is not found in 'nothing'",
        "terms/x.yaml: Java: is found in 'Java island', where it should be ignored",
    ]
