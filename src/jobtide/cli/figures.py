"""show, index: figures of the current edition."""

from collections.abc import Callable

import click

from jobtide.cli import options

_SORTS = ("rank", "term", "category", "rank_change", "p50", "p50_change", "count", "share_of_all", "live")


@click.command(
    epilog="""\b
Examples: jobtide show "Backend Developer" --in "North West"
          jobtide show --where 'python and (aws or azure) and not java' --in London --remote"""
)
@click.argument("term", required=False)
@options.cell
@options.population
@options.as_json
@options.home
def show(term, place, contract, months, edition_id, as_json, home, **asked) -> None:
    """Print the page of TERM: rank, count, shares, pay, trends, places, and the skills that go with it.

    Without a TERM, or with any of the options that choose vacancies, the same page of just those.
    """
    if not term and not any(asked.values()):
        raise click.UsageError("Say what to show: a TERM, or --where 'python and not java'.")
    reader = options.open_reader(home, edition_id)
    chosen = options.population_of(reader, term, **asked)
    where = reader.find_place(place or reader.root_place).slug
    page = reader.explore(chosen, where, options.employment_type(contract), int(months))
    if as_json:
        return options.print_json(page.as_json())
    from rich.console import Console

    from jobtide.cli.pages import render_page

    render_page(page, Console(highlight=False))


def listed(command: Callable) -> Callable:
    """--category, --term, --search, --sort, --reverse: which terms of an index, and in what order; see `index_of`."""
    for option in (
        click.option("--reverse", is_flag=True, help="The other way round."),
        click.option("--sort", type=click.Choice(_SORTS), default="rank", show_default=True),
        click.option("--search", default="", help="Only terms whose name has these letters in it."),
        click.option("--term", "terms", multiple=True, help="Only this term; may be repeated."),
        click.option("--category", "categories", multiple=True, help="Only terms of this category; may be repeated."),
    ):
        command = option(command)
    return command


def index_of(reader, place, contract, months, categories, terms, search, sort, reverse, limit):
    """The index that the options of `options.cell` and `listed` ask for; no `limit` gives all of it."""
    return reader.index(
        reader.find_place(place or reader.root_place).slug,
        options.employment_type(contract),
        int(months),
        categories=[options.category(name) for name in categories],
        terms=[reader.find_term(term).slug for term in terms],
        search=search,
        sort=sort,
        reverse=reverse,
        limit=limit or None,
    )


@click.command(epilog="Example: jobtide index --in London --category 'Programming Languages' --sort p50 --limit 20")
@options.cell
@listed
@click.option("-n", "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="Rows; 0 for all.")
@options.as_json
@options.home
def index(edition_id, as_json, home, **asked) -> None:
    """List every term with a vacancy in the period."""
    found = index_of(options.open_reader(home, edition_id), **asked)
    if as_json:
        return options.print_json(found.as_json())
    from rich.console import Console

    from jobtide.cli.pages import render_index

    render_index(found, Console(highlight=False))


COMMANDS = (show, index)
