"""Which of the words that look like a term are one. A small taxonomy, one table for each rule."""

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.employer import presented
from jobtide.extraction.terms import TermReader
from jobtide.taxonomy import Taxonomy, Term, slug

TITLES = ("Developer", "Java Developer", "DevOps Engineer", "Go Developer")
VENDORS = ("Microsoft", "Oracle")
GENERAL = ("Retail",)
PLAIN = ("Java", "Python", "SQL", "SQL Server", "C++", "C#", "JavaScript", "HTML", "Kubernetes", "Azure", "Roadmaps")


def term(name, category="Programming Languages", **how):
    return Term(slug(name), name, category, **how)


TERMS = [
    *(term(name) for name in PLAIN),
    *(term(name, "Job Titles", parent="go" if name.startswith("Go") else None) for name in TITLES),
    *(term(name, "Vendors") for name in VENDORS),
    *(term(name, "General", weak=(name,), company=("stores",)) for name in GENERAL),
    term("Go", strong=("Golang",), weak=("Go",), company=("language",), blockers=("go to", "go live")),
    term("R", weak=("R",), company=("statistics",)),
    term("Word", "Applications", weak=("Word",)),
    term("Excel", "Applications", weak=("Excel",)),
    term("Outlook", "Applications", weak=("Outlook",)),
    term("REST", exact=("REST",), strong=("REST API",)),
    term("API", exact=("API",), blockers=("Active Pharmaceutical Ingredient",)),
    term("Spring", weak=("Spring",), blockers=("Spring Gardens",)),
    term("Spring Boot", parent="spring"),
    term("ASP.NET", parent="dot-net"),
    term(".NET", "Application Platforms"),
    term("Microsoft Azure", "Cloud Services"),
    term("DevOps", "Processes & Methodologies"),
    term("Azure DevOps", "Development Applications", hides=("devops",)),
    term("Product Roadmap", "Processes & Methodologies"),
    term("Data Visualisation", "Processes & Methodologies"),
    term("MI", "Database & Business Intelligence", exact=("MI",)),
    term("Degree", "Qualifications"),
    term("monday.com", "Applications"),
    term("Artificial Intelligence", "Processes & Methodologies", exact=("A.I.",)),
    term("Monitoring", "Processes & Methodologies", weak=("monitoring", "Monitoring"), company=("logging",)),
    term("Visa", "Vendors", weak=("Visa",), company=("cards",)),
    term("CPA", "Qualifications", weak=("CPA",), company=("accounting",)),
]
TAXONOMY = Taxonomy({one.slug: one for one in TERMS}, "digest", blockers=("veteran status or Java",))
READER = TermReader(TAXONOMY)


