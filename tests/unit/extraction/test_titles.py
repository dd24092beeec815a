"""The Job Title that a headline is chiefly about."""

import pytest

from jobtide.extraction.terms import TermReader
from jobtide.extraction.titles import title_term
from jobtide.taxonomy import Taxonomy, Term, slug

NAMES = ("Engineer", "Developer", "Software Engineer", "Data Scientist", "Quant", "Modeller", "Tester", "Test Engineer",
         "Java Developer", "Team Leader", "Data Engineer")  # fmt: skip
TERMS = [Term(slug(name), name, "Job Titles") for name in NAMES]
TERMS.append(Term("java", "Java", "Programming Languages"))
TERMS.append(Term("chief-modeller", "Chief Modeller", "Job Titles", strong=("Mathematical Modeller of the Universe",)))
TAXONOMY = Taxonomy({one.slug: one for one in TERMS}, "digest")
READER = TermReader(TAXONOMY)


@pytest.mark.parametrize(
    ("title", "chief"),
    [
        ("Senior Software Engineer", "software-engineer"),
        ("Software Engineer - Data Engineer team", "software-engineer"),
        ("Quant / Data Scientist", "data-scientist"),  # one word is not specific
        ("Engineer (Test Engineer / Software Engineer)", "test-engineer"),
        ("Software Engineer/Mathematical Modeller of the Universe", "software-engineer"),  # the first, not the longest
        ("Acme | Java Developer | London", "java-developer"),
        ("Tester and Developer", "developer"),  # of two general ones the longest
        ("Java expert", None),
        ("", None),
    ],
)
def test_the_first_specific_title_of_a_headline_is_its_chief_one(title, chief):
    assert title_term(READER.read(title, "Data Scientist wanted"), title, TAXONOMY) == chief
