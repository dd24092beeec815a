"""demo: a whole market to look at, in a minute."""

import click

from jobtide.cli import options


@click.command()
@click.option("--adverts", type=click.IntRange(min=1), default=60_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same market.")
@click.option("--as-of", type=options.Day(), default="2026-10-31", show_default=True, help="The market's last day.")
@click.option("--serve/--no-serve", default=True, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--home",
    "folder",
    envvar="JOBTIDE_HOME",
    default="demo-home",
    show_default=True,
    type=click.Path(file_okay=False),
    help="The folder to put it into.",
)
def demo(adverts, seed, as_of, serve, host, port, folder) -> None:
    """Make a synthetic UK market, publish its edition and serve it. Everything in it is invented, and says so."""
    from pathlib import Path

    from jobtide.pipeline.demonstration import make
    from jobtide.settings import Home, Settings

    home = Home(Path(folder))
    edition = make(home, Settings(), options.load_reference(None), adverts, seed, as_of, _say)
    click.echo(edition)
    _say(f"It is in {folder}: jobtide show Python --home {folder}")
    if serve:
        from jobtide.serving.server import run

        run(home, host, port)


def _say(message: str) -> None:
    click.echo(message, err=True)


COMMANDS = (demo,)
