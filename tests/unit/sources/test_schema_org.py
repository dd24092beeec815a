"""Nodes of a type in JSON-LD, however it is nested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.sources.schema_org import nodes

JOB = {"@type": "JobPosting", "title": "Tester"}


def titles(data: object) -> list:
    return [node.get("title") for node in nodes(data, "JobPosting")]


@pytest.mark.parametrize(
    "data",
    [
        JOB,
        [JOB],
        {"@graph": [{"@type": "WebPage"}, JOB]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]},
        {"@type": "WebPage", "mainEntity": {"@type": "Thing", "about": [JOB]}},
        {**JOB, "@type": ["Thing", "JobPosting"]},
        {"@type": "http://schema.org/JobPosting", "http://schema.org/title": "Tester"},
        {"@type": "schema:JobPosting", "schema:title": {"@value": "Tester", "@language": "en"}},
        {"@type": "https://schema.org/jobPosting", "https://schema.org/title": "Tester"},
        [{"@type": "JobPosting", "@id": "#job"}, {"@id": "#job", **JOB}],
    ],
)
def test_50_a_posting_is_found_wherever_it_stands(data):
    assert titles(data) == ["Tester"]


def test_50_references_are_followed_and_those_in_a_circle_end():
    employer = {"@id": "#acorn", "@type": "Organization", "name": "Acorn", "jobs": {"@id": "#job"}}
    job = {**JOB, "@id": "#job", "hiringOrganization": {"@id": "#acorn"}, "about": {"@id": "#nowhere"}}
    (found,) = nodes({"@graph": [job, employer]}, "JobPosting")
    assert found["hiringOrganization"]["name"] == "Acorn"
    assert found["hiringOrganization"]["jobs"] == {"@id": "#job"}
    assert found["about"] == {"@id": "#nowhere"}


def test_many_references_to_each_other_do_not_multiply():
    names = [f"#{number}" for number in range(30)]
    things = [{"@id": name, "name": name, "knows": [{"@id": other} for other in names]} for name in names]
    (found,) = nodes([{**JOB, "knows": {"@id": "#0"}}, *things], "JobPosting")
    assert found["title"] == "Tester"


def test_several_postings_keep_their_order_and_similar_ones_inside_are_no_adverts():
    second = {**JOB, "title": "Developer", "relatedJobs": [{**JOB, "title": "Similar"}]}
    assert titles([JOB, second]) == ["Tester", "Developer"]


def test_what_is_no_posting_gives_nothing():
    for data in (None, 1, "JobPosting", [], {"@type": "Organization"}, {"title": "x"}, {"@type": 5}):
        assert titles(data) == []


json_values = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("@id", "@type", "@graph", "@value", "a")), inner | st.just("JobPosting"))
    ),
    max_leaves=15,
)


@given(json_values)
def test_any_value_at_all_is_walked(data):
    list(nodes(data, "JobPosting"))
