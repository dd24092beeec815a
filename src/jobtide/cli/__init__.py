"""The command line: a module for each family of commands, all of them surfaces that compute nothing.

Only click is imported to start; what a command needs is imported when it runs.
"""

import os
import sys
from pathlib import Path

import click

from jobtide.cli import (
    adverts,
    comparing,
    demonstration,
    editions,
    exporting,
    fetching,
    figures,
    keeping,
    publishing,
    reference,
    serving,
    vacancies,
)
from jobtide.errors import Error


class _Commands(click.Group):
    """Refusals become one line on standard error and exit code 1; wrong usage exits with 2."""

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except Error as refusal:
            raise click.ClickException(str(refusal)) from refusal
        except BrokenPipeError:
            # The reader has seen enough. Keep Python from failing once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            context.exit(0)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="""\b
Examples:
  jobtide demo                                        a synthetic market on http://127.0.0.1:8000
  jobtide ingest adverts.jsonl --source my-board      read adverts
  jobtide publish                                     compute an edition of them
  jobtide show Python --in London                     a term's page
  jobtide serve                                       the site and the API""",
)
@click.option("--home", type=click.Path(file_okay=False, path_type=Path), help="The same as --home behind the command.")
@click.version_option(package_name="jobtide")
def main(home: Path | None) -> None:
    """An open observatory of the IT job market: adverts in, statistics out."""
    # Each command's own option reads `home` of this one (options.py).


for command in (
    *demonstration.COMMANDS,
    *adverts.COMMANDS,
    *fetching.COMMANDS,
    *keeping.COMMANDS,
    *publishing.COMMANDS,
    *editions.COMMANDS,
    *figures.COMMANDS,
    *comparing.COMMANDS,
    *vacancies.COMMANDS,
    *exporting.COMMANDS,
    *reference.COMMANDS,
    *serving.COMMANDS,
):
    main.add_command(command)
