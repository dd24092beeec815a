"""What the pages of a fetch amount to: all that a part of a source has, or what is wrong with them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jobtide.pipeline.fetch_status import DONE, FAILED, SAME, Asking

_FEW = 10  # adverts: below that, halving is nothing odd


@dataclass(frozen=True)
class Stock:
    """Of one part, at one fetch. `adverts` counts ids, each once. `whole`: what is not among them is gone.

    `failed` and `short` say why not; `short` is what came without a failure and cannot be all.
    """

    adverts: int
    unchanged: bool
    failed: str | None
    short: str | None
    whole: bool


def stock(asked: Sequence[Asking], full: bool, whole: bool, before: int, accepted: bool) -> Stock:
    """`asked`: the part's requests. `full`: everything was asked for; `whole`: its source then gives all that it has.

    `before` is how many adverts the last full fetch had. Fewer than half of these is taken for a fault of the source,
    unless the operator `accepted` it.
    """
    came = [each for each in asked if each.state in (DONE, SAME)]
    ids = {id_ for each in came for id_ in each.ids}
    failed = next((each.note for each in asked if each.state == FAILED), None)
    short = next((each.note for each in asked if each.note and each.state != FAILED), None)
    if failed is None and short is None and full:
        short = missing(asked) or _shrunk(len(ids), before, accepted)
    return Stock(
        adverts=len(ids),
        unchanged=bool(came) and all(each.state == SAME or not each.ids for each in came),
        failed=failed,
        short=short,
        whole=full and whole and failed is None and short is None and bool(ids),
    )


def missing(asked: Sequence[Asking]) -> str | None:
    """What is to be said where adverts were missed, None where none seem to have been.

    Either the source tells of more than came, or of fewer from page to page: then some went while it was read, and
    others moved up onto pages that had been read.
    """
    came = [each for each in asked if each.state in (DONE, SAME)]
    last_look = max((each.again for each in came), default=0)
    totals = [each.total for each in came if each.total is not None and each.again == last_look]
    ids = {id_ for each in came for id_ in each.ids}
    if not totals:
        return None
    if len(ids) < totals[-1] - _gone(came):
        return f"it tells of {totals[-1]:,} adverts and gave {len(ids):,}"
    if any(later < earlier for earlier, later in pairwise(totals)):
        return "its pages shifted while they were read"
    return None


def _gone(came: Sequence[Asking]) -> int:
    """Adverts of a list that were gone when they were asked for."""
    return sum(1 for each in came if each.request.may_be_gone and not each.ids)


def _shrunk(now: int, before: int, accepted: bool) -> str | None:
    if accepted or before < _FEW or 2 * now >= before:
        return None
    return (
        f"it gave {now:,} adverts where it had {before:,}: nothing is closed. "
        "If that is right, fetch it with --accept-fewer"
    )
