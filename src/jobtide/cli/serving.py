"""serve: the site and the API."""

import click

from jobtide.cli import options


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one."
)
@options.home
def serve(host, port, home) -> None:
    """Serve the site and the API of the current edition, for reading only."""
    from jobtide.serving.server import run

    run(home, host, port)


COMMANDS = (serve,)
