"""Vacancies to an edition's figures, in the order in which each needs the one before."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from jobtide import tables
from jobtide.edition.build import Build
from jobtide.engine import Engine, compiled
from jobtide.gazetteer import Gazetteer
from jobtide.measure import Measures
from jobtide.settings import Settings
from jobtide.statistics import figures, quality
from jobtide.taxonomy import Taxonomy


def write_edition(
    folder: Path,
    scratch: Path,
    engine: Engine,
    vacancies: object,
    members: object,
    taxonomy: Taxonomy,
    gazetteer: Gazetteer,
    measures: Measures,
    settings: Settings,
    as_of: date,
    done: Callable[[str], None] = lambda step: None,
) -> Build:
    """Writes every table, query and definition of an edition into `folder`.

    `vacancies` is an expression with the columns of tables.VACANCIES over tables that the engine sees, `members` one
    with those of tables.MEMBERS, with `vacancy_id` for the vacancy. `done` is told the name of each step when it is
    finished.
    """
    build = Build(folder, scratch, engine, compiled)
    build.reference(taxonomy, gazetteer)
    build.definitions(measures)
    build.compute(tables.VACANCIES, vacancies)
    done("vacancies")
    vacancy_rows = figures.table(tables.VACANCIES)
    numbers = vacancy_rows.select("vacancy", "vacancy_id")
    build.compute(tables.MEMBERS, members.join(numbers, "vacancy_id").select(*tables.MEMBERS.schema))
    done("members")
    first, many = engine.rows(vacancy_rows.agg(first=vacancy_rows.first_seen.min(), many=vacancy_rows.count()))[0]
    build.periods(as_of, first or as_of)
    build.ranks(many)
    described = {table.name: table for table in tables.EDITION}
    for name, expression in figures.memberships().items():
        build.compute(described[name], expression)
        done(name)
    build.steps(figures.in_steps(settings.currency), lambda: done("period"))
    for name, expression in {**figures.from_steps(), **figures.standing()}.items():
        build.compute(described[name], expression)
        done(name)
    build.lay_out(figures.one_by_one(settings.currency))
    done("columns")
    build.queries({**figures.questions(settings.currency), "quality": quality.recognised(vacancy_rows)})
    return build
