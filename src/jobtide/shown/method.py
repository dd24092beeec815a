"""The definitions of figures as text in Markdown: docs/method.md, and what `jobtide measures` prints of one."""

from collections.abc import Iterator

from jobtide.measure import EXAMPLE_DAY, Chapter, Example, Measure, Measures
from jobtide.shown.sentences import long_day

PREFACE = (
    "What every published figure means, in the order in which it is best read. Each definition ends with an example "
    "small enough to be worked out by hand; the tests publish it and compare. The site shows the same words, with the "
    "SQL that computed the edition's figures: select the label of any row."
)
_SURFACES = {
    "page": "of a term's page",
    "index": "of an index",
    "category": "of a category's page",
    "categories": "of the list of categories",
    "movers": "of what moved",
    "comparison": "of a comparison",
    "quality": "of an edition's quality report",
}


def method(measures: Measures) -> str:
    """docs/method.md, whole."""
    parts = ["# Method", "<!-- Made by `make method` from reference/measures/. -->", PREFACE]
    for chapter in measures.chapters:
        parts += [f"## {chapter.title}", *chapter.words, *(section(measure) for measure in chapter.measures)]
    return "\n\n".join(parts) + "\n"


def section(measure: Measure) -> str:
    """One definition, headed with its name."""
    return "\n\n".join(_parts(measure))


def overview(chapter: Chapter) -> str:
    """A chapter's measures, a line each: id and question."""
    wide = max(len(measure.id) for measure in chapter.measures)
    return "\n".join((chapter.title, *(f"  {measure.id:<{wide}}  {measure.question}" for measure in chapter.measures)))


def asked(example: Example) -> str:
    """What the example asks for, in words: the page of java in chester, permanent, 6 months to 23 November 2025."""
    of = {"page": f"the page of {example.term}", "index": "the index", "category": f"the page of {example.category}",
          "categories": "the list of categories", "movers": "what moved",
          "comparison": f"the comparison of {' and '.join((example.term or '').split(','))}"}  # fmt: skip
    if example.surface == "quality":
        return f"the quality report of the edition of {long_day(EXAMPLE_DAY)}"
    return (
        f"{of[example.surface]} in {example.place}, {example.employment_type}, "
        f"{example.months} months to {long_day(EXAMPLE_DAY)}"
    )


def figures(example: Example) -> list[tuple[str, tuple[str, ...]]]:
    """The dotted keys and what stands there, as the example writes it: one figure, or one for each period."""
    return [
        (key, tuple("-" if one == "null" else one for one in ((said,) if isinstance(said, str) else said)))
        for key, said in example.figures.items()
    ]


def places_of(measure: Measure) -> list[tuple[str, str]]:
    """Where its figures stand: (of a term's page, `summary.rank`, `places.*.rank` …)."""
    return [(_SURFACES[surface], key) for surface, keys in measure.keys.items() for key in keys]


def _parts(measure: Measure) -> Iterator[str]:
    yield f"### {measure.name}"
    yield f"**{measure.question}** (`{measure.id}`)"
    yield "\n".join(
        (
            f"- Counted among: {measure.population}",
            f"- Unit: {measure.unit}",
            f"- Rule: {measure.rule}",
            *(f"- Mind: {caveat}" for caveat in measure.caveats),
            f"- Shown: {measure.shown}",
            *(
                f"- In JSON {_SURFACES[surface]}: {', '.join(f'`{key}`' for key in keys)}"
                for surface, keys in measure.keys.items()
            ),
            f"- Stated by {', '.join(f'`{function}`' for function in measure.functions)}"
            + (f"; computed by {', '.join(f'`{query}.sql`' for query in measure.queries)}" if measure.queries else ""),
        )
    )
    yield f"Example. {measure.example.words}"
    yield f"```\n{measure.example.vacancies}\n```"
    answers = "; ".join(f"`{key}` is {' | '.join(said)}" for key, said in figures(measure.example))
    question = asked(measure.example)
    yield f"{question[:1].upper()}{question[1:]}: {answers}."
