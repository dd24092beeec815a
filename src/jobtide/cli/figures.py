"""show, index: figures of the current edition."""

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


@click.command(epilog="Example: jobtide index --in London --category 'Programming Languages' --sort p50 --limit 20")
@options.cell
@click.option("--category", "categories", multiple=True, help="Only terms of this category; may be repeated.")
@click.option("--term", "terms", multiple=True, help="Only this term; may be repeated.")
@click.option("--search", default="", help="Only terms whose name has these letters in it.")
@click.option("--sort", type=click.Choice(_SORTS), default="rank", show_default=True)
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("-n", "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="Rows; 0 for all.")
@options.as_json
@options.home
def index(place, contract, months, edition_id, categories, terms, search, sort, reverse, limit, as_json, home) -> None:
    """List every term with a vacancy in the period."""
    reader = options.open_reader(home, edition_id)
    found = reader.index(
        reader.find_place(place or reader.root_place).slug,
        options.employment_type(contract),
        int(months),
        categories=[_category(name) for name in categories],
        terms=[reader.find_term(term).slug for term in terms],
        search=search,
        sort=sort,
        reverse=reverse,
        limit=limit or None,
    )
    if as_json:
        return options.print_json(found.as_json())
    from rich.console import Console

    from jobtide.cli.pages import render_index

    render_index(found, Console(highlight=False))


def _category(name: str) -> str:
    """A category by its name in any case, or by its slug."""
    from jobtide.errors import Unknown
    from jobtide.taxonomy import CATEGORIES, folded, slug

    for category in CATEGORIES:
        if folded(name) in (folded(category), folded(slug(category))):
            return category
    raise Unknown(
        "category", name, tuple(category for category in CATEGORIES if folded(name)[:3] in folded(category))[:4]
    )


COMMANDS = (show, index)
