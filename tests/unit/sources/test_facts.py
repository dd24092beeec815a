"""source.yaml of each kind: whole, of the right types, and refused where it is not."""

import pytest

from jobtide.errors import BadReference
from jobtide.sources.facts import SHAPES, all_facts, facts_of, requests_of, seconds

KINDS = all_facts()
# Those whose terms ask for something before their adverts may be used.
OFF = {"adzuna", "arbeitnow", "himalayas", "jobicy", "reed", "remote_ok", "remotive", "smartrecruiters", "the_muse"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_what_an_operator_must_know(kind):
    facts = KINDS[kind]
    assert facts.shape in SHAPES
    assert facts.title and facts.terms.endswith(".") and facts.attribution
    assert facts.documentation is not None or facts.addresses is not None
    assert facts.pace_seconds > 0 and facts.least_every_seconds > 0
    plan = requests_of(kind)
    assert all(callable(getattr(plan, name)) for name in ("parts", "first", "after"))


def test_what_needs_consent():
    assert {kind for kind, facts in KINDS.items() if facts.needs_consent} == OFF


def test_poll_limits_of_the_terms():
    assert KINDS["remotive"].least_every_seconds == 6 * 3600
    assert KINDS["jobicy"].least_every_seconds == 3600
    assert KINDS["workable"].pace_seconds == 5


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("licens: MIT", "no entry called 'licens'"),
        ("shape: cheese", "shape must be one of"),
        ("whole: perhaps", "perhaps"),
        ("pages: many", "many"),
        ("least_every: often", "'often' is no length of time"),
        ("keys: [{name: x}]", "missing"),
        ("- x", "x"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_with_its_name(tmp_path, line, sentence):
    file = tmp_path / "source.yaml"
    shape = "" if line.startswith("shape") else "shape: json\n"
    file.write_text(f"title: A\nterms: B.\nattribution: C\n{shape}{line}\n", encoding="utf-8")
    with pytest.raises(BadReference, match=sentence) as refusal:
        facts_of(file)
    assert "source.yaml" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "many"), [("90s", 90), ("30m", 1800), ("6 h", 21600), ("1d", 86400), ("2W", 1209600), ("0.5s", 0.5)]
)
def test_lengths_of_time(text, many):
    assert seconds(text) == many
