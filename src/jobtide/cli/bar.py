"""How far a long command has come: a bar and notes on standard error, only where somebody is looking."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

_WIDTH = 22  # of what is being done, so that the bar stays where it is


@dataclass(frozen=True)
class Bar:
    """`say` prints a note above the bar, `doing` names what it is about from now on, `moved` is told the part of that
    which is done, from 0 to 1."""

    progress: object | None = None

    def say(self, message: str) -> None:
        if self.progress is not None:
            self.progress.console.print(message, markup=False, highlight=False)

    def doing(self, what: str) -> None:
        if self.progress is not None:
            self.progress.update(self.progress.task_ids[0], description=f"{what:<{_WIDTH}}")

    def moved(self, part: float) -> None:
        if self.progress is not None:
            self.progress.update(self.progress.task_ids[0], completed=part)


@contextmanager
def bar(doing: str) -> Iterator[Bar]:
    if not sys.stderr.isatty():
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    done, left = (TaskProgressColumn(), TimeElapsedColumn()), (TextColumn("left of it:"), TimeRemainingColumn())
    columns = (TextColumn("{task.description}"), BarColumn(30), *done, *left)
    with Progress(*columns, console=Console(file=click.get_text_stream("stderr")), transient=True) as progress:
        progress.add_task(f"{doing:<{_WIDTH}}", total=1.0)
        yield Bar(progress)
