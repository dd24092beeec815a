"""What an editor of the taxonomy asks: which terms are missing, and where one was read."""

import click

from jobtide.cli import options
from jobtide.extraction.contexts import Context
from jobtide.extraction.suggestions import HEADLINE, NAME, PHRASE, Suggestion
from jobtide.pipeline.auditing import audited
from jobtide.pipeline.suggesting import Seen, Suggested, suggested
from jobtide.reference.load import Reference
from jobtide.settings import Home

_KINDS = ((NAME, "Names"), (PHRASE, "Phrases"), (HEADLINE, "Headlines without a known job title"))


def suggest(
    home: Home, reference: Reference, adverts: int, least: int, most: int, seed: int, as_json: bool
) -> None:  # fmt: skip
    found = suggested(home, reference, adverts, least, most, seed)
    if as_json:
        return options.print_json(_json(found))
    click.echo(
        f"{found.adverts:,} different adverts looked at, {found.recent:,} of them first seen since {found.since}.\n"
        "Numbers: adverts that say it, those that list it beside technical terms, employers (about), recent adverts."
    )
    for heading, suggestions in (("Frequent", found.frequent), ("Rising", found.rising)):
        for kind, name in _KINDS:
            of_kind = [one for one in suggestions if one.kind == kind]
            if of_kind:
                click.echo(f"\n{heading}: {name.lower()}")
            for one in of_kind:
                seen_in = found.contexts[one.phrase]
                written = _written(one.phrase, seen_in)
                click.echo(f"\n  {written}  {one.adverts} · {one.listed} · {one.employers} · {one.recent}")
                for seen in seen_in:
                    click.echo(f"    {_marked(seen.context)}  [{seen.advert}]")


def audit(home: Home, reference: Reference, name: str, most: int, seed: int, as_json: bool) -> None:
    found = audited(home, reference, name, most, seed)
    if as_json:
        return options.print_json(
            {
                "slug": found.term.slug, "name": found.term.name, "adverts": found.looked_at, "read": found.read,
                "contexts": [
                    {
                        "advert": one.advert, "where": one.where, "start": one.start, "end": one.end,
                        "rule": one.context.rule, **_context(one.context),
                    }
                    for one in found.contexts
                ],
            }
        )  # fmt: skip
    click.echo(f"{found.term.name} was read in {found.read} of {found.looked_at} adverts that hold its words.")
    for one in found.contexts:
        click.echo(f"\n  {_marked(one.context)}\n    {one.where}, {one.context.rule}  [{one.advert}]")


def _json(found: Suggested) -> dict:
    def told(one: Suggestion) -> dict:
        return {
            "phrase": one.phrase, "kind": one.kind, "adverts": one.adverts, "listed": one.listed,
            "employers": one.employers, "recent": one.recent, "rise": one.rise,
            "contexts": [_seen(seen) for seen in found.contexts[one.phrase]],
        }  # fmt: skip

    return {
        "adverts": found.adverts, "recent": found.recent, "since": found.since.isoformat(),
        "frequent": [told(one) for one in found.frequent], "rising": [told(one) for one in found.rising],
    }  # fmt: skip


def _written(phrase: str, seen_in: tuple[Seen, ...]) -> str:
    """As most of the contexts write it."""
    said = [seen.context.said for seen in seen_in]
    return max(said, key=said.count, default=phrase)


def _seen(seen: Seen) -> dict:
    return {"advert": seen.advert, **_context(seen.context)}


def _context(context: Context) -> dict:
    return {"before": context.before, "text": context.said, "after": context.after}


def _marked(context: Context) -> str:
    return f"{context.before}{click.style(context.said, bold=True)}{context.after}"
