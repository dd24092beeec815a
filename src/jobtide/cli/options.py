"""Options that many commands share, and the values behind them."""

import json as json_module
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from jobtide.settings import Home, Settings


class Day(click.ParamType):
    """A day written as 2025-11-23."""

    name = "yyyy-mm-dd"

    def convert(self, value, parameter, context):
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2025-11-23.", parameter, context)


def home_option(default: str, meaning: str) -> Callable:
    """--home, as `home: Home`. What a command is told goes before what stands before the command (`jobtide --home DIR
    COMMAND`), that before JOBTIDE_HOME, and that before `default`."""
    return click.option(
        "--home",
        "home",
        envvar="JOBTIDE_HOME",
        default=default,
        type=click.Path(file_okay=False, path_type=Path),
        callback=_home,
        help=f"{meaning} [default: JOBTIDE_HOME, else {default}]",
    )


def _home(context: click.Context, parameter: click.Parameter, folder: Path) -> Home:
    told = context.get_parameter_source("home") is click.core.ParameterSource.COMMANDLINE
    return Home(folder if told else context.find_root().params.get("home") or folder)


def home(command: Callable) -> Callable:
    return home_option("jobtide-home", "The folder that holds all state.")(command)


def no_home(command: Callable) -> Callable:
    """--home of a command that reads nothing of it: every command takes it."""
    return click.option(
        "--home", expose_value=False, type=click.Path(), help="Taken as by every command; nothing is read of it."
    )(command)


def address(command: Callable) -> Callable:
    """--host and --port: where is served."""
    for option in (
        click.option(
            "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one."
        ),
        click.option(
            "--host", default="127.0.0.1", show_default=True,
            help="The address that is listened at; 0.0.0.0 is all of this machine's.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def as_json(command: Callable) -> Callable:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON: true numbers, unrounded.")(command)


def reference(command: Callable) -> Callable:
    return click.option(
        "--reference",
        "extra",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of your own terms and places, which add to or override the shipped ones.",
    )(command)


def cell(command: Callable) -> Callable:
    """--in, --contract, --months and --edition: which cells are meant."""
    for option in (
        click.option("--edition", "edition_id", metavar="ID", help="An earlier edition. [default: the current one]"),
        click.option(
            "--months", type=click.Choice(["6", "3"]), default="6", show_default=True, help="The period's length."
        ),
        click.option("--contract", is_flag=True, help="Contract vacancies. [default: permanent ones]"),
        click.option("--in", "place", metavar="PLACE", help="A place, its alias or slug. [default: the home's, UK]"),
    ):
        command = option(command)
    return command


def population(command: Callable) -> Callable:
    """--where, --work-mode and so on: which vacancies are meant. `population_of` understands them."""
    for option in (
        click.option("--until", "last", type=Day(), help="First seen on this day or before."),
        click.option("--from", "first", type=Day(), help="First seen on this day or later."),
        click.option("--pay-from", type=float, help="Pay that reaches this much: a year, or a day of contract work."),
        click.option("--source", "sources", multiple=True, help="Published by this source; may be repeated."),
        click.option("--seniority", "seniorities", multiple=True, help="Such as senior; may be repeated."),
        click.option("--employer", "employers", multiple=True, help="Advertised by this employer; may be repeated."),
        click.option("--remote", is_flag=True, help="The same as --work-mode remote."),
        click.option("--work-mode", "work_modes", multiple=True, help="onsite, hybrid or remote; may be repeated."),
        click.option("--where", metavar="EXPRESSION", help="Terms with and, or, not and brackets."),
    ):
        command = option(command)
    return command


def population_of(reader, term: str | None, where: str | None, remote: bool, work_modes: Sequence[str], **asked):
    """What the options of `population` choose, together with a term."""
    from jobtide.population import asked_for

    modes = tuple(dict.fromkeys((*work_modes, *(("remote",) if remote else ()))))
    return asked_for(lambda name: reader.find_term(name).slug, term, where, work_modes=modes, **asked)


def category(name: str) -> str:
    """A category by its name in any case, or by its slug. Raises Unknown."""
    from jobtide.taxonomy import category_named

    return category_named(name)


def employment_type(contract: bool) -> str:
    return "contract" if contract else "permanent"


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    click.echo(_escaped(json_module.dumps(value, ensure_ascii=False, indent=1, default=str)))


def print_json_line(value: object) -> None:
    """One JSON value on one line of standard output."""
    click.echo(_escaped(json_module.dumps(value, ensure_ascii=False, default=str)))


def _escaped(text: str) -> str:
    """U+2028 and U+2029 are escaped, as some readers take them for line ends; so is what UTF-8 cannot say."""
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def settings(home: Home) -> Settings:
    """The home's own, from its settings.toml."""
    from jobtide.pipeline.configuration import settings_of

    return settings_of(home)


def progress(message: str) -> None:
    """A note on standard error, only where somebody is looking."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


def open_reader(home: Home, edition_id: str | None = None):
    """The current edition of a home, or an earlier one. Raises NoEdition, Unknown."""
    from jobtide.edition.reader import Reader
    from jobtide.edition.shelf import Shelf

    return Reader(Shelf(home).folder(edition_id), once=True)


def load_reference(extra: Path | None):
    from jobtide.reference.load import load

    return load(extra)
