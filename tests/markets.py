"""Small markets for tests: vacancies drawn as tables, published for real, read back."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import drawn as drawing
from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.edition import manifest
from jobtide.edition.reader import Reader
from jobtide.engine import Engine
from jobtide.gazetteer import Gazetteer, Place
from jobtide.pipeline.edition import write_edition
from jobtide.reference.measures import load_measures
from jobtide.settings import Settings
from jobtide.statistics import figures, quality
from jobtide.taxonomy import Taxonomy, Term, slug

AS_OF = date(2025, 11, 23)
MEASURES = load_measures()

GAZETTEER = Gazetteer(
    {
        place.slug: place
        for place in (
            Place("world", "World", "world", None),
            Place("uk", "UK", "country", "world", "United Kingdom", article=True),
            Place("england", "England", "nation", "uk"),
            Place("scotland", "Scotland", "nation", "uk"),
            Place("london", "London", "region", "england"),
            Place("north-west", "North West", "region", "england", article=True),
            Place("cheshire", "Cheshire", "county", "north-west"),
            Place("chester", "Chester", "city", "cheshire"),
            Place("manchester", "Manchester", "city", "north-west"),
            Place("west-midlands", "West Midlands", "region", "england", article=True),
            Place("staffordshire", "Staffordshire", "county", "west-midlands"),
            Place("stoke-on-trent", "Stoke-on-Trent", "city", "staffordshire"),
            Place(
                "uk-excluding-london", "UK excluding London", "grouping", "uk", article=True,
                members=("scotland", "north-west", "west-midlands"),
            ),
            Place("north-of-england", "North of England", "grouping", "uk", members=("north-west",), article=True),
            Place("work-from-home", "Work from Home", "grouping", "uk"),
        )
    },
    "a small gazetteer",
)  # fmt: skip


def taxonomy(**categories: Iterable[str]) -> Taxonomy:
    """Terms by category: taxonomy(Vendors=["IBM"])."""
    terms = (Term(slug(name), name, category) for category, names in categories.items() for name in names)
    return Taxonomy({term.slug: term for term in terms}, "a small taxonomy")


TAXONOMY = taxonomy(
    **{
        "Job Titles": ["Developer", "Java Developer", "Project Manager"],
        "Programming Languages": ["Java", "SQL", "Go"],
        "Cloud Services": ["Azure", "AWS"],
        "General": ["Finance", "Law"],
        "Miscellaneous": ["IoT"],
    }
)


def vacancy(number: int, **said: object) -> dict:
    """A row of tables.VACANCIES; what is not said is usual: a permanent vacancy of the edition's day without pay."""
    return drawing.vacancy(number, AS_OF, **said)


def drawn(picture: str, **everywhere: object) -> list[dict]:
    """Vacancies from a table drawn as text; jobtide/drawn.py says how."""
    return drawing.vacancies(picture, AS_OF, **everywhere)


def published(
    folder: Path,
    vacancies: list[dict],
    taxonomy: Taxonomy = TAXONOMY,
    gazetteer: Gazetteer = GAZETTEER,
    as_of: date = AS_OF,
) -> Reader:
    """An edition of just these vacancies, written into `folder` and opened."""
    edition, scratch = folder / "edition", folder / "scratch"
    edition.mkdir(parents=True)
    source = folder / "vacancies.parquet"
    pq.write_table(pa.Table.from_pylist(vacancies, schema=arrow_schema(tables.VACANCIES)), source)
    settings = Settings()
    with Engine(scratch, threads=1) as engine:
        engine.see("drawn", source)
        # No vacancy is told of by several adverts.
        nobody = {"vacancy_id": "string"} | {n: type_ for n, type_ in tables.MEMBERS.schema.items() if n != "vacancy"}
        engine.see("nobody", [], nobody)
        write_edition(
            edition, scratch, engine, [figures.table(tables.VACANCIES, "drawn")], ibis.table(nobody, name="nobody"),
            taxonomy, gazetteer, MEASURES, settings, as_of,
        )  # fmt: skip
        found = quality.recognised(figures.table(tables.VACANCIES))
        measured = dict(zip(found.columns, engine.rows(found)[0], strict=True))
    measured["adverts"] = sum(row["adverts"] for row in vacancies)
    inputs = manifest.Inputs(as_of, "test", taxonomy.digest, {"root_place": settings.root_place}, {})
    manifest.Manifest(inputs.edition_id, inputs, measured, {}).write(edition)
    return Reader(edition)
