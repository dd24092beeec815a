"""vacancies: what a figure counts, and which adverts one of them is."""

import re
from collections.abc import Callable

import click

from jobtide.cli import options

_ID = re.compile(r"v[0-9a-f]{16}")  # a vacancy's name


def counted(command: Callable) -> Callable:
    """--live, --month, --with and so on: which figure is meant. `counted_by` understands them."""
    for option in (
        click.option("--middle-below", type=float, help="--quoted: the middle of the pay is below this."),
        click.option("--middle-from", type=float, help="--quoted: the middle of the pay is at least this."),
        click.option("--quoted", metavar="UNIT", help="Quoting usable pay: annual, daily or hourly."),
        click.option("--category", metavar="CATEGORY", help="Matching any term of this category."),
        click.option("--with", "beside", metavar="TERM", help="Also matching this term."),
        click.option("--years-ago", type=click.IntRange(0, 3), default=0, help="The period so many years earlier."),
        click.option("--month", metavar="YYYY-MM", help="First seen in this month, whatever the period."),
        click.option("--live", is_flag=True, help="Live ones, whenever first seen. [default: those of the period]"),
    ):
        command = option(command)
    return command


@click.command(
    epilog="""\b
Examples: jobtide vacancies Python --in London --limit 10
          jobtide vacancies Python --with Django --quoted annual --years-ago 1
          jobtide vacancies --where 'python and not java' --live --json
          jobtide vacancies v0123456789abcdef"""
)
@click.argument("term_or_id", required=False, metavar="[TERM|ID]")
@options.cell
@options.population
@counted
@click.option("-n", "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="Rows; 0 for all.")
@options.as_json
@options.home
def vacancies(
    term_or_id, place, contract, months, edition_id, live, month, years_ago, beside, category, quoted, middle_from,
    middle_below, limit, as_json, home, **asked,
) -> None:  # fmt: skip
    """List the vacancies behind a figure, the newest first: as many as that figure says.

    Without more options it is the number of vacancies on the page of TERM; --live, --month, --years-ago, --with,
    --category and --quoted are its other figures. With the ID of a vacancy: the adverts that were judged to be it.
    """
    from jobtide.population import Counted

    reader = options.open_reader(home, edition_id)
    if term_or_id and _ID.fullmatch(term_or_id.strip().lower()):
        one = reader.vacancy(term_or_id)
        return options.print_json(one.as_json()) if as_json else _print_one(one)
    chosen = options.population_of(reader, term_or_id, **asked)
    figure = Counted(
        years_ago, month, live, beside and reader.find_term(beside).slug, category and options.category(category),
        quoted, middle_from, middle_below,
    )  # fmt: skip
    where = reader.find_place(place or reader.root_place).slug
    kind = options.employment_type(contract)
    found = reader.vacancies(chosen, where, kind, int(months), figure, limit or None)
    return options.print_json(found.as_json()) if as_json else _print_list(found)


def _print_list(found) -> None:
    """Headlines and lists of places are long: each vacancy has lines of its own, not columns a few letters wide."""
    for row in found.rows:
        click.echo(f"{row.vacancy_id}  {row.first_seen}  {row.title or '-'}")
        words = ", ".join(dict.fromkeys(each.words for each in row.matched if each.words))
        many = f"{row.adverts} adverts" if row.adverts > 1 else None
        said = (row.employer, ", ".join(row.places), row.pay_text, many, f"matched: {words}" if words else None)
        click.echo(f"     {' | '.join(filter(None, said)) or '-'}")
    days = f"first seen {found.period.start} to {found.period.end}"
    if found.live or found.counted.month:
        days = "live" if found.live else f"first seen in {found.counted.month}"
    click.echo(
        f"{len(found.rows):,} of {found.total:,} {found.employment_type} vacancies in {found.place.name}, {days}."
    )


def _print_one(one) -> None:
    many = "one advert" if len(one.adverts) == 1 else f"{len(one.adverts):,} adverts"
    click.echo(f"Vacancy {one.vacancy_id}: {many}.")
    words = (f"{each.term} ({each.words})" if each.words else each.term for each in one.vacancy.matched)
    click.echo(f"Matches {', '.join(words) or 'no term'}.")
    for turn, advert in enumerate(one.adverts, 1):
        why = "first seen"
        if advert.reason is not None:
            share = f", {advert.similarity:.0%} in common" if advert.similarity < 1 else ""
            why = f"{advert.reason} as {advert.joined_to + 1}{share}"
        said = (advert.title, advert.employer, ", ".join(advert.places), advert.pay_text, advert.employment_type)
        days = f"{advert.first_seen} to {advert.last_seen}"
        click.echo(f"\n{turn:>3}  {' '.join(filter(None, (advert.source, advert.id)))}, {days}: {why}")
        click.echo(f"     {' | '.join(filter(None, said))}")
        if advert.url:
            click.echo(f"     {advert.url}")


COMMANDS = (vacancies,)
