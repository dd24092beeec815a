"""The Job Title that a headline is chiefly about."""

import pytest

from jobtide.extraction.terms import TermReader
from jobtide.extraction.titles import ChiefTitle
from jobtide.taxonomy import Taxonomy, Term, slug

NAMES = ("Engineer", "Developer", "Software Engineer", "Data Scientist", "Quant", "Modeller", "Tester", "Test Engineer",
         "Java Developer", "Team Leader", "Data Engineer", "Sales Engineer")  # fmt: skip
TERMS = [Term(slug(name), name, "Job Titles") for name in NAMES]
TERMS.append(Term("java", "Java", "Programming Languages"))
TERMS.append(Term("sales", "Sales", "General"))
TERMS.append(Term("chief-modeller", "Chief Modeller", "Job Titles", strong=("Mathematical Modeller of the Universe",)))
TAXONOMY = Taxonomy({one.slug: one for one in TERMS}, "digest")
READER, CHIEF = TermReader(TAXONOMY), ChiefTitle(TAXONOMY)


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
        ("Java Senior Developer", "java-developer"),  # one word is made specific by what stands before it
        ("Java Trading Systems Developer - Test Engineer", "java-developer"),
        ("Software Principal Engineer", "software-engineer"),
        ("Sales Team Engineer", "engineer"),  # but only by what tells which sort it is
        ("Java, Developer", "developer"),  # and in one part
        ("Developer of Java", "developer"),
        ("Java expert", None),
        ("", None),
    ],
)
def test_the_first_specific_title_of_a_headline_is_its_chief_one(title, chief):
    assert CHIEF.of(READER.read(title, "Data Scientist wanted"), title) == chief
