"""Definitions of figures from YAML; what is none is refused by file and measure."""

import re

import pytest

from jobtide.errors import BadReference
from jobtide.reference.measures import load_measures

GOOD = """
chapter: One
words: |
  First
  paragraph.

  Second.
measures:
- id: thing
  name: Thing
  question: What thing?
  population: All things.
  unit: things
  rule: Count
    them.
  shown: As 1.
  keys: {page: [live]}
  example:
    words: None.
    vacancies: |
      times  terms
      1      java
    term: java
    months: 3
    figures: {live: 0, summary.count: [1, 0, null]}
"""


@pytest.fixture
def folder(tmp_path):
    def made(*texts):
        (tmp_path / "measures").mkdir()
        for number, text in enumerate(texts):
            (tmp_path / f"measures/{number}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return made


def test_a_measure_is_read_as_text_and_lines_of_a_paragraph_are_joined(folder):
    measures = load_measures(folder(GOOD))
    (chapter,) = measures.chapters
    assert (chapter.title, chapter.words) == ("One", ("First paragraph.", "Second."))
    thing = measures.find("thing")
    assert (thing.rule, thing.caveats, thing.keys) == ("Count them.", (), {"page": ("live",)})
    assert thing.example.vacancies == "times  terms\n1      java"
    assert (thing.example.months, thing.example.figures) == (3, {"live": "0", "summary.count": ("1", "0", "null")})


def test_the_digest_changes_with_any_word(folder, tmp_path):
    first = load_measures(folder(GOOD)).digest
    (tmp_path / "measures/0.yaml").write_text(GOOD.replace("All things", "Every thing"), encoding="utf-8")
    assert load_measures(tmp_path).digest != first


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("chapter: One", "chapter: One\nverse: 2"), "measures/0.yaml: must hold just the keys chapter"),
        (("  question: What thing?\n", ""), "thing: question must be a text that is not empty"),
        (("  unit: things", "  unit: [things]"), "thing: unit must be a text"),
        (("  shown: As 1.", "  shown: As 1.\n  colour: red"), "thing: unknown key 'colour'"),
        (("{page: [live]}", "{poster: [live]}"), "thing: keys are lists under page, index"),
        (("    words: None.\n", ""), "thing: an example needs words and vacancies"),
        (("    term: java", "    trem: java"), "thing: an example has no 'trem'"),
        (("- id: thing", "- ident: thing"), "a measure is a mapping with an id"),
        (("measures:", "measures: ["), "measures/0.yaml: while parsing"),
    ],
)  # fmt: skip
def test_what_is_no_measure_is_refused(folder, change, complaint):
    assert change[0] in GOOD
    with pytest.raises(BadReference, match=re.escape(complaint)):
        load_measures(folder(GOOD.replace(*change)))


def test_an_id_is_given_once(folder):
    with pytest.raises(BadReference, match=r"measures/1.yaml: thing: the id is taken already, in measures/0.yaml"):
        load_measures(folder(GOOD, GOOD))
