"""The compiled rules find what the plain ones find."""

import pickle
import random

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.extraction.kernel.readers import both, readers, texts, words

from jobtide.extraction.kernel.reader import BatchTermReader
from jobtide.extraction.kernel.texts import Texts
from jobtide.extraction.pieces import LONGEST
from jobtide.extraction.terms import TermReader
from jobtide.taxonomy import Taxonomy, Term


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(texts(8), texts(), st.none() | words()), min_size=1, max_size=8))
def test_texts_of_every_kind_are_read_alike(adverts):
    for plain, compiled in both(adverts):
        assert compiled == plain


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.text(), st.text(), st.none() | st.text()), min_size=1, max_size=8))
def test_any_text_is_read_alike(adverts):
    for plain, compiled in both(adverts):
        assert compiled == plain


def test_invented_lists_of_aliases_are_read_alike():
    chance = random.Random(11)
    names = [term for term in readers()[1].names]
    adverts = [
        (chance.choice(names), ", ".join(chance.sample(names, 60)) + ".\n" + " ".join(chance.sample(names, 60)), "Acme")
        for _ in range(300)
    ]
    for plain, compiled in both(adverts):
        assert compiled == plain


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "é", "\\", "C++", ".NET", "C++11, C# and F#", "not Java or Python, nor C++", "no Java", "@",
        "GO GO GO", "We use Go. Go", "Go, Rust, R", "etc. Go, e.g. Rust", "x" * 200, "+" * 200, "a+" * 200,
        "Active Pharmaceutical Ingredient (API)", "PYTHON, REST AND GO ARE WHAT WE ASK FOR", "Caf\u0301e Java",
        "Java (Java) (Java)", "Java [ Java ]", "Java (Java", "Java ( Python ) Java (Java)", "Java\u200b (Java)",
        "SQLExperience", "PythonStrong in environmentJava", "JavaExperienceé", "éexperienceJava and éExperienceJava",
        "skillsJava ResponsibilitiesGo SQLWe C#You JavaScript", "ßSQLExperiencesx straße KafkaStrong \\+ SQLWith",
        "aIf" * 99, "Point of Sale (POS) and Office 365 (O365)",
        "Azure Data Factory (ADF) and ADF (Azure Data Factory)", "Java \uff08Java\uff09", "Java \\(Java\\)",
    ],
)  # fmt: skip
def test_short_and_odd_texts_are_read_alike(text):
    for plain, compiled in both([(text, text, text), ("", text, None), (text, "", "Go")]):
        assert compiled == plain


