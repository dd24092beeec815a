"""Which column gives which field."""

import pytest

from jobtide.adverts.mapping import Missing, columns, value_at
from jobtide.errors import Error


def test_a_mapped_field_is_read_from_its_column_and_the_others_from_their_own():
    record = {"job_title": "Tester", "title": "wrong", "description": "text", "pay": None, "extra": 1}
    assert columns(["title=job_title"]).taken(record) == {"title": "Tester", "description": "text"}


def test_a_dotted_column_is_a_name_or_a_path():
    for record in (
        {"location.display_name": "Leeds"},
        {"location": {"display_name": "Leeds"}},
        {"location.display_name": "Leeds", "location": {"display_name": "York"}},
        {"location": ' {"display_name": "Leeds"}'},
        {"location": "{'display_name': 'Leeds', 'is': None}"},
    ):
        assert columns(["location=location.display_name"]).taken(record) == {"location": "Leeds"}, record
    assert value_at({"a.b": {"c": {"d": 1}}}, "a.b.c.d") == 1
    deep = ("{" * 100_000, '{"a": ' * 100_000, "{'b': 1}" + " " * 1_000_000)
    for text in ("text", "{", "{'b': c}", "{b", '{"b"}', *deep):
        assert value_at({"a": text}, "a.b") is None
    assert {"location.display_name", "location"} <= columns(["location=location.display_name"]).named


def test_of_several_columns_the_first_that_speaks_is_taken_and_of_places_all_are():
    mapping = columns(["pay=exact", "pay=band", "location=town", "location=others"])
    assert mapping.taken({"exact": "", "band": "£5"}) == {"pay": "£5"}
    assert mapping.taken({"town": "Leeds", "others": ["York", "Hull"]}) == {"location": ["Leeds", "York", "Hull"]}


def test_a_column_may_hold_spaces_and_equals_signs():
    assert columns(["location=Location Of = Work"]).taken({"Location Of = Work": "Leeds"}) == {"location": "Leeds"}


@pytest.mark.parametrize(
    ("every", "field", "found"),
    [
        (["Title", "Company"], "title", ("Title",)), (["Job Title"], "title", ("Job Title",)),
        (["COMPANY_NAME", "x"], "employer", ("COMPANY_NAME",)), (["Posted At"], "posted_at", ("Posted At",)),
        (["employment-type"], "employment_type", ("employment-type",)), ([" Pay  Min "], "pay_min", (" Pay  Min ",)),
        (["title", "Title"], "title", ("title",)), (["Title", "TITLE"], "title", ("Title", "TITLE")),
        (["job_title", "Title"], "title", ("Title",)), (["Role"], "title", ("title",)), ([], "title", ("title",)),
        (["jobtitle"], "title", ("jobtitle",)), (["JobDescription"], "description", ("JobDescription",)),
        (["postedAt"], "posted_at", ("postedAt",)), (["job_title", "jobtitle"], "title", ("job_title", "jobtitle")),
        (["Salary_is_predicted"], "pay_is_predicted", ("pay_is_predicted", "salary_is_predicted", "salaryIsPredicted")),
    ],
)  # fmt: skip
def test_the_columns_of_a_table_are_known_whatever_their_capitals_and_spaces(every, field, found):
    assert columns(()).among(every).of[field] == found


def test_a_column_that_somebody_mapped_is_not_taken_for_another_field():
    mapping = columns(["description=Job Title"]).among(["Job Title", "Company"])
    assert (mapping.of["title"], mapping.of["description"]) == (("title",), ("Job Title",))
    assert columns(["title=Role"]).among(["Role", "Title"]).of["title"] == ("Role",)


def test_a_wrong_map_names_what_is_right():
    with pytest.raises(Error, match=r"no field 'titel'. Its fields are source, id, .*language"):
        columns(["titel=x"])
    for pair in ("title", "title=", "title= "):
        with pytest.raises(Error, match="FIELD=COLUMN"):
            columns([pair])


def test_a_column_that_no_record_has_is_an_error_that_names_those_that_exist():
    missing = Missing(columns(["title=job_title", "location=place.name"]))
    missing.watch({"title": "x", "place": None})
    missing.watch({"title": "y", "town": "Leeds"})
    with pytest.raises(
        Error, match=r"what --map location=place.name --map title=job_title names. The columns are title, place, town\."
    ):
        missing.check()
    missing.watch({"job_title": None, "place": {"name": ""}})
    missing.check()


def test_no_record_at_all_misses_nothing():
    Missing(columns(["title=job_title"])).check()


def test_where_the_columns_are_known_a_wrong_map_is_told_before_reading():
    missing = Missing(columns(["title=job_title", "location=place.name"]))
    with pytest.raises(Error, match="what --map title=job_title names"):
        missing.check_columns(["place", "town"])
    missing.check_columns(["place", "job_title"])
