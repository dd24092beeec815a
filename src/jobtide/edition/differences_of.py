"""What differs between an edition and another one, from their manifests and their indexes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from jobtide.differences import Differences, Input, OfType, TermDifference
from jobtide.edition.manifest import Manifest
from jobtide.interval import FEWEST
from jobtide.page import IndexRow


def differences_of(now, before, place: str, employment_types: Sequence[str], months: int, limit: int) -> Differences:
    """Both are readers, `place` is a slug that both know. `limit` bounds each list of terms."""
    added, removed = _in_one_alone({t.slug: t.name for t in now.terms()}, {t.slug: t.name for t in before.terms()})
    mine, theirs = now.manifest.parts, before.manifest.parts
    return Differences(
        now.edition, before.edition, now.index(place, limit=1).place, months, _inputs(now.manifest, before.manifest),
        _quality(now.manifest.quality, before.manifest.quality), added, removed,
        [_of_type(now, before, place, kind, months, limit) for kind in employment_types],
        len(mine), sum(part == theirs.get(name) for name, part in mine.items()),
    )  # fmt: skip


def _inputs(now: Manifest, before: Manifest) -> list[Input]:
    """Everything that differs; of the files of adverts, those that one alone has, and those of another size."""
    mine, theirs = asdict(now.inputs), asdict(before.inputs)
    plain = ("as_of", "software", "reference", "definitions", "label")
    pairs = {name: (str(mine[name] or ""), str(theirs[name] or "")) for name in plain}
    for inner, prefix in (("settings", "setting "), ("adverts", "bytes of ")):
        for name in sorted({*mine[inner], *theirs[inner]}):
            pairs[f"{prefix}{name}"] = (mine[inner].get(name), theirs[inner].get(name))
    return [Input(name, list(pair)) for name, pair in pairs.items() if pair[0] != pair[1]]


def _quality(now: Mapping[str, object], before: Mapping[str, object]) -> dict[str, list]:
    """Numbers of the report on itself that differ."""
    names = [name for name in {**before, **now} if isinstance(now.get(name, before.get(name)), int | float)]
    return {name: [now.get(name), before.get(name)] for name in names if now.get(name) != before.get(name)}


def _of_type(now, before, place: str, employment_type: str, months: int, limit: int) -> OfType:
    indexes = [one.index(place, employment_type, months, limit=None) for one in (now, before)]
    mine, theirs = ({row.slug: row for row in index.rows} for index in indexes)
    every = [_difference(mine.get(slug), theirs.get(slug)) for slug in {**mine, **theirs}]
    moved = [one for one in every if one.count_change]
    paid = [one for one in every if one.p50_change]
    new, vanished = _in_one_alone(
        {slug: row.term for slug, row in mine.items()}, {slug: row.term for slug, row in theirs.items()}
    )
    return OfType(
        employment_type, [index.all_count for index in indexes], len(moved), len(paid),
        sorted(moved, key=lambda one: (-abs(one.count_change), one.slug))[:limit],
        sorted(paid, key=lambda one: (min(one.count) < FEWEST, -abs(one.p50_change or 0), one.slug))[:limit], new,
        vanished,
    )  # fmt: skip


def _difference(now: IndexRow | None, before: IndexRow | None) -> TermDifference:
    name = now or before
    pair = (now, before)
    counts = [row.count if row else 0 for row in pair]
    medians = [row.p50 if row else None for row in pair]
    mine, theirs = medians
    return TermDifference(
        name.term, name.slug, name.category, [row.rank if row else None for row in pair], counts, counts[0] - counts[1],
        [row.share_of_all if row else None for row in pair], medians, mine / theirs - 1 if mine and theirs else None,
    )  # fmt: skip


def _in_one_alone(now: Mapping[str, str], before: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Names of what only this one has, and of what only the other has."""
    added = sorted(name for slug, name in now.items() if slug not in before)
    return added, sorted(name for slug, name in before.items() if slug not in now)
