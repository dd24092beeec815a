"""publish, editions, verify, quality: from a home's adverts to an edition, and the editions there are."""

import click

from jobtide.cli import options


@click.command()
@click.option("--as-of", type=options.Day(), help="The edition's day. [default: the newest first-seen day]")
@options.reference
@options.as_json
@options.home
def publish(as_of, extra, as_json, home) -> None:
    """Compute an edition from all adverts and make it current. Prints its id."""
    from jobtide.pipeline.publish import publish as publish_edition

    done = publish_edition(home, options.settings(home), options.load_reference(extra), as_of, options.progress)
    if as_json:
        return options.print_json({"edition": {"id": done.id, "as_of": done.inputs.as_of}, "quality": done.quality})
    click.echo(done.id)


@click.command()
@options.as_json
@options.home
def editions(as_json, home) -> None:
    """List the editions of a home, oldest first."""
    from jobtide.edition import manifest
    from jobtide.edition.shelf import Shelf
    from jobtide.errors import NoEdition

    shelf = Shelf(home)
    try:
        current = shelf.current_id()
    except NoEdition:
        current = None
    found = [manifest.read(shelf.folder(edition_id)) for edition_id in shelf.ids()]
    if as_json:
        return options.print_json(
            [{"id": each.id, "as_of": each.inputs.as_of, "current": each.id == current} for each in found]
        )
    for each in found:
        vacancies = each.quality.get("vacancies", 0)
        click.echo(f"{each.id}  {vacancies:>12,} vacancies{'  current' if each.id == current else ''}")


@click.command()
@click.argument("edition_id", metavar="[EDITION]", required=False)
@options.as_json
@options.home
@click.pass_context
def verify(context, edition_id, as_json, home) -> None:
    """Check every file of an edition against its manifest."""
    from jobtide.edition import manifest
    from jobtide.edition.shelf import Shelf

    folder = Shelf(home).folder(edition_id)
    damage = manifest.damage(folder)
    if as_json:
        options.print_json({"edition": folder.name, "damage": damage})
    elif damage:
        click.echo(f"Edition {folder.name} is damaged:", err=True)
        for sentence in damage:
            click.echo(f"  {sentence}", err=True)
    else:
        click.echo(f"Edition {folder.name} is whole: {len(manifest.read(folder).parts)} files as published.")
    context.exit(1 if damage else 0)


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


COMMANDS = (publish, editions, verify, quality)
