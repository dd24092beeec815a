"""What differs between two editions, line by line, as it is printed."""

from collections.abc import Iterator, Sequence

from jobtide.differences import Differences, OfType, TermDifference
from jobtide.pay import units_of
from jobtide.shown import numbers, quality

_MOST_NAMES = 12
_INPUTS = {
    "as_of": "Day", "software": "Software", "reference": "Taxonomy and places", "definitions": "Definitions",
    "label": "Label",
}  # fmt: skip


def heading(found: Differences) -> str:
    return f"{found.edition.id} against {found.other.id}, {found.place.in_sentence}, {found.months} months"


def inputs(found: Differences) -> list[tuple[str, str]]:
    """What each differing thing was, and is: ("Software", "0.1.0 → 0.2.0")."""
    return [
        (
            _INPUTS.get(one.name, f"{one.name[:1].upper()}{one.name[1:]}"),
            f"{_short(one.said[1])} → {_short(one.said[0])}",
        )
        for one in found.inputs
    ]


def report(found: Differences) -> list[tuple[str, str]]:
    """Figures of the report on itself that differ."""
    now, before = (quality.report({name: pair[at] for name, pair in found.quality.items()}) for at in (0, 1))
    earlier = {line.label: line.said for line in before}
    return [(line.label, f"{earlier.get(line.label, numbers.MISSING)} → {line.said}") for line in now]


def files(found: Differences) -> str:
    if found.files == found.same_files:
        return f"All {found.files} files are byte for byte the same."
    return f"{found.same_files} of {found.files} files are byte for byte the same."


def sentences(of_type: OfType) -> Iterator[str]:
    """The size of the market, and which terms came and went."""
    now, before = of_type.all_count
    yield (
        f"{of_type.employment_type.capitalize()}: {numbers.count(before)} → {numbers.count(now)} vacancies. Of "
        f"{numbers.count(of_type.moved)} terms the number of vacancies differs, of {numbers.count(of_type.paid)} the "
        "median."
    )
    if of_type.new:
        yield f"With a vacancy now and none before: {_listed(of_type.new)}."
    if of_type.vanished:
        yield f"With a vacancy before and none now: {_listed(of_type.vanished)}."


def taxonomy(found: Differences) -> Iterator[str]:
    if found.terms_added:
        yield f"New terms: {_listed(found.terms_added)}."
    if found.terms_removed:
        yield f"Terms that are gone: {_listed(found.terms_removed)}."


def headings(of_type: OfType) -> tuple[str, ...]:
    pay = "salary" if of_type.employment_type == "permanent" else "daily rate"
    return ("Term", "Before", "Now", "Change", "Rank", f"Median {pay}", "Change")


def line(found: Differences, of_type: OfType, one: TermDifference) -> tuple[str, ...]:
    unit = units_of(of_type.employment_type)[0]
    paid = (numbers.pay(median, unit, found.edition.currency) for median in reversed(one.p50))
    return (
        one.term, numbers.count(one.count[1]), numbers.count(one.count[0]), f"{one.count_change:+,}",
        " → ".join(numbers.rank(rank) for rank in reversed(one.rank)), " → ".join(paid),
        numbers.median_change(one.p50_change),
    )  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")


def _short(said: object) -> str:
    """Digests by their first letters."""
    text = numbers.MISSING if said in (None, "") else f"{said:,}" if isinstance(said, int) else str(said)
    return text[:12] if len(text) == 64 else text
