"""demo: a whole market to look at, in a minute."""

import click

from jobtide.cli import options


@click.command()
@click.option(
    "--adverts", type=click.IntRange(min=1), default=60_000, show_default=True, help="How many adverts are invented."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same market.")
@click.option("--as-of", type=options.Day(), default="2026-10-31", show_default=True, help="The market's last day.")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Whether the site is served then.")
@options.address
@options.home_option("demo-home", "The folder to put it into.")
def demo(adverts, seed, as_of, serve, host, port, home) -> None:
    """Make a synthetic UK market, publish its edition and serve it. Everything in it is invented, and says so."""
    from jobtide.pipeline.demonstration import make
    from jobtide.settings import Settings

    edition = make(home, Settings(), options.load_reference(None), adverts, seed, as_of, _say)
    click.echo(edition)
    _say(f"It is in {home.folder}: jobtide show Python --home {home.folder}")
    if serve:
        from jobtide.serving.server import run

        run(home, host, port)


def _say(message: str) -> None:
    click.echo(message, err=True)


COMMANDS = (demo,)