def said(description, title="", employer=None):
    """Names of the terms read, in order."""
    return [TAXONOMY.terms[one.slug].name for one in READER.read(title, description, employer)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Golang (Go) and Kubernetes", ["Golang (Go)", "Kubernetes"]),
        ("SQL, Go [Golang]", ["SQL", "Go [Golang]"]),
        ("Golang (Go, Java)", ["Golang", "Go", "Java"]),  # a list in brackets is no abbreviation
        ("Java (JavaScript)", ["Java", "JavaScript"]),
        ("Golang. (Golang)", ["Golang", "Golang"]),
    ],
)
def test_a_name_and_its_abbreviation_in_brackets_are_one_finding(text, words):
    assert [one.text for one in READER.read("", text)] == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Python,Java,C#", ["Python", "Java", "C#"]),
        ("java; PYTHON", ["Java", "Python"]),
        ("Java/J2EE", ["Java"]),
        ("HTML5/CSS3 and Python3", ["HTML", "Python"]),
        ("product roadmaps", ["Product Roadmap", "Roadmaps"]),
        ("data visualization", ["Data Visualisation"]),
        ("a javascript framework", ["JavaScript"]),
    ],
)
def test_a_strong_alias_is_found_alone_in_any_case(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("build REST services", ["REST"]),
        ("the rest of the team", []),
        ("Rest assured", []),
        ("rest api", ["REST"]),
        ("APIs", ["API"]),
        ("LEAVE THE REST TO OUR TEAM", []),  # capitals that prove nothing
        ("JAVA AND REST SERVICES WANTED", ["Java", "REST"]),
        ("robots and A.I. at work", ["Artificial Intelligence"]),
        ("our A&I team", []),  # initials want their dots
    ],
)
def test_an_exact_alias_must_be_written_so(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("we work in Go on Kubernetes", ["Go", "Kubernetes"]),
        ("we go on Kubernetes", ["Kubernetes"]),  # no capital
        ("we like Go very much", []),  # no company
        ("the Go language", ["Go"]),
        ("Go further with Kubernetes", ["Kubernetes"]),  # begins the sentence: its capital says nothing
        ("Go, Kubernetes", ["Go", "Kubernetes"]),  # but in a list it is one
        ("* Kubernetes\n* Go\n* Java", ["Kubernetes", "Go", "Java"]),  # a list may stand below itself
        ("- Kubernetes / - Go", ["Kubernetes", "Go"]),  # its line ends may have become slashes
        ("Kubernetes, -Go", ["Kubernetes"]),
        ("we like Go. " + "We pay well. " * 9 + "Kubernetes", ["Kubernetes"]),  # too far
        ("we like Go. Kubernetes", ["Kubernetes"]),  # another sentence
        ("Word, Excel, Outlook", ["Word", "Excel", "Outlook"]),  # three keep each other company
        ("Word or Excel", []),
        ("R for statistics", ["R"]),
        ("Python and R", ["Python", "R"]),
        ("Java in our Excel Labs", ["Java"]),  # part of another name
        ("Java in Ann Arbor, MI", ["Java"]),  # a state
        ("Java and MI reports", ["Java", "MI"]),
        (r"self\-taught in C\#", ["C#"]),
        ("our Retail arm runs Java", ["Java"]),  # technology proves no industry
        ("our Retail arm runs stores", ["Retail"]),
        ("SENIOR GO LANGUAGE EXPERT", ["Go"]),
        ("Java, SQL, monitoring", ["Java", "SQL"]),  # a list makes no skill of a task in small letters
        ("Java, SQL, Monitoring", ["Java", "SQL", "Monitoring"]),
        ("logging and monitoring", ["Monitoring"]),
        ("a Java job with Visa in London", ["Java"]),  # technology proves no vendor
        ("Microsoft and Visa", ["Microsoft"]),  # nor does another vendor
        ("the CPA of our Java campaigns", ["Java"]),  # nor that letters are a qualification
        ("Java and Visa", ["Java", "Visa"]),
        ("Visa cards", ["Visa"]),
    ],
)
def test_a_weak_alias_needs_company(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Python, go to Kubernetes", ["Python", "Kubernetes"]),
        ("Java in Go live projects", ["Java"]),
        ("the Active Pharmaceutical Ingredient (API)", []),
        ("Spring Gardens, Java", ["Java"]),
        ("protected veteran status or Java", []),
        ("see https://example.org/java-python or java@oracle.com, www.python.org", []),
        ("plan in monday.com, read java.com", ["monday.com"]),
        ("ASP.NET", ["ASP.NET", ".NET"]),
    ],
)
def test_nothing_is_read_inside_a_blocker_or_an_address(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SQL Server", ["SQL Server", "SQL"]),
        ("Spring Boot", ["Spring Boot", "Spring"]),
        ("SPRING BOOT", ["Spring Boot", "Spring"]),
        ("Microsoft Azure", ["Microsoft Azure", "Azure"]),  # the vendor is not implied
        ("Azure DevOps", ["Azure DevOps", "Azure"]),  # hides
        ("ASP .NET", ["ASP.NET", ".NET"]),
    ],
)
def test_nested_terms_count_for_themselves(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Senior Java Developer", ["Java Developer", "Java", "Developer"]),
        ("Java Developers", ["Java Developer", "Java", "Developer"]),
        ("Azure DevOps Engineer", ["Azure DevOps", "Azure", "DevOps Engineer"]),  # apart from each other
        ("Go Developer", ["Go Developer", "Go", "Developer"]),  # of its family
        ("GO LIVE DEVELOPER", ["Developer"]),
    ],
)
def test_job_titles_are_judged_apart_from_other_terms(title, names):
    assert said("", title) == names


