"""fetch, sources: live sources into the home, and how each of them stands."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from jobtide.cli import options

_WIDTHS = (22, 20, 14, 18, 10)
_OF_KINDS = (20, 9, 15)


@click.command(epilog="Example: jobtide fetch --due      (what cron or a systemd timer calls)")
@click.argument("names", nargs=-1, metavar="[SOURCE…]")
@click.option("--all", "every", is_flag=True, help="Every source that is on, due or not.")
@click.option("--due", is_flag=True, help="Only what is due by its schedule.")
@click.option("--full", is_flag=True, help="All that a source has, also where it would be asked for news alone.")
@click.option("--accept-fewer", is_flag=True, help="That a source has far fewer adverts than it had is right.")
@options.as_json
@options.home
@click.pass_context
def fetch(context, names, every, due, full, accept_fewer, as_json, home) -> None:
    """Fetch adverts from the live sources that sources.toml in the home names.

    One source's failure never stops another; the exit code is 1 where one of them did not go well.
    """
    from jobtide.errors import Error
    from jobtide.pipeline.fetching import Wanted
    from jobtide.pipeline.fetching import fetch as fetch_sources
    from jobtide.pipeline.live_sources import live_sources

    if not (names or every or due):
        raise click.UsageError("Name sources, or say --due or --all.")
    found = live_sources(home)
    if not found.sources:
        raise Error(f"No live source is set up. Write {home.folder / 'sources.toml'}; docs/fetching.md tells how.")
    wanted = Wanted(due, full, accept_fewer, found.contact, os.environ)
    chosen = found.chosen(names)
    outcomes = fetch_sources(home, options.settings(home), chosen, wanted, told=options.progress)
    if as_json:
        options.print_json([_shape(each) for each in outcomes])
    else:
        for each in outcomes:
            if names or not due or each.state not in ("off", "not due"):
                _print(each)
            else:  # cron calls this many times a day, and mails what it hears
                options.progress(_left_out(each))
    # A source that is off fails only those who asked for it by name.
    bad = [each for each in outcomes if not each.went_well and not (each.state == "off" and not names)]
    context.exit(1 if bad else 0)


@click.command()
@options.as_json
@options.home
def sources(as_json, home) -> None:
    """List live sources: those set up and how they stand, then every kind there is and its terms."""
    from jobtide.pipeline.source_list import kinds, listed

    now = datetime.now(UTC)
    configured, known = listed(home, now), kinds()
    if as_json:
        return options.print_json({"sources": configured, "kinds": known})
    if configured:
        _row("source", "kind", "state", "last run", "adverts", "next due")
        for each in configured:
            on = each["state"] if each["on"] else "off"
            _row(
                each["name"],
                each["kind"],
                on,
                _moment(each["last_run"]),
                f"{each['adverts']:,}",
                _moment(each["next_due"]),
            )
            if note := (each["reason"] if each["on"] else each["off_because"]):
                click.echo(f"  {note}")
        click.echo()
    _row("kind", "usually", "at most every", "title", widths=_OF_KINDS)
    for each in known:
        often = f"{each['least_every_seconds'] / 60:g} min"
        _row(each["kind"], "on" if each["on"] else "off", often, each["title"], widths=_OF_KINDS)
        if each["licence"]:
            click.echo(f"  licence: {each['licence']}")
        if not each["on"]:
            click.echo(f"  off until you declare {each['needs_consent']}")


def _row(*cells: str, widths: Sequence[int] = _WIDTHS) -> None:
    *first, last = cells
    padded = [f"{cell:<{width}.{width - 1}}" for cell, width in zip(first, widths, strict=True)]
    click.echo(f"{''.join(padded)}{last}".rstrip())


def _moment(said: str | None) -> str:
    return "-" if said is None else said[:16].replace("T", " ")


def _counts(counts) -> dict:
    return {name: getattr(counts, name) for name in ("received", "accepted", "repeated", "quarantined")}


def _shape(each) -> dict:
    return {
        "source": each.name, "kind": each.kind, "state": each.state, "reason": each.reason, "pages": each.pages,
        "bytes": each.bytes, "adverts": each.adverts, **_counts(each.counts), "complete": each.complete,
    }  # fmt: skip


def _left_out(each) -> str:
    return f"{each.name}: {each.state}. {each.reason}"


def _print(each) -> None:
    if each.state in ("off", "not due"):
        return click.echo(_left_out(each), err=True)
    counts = each.counts
    if each.pages:
        click.echo(
            f"{each.name}: {each.state}, {each.pages:,} page{'' if each.pages == 1 else 's'}, {each.bytes:,} bytes; "
            f"{counts.received:,} received = {counts.accepted:,} accepted + {counts.repeated:,} repeated + "
            f"{counts.quarantined:,} quarantined"
        )
    if each.reason:
        click.echo(f"{each.name}: {each.state}: {each.reason.rstrip('.')}.", err=True)


COMMANDS = (fetch, sources)
