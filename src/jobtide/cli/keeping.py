"""reread, quarantine, forget, advert: what becomes of captures after they were first read."""

from datetime import UTC, datetime

import click

from jobtide.cli import options


@click.command()
@click.option("--source", metavar="NAME", help="Only what was read as this source.")
@options.as_json
@options.home
def reread(source, as_json, home) -> None:
    """Build all adverts again from the captures, as the present software reads them.

    Nothing is fetched. The new adverts take the place of the old ones as a whole, or not at all.
    """
    from jobtide.pipeline.rereading import reread as read_again

    done = read_again(home, options.settings(home), _today(), source, options.progress)
    pairs = [(name, getattr(done.before, name), getattr(done.after, name)) for name in _HELD]
    if as_json:
        told = {name: {"before": before, "after": after} for name, before, after in pairs}
        return options.print_json({"captures": done.captures, "unreadable": done.unreadable, **told})
    click.echo(f"{done.captures:,} captures read again")
    if done.unreadable:
        click.echo(f"{done.unreadable:,} more are kept, which still cannot be read")
    for name, before, after in pairs:
        click.echo(f"  {name:<12} {before:>12,} before {after:>12,} after")


_HELD = ("versions", "sightings", "quarantined")


@click.command()
@click.option("--reason", metavar="R", help="Only records that were rejected for this reason.")
@click.option("--source", metavar="NAME", help="Only records of this source.")
@click.option("--retry", is_flag=True, help="Read their captures again; what is accepted now leaves the quarantine.")
@options.as_json
@options.home
def quarantine(reason, source, retry, as_json, home) -> None:
    """List the records that could not become adverts, by source and reason, with examples."""
    from jobtide.pipeline.retrying import groups, retried

    if retry:
        done = retried(home, options.settings(home), _today(), reason, source)
        counts = {name: getattr(done.counts, name) for name in ("received", "accepted", "repeated", "quarantined")}
        if as_json:
            return options.print_json(
                {"captures": done.captures, "before": done.before, "after": done.after, "read_again": counts}
            )
        return click.echo(
            f"{done.captures:,} captures read again: {counts['received']:,} received = {counts['accepted']:,} accepted "
            f"+ {counts['repeated']:,} repeated + {counts['quarantined']:,} quarantined\n"
            f"The quarantine holds {done.after:,} records; it held {done.before:,}."
        )
    found = groups(home, reason, source)
    if as_json:
        return options.print_json([_shape(group) for group in found])
    if not found:
        click.echo("Nothing is in the quarantine.")
    for group in found:
        click.echo(f"{group.many:>9,}  {group.source}: {group.reason}")
        for file, record in group.examples:
            click.echo(f"           {file}, record {record.position}: {_short(record)}")


@click.command(epilog="Example: jobtide forget my-board 1234 1235 --yes")
@click.argument("source", required=False)
@click.argument("ids", nargs=-1, metavar="ID…")
@click.option("--url", metavar="URL", help="The adverts at this address.")
@click.option("--employer", metavar="NAME", help="All adverts of this employer, as they name it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.reference
@options.as_json
@options.home
def forget(source, ids, url, employer, yes, extra, as_json, home) -> None:
    """Take the words of adverts out of everything: captures, adverts, readings, quarantine, editions.

    Anonymous counts stay. An advert that was taken down does not come back when it is read again.
    """
    from jobtide.pipeline.forgetting import Wanted
    from jobtide.pipeline.forgetting import forget as take_down

    if bool(source) != bool(ids) or not (ids or url or employer):
        raise click.UsageError("Name a SOURCE and at least one ID, or --url, or --employer.")
    if not yes:
        click.confirm("Their words cannot be brought back. Take them down?", abort=True, err=True)
    wanted = Wanted(source, ids, url, employer)
    done = take_down(home, options.settings(home), options.load_reference(extra), wanted, options.progress)
    told = {name: getattr(done, name) for name in ("adverts", "versions", "captures", "rejected", "vacancies")}
    if as_json:
        return options.print_json(told)
    click.echo(
        f"Taken down. Adverts: {done.adverts:,}, in versions: {done.versions:,}. What lost their words: captures "
        f"{done.captures:,}, quarantined records {done.rejected:,}, rows of editions {done.vacancies:,}."
    )


@click.command()
@click.argument("source")
@click.argument("id_", metavar="ID")
@click.option("--as-of", type=options.Day(), help="Its state on this day. [default: today]")
@options.as_json
@options.home
def advert(source, id_, as_of, as_json, home) -> None:
    """Tell the life of one advert: its versions, when each was seen, and whether it is open."""
    from dataclasses import asdict

    from jobtide.pipeline.lives import life

    found = life(home, source, id_, as_of or _today())
    if as_json:
        return options.print_json(asdict(found))
    gone = f", absent from two complete rounds by {found.gone_at}" if found.gone_at else ""
    click.echo(f"{source}/{id_}: {found.state}. Seen from {found.first_seen} to {found.last_seen}{gone}.")
    for number, version in enumerate(found.versions, 1):
        seen = ", ".join(str(day) for day in version.seen)
        click.echo(f"\nVersion {number}, ingest {version.ingest} ({version.file}), seen {seen}")
        for name, value in version.said.items():
            click.echo(f"  {name:<16} {', '.join(value) if isinstance(value, list) else value}")
        click.echo(f"  {'description':<16} {version.characters:,} characters")


def _shape(group) -> dict:
    examples = [
        {"file": file, "position": record.position, "detail": record.detail, "record": record.record}
        for file, record in group.examples
    ]
    return {"source": group.source, "reason": group.reason, "records": group.many, "examples": examples}


def _short(record) -> str:
    text = " ".join(f"{record.detail} {record.record}".split())
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown if len(shown) <= 100 else f"{shown[:99]}…"


def _today():
    return datetime.now(UTC).date()


COMMANDS = (reread, quarantine, forget, advert)
