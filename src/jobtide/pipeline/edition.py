"""Vacancies to an edition's figures, in the order in which each needs the one before."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

import ibis
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition import ordering
from jobtide.edition.build import Build
from jobtide.edition.by_month import ORDER
from jobtide.engine import Engine, compiled
from jobtide.gazetteer import Gazetteer
from jobtide.measure import Measures
from jobtide.pipeline.anew import Anew
from jobtide.settings import Settings
from jobtide.statistics import counts, figures, quality
from jobtide.taxonomy import Taxonomy

_ROWS = 100_000  # of vacancies that are written at a time


def write_edition(
    folder: Path,
    scratch: Path,
    engine: Engine,
    vacancies: Sequence[object],
    members: object,
    taxonomy: Taxonomy,
    gazetteer: Gazetteer,
    measures: Measures,
    settings: Settings,
    as_of: date,
    done: Callable[..., None] = lambda step, how="": None,
    by_expressions: bool = False,
    change: Anew | None = None,
    sql: Mapping[str, str] = MappingProxyType({}),
    to_sql: Callable[[object], str] = compiled,
) -> Build:
    """Writes every table, query and definition of an edition into `folder`.

    `vacancies` are expressions with the columns of tables.VACANCIES but `vacancy` over tables that the engine sees,
    which together give all of them; `members` is one with those of tables.MEMBERS, with `vacancy_id` for the vacancy.
    `done` is told the name of each step when it is finished, and of some how. The figures are counted by machine code
    (statistics.kernel); `by_expressions` has the engine compute them instead, which gives the same. With a `change`,
    what stands of an earlier edition is taken over from it, which gives the same as well: Damaged where that edition is
    not what was published. `sql` is what `in_order` and `numbered` of them compile to, by the names of their tables,
    where that is known already, and `to_sql` makes that of others.
    """
    build = Build(folder, scratch, engine, lambda asked: asked if isinstance(asked, str) else to_sql(asked))
    build.reference(taxonomy, gazetteer)
    build.definitions(measures)
    definition = sql.get("vacancies") or in_order(vacancies)
    if change is None:
        if by_expressions:
            rows = engine.batches(definition, _ROWS, as_they_come=True)
        else:
            # One by one, and put in order here: joining, gathering and sorting at once take more memory than given.
            parts = (engine.batches(_unnumbered(part), _ROWS, as_they_come=True) for part in vacancies)
            rows = ordering.in_order(itertools.chain.from_iterable(parts), scratch / "in-order")
        build.vacancies(rows, as_of)
        done("vacancies")
    else:
        with pq.ParquetFile(change.vacancies) as rows:
            build.vacancies_beside(change.earlier, change.moved, rows.iter_batches(_ROWS), as_of)
        done("vacancies", f"{build.merged}, taken over from edition {change.earlier.said.id}")
    if change is None:
        build.members(numbered(members))
    else:
        build.members_beside(change.members, sql.get("members") or numbered(members))
    done("members")
    vacancy_rows = figures.table(tables.VACANCIES)
    first, many = engine.rows(vacancy_rows.agg(first=vacancy_rows.first_seen.min(), many=vacancy_rows.count()))[0]
    build.periods(as_of, first or as_of)
    build.ranks(many)
    mapped = build.lay_out(figures.one_by_one(settings.currency), _ROWS)
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
            **figures.standing(), **figures.questions(settings.currency), "vacancies": definition,
            "quality": quality.recognised(vacancy_rows),
        }
    )  # fmt: skip
    return build


def in_order(vacancies: Sequence):
    """Vacancies as the edition has them, without their numbers."""
    return ibis.union(*(_unnumbered(part) for part in vacancies)).order_by(*ORDER)


def _unnumbered(vacancies):
    return vacancies.select(*(name for name in tables.VACANCIES.schema if name != "vacancy"))


def numbered(members):
    """Members with the numbers of their vacancies."""
    numbers = figures.table(tables.VACANCIES).select("vacancy", "vacancy_id")
    return members.join(numbers, "vacancy_id").select(*tables.MEMBERS.schema)


def _by_expressions(build: Build, settings: Settings, done: Callable[[str], None]) -> None:
    described = {table.name: table for table in tables.EDITION}
    with (
        build.pinned(figures.of_periods(), by=("vacancy",)),
        build.pinned(figures.gathered(settings.currency), by=counts.PLACE),
        build.pinned(figures.in_steps_of_gathered(settings.currency), by=counts.BESIDE),
    ):
        for name, expression in figures.from_steps().items():
            build.compute(described[name], expression)
            done(name)
    standing = figures.standing()
    with build.pinned(figures.of_open_ones(), by=("vacancy",)):
        build.compute(tables.LIVE, standing["live"])
    done("live")
    with build.pinned({"placed": figures.memberships()["placed"]}):
        build.compute(tables.MONTH_TOTALS, standing["month_totals"])
    done("month_totals")
    build.lay_out_figures()
    done("columns of figures")
