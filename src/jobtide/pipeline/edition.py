"""Vacancies to an edition's figures, in the order in which each needs the one before."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from jobtide import tables
from jobtide.edition.build import Build
from jobtide.edition.by_month import ORDER
from jobtide.engine import Engine, compiled
from jobtide.gazetteer import Gazetteer
from jobtide.measure import Measures
from jobtide.settings import Settings
from jobtide.statistics import figures, quality
from jobtide.taxonomy import Taxonomy

_ROWS = 100_000  # of vacancies that are written at a time


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
    by_expressions: bool = False,
) -> Build:
    """Writes every table, query and definition of an edition into `folder`.

    `vacancies` is an expression with the columns of tables.VACANCIES but `vacancy` over tables that the engine sees,
    `members` one with those of tables.MEMBERS, with `vacancy_id` for the vacancy. `done` is told the name of each step
    when it is finished. The figures are counted by machine code (statistics.kernel); `by_expressions` has the engine
    compute them instead, which gives the same.
    """
    build = Build(folder, scratch, engine, compiled)
    build.reference(taxonomy, gazetteer)
    build.definitions(measures)
    columns = [name for name in tables.VACANCIES.schema if name != "vacancy"]
    vacancies = vacancies.select(*columns).order_by(*ORDER)
    build.vacancies(engine.batches(vacancies, _ROWS), as_of)
    done("vacancies")
    vacancy_rows = figures.table(tables.VACANCIES)
    numbers = vacancy_rows.select("vacancy", "vacancy_id")
    members = members.join(numbers, "vacancy_id").select(*tables.MEMBERS.schema)
    build.compute(tables.MEMBERS, members)
    done("members")
    first, many = engine.rows(vacancy_rows.agg(first=vacancy_rows.first_seen.min(), many=vacancy_rows.count()))[0]
    build.periods(as_of, first or as_of)
    build.ranks(many)
    mapped = build.lay_out(engine.batches(figures.one_by_one(settings.currency), _ROWS))
    done("columns")
    if by_expressions:
        _by_expressions(build, settings, done)
    else:
        from jobtide.pipeline.counting import counted  # it loads the compiler

        build.figures(counted(mapped))
        done("figures")
    build.queries(
        {
            **figures.memberships(), **figures.in_steps(settings.currency), **figures.from_steps(),
            **figures.standing(), **figures.questions(settings.currency), "vacancies": vacancies,
            "quality": quality.recognised(vacancy_rows),
        }
    )  # fmt: skip
    return build


def _by_expressions(build: Build, settings: Settings, done: Callable[[str], None]) -> None:
    described = {table.name: table for table in (*tables.MEMBERSHIPS, *tables.EDITION)}
    for name, expression in figures.memberships().items():
        build.beside(described[name], expression)
        done(name)
    build.steps(figures.in_steps(settings.currency), lambda: done("period"))
    for name, expression in {**figures.from_steps(), **figures.standing()}.items():
        build.compute(described[name], expression)
        done(name)
    build.lay_out_figures()
    done("columns of figures")
