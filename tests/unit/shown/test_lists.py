from dataclasses import replace

from example_pages import contract, index, page, skills

from jobtide.shown import lists


def test_a_skill_prints_rank_count_share_and_name():
    assert [lists.cooccurring_line(entry) for entry in page().cooccurring[:3]] == [
        "1 18 (72.00%) DevOps",
        "2 16 (64.00%) Agile",
        "3 14 (56.00%) Problem-Solving",
    ]


def test_the_overall_list_is_left_out_under_two_entries():
    assert lists.cooccurring(page(cooccurring=skills("1 4 COSHH", 4))) == ()
    assert len(lists.cooccurring(page())) == 17


def test_categories_are_alphabetical_and_empty_ones_left_out():
    assert [block.category for block in lists.cooccurring_blocks(page())] == [
        "Cloud Services",
        "Libraries, Frameworks & Software Standards",
        "Processes & Methodologies",
        "Programming Languages",
    ]


def test_locations_print_as_the_reference_page_has_them():
    assert [" ".join((line.name, *line.cells)) for line in lists.location_lines(page())] == [
        "Cheshire +19 13 £67,500 +28.57% 1",
        "Manchester +31 11 £60,000 +14.29% 9",
        "Merseyside -9 1 £40,000 -20.00% 2",
    ]
    assert lists.location_headings(contract())[3] == "Median daily rate"


def test_the_index_prints_every_column_and_dashes_where_nothing_is_known():
    assert [" ".join((line.term, *line.cells)) for line in lists.index_lines(index())] == [
        "Agile 1 0 £60,000 - 1,812 36.30% 420",
        "SQL 2 +3 £52,500 +5.00% 1,200 24.04% 310",
        "C# 3 -1 £58,000 -3.33% 900 18.03% 200",
        "R&D <Lab> 3 - - - 900 0.085% 0",
    ]
    assert lists.index_headings(replace(index(), employment_type="contract"))[3] == "Median daily rate"
