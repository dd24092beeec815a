"""terms, places, measures, check, explain: the reference data, and what is read with it."""

import click

from jobtide.cli import options


@click.command()
@click.option(
    "--suggest", is_flag=True, help="What the home's adverts say and no term covers: frequent and rising phrases."
)
@click.option("--audit", "audit", metavar="TERM", help="Random places in the home's adverts where TERM was read.")
@click.option("-n", "most", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many of each.")
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True, help="Another seed, another sample."
)
@click.option(
    "--adverts", type=click.IntRange(1), default=20_000, show_default=True, help="--suggest: how many are looked at."
)
@click.option(
    "--least", type=click.IntRange(2), default=5, show_default=True, help="--suggest: adverts that say a phrase."
)
@options.reference
@options.as_json
@options.home
def terms(suggest, audit, most, seed, adverts, least, extra, as_json, home) -> None:
    """List the terms that are counted; or look for missing ones, or at how one is read."""
    if suggest and audit is not None:
        raise click.UsageError("--suggest and --audit are two things; ask for one.")
    if suggest or audit is not None:
        from jobtide.cli import editing

        reference = options.load_reference(extra)
        if suggest:
            return editing.suggest(home, reference, adverts, least, most, seed, as_json)
        return editing.audit(home, reference, audit, most, seed, as_json)
    taxonomy = options.load_reference(extra).taxonomy
    if as_json:
        return options.print_json(
            [
                {
                    "slug": term.slug, "name": term.name, "long_name": term.long_name, "category": term.category,
                    "aliases": list(term.aliases),
                }
                for term in taxonomy
            ]
        )  # fmt: skip
    for term in taxonomy:
        click.echo(f"{term.name}\t{term.category}\t{term.long_name or ''}")


@click.command()
@options.reference
@options.as_json
@options.no_home
def places(extra, as_json) -> None:
    """List the places that adverts are counted in."""
    gazetteer = options.load_reference(extra).gazetteer
    if as_json:
        return options.print_json(
            [
                {
                    "slug": place.slug, "name": place.name, "long_name": place.long_name, "parent": place.parent,
                    "ancestors": list(gazetteer.ancestors(place.slug)), "kind": place.kind,
                }
                for place in gazetteer
            ]
        )  # fmt: skip
    for place in gazetteer:
        click.echo(f"{place.name}\t{place.kind}\t{' > '.join(gazetteer.breadcrumb(place.slug))}")


@click.command()
@click.argument("measure_id", metavar="[MEASURE]", required=False)
@click.option("--markdown", is_flag=True, help="Print docs/method.md.")
@options.as_json
@options.no_home
def measures(measure_id, markdown, as_json) -> None:
    """List what every figure means, or tell all about one MEASURE."""
    from dataclasses import asdict

    from jobtide.reference.measures import load_measures
    from jobtide.shown import method

    found = load_measures()
    if measure_id is not None:
        one = found.find(measure_id)
        return options.print_json(asdict(one)) if as_json else click.echo(method.section(one))
    if as_json:
        return options.print_json([asdict(one) for one in found])
    if markdown:
        return click.echo(method.method(found), nl=False)
    click.echo("\n\n".join(method.overview(chapter) for chapter in found.chapters))


@click.command()
@options.reference
@options.as_json
@options.no_home
@click.pass_context
def check(context, extra, as_json) -> None:
    """Check every rule of the reference data and every finds: and ignores: line."""
    from jobtide.pipeline.checking import problems

    reference = options.load_reference(extra)
    found = list(problems(reference))
    if as_json:
        options.print_json({"terms": len(reference.taxonomy), "places": len(reference.gazetteer), "problems": found})
    else:
        for problem in found:
            click.echo(problem, err=True)
        verdict = (
            f"{len(found):,} problem{'s' * (len(found) > 1)}" if found else "every rule kept, every line as it says"
        )
        click.echo(f"{len(reference.taxonomy):,} terms and {len(reference.gazetteer):,} places: {verdict}.")
    context.exit(1 if found else 0)


@click.command()
@click.argument("what", metavar="TEXT|FILE")
@options.reference
@options.as_json
@options.home
def explain(what, extra, as_json, home) -> None:
    """Show what is read in an advert, each finding with its words and its rule.

    FILE is text, or JSON Lines of adverts (then --json prints one object a line, with the advert's id); "-" is standard
    input. Anything that is not a file is taken as the text itself: its first line as the title when there are more.
    """
    from datetime import UTC, datetime

    from jobtide.cli.explaining import render
    from jobtide.extraction.reading import AdvertReader
    from jobtide.pipeline.explaining import adverts_in, explained

    reference = options.load_reference(extra)
    reader = AdvertReader.of(reference.taxonomy, reference.gazetteer, options.settings(home), reference.facets)
    adverts, one_a_line = adverts_in(what, datetime.now(UTC).date())
    for advert in adverts:
        found = explained(advert, reader, reference.taxonomy, reference.gazetteer)
        if not as_json:
            render(advert, found, by_id=one_a_line)
        elif one_a_line:
            options.print_json_line(found)
        else:
            options.print_json(found)


COMMANDS = (explain, terms, places, measures, check)
