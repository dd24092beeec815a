"""export: figures and vacancies of an edition as files."""

from pathlib import Path

import click
from click.core import ParameterSource

from jobtide.cli import figures, options

_CELL = {"place", "contract", "months"}
_POPULATION = {
    "where", "remote", "work_modes", "employers", "seniorities", "sources", "pay_from", "first", "last",
}  # fmt: skip
# The options that mean something of each export, beside --format, --output, --edition and --home.
_TAKES = {
    "vacancies": {"term", *_CELL, *_POPULATION, "live"},
    "index": {*_CELL, "categories", "terms", "search", "sort", "reverse", "limit"},
    "page": {"term", *_CELL, *_POPULATION},
    "series": {"term", *_CELL, *_POPULATION},
    "edition": set(),
}
_ALWAYS = {"what", "format_", "file", "edition_id", "home"}


@click.command(
    epilog="""\b
Examples: jobtide export index --in London -o london.csv
          jobtide export page Python --in Manchester --format json -o python.json
          jobtide export series --where 'python and aws' -o series.parquet
          jobtide export vacancies -o vacancies.parquet
          jobtide export edition -o market.zip"""
)
@click.argument("what", type=click.Choice(list(_TAKES)))
@click.argument("term", required=False)
@click.option(
    "--format", "format_", type=click.Choice(["parquet", "csv", "json"]),
    help="[default: what the name of the file ends in, parquet without an ending; of an edition csv and parquet]",
)  # fmt: skip
@click.option("-o", "--output", "file", required=True, metavar="PATH", type=click.Path(path_type=Path))
@options.cell
@options.population
@click.option("--live", is_flag=True, help="vacancies: those that are live. [default: those of the period]")
@figures.listed
@click.option("-n", "--limit", type=click.IntRange(min=0), default=0, help="index: rows. [default: all]")
@options.home
@click.pass_context
def export(context, what, term, format_, file, edition_id, home, **asked) -> None:
    """Write figures as Parquet, CSV or JSON.

    WHAT is an index, the page of a TERM or of any population, its monthly series, the vacancies, or the whole edition
    (a folder, or a .zip) with the descriptions that other programs read. Vacancies are all there are, or with any
    option those that the page of the same options counts. A file that is there already is replaced.
    """
    given = _given(context)
    if surplus := sorted(given - _TAKES[what]):
        raise click.UsageError(f"{_spelt(context, surplus[0])} says nothing of {_NAMED[what]}.")
    if what in ("page", "series") and not given & {"term", *_POPULATION}:
        raise click.UsageError("Say of what: a TERM, or --where 'python and not java'.")
    from jobtide.exports.formats import format_of

    reader = options.open_reader(home, edition_id)
    done = {"vacancies": _vacancies, "index": _index, "page": _page, "series": _series, "edition": _edition}[what]
    form = format_ if what == "edition" else format_of(file, format_)
    click.echo(f"{done(reader, form, file, bool(given), term=term, **asked)} written to {file}", err=True)


_NAMED = {
    "vacancies": "vacancies", "index": "an index", "page": "a page", "series": "a series", "edition": "an edition",
}  # fmt: skip


def _given(context) -> set[str]:
    """The names of what was said on the command line beyond what every export takes."""
    said = {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    return said - _ALWAYS


def _spelt(context, name: str) -> str:
    parameter = next(each for each in context.command.params if each.name == name)
    return parameter.opts[0] if isinstance(parameter, click.Option) else "A TERM"


def _edition(reader, form: str | None, file: Path, narrowed: bool, **asked) -> str:
    from jobtide.exports.edition import export_edition

    return f"{export_edition(reader, (form,) if form else ('csv', 'parquet'), file):,} files"


def _index(reader, form: str, file: Path, narrowed: bool, *, term, live, place, contract, months, **asked) -> str:
    from jobtide.exports.figures import export_index

    chosen = {name: asked[name] for name in ("categories", "terms", "search", "sort", "reverse", "limit")}
    index = figures.index_of(reader, place, contract, months, **chosen)
    return _many(export_index(index, form, file), "term", "terms")


def _page(reader, form: str, file: Path, narrowed: bool, **asked) -> str:
    from jobtide.exports.figures import export_page

    return _many(export_page(_page_of(reader, **asked), form, file), "figure", "figures")


def _series(reader, form: str, file: Path, narrowed: bool, **asked) -> str:
    from jobtide.exports.figures import export_series

    return _many(export_series(_page_of(reader, **asked), form, file), "month", "months")


def _vacancies(reader, form: str, file: Path, narrowed: bool, **asked) -> str:
    from jobtide.exports.tables_of import export_vacancies

    ids = None
    if narrowed:
        chosen, place, employment_type, months = _cell_of(reader, **asked)
        from jobtide.population import Counted

        found = reader.vacancies(chosen, place, employment_type, months, Counted(live=asked["live"]), None)
        ids = [row.vacancy_id for row in found.rows]
    return _many(export_vacancies(reader, form, file, ids), "vacancy", "vacancies")


def _page_of(reader, **asked):
    return reader.explore(*_cell_of(reader, **asked))


def _cell_of(reader, *, term, place, contract, months, **asked) -> tuple:
    chosen = options.population_of(reader, term, **{name: asked[name] for name in _POPULATION})
    where = reader.find_place(place or reader.root_place).slug
    return chosen, where, options.employment_type(contract), int(months)


def _many(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


COMMANDS = (export,)
