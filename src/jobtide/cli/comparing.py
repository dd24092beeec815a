"""compare, movers: figures beside each other, and what of it is more than chance."""

import click

from jobtide.cli import options


@click.command(
    epilog="""\b
Examples: jobtide compare python java go --in London
          jobtide compare python --places london,manchester,edinburgh
          jobtide compare python --periods --contract"""
)
@click.argument("terms", nargs=-1, required=True, metavar="TERM…")
@click.option("--places", metavar="PLACE,…", help="One term in these places, instead of several terms in one.")
@click.option("--periods", is_flag=True, help="One term in this period and the same of the two years before.")
@options.cell
@options.as_json
@options.home
def compare(terms, places, periods, place, contract, months, edition_id, as_json, home) -> None:
    """Set two to six terms side by side, or one term's places or periods.

    Of each pair it says whether chance explains the difference.
    """
    if places and place:
        raise click.UsageError("--places says where; leave --in out.")
    reader = options.open_reader(home, edition_id)
    where = [part.strip() for part in places.split(",") if part.strip()] if places else [place or reader.root_place]
    found = reader.compare(
        [reader.find_term(term).slug for term in terms],
        [reader.find_place(name).slug for name in where],
        options.employment_type(contract),
        int(months),
        periods,
    )
    if as_json:
        return options.print_json(found.as_json())
    from jobtide.shown import comparisons as shown

    out = _begun(found, shown)
    out.blank()
    out.table(["", *shown.headings(found)], [(_short(line.label), *line.cells) for line in shown.lines(found)])
    out.blank()
    for said in shown.said(found):
        out.words(said.sentence)
    out.blank()
    out.words(shown.LEGEND)
    out.words(f"Edition {found.edition.id}")


def _short(label: str) -> str:
    """Salary: 10th percentile → 10th; of rates by the day and the hour both stay."""
    said = label.removeprefix("Salary: ").removesuffix(" percentile")
    return said[:1].upper() + said[1:]


@click.command(epilog="Example: jobtide movers --in London --contract --limit 5")
@options.cell
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Terms each way.")
@options.as_json
@options.home
def movers(place, contract, months, edition_id, limit, as_json, home) -> None:
    """List the terms that moved against a year before, by more than chance explains among all of them."""
    reader = options.open_reader(home, edition_id)
    where = reader.find_place(place or reader.root_place).slug
    found = reader.movers(where, options.employment_type(contract), int(months), limit)
    if as_json:
        return options.print_json(found.as_json())
    from jobtide.shown import movers as shown

    out = _begun(found, shown)
    for way in (shown.UP, shown.DOWN):
        if lines := shown.lines(found, way):
            out.blank()
            out.heading(way)
            out.table(shown.headings(found), [(line.term, *line.cells) for line in lines])
    if found.detected:
        out.words(shown.LEGEND)
    out.words(f"Edition {found.edition.id}")


def _begun(found, shown):
    """What stands above the tables, in the words of `shown`."""
    from jobtide.cli.tables import Printed

    out = Printed()
    if found.edition.label:
        out.heading(f"* {found.edition.label} *")
    out.heading(shown.heading(found))
    out.words(shown.introduction(found))
    return out


COMMANDS = (compare, movers)
