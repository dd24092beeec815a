"""What differs between two editions, against the rows of both, counted by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jobtide.edition.differences_of import _inputs
from jobtide.edition.manifest import Inputs, Manifest
from jobtide.errors import Unknown
from tests.markets import AS_OF, drawn, published

BEFORE = """
    times  day         type       places   terms     annual  daily
    10     2025-10-01  permanent  chester  java      40000   -
    3      2025-10-01  permanent  chester  sql       30000   -
    4      2025-10-01  permanent  london   go        60000   -
    2      2025-10-01  contract   chester  java      -       300
"""
NOW = """
    times  day         type       places   terms     annual  daily
    10     2025-10-01  permanent  chester  java      44000   -
    3      2025-10-01  permanent  chester  sql       60000   -
    6      2025-10-01  permanent  chester  aws       50000   -
    5      2025-10-01  contract   chester  java      -       300
"""


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("differences")
    before = published(folder / "before", drawn(BEFORE), as_of=AS_OF - timedelta(1))
    return published(folder / "now", drawn(NOW)), before


def test_terms_differ_by_count_and_by_median_the_largest_first(readers):
    now, before = readers
    found = now.differences(before, "uk")
    permanent, contract = found.of_types
    assert permanent.all_count == [19, 17]
    assert [(one.slug, one.count, one.count_change) for one in permanent.by_count] == [
        ("aws", [6, 0], 6),
        ("go", [0, 4], -4),
    ]
    # Of few vacancies a median says little, however much it moved.
    assert [(one.slug, one.p50_change) for one in permanent.by_median] == [
        ("java", pytest.approx(0.1)),
        ("sql", pytest.approx(1.0)),
    ]
    assert (permanent.new, permanent.vanished) == (["AWS"], ["Go"])
    assert [(one.slug, one.count, one.rank) for one in contract.by_count] == [("java", [5, 2], [1, 1])]
    assert (contract.by_median, contract.moved, contract.paid) == ([], 1, 0)
    assert found.quality["vacancies"] == [24, 19]
    assert ("as_of", ["2025-11-23", "2025-11-22"]) in [(one.name, one.said) for one in found.inputs]


def test_of_one_place_and_type_and_as_many_as_are_asked_for(readers):
    now, before = readers
    found = now.differences(before, "chester", ("permanent",), limit=1)
    (permanent,) = found.of_types
    assert (permanent.moved, len(permanent.by_count)) == (1, 1)
    assert found.as_json()["place"]["slug"] == "chester"
    with pytest.raises(Unknown):
        now.differences(before, "nowhere")


def test_an_edition_does_not_differ_from_itself(readers):
    now, _ = readers
    found = now.differences(now, "uk")
    assert (found.inputs, found.quality, found.terms_added, found.terms_removed) == ([], {}, [], [])
    assert {(one.moved, one.paid, len(one.new)) for one in found.of_types} == {(0, 0, 0)}
    assert found.files == found.same_files


def test_inputs_differ_by_setting_and_by_file_of_adverts():
    inputs = Inputs(AS_OF, "1.0", "abc", {"live_days": 30}, {"adverts/a": 10, "adverts/b": 20})
    later = replace(inputs, software="1.1", settings={"live_days": 40}, adverts={"adverts/a": 12, "adverts/c": 5})
    mine, theirs = (Manifest(one.edition_id, one, {}, {}) for one in (later, inputs))
    assert {one.name: one.said for one in _inputs(mine, theirs)} == {
        "software": ["1.1", "1.0"],
        "setting live_days": [40, 30],
        "bytes of adverts/a": [12, 10],
        "bytes of adverts/b": [None, 20],
        "bytes of adverts/c": [5, None],
    }
