"""Expressions over terms: what is understood, in one form, and where the rest goes wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.errors import Error
from jobtide.expression import All, AnyOf, BadExpression, Named, NoneOf, asked_for, parsed, written
from jobtide.taxonomy import slug

UNDERSTOOD = [
    # written                                   in one form
    ("python", "python"),
    ("  Machine   Learning ", "machine-learning"),
    ("python and (aws or azure) and not java", "python and (aws or azure) and not java"),
    ("python AND aws Or go", "(python and aws) or go"),
    ("not python", "not python"),
    ("not (python or go)", "not (python or go)"),
    ("not not go", "not not go"),
    ("((go))", "go"),
    ("C++ or C# and .NET", "c-plus-plus or (c-sharp and dot-net)"),
    ('"research and development" or go', "research-and-development or go"),
    ("android or oracle or nothing", "android or oracle or nothing"),
]
REFUSED = [
    # written                     the pointer stands under   what it says
    ("", 0, "ends too early"),
    ("python and", 10, "ends too early"),
    ("(python or go", 13, "ends too early"),
    ("python) or go", 6, "')'"),
    ("and python", 0, "'a'"),
    ("python or or go", 10, "'o'"),
    ("()", 1, "')'"),
    ('go and "rust', 7, "'\"'"),
]


@pytest.mark.parametrize(("text", "form"), UNDERSTOOD)
def test_an_expression_is_understood_as_people_mean_it(text, form):
    assert written(parsed(text, slug), str) == form
    assert parsed(form, slug) == parsed(text, slug), "its own form means the same"


@pytest.mark.parametrize(("text", "at", "says"), REFUSED)
def test_what_is_wrong_is_pointed_at(text, at, says):
    with pytest.raises(BadExpression) as refused:
        parsed(text, slug)
    message, _, pointer = str(refused.value).split("\n")
    assert says in message
    assert pointer == "  " + " " * at + "^"


def test_terms_that_are_asked_for_stand_under_no_not():
    tree = parsed("python and not (go or rust) or java and python", slug)
    assert asked_for(tree) == ("python", "java")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("a or " * 300 + "a", "1,000 are allowed", id="69 long"),
        pytest.param("(" * 30 + "a" + ")" * 30, "More than 20 brackets", id="69 deep"),
        pytest.param("not " * 200 + "a", "More than 20", id="69 denied again and again"),
        pytest.param(" or ".join("abcdefghij"[n % 10] for n in range(70)), "60 are allowed", id="69 many names"),
    ],
)
def test_what_would_cost_too_much_is_refused(text, says):
    with pytest.raises(Error, match=says):
        parsed(text, slug)


NAMES = st.sampled_from(["go", "rust", "java"]).map(Named)
TREES = st.recursive(
    NAMES,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
        | inner.map(NoneOf)
    ),
    max_leaves=12,
)


@given(TREES, st.sets(st.sampled_from(["go", "rust", "java"])))
def test_the_written_form_matches_the_same_vacancies(tree, named):
    assert matches(parsed(written(tree, str), slug), named) == matches(tree, named)


@given(st.text(alphabet='ab ()"notador\n', max_size=60))
def test_any_text_is_understood_or_refused(text):
    try:
        parsed(text, slug)
    except BadExpression as error:
        assert str(error)


def matches(tree, named: set[str]) -> bool:
    if isinstance(tree, Named):
        return tree.slug in named
    if isinstance(tree, NoneOf):
        return not matches(tree.part, named)
    return (all if isinstance(tree, All) else any)(matches(part, named) for part in tree.parts)
