"""editions, verify: the editions of a home, and what an operator does with them."""

import click

from jobtide.cli import options


@click.command(
    epilog="""\b
Examples: jobtide editions
          jobtide editions --diff 2025-10-31-0123abcd 2025-11-30-89efcdab
          jobtide editions --accept 2025-11-30-89efcdab
          jobtide editions --prune 12"""
)
@click.option("--diff", nargs=2, metavar="EARLIER LATER", help="What differs between two editions, the largest first.")
@click.option("--accept", metavar="ID", help="Make an edition current that was held.")
@click.option("--current", "current_id", metavar="ID", help="Make another edition current.")
@click.option("--prune", type=click.IntRange(min=1), metavar="N", help="Keep the newest N and the current one alone.")
@click.option("--in", "place", metavar="PLACE", help="--diff: figures of a place. [default: the home's, UK]")
@click.option("--contract", is_flag=True, help="--diff: figures of contracts alone. [default: of both types]")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="--diff: terms a list.")
@options.as_json
@options.home
def editions(diff, accept, current_id, prune, place, contract, limit, as_json, home) -> None:
    """List the editions of a home, oldest first, or do one thing with them.

    Each is current, old or held: an edition that is not as the last one lets expect waits until it is accepted.
    """
    if sum(bool(one) for one in (diff, accept, current_id, prune)) > 1:
        raise click.UsageError("One of --diff, --accept, --current and --prune at a time.")
    if diff:
        return _diff(home, diff, place, contract, limit, as_json)
    if accept or current_id:
        from jobtide.pipeline.expecting import make_current

        made = make_current(home, accept or current_id, accept=bool(accept))
        return options.print_json({"current": made}) if as_json else click.echo(f"Edition {made} is current.")
    if prune:
        from jobtide.pipeline.expecting import prune as remove

        gone = remove(home, prune)
        if as_json:
            return options.print_json({"removed": gone})
        return click.echo("\n".join(f"Removed {one}." for one in gone) or "Nothing to remove.")
    _list(home, as_json)


def _list(home, as_json: bool) -> None:
    from jobtide.edition.shelf import Shelf

    found = Shelf(home).stands()
    if as_json:
        return options.print_json([one.as_json() for one in found])
    for one in found:
        vacancies = "-" if one.vacancies is None else f"{one.vacancies:,}"
        size = "-" if one.bytes is None else f"{one.bytes / 1e6:,.1f} MB"
        label = f"  {one.label.split(':')[0]}" if one.label else ""
        click.echo(f"{one.id}  {vacancies:>12} vacancies  {size:>12}  {one.state}{label}")
        for reason in one.reasons:
            click.echo(f"    {reason}")


def _diff(home, pair, place, contract: bool, limit: int, as_json: bool) -> None:
    before, now = (options.open_reader(home, one) for one in pair)
    where = now.find_place(place or now.root_place).slug
    found = now.differences(before, where, ("contract",) if contract else ("permanent", "contract"), limit=limit)
    if as_json:
        return options.print_json(found.as_json())
    from jobtide.cli.tables import Printed
    from jobtide.shown import differences as shown

    out = Printed()
    out.heading(shown.heading(found))
    for label, said in (*shown.inputs(found), *shown.report(found)):
        out.words(f"{label:<44} {said}")
    for sentence in (shown.files(found), *shown.taxonomy(found)):
        out.words(sentence)
    for of_type in found.of_types:
        out.blank()
        for sentence in shown.sentences(of_type):
            out.words(sentence)
        for heading, terms in (("By vacancies", of_type.by_count), ("By median", of_type.by_median)):
            if terms:
                out.blank()
                out.heading(heading)
                out.table(shown.headings(of_type), [shown.line(found, of_type, one) for one in terms])


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


COMMANDS = (editions, verify)
