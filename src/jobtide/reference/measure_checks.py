"""Every rule that the definitions of figures keep, held against the shapes that surfaces show."""

import re
from collections.abc import Iterator, Mapping

from jobtide import drawn
from jobtide.comparison import Comparison
from jobtide.keys import figure_keys
from jobtide.measure import EXAMPLE_DAY, Measure, Measures, stands_at, worth
from jobtide.mover import Movers
from jobtide.page import Categories, CategoryPage, Index, Page
from jobtide.reference.load import Reference

# The report of an edition's quality has no shape of its own; its keys are proved by tests.
SHAPES = {
    "page": Page, "index": Index, "category": CategoryPage, "categories": Categories, "movers": Movers,
    "comparison": Comparison,
}  # fmt: skip


def measure_problems(measures: Measures, reference: Reference) -> list[str]:
    """A sentence for each measure that breaks a rule; [] when all are kept."""
    found = [f"measures: {words}" for words in _keys_that_miss(measures)]
    for measure in measures:
        for rule in (ill_formed_ids, figures_of_others, ill_drawn_examples):
            found += [f"measures: {measure.id}: {words}" for words in rule(measure, reference)]
    return found


def _keys_that_miss(measures: Measures) -> Iterator[str]:
    """Every figure of every surface has one measure, and every key of a measure has a figure."""
    for surface, shape in SHAPES.items():
        wanted = figure_keys(shape)
        claimed: Mapping[str, list[str]] = {key: [] for key in wanted}
        for measure in measures:
            for key in measure.keys.get(surface, ()):
                if key not in claimed:
                    yield f"{measure.id}: there is no figure at {key} of {surface}"
                else:
                    claimed[key].append(measure.id)
        for key, ids in claimed.items():
            if not ids:
                yield f"no measure says what {key} of {surface} means"
            if len(ids) > 1:
                yield f"{key} of {surface} has several measures: {', '.join(ids)}"


def ill_formed_ids(measure: Measure, reference: Reference) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", measure.id):
        yield "an id is of small letters, digits and single hyphens"
    if not measure.question.endswith("?"):
        yield "its question is none"


def figures_of_others(measure: Measure, reference: Reference) -> Iterator[str]:
    """An example shows the measure's own figures, and may show others only beside them."""
    own = measure.keys.get(measure.example.surface, ())
    if not any(stands_at(pattern, key) for pattern in own for key in measure.example.figures):
        yield f"its example shows no figure of its own, at one of {', '.join(own)}"
    for key, written in measure.example.figures.items():
        try:
            worth(written)
        except ValueError as error:
            yield f"its example: {key}: {error}"


def ill_drawn_examples(measure: Measure, reference: Reference) -> Iterator[str]:
    """An example's market can be read, and is of terms and places that there are, so that anybody can follow it."""
    example = measure.example
    try:
        rows = drawn.vacancies(example.vacancies, EXAMPLE_DAY)
    except ValueError as error:
        yield f"its example: {error}"
        return
    terms = {term for row in rows for term in row["terms"]} | set(example.term.split(",") if example.term else ())
    places = {place for row in rows for place in row["places"]} | {example.place}
    for term in sorted(terms - set(reference.taxonomy.terms)):
        yield f"its example asks for {term!r}, which is no term's slug"
    for place in sorted(places - set(reference.gazetteer.places)):
        yield f"its example is in {place!r}, which is no place's slug"