def test_a_job_title_is_read_in_the_title_only():
    assert said("work with a Java Developer", "DevOps Engineer") == ["DevOps Engineer", "DevOps", "Java"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("no Java needed", []),
        ("No Java or Python needed, but SQL", ["SQL"]),
        ("JavaScript (not Java)", ["JavaScript"]),
        ("not Python", []),
        ("not only Python but Java", ["Python", "Java"]),
        ("a degree is not required", []),
        ("Python experience is not required but nice", ["Python"]),
        ("we don't use Java", []),
        ("without Java", []),
        ("we do not have Java", []),
        ("without needing to know Python", []),
        ("rather than pure SQL", []),
        ("Java, not Python", ["Java"]),
        ("whether or not. Java", ["Java"]),
    ],
)
def test_what_the_text_denies_is_no_finding(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("text", "employer", "names"),
    [
        ("Oracle is hiring", "Oracle UK Ltd", []),
        ("Oracle is hiring", "Acme plc", ["Oracle"]),
        ("Oracle is hiring", None, ["Oracle"]),
        ("Java, Oracle, SQL", "Oracle UK Ltd", ["Java", "Oracle", "SQL"]),
    ],
)
def test_the_employers_own_name_is_no_skill(text, employer, names):
    assert said(text, employer=employer) == names


def test_a_headline_that_begins_with_the_employer_is_no_list_of_skills():
    assert said("", title="Oracle | Developer | Leeds", employer="Oracle") == ["Developer"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Java", "strong alias"),
        ("REST", "exact case"),
        ("Go, Kubernetes", "listed with Kubernetes"),
        ("the Go language", "in company of the word language"),
        ("work in Go on Kubernetes", "in company of Kubernetes"),
    ],
)
def test_a_finding_says_why_it_is_one(text, rule):
    assert rule in {one.rule for one in READER.read("", text)}


def test_nested_findings_say_what_they_are_inside():
    rules = {one.slug: one.rule for one in READER.read("", "Spring Boot, SQL Server")}
    assert rules["spring"] == "inside Spring Boot, which is of its family"
    assert rules["sql"] == "strong alias inside SQL Server"


def test_a_reader_can_be_sent_to_another_process():
    copy = pickle.loads(pickle.dumps(READER))
    assert copy.read("Go Developer", "ASP.NET, no Java") == READER.read("Go Developer", "ASP.NET, no Java")


WORDS = [
    "Java",
    "Go",
    "go to",
    "not",
    "no",
    "REST",
    "Word",
    "Excel",
    ",",
    ".",
    "\n",
    " ",
    "(",
    ")",
    "/",
    "ﬁ",
    "\u200b",
    "ASP.NET",
]


@given(
    st.lists(st.sampled_from(WORDS)).map(" ".join) | st.lists(st.sampled_from(WORDS)).map("".join) | st.text(),
    st.text(),
)
def test_offsets_are_exact_in_any_text(text, employer):
    for one in READER.read(text, text, employer):
        assert text[one.start : one.end] == one.text != ""


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_term_is_found_twice_in_the_same_words(text):
    spots = [(one.slug, one.where, one.start, one.end) for one in READER.read(text, text)]
    assert len(spots) == len(set(spots))


@pytest.mark.parametrize(
    "words",
    ["Java ", "Java Developer ", "Go ", "Go, ", "not ", "Spring Boot ", "Go to ", "java@", "REST", "Word, ", "Oracle "],
)
def test_no_text_makes_reading_slow(words):
    text = words * (100_000 // len(words)) + "Excel, Outlook"
    begun = time.process_time()
    READER.read(text, text, "Oracle")
    assert time.process_time() - begun < 4  # seconds for 0.2 megabytes of nothing but findings; it takes at most one


@pytest.mark.parametrize(
    ("title", "description", "name"),
    [
        ("Acme Maps | Go Developer | Remote", "Python and SQL", "Acme Maps"),
        ("Java Developer | Acme | Remote", "Python and SQL", None),
        ("Java Developer | London", "Python and SQL", None),
        ("", "Acme (acme.example) | London | Python", "Acme"),
        ("Developer", "About Acme\nWe make maps.", "Acme"),
        ("Developer", "Tools you know. At Acme, we use Go.", "Acme"),
        ("Developer", "Acme is hiring a developer", "Acme"),
        ("Developer", "Acme is one of the leading makers of maps", "Acme"),
        ("Developer", "Acme, the map company, grows", "Acme"),
        ("Developer", "Acme brings people closer.", "Acme"),
        ("Developer", "Maps for all. Acme works with walkers.", "Acme"),
        ("Developer", "You know Python. Acme Maps is an equal opportunity employer.", "Acme Maps"),
        ("Developer", "You know Python. We are an equal opportunity employer.", None),
        ("Developer", "You know Python. Python makes maps.", None),
        ("Developer", "About us\nAt work we use Go.", None),
        ("Developer", "We are looking for a developer. Python is a must.", None),
    ],
)
def test_whom_an_advert_is_from_is_read_where_no_source_says_it(title, description, name):
    assert presented(title, description) == name
