"""publish, quality: from a home's adverts to an edition, and its report on itself."""

from datetime import UTC, datetime

import click

from jobtide.cli import options
from jobtide.cli.bar import bar

_MASTERS = ("spark://", "local", "yarn", "k8s://")  # the addresses that Spark knows


@click.command(epilog="Example: jobtide publish --as-of 2025-11-30")
@click.option("--as-of", type=options.Day(), help="The edition's day. [default: the newest first-seen day]")
@click.option("--accept", is_flag=True, help="Make it current also where it is not what the last edition lets expect.")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="Who computes: this process, or Spark.",
)
@click.option("--master", metavar="URL", help="The Spark cluster, as spark://HOST:PORT. [default: this machine]")
@options.reference
@options.as_json
@options.home
@click.pass_context
def publish(context, as_of, accept, engine, master, extra, as_json, home) -> None:
    """Compute an edition from all adverts and make it current. Prints its id.

    One that is not as the last edition lets expect is held: it is kept with the reasons, and the last one stays.
    """
    from jobtide.errors import Held
    from jobtide.pipeline.publish import publish as publish_edition

    if master is not None and engine != "spark":
        raise click.UsageError("--master names a Spark cluster: add --engine spark.")
    if engine == "spark":
        master = master or "local[*]"
        if not master.startswith(_MASTERS):
            raise click.UsageError(f"--master is spark://HOST:PORT, local[N], yarn or k8s://…, not {master!r}.")
    if as_of is not None and as_of > datetime.now(UTC).date():
        click.echo(f"Note: {as_of} has not come yet, so the last days of the edition's periods are empty.", err=True)
    reference = options.load_reference(extra)
    try:
        with bar("publishing") as shown:
            done = publish_edition(
                home, options.settings(home), reference, as_of, shown.say, accept=accept, master=master,
                moved=shown.moved, doing=shown.doing,
            )  # fmt: skip
    except Held as held:
        if not as_json:
            raise
        options.print_json({"edition": {"id": held.edition_id}, "held": held.reasons, "against": held.against})
        context.exit(1)
    if as_json:
        return options.print_json({"edition": {"id": done.id, "as_of": done.inputs.as_of}, "quality": done.quality})
    click.echo(done.id)


@click.command()
@click.option("--edition", "edition_id", metavar="ID", help="An earlier edition. [default: the current one]")
@options.as_json
@options.home
def quality(edition_id, as_json, home) -> None:
    """Print an edition's report on itself: what it rests on, and how much of that could be read."""
    from jobtide.edition import manifest
    from jobtide.edition.shelf import Shelf
    from jobtide.shown import quality as report

    said = manifest.read(Shelf(home).folder(edition_id))
    if as_json:
        return options.print_json({"edition": {"id": said.id, "as_of": said.inputs.as_of}, "quality": said.quality})
    for lines in (report.report(said.quality), report.issues(said.quality), report.inputs(said)):
        for line in lines:
            click.echo(f"{line.label:<44}{line.said:>24}")
        if lines:
            click.echo()


COMMANDS = (publish, quality)
