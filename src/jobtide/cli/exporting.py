"""export: figures and vacancies of an edition as files."""

from pathlib import Path

import click

from jobtide.cli import options


@click.command(epilog="Example: jobtide export vacancies --format parquet -o vacancies.parquet")
@click.argument("what", type=click.Choice(["vacancies"]))
@click.option(
    "--format", "format_", type=click.Choice(["parquet", "csv", "json"]), default="parquet", show_default=True
)
@click.option("-o", "--output", "file", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--edition", "edition_id", metavar="ID", help="An earlier edition. [default: the current one]")
@options.home
def export(what, format_, file, edition_id, home) -> None:
    """Write the vacancies behind the figures: one row a vacancy, whatever its type and place."""
    from jobtide.edition.export import export_vacancies

    rows = export_vacancies(options.open_reader(home, edition_id), format_, file)
    click.echo(f"{rows:,} vacancies written to {file}", err=True)


COMMANDS = (export,)