@pytest.mark.parametrize("gap", [" ", ", ", "\n", "/", "\u200b ", " é "])
def test_long_texts_are_read_alike_where_pieces_meet(gap):
    chance = random.Random(len(gap))
    some = ["Java", "Go", "no Java", "R", "SQL Server", "C++", "日本語", "Azure Data Factory (ADF)", "experience of Go"]
    text = gap.join(chance.choices(some, k=2 * LONGEST // 10)) + "x" * 300
    for plain, compiled in both([(text[: LONGEST // 2], text, "Go"), ("", "x" * (LONGEST - 2) + "Java, Go", None)]):
        assert compiled == plain


def test_the_distinct_terms_of_each_advert_are_in_order_whoever_read_it():
    adverts = [("Java Developer", "Java, SQL and Java", None), ("", "", None), ("", "Java \U0010ffff Python", None)]
    found = readers()[1].read_all(adverts)
    plain = [sorted({one.slug for one in readers()[0].read(*advert)}) for advert in adverts]
    assert found.terms() == plain
    assert plain[2] == ["java", "python"]


def test_the_first_words_that_name_each_term_are_those_of_its_first_finding():
    adverts = [
        ("Java Developer", "JAVA, Sql and java", None),
        ("", "", None),
        ("x", "java \U0010ffff Python", None),
        ("Go, SQL", "", "Acme"),
    ]
    expected = []
    for advert in adverts:
        first = {}
        for one in readers()[0].read(*advert):
            first.setdefault(one.slug, one.text)
        expected.append([first[slug] for slug in sorted(first)])
    assert readers()[1].read_all(adverts).words() == expected
    assert expected[2] == ["java", "Python"]


def test_texts_may_be_any_stretch_of_a_buffer():
    whole = Texts.of(["not seen", "Go, Kubernetes", None, "Java\ud800 Python"])
    part = Texts(whole.data, whole.offsets[1:])
    found = readers()[1].read(Texts.of(["Java Developer", "x", ""]), part, Texts.of([None, "Python", None]))
    assert [{one.slug for one in found.of(at)} & {"java", "go", "python"} for at in range(3)] == [
        {"java", "go"}, set(), {"java", "python"},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()], ids=str)
def test_texts_may_be_a_column_of_arrow(kind):
    texts = Texts.of_column(pa.array(["not seen", "Go, Kubernetes", None, "é Java", "not seen"], kind)[1:4])
    assert [texts[at] for at in range(len(texts))] == ["Go, Kubernetes", "", "é Java"]
    assert [len(Texts.of_column(pa.array(some, kind))) for some in ([], [None], ["", ""])] == [0, 1, 2]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), "string")]
)
def test_columns_of_arrow_are_read_as_their_strings_are(kind):
    _, batches = readers()
    adverts = [("Java Developer", "“Go”, Kubernetes and Oracle", "Oracle"), ("", "no SQL needed", None), ("C#", "", "")]
    titles, descriptions = (
        pa.array(["skipped", *column], pa.string()).cast(kind)[1:] for column in list(zip(*adverts, strict=True))[:2]
    )
    found = batches.read_columns(titles, descriptions, [employer for _, _, employer in adverts])
    expected = batches.read_all(adverts)
    assert [found.of(at) for at in range(3)] == [expected.of(at) for at in range(3)]
    assert "kubernetes" in expected.terms()[0]


def test_a_pickled_reader_reads_alike():
    reader = pickle.loads(pickle.dumps(readers()[1]))
    advert = ("Java Developer", "Go, Kubernetes and Terraform", None)
    assert reader.read_all([advert]).of(0) == readers()[1].read_all([advert]).of(0)


def test_the_demos_adverts_are_read_alike(tmp_path):
    import json
    from datetime import date

    from jobtide.demo import market

    market.write(tmp_path / "demo.jsonl", 400, 5, date(2026, 6, 1))
    adverts = [json.loads(line) for line in (tmp_path / "demo.jsonl").open(encoding="utf-8")]
    said = [tuple(advert.get(field) or "" for field in ("title", "description", "employer")) for advert in adverts]
    for plain, compiled in both(said):
        assert compiled == plain


def test_a_taxonomy_with_words_in_other_scripts_is_read_alike():
    terms = (
        Term("go", "Go", "Programming Languages", weak=("Go",), company=("язык", "language")),
        Term("odin-s", "1С", "Business Applications", strong=("Программист 1С",)),
        Term("java", "Java", "Programming Languages"),
    )
    taxonomy = Taxonomy({term.slug: term for term in terms}, "digest")
    plain = TermReader(taxonomy)
    texts = ["программист 1С, Java", "язык Go", "Go language and Java", "java ДЖАВА", "Caf\u00e9 Java"]
    adverts = [("", text, employer) for text in texts for employer in ("1С", None, "Java")]
    found = BatchTermReader(taxonomy, plain).read_all(adverts)
    for at, advert in enumerate(adverts):
        assert found.of(at) == plain.read(*advert)


@pytest.mark.parametrize("texts", [["Java"], [""], []])
def test_texts_are_of_one_kind_wherever_they_come_from(texts):
    # Machine code is made for each kind of array apart, which takes as long again.
    assert not Texts.of_column(pa.array(texts, type=pa.string())).data.flags.writeable
    assert not Texts.of(texts).data.flags.writeable
