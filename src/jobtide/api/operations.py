"""Everything that the API answers: each operation described, and the plain function that answers it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jobtide import comparison, entry, mover, page, vacancy
from jobtide.api import asked_for
from jobtide.api.asked_for import (
    CELL,
    COUNTED,
    EDITION,
    LENGTH,
    LIMIT,
    LIST,
    PLACE,
    POPULATION,
    SEARCH,
    TERM,
    TYPE,
)
from jobtide.api.parameters import YES, Asked, Parameter
from jobtide.measure import Measure
from jobtide.taxonomy import category_named, folded

# What cannot be said by a dataclass: objects of many kinds.
_OBJECT = {"type": "object"}
_SORTS = ("rank", "term", "category", "rank_change", "p50", "p50_change", "count", "share_of_all", "live")
MOST_SUGGESTIONS = 8


@dataclass(frozen=True)
class Part:
    """Rows `offset` and on of a list, of which there are `total`."""

    value: object
    shown: int
    offset: int
    total: int


@dataclass(frozen=True)
class Operation:
    """`path` follows /api/v1; its parts in braces are `in_path`. `answers` is the shape of the answer: a dataclass, a
    list of one, or a schema. `answer` is given what is asked and gives the answer, a Part of it where it is a list.
    `takes_long` says of what is asked whether nothing was computed ahead for it."""

    path: str
    name: str
    summary: str
    words: str
    parameters: Sequence[Parameter]
    answers: Any
    answer: Callable[["Question"], object]
    in_path: Sequence[Parameter] = ()
    takes_long: Callable[[Asked], bool] = lambda asked: False


@dataclass(frozen=True)
class Question:
    """One request: the edition's `reader`, the `source` of all editions, what the path and the parameters say, how many
    rows of a list were given before, and `check`, which stops what takes too long."""

    reader: Any
    source: Any
    path: dict[str, str]
    asked: Asked
    offset: int
    check: Callable[[], None]

    @property
    def wanted(self) -> asked_for.Wanted:
        return asked_for.Wanted(self.reader, self.asked)

    def part_of(self, rows: Sequence[object]) -> Part:
        limit = self.asked["limit"]
        shown = rows[self.offset : self.offset + limit]
        return Part(shown, len(shown), self.offset, len(rows))


def _terms(question: Question) -> Part:
    rows = question.reader.term_entries()
    asked = question.asked
    if asked["category"]:
        category = category_named(asked["category"])
        rows = [row for row in rows if row.category == category]
    return question.part_of(_holding(asked["q"], rows))


def _places(question: Question) -> Part:
    return question.part_of(_holding(question.asked["q"], question.reader.place_entries()))


def _holding(text: str | None, rows: Sequence[Any]) -> Sequence[Any]:
    wanted = folded(text or "")
    if not wanted:
        return rows
    return [row for row in rows if wanted in folded(row.name) or wanted in folded(row.long_name or "")]


def _term(question: Question) -> object:
    slug = question.reader.find_term(question.path["term"]).slug
    return next(row for row in question.reader.term_entries() if row.slug == slug)


def _place(question: Question) -> object:
    slug = question.reader.find_place(question.path["place"]).slug
    return next(row for row in question.reader.place_entries() if row.slug == slug)


def _page(question: Question) -> object:
    wanted = question.wanted
    return question.reader.explore(wanted.some_population(), *wanted.cell, check=question.check)


def _series(question: Question) -> object:
    found = _page(question)
    return entry.Series(
        found.edition, found.term, found.place, found.employment_type, found.months, found.series
    )  # fmt: skip


def _index(question: Question) -> Part:
    asked, reader = question.asked, question.reader
    usually_down = asked["sort"] in ("rank_change", "p50", "p50_change", "count", "share_of_all", "live")
    found = reader.index(
        *question.wanted.cell,
        categories=[category_named(name) for name in asked["category"]],
        terms=[reader.find_term(name).slug for name in asked["term"]],
        search=asked["q"] or "",
        sort=asked["sort"],
        reverse=asked["order"] is not None and (asked["order"] == "desc") != usually_down,
        limit=asked["limit"],
        offset=question.offset,
    )
    return Part(found, len(found.rows), question.offset, found.total)


def _category(question: Question) -> Part:
    asked = question.asked
    found = question.reader.category(
        category_named(question.path["category"]), *question.wanted.cell, limit=asked["limit"], offset=question.offset
    )  # fmt: skip
    return Part(found, len(found.rows), question.offset, found.total)


def _vacancies(question: Question) -> Part:
    asked, wanted = question.asked, question.wanted
    found = question.reader.vacancies(
        wanted.population(), *wanted.cell, wanted.counted(), asked["limit"], question.offset, question.check
    )  # fmt: skip
    return Part(found, len(found.rows), question.offset, found.total)


def _suggest(question: Question) -> object:
    found = question.reader.suggestions(question.asked["q"], question.asked["kind"])
    return entry.Suggestions(list(found)[:MOST_SUGGESTIONS])


def _editions(question: Question) -> Part:
    current = question.source.current().edition.id
    ids = list(reversed(question.source.ids()))
    return question.part_of([{"id": each, "as_of": each[:10], "current": each == current} for each in ids])


def _edition(question: Question) -> object:
    reader = question.source.named(question.path["id"])
    current = question.source.current().edition.id
    manifest = reader.manifest
    return {
        "id": manifest.id, "as_of": manifest.inputs.as_of, "label": reader.edition.label,
        "currency": reader.edition.currency, "current": manifest.id == current, "inputs": manifest.inputs,
        "quality": manifest.quality, "parts": manifest.parts,
    }  # fmt: skip


def _measure(question: Question) -> object:
    found = question.reader.measures.find(question.path["id"])
    return {**vars(found), "sql": {query: question.reader.sql(query) for query in found.queries}}


def _quality(question: Question) -> object:
    reader = question.reader
    return {"edition": reader.edition, "quality": reader.manifest.quality, "measures": reader.measures.of("quality")}


def _movers(question: Question) -> object:
    return question.reader.movers(*question.wanted.cell, limit=question.asked["limit"]).as_json()


def _compare(question: Question) -> object:
    asked, reader = question.asked, question.reader
    terms = [reader.find_term(name).slug for name in asked["term"]]
    places = [reader.find_place(name).slug for name in asked["place"]] or [reader.root_place]
    return reader.compare(terms, places, asked["type"], asked["months"], asked["periods"]).as_json()


def _one_vacancy(question: Question) -> object:
    return question.reader.vacancy(question.path["id"])


def _something_else(asked: Asked) -> bool:
    """Whether more is asked for than one term."""
    return any(asked[parameter.name] for parameter in POPULATION)


_EDITION_ROW = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "description": "Lasting name."},
        "as_of": {"type": "string", "format": "date", "description": "Its day."},
        "current": {"type": "boolean", "description": "Whether it is the one that is served where none is named."},
    },
    "required": ["id", "as_of", "current"],
}
_QUALITY = {
    "type": "object",
    "properties": {
        "edition": {"$ref": "#/components/schemas/EditionName"},
        "quality": {**_OBJECT, "description": "How much it rests on, and how much of that could be read."},
        "measures": {**_OBJECT, "description": "Ids of definitions by the keys of these figures."},
    },
    "required": ["edition", "quality", "measures"],
}
_MANIFEST = {
    "type": "object",
    "properties": {
        **_EDITION_ROW["properties"],
        "label": {"type": ["string", "null"], "description": "What must be said of its data."},
        "currency": {"type": "string", "description": "ISO 4217 code of all its pay."},
        "inputs": {**_OBJECT, "description": "What it was made from: equal inputs give an edition of equal bytes."},
        "quality": {**_OBJECT, "description": "How much it rests on, and how much of that could be read."},
        "parts": {**_OBJECT, "description": "Its files with their sizes, SHA-256 sums and rows."},
    },
    "required": [*_EDITION_ROW["required"], "label", "currency", "inputs", "quality", "parts"],
}
_MEASURE = {
    "allOf": [{"$ref": "#/components/schemas/Measure"}],
    "properties": {"sql": {**_OBJECT, "description": "The SQL that computed it in this edition, by query."}},
    "required": ["sql"],
}
_NAMED = {
    "term": replace(TERM, meaning="The term's slug, name or alias."),
    "place": replace(PLACE, meaning="The place's slug, name or alias."),
    "category": Parameter("category", "The category's slug or name.", "programming-languages"),
    "vacancy": Parameter("id", "The vacancy's lasting name.", "v0123456789abcdef"),
    "edition": Parameter("id", "The edition's id.", "2025-11-23-1a2b3c4d"),
    "measure": Parameter("id", "The measure's id.", "median"),
}
_KIND = Parameter("kind", "What to look for.", "term", usual="any", one_of=("any", "term", "place"))
_SORT = Parameter("sort", "Column to sort by; ties stand in the order of names.", "p50", usual="rank", one_of=_SORTS)
_ORDER = Parameter("order", "As usual for the column where it is not given.", "desc", one_of=("asc", "desc"))
_SEVERAL = {
    "term": replace(TERM, repeats=comparison.MOST, required=True), "place": replace(PLACE, repeats=comparison.MOST),
    "terms": replace(TERM, meaning="Only these terms; any of several.", repeats=20),
    "category": replace(asked_for.CATEGORY, repeats=19, meaning="Only terms of this category; any of several."),
}  # fmt: skip

OPERATIONS = (
    Operation("/terms", "terms", "Terms", "The taxonomy as used, in the order of names.",
              (SEARCH, asked_for.CATEGORY, *LIST, EDITION), list[entry.TermEntry], _terms),
    Operation("/terms/{term}", "term", "A term", "One term of the taxonomy.", (EDITION,), entry.TermEntry, _term,
              (_NAMED["term"],)),
    Operation("/places", "places", "Places", "The gazetteer as used, in the order of names.", (SEARCH, *LIST, EDITION),
              list[entry.PlaceEntry], _places),
    Operation("/places/{place}", "place", "A place", "One place of the gazetteer.", (EDITION,), entry.PlaceEntry,
              _place, (_NAMED["place"],)),
    Operation("/categories", "categories", "Categories", "Every category with a vacancy in the period.", CELL,
              page.Categories, lambda question: question.reader.categories(*question.wanted.cell)),
    Operation("/categories/{category}", "category", "A category", "A category as a whole, and its terms by rank.",
              (*CELL, *LIST), page.CategoryPage, _category, (_NAMED["category"],)),
    Operation("/page", "page", "The page of a term, or of any vacancies",
              "Every figure of a cell. With more than a term it is the same page of just those vacancies, computed "
              "when it is asked for.",
              (TERM, *POPULATION, *CELL), page.Page, _page, takes_long=_something_else),
    Operation("/series", "series", "The months of a page", "What `page` has as `series`, alone.",
              (TERM, *POPULATION, *CELL), entry.Series, _series, takes_long=_something_else),
    Operation("/index", "index", "The index of a place", "Every term with a vacancy in the period.",
              (*CELL, _SEVERAL["category"], _SEVERAL["terms"], SEARCH, _SORT, _ORDER, *LIST), page.Index, _index),
    Operation("/movers", "movers", "Terms that moved", "Terms whose share rose or fell by more than chance explains.",
              (*CELL, replace(LIMIT, usual=10, most=100, meaning="Terms up, and as many down.")), mover.Movers,
              _movers),
    Operation("/compare", "compare", "Side by side",
              "Two to six terms in one place, one term in two to six places, or one term's periods.",
              (_SEVERAL["term"], _SEVERAL["place"], TYPE, LENGTH,
               Parameter("periods", "This period and the two before side by side.", 1, YES, usual=False), EDITION),
              comparison.Comparison, _compare),
    Operation("/vacancies", "vacancies", "The vacancies behind a figure",
              "As many as the figure says, the newest first. Without more it is the number of vacancies on the `page` "
              "of the same parameters; `years_ago`, `month`, `live`, `with`, `category`, `quoted`, `middle_from` and "
              "`middle_below` lead to its other counts.",
              (TERM, *POPULATION, *COUNTED, *CELL, *LIST), vacancy.Behind, _vacancies, takes_long=_something_else),
    Operation("/vacancies/{id}", "vacancy", "A vacancy", "A vacancy, and the adverts that were judged to be it.",
              (EDITION,), vacancy.OneVacancy, _one_vacancy, (_NAMED["vacancy"],)),
    Operation("/suggest", "suggest", "Names to choose from", "Terms and places whose names hold what was typed.",
              (replace(SEARCH, meaning="What was typed.", required=True), _KIND, EDITION), entry.Suggestions, _suggest),
    Operation("/editions", "editions", "Editions", "Every edition, the newest first.", LIST,
              {"type": "array", "items": _EDITION_ROW}, _editions),
    Operation("/editions/{id}", "edition", "An edition", "What an edition was made from, and its files.", (), _MANIFEST,
              _edition, (_NAMED["edition"],)),
    Operation("/measures", "measures", "Measures", "What every figure means, in reading order.", (EDITION,),
              list[Measure], lambda question: list(question.reader.measures)),
    Operation("/measures/{id}", "measure", "A measure", "What a figure means, with the SQL that computed it.",
              (EDITION,), _MEASURE, _measure, (_NAMED["measure"],)),
    Operation("/quality", "quality", "Quality", "The edition's report on itself.", (EDITION,), _QUALITY, _quality),
)  # fmt: skip
