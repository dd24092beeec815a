"""The job title that a headline says, in its normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.said_titles import SaidTitle
from jobtide.extraction.terms import TermReader
from jobtide.extraction.titles import ChiefTitle
from jobtide.taxonomy import Taxonomy, Term, slug

NAMES = ("Engineer", "Analyst", "Manager", "Software Engineer", "Data Engineer", "Data Analyst", "Project Manager",
         "Technical Writer", "Software Tester", "Tester", "Front-End Developer", "Drainage Engineer")  # fmt: skip
TERMS = [Term(slug(name), name, "Job Titles") for name in NAMES] + [
    Term("head-of-data", "Head of Data", "Job Titles"),
    Term("dot-net-developer", ".NET Developer", "Job Titles", strong=("NET Software Developer",)),
    Term("software-developer", "Software Developer", "Job Titles", strong=("Software Dev", "Software Programmer")),
    Term(
        "c-sharp-developer",
        "C# Developer",
        "Job Titles",
        strong=("C NET Developer", "C WCF Developer", "C ASPNET Developer"),
    ),
    Term("wordpress-developer", "WordPress Developer", "Job Titles"),
    Term("bi-manager", "BI and Analytics Manager", "Job Titles"),
    Term("dba", "Database Administrator", "Job Titles", strong=("DBA", "Database Administration")),
    Term("statistician", "Statistician", "Job Titles", strong=("Biostatistician",)),
    Term("project-analyst", "Project Business Analyst", "Job Titles", strong=("Project Manager / Business Analyst",)),
    Term("dot-net", ".NET", "Libraries, Frameworks & Software Standards", strong=("NET",)),
    Term("php", "PHP", "Programming Languages"),
    Term("deep-learning", "Deep Learning", "Processes & Methodologies"),
    Term("open-source", "Open Source Software", "Miscellaneous"),
]
TAXONOMY = Taxonomy({one.slug: one for one in TERMS}, "digest")
READER, CHIEF = TermReader(TAXONOMY), ChiefTitle(TAXONOMY)
SAID = SaidTitle(TAXONOMY, CHIEF, frozenset(("leeds", "london")))


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("Senior Software Engineer", "Software Engineer"),
        # What stands right before a title belongs to it: a word, a term, what is joined to it
        ("Kiosk Software Engineer - Leeds", "Kiosk Software Engineer"),
        ("Deep Learning Data Engineer", "Deep Learning Data Engineer"),
        ("Flood & Drainage Engineer", "Flood & Drainage Engineer"),
        ("PHP / WordPress Developer", "PHP WordPress Developer"),
        # but no longer description, no field, no place, rank, contract or number
        ("Payment Kiosk Software Engineer", "Software Engineer"),  # two words are a product's
        ("Payment Kiosk Project Manager", "Payment Kiosk Project Manager"),  # unless the title needs to be told more of
        ("Rapid Payment Kiosk Project Manager", "Project Manager"),
        ("Open Source Software Developer", "Software Developer"),
        ("AI Technical Writer", "Technical Writer"),
        ("London Software Engineer", "Software Engineer"),
        ("Interim Data Analyst", "Data Analyst"),
        ("L3 Database Administration", "Database Administrator"),
        ("12 Month Data Analyst", "Month Data Analyst"),  # a number, and not what it counts
        ("Agile / Waterfall Project Manager", "Project Manager"),  # either, so neither
        ("PHP Payment Kiosk Software Engineer", "PHP Software Engineer"),  # though its tool stays
        ("Principle Software Engineer", "Software Engineer"),  # a rank, however spelt
        ("Sr.Staff Software Engineer- Maps", "Software Engineer"),
        ("Data Analyst (DA)", "Data Analyst"),
        ("Kiosk **** Architect", "Kiosk Architect"),  # stars in place of a figure
        ("CNC Turner", "CNC Turner"),
        ("Senior Ruby on Rails Contractor", "Ruby on Rails Contractor"),
        ("Graduate Scheme  Executive Recruitment", None),
        ("Customer Support Exec", "Customer Support Executive"),
        ("Data Science Apprenticeship", "Data Science Apprentice"),
        # Spelt alike wherever it stands
        ("Full-stack Kiosk Engineer", "Full Stack Kiosk Engineer"),
        ("Fullstack Software Engineer", "Full Stack Software Engineer"),
        # The sign that boards take away from C#
        ("C Net Developer", "C# .NET Developer"),
        ("C WCF Developer", "C# WCF Developer"),
        ("C ASPNet Developer", "C# ASP.NET Developer"),
        ("C Software Engineer", "Software Engineer"),  # may be either
        # and a role right behind it
        ("Software Tester & Developer", "Software Tester"),
        ("Software Tester and Developer", "Software Tester and Developer"),
        ("Data Analyst Mentor", "Data Analyst Mentor"),
        ("Data Analyst Lead", "Data Analyst"),
        # An alias is said as the headline says it, a spelling as the taxonomy spells it
        ("Software Programmer", "Software Programmer"),
        ("SOFTWARE DEV", "Software Developer"),
        ("front end developers", "Front-End Developer"),
        ("NET Software Developer", ".NET Software Developer"),
        ("Project Manager / Business Analyst", "Project Manager"),
        ("BI & Analytics Manager", "BI & Analytics Manager"),
        ("DBA", "Database Administrator"),
        # Where no title is known, or only a role, its words as far as the role
        ("Senior Kiln Engineer for Leeds", "Kiln Engineer"),
        ("Acme | Grants Officer | remote", "Grants Officer"),
        ("Education Safeguarding Senior Officer", "Education Safeguarding Officer"),
        ("German speaking Marine Geologists", "Marine Geologist"),
        ("Security Operations (SOC) Engineer", "Security Operations Engineer"),
        ("Kiln Devs", "Kiln Developer"),
        ("Kiln Dev Ops Internship", "Kiln Dev Ops Intern"),
        ("Analyst, Harbours", "Analyst"),
        ("Biostatistician", "Biostatistician"),  # a word of its own, though it counts as Statistician
        ("Grants, Trusts & Public Harbour Affairs Manager", "Trusts & Public Harbour Affairs Manager"),
        ("VP, Harbours", "Harbours VP"),
        ("SVP of Harbours", "SVP of Harbours"),
        ("Software Developer Engineer in Test", "Software Developer Engineer in Test"),
        ("Director, Harbours", "Harbours Director"),
        ("Head, Harbours", "Head of Harbours"),
        ("Harbour Operations, Associate", "Harbour Operations Associate"),
        ("Content Detection And Logic Unit Engineer", "Engineer"),  # too long to be a title
        # Head of ... is all of its part
        ("Head of Data Architecture", "Head of Data Architecture"),
        ("VP of Kilns - Leeds", "VP of Kilns"),
        ("Kiln Engineer, Leeds, UK", "Kiln Engineer"),
        ("Senior and Software Engineers", "Software Engineer"),
        ("Vice President, Software Engineer", "Software Engineer"),
        ("Acme Maps", None),
        ("", None),
    ],
)
def test_a_headlines_title_in_its_normal_form(headline, said):
    assert SAID.of(READER.read(headline, ""), headline).value == said


def test_of_what_job_title_it_is_a_wording_is_told():
    headline = "Kiosk Software Engineer"
    assert SAID.of(READER.read(headline, ""), headline).rule == "Software Engineer in the headline's own words"


@given(
    st.lists(st.sampled_from(("Data", "Engineer", "Head of", "lead", "  ", ",", "/", "&", "VP", "(", "12", " ", "é")))
)
def test_any_headline_has_a_title_of_its_own_words_or_none(parts):
    headline = " ".join(parts).strip()
    said = SAID.of(READER.read(headline, ""), headline).value
    assert said is None or (
        said == said.strip() and set(said) <= {*headline, *headline.upper(), *headline.lower(), *"Head of "}
    )
