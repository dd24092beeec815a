import pytest

from jobtide.site.request import SORTS, BadRequest, Cell, IndexQuery, index_query


@pytest.mark.parametrize(
    ("cell", "ending", "address"),
    [
        (Cell("permanent", "uk"), "", "/permanent/uk"),
        (Cell("contract", "north-west", "c-sharp", 3), ".json", "/contract/north-west/c-sharp.json?months=3"),
        (Cell("permanent", "uk", "python"), "/pay.svg", "/permanent/uk/python/pay.svg"),
    ],
)
def test_a_cell_has_one_address(cell, ending, address):
    assert cell.path(ending) == address


def test_a_plain_query_has_no_parameters_and_a_full_one_comes_back_as_it_was():
    assert index_query({}).parameters() == []
    full = IndexQuery(3, ("Job Titles", "General"), ("C#", "R&D"), "dev ops", "p50", False, 7)
    found: dict[str, list[str]] = {}
    for name, value in full.parameters():
        found.setdefault(name, []).append(value)
    assert index_query(found) == full


def test_terms_may_be_repeated_or_stand_between_commas():
    assert index_query({"term": ["Python, Go", " C# ", ","]}).terms == ("Python", "Go", "C#")


def test_a_column_sorts_in_its_usual_order_first_and_then_the_other_way_round():
    plain = IndexQuery(page=4)
    once = plain.sorted_by("p50")
    assert (once.sort, once.descending, once.reverse, once.page) == ("p50", True, False, 1)
    assert once.sorted_by("p50").descending is False and once.sorted_by("p50").reverse is True
    assert plain.sorted_by("rank").descending is True and plain.sorted_by("term").descending is False


def test_the_columns_are_those_that_the_reader_sorts_by():
    from jobtide.edition import index_of

    assert {column: index_of.SORTS[column] for column in SORTS} == SORTS


@pytest.mark.parametrize("parameters", [{"page": ["1e3"]}, {"page": ["٣"]}, {"months": ["12"]}, {"category": ["x"]}])
def test_parameters_that_mean_nothing_are_refused(parameters):
    with pytest.raises(BadRequest):
        index_query(parameters)
