"""serve: the site and the API."""

from pathlib import Path

import click

from jobtide.cli import options


@click.command(epilog="Example: jobtide serve --home /srv/jobtide --port 8080 --workers 2 --access-log access.log")
@options.address
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
@click.option(
    "--access-log", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Add a line for each request to FILE instead of standard error.",
)  # fmt: skip
@options.home
def serve(host, port, workers, access_log, home) -> None:
    """Serve the site and the API of the current edition, for reading only.

    A new edition is picked up without a restart. Each request is a line in the log: when, what, status, bytes, time;
    nothing of who asked.
    """
    from jobtide.serving.access_log import AccessLog
    from jobtide.serving.server import run

    run(home, host, port, log=AccessLog(access_log), workers=workers)


COMMANDS = (serve,)
