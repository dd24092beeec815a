"""Terms, places or periods side by side, as they are printed: rows, and a sentence for each difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jobtide import comparison, contrast
from jobtide.certainty import TOO_FEW, Certainty
from jobtide.comparison import Column, Comparison, Difference
from jobtide.page import PERCENTILES
from jobtide.pay import units_of
from jobtide.shown import numbers
from jobtide.shown.sentences import PAY, long_day, short_day

_PERCENTILES = {"p10": "10th percentile", "p25": "25th percentile", "p50": "Median", "p75": "75th percentile",
                "p90": "90th percentile"}  # fmt: skip
LEGEND = (
    "In brackets the interval that holds the true difference in 95 of 100 such samples, vacancies that stand on both "
    "sides allowed for. Of twenty pairs that do not differ one is called different by chance."
)


@dataclass(frozen=True)
class Line:
    """A row of the table: what it says of each column. `figure` is the key of the figure in JSON."""

    label: str
    figure: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What can be said of one pair: `sure` where chance does not explain it."""

    sentence: str
    sure: bool


def heading(found: Comparison) -> str:
    """Python and Java in London, permanent"""
    first = found.columns[0]
    names = {
        comparison.TERMS: _listed([column.name for column in found.columns]),
        comparison.PLACES: f"{first.term.name} in {_listed([column.place.in_sentence for column in found.columns])}",
        comparison.PERIODS: f"{first.term.name} this year and before",
    }[found.varies]
    where = "" if found.varies == comparison.PLACES else f" in {first.place.in_sentence}"
    return f"{names}{where}, {found.employment_type}"


def introduction(found: Comparison) -> str:
    """Of each column its share of all and its median, where it has them."""
    unit = units_of(found.employment_type)[0]

    def each(column: Column) -> str:
        if not column.count:
            return f"{name_of(found, column)} none"
        median = column.pay[unit].p50
        pay = f"no {PAY[unit]} quoted" if median is None else numbers.pay(median, unit, found.edition.currency)
        return f"{name_of(found, column)} {numbers.share(column.share_of_all)} and {pay}"

    when = f"the {found.months} months to {long_day(found.columns[0].period.end)}"
    if _is_by_time(found):
        when = f"the same {found.months} months of three years"
    figures = f"Share of all {found.employment_type} vacancies and median {PAY[unit]} in {when}"
    return f"{figures}: {'; '.join(map(each, found.columns))}."


def headings(found: Comparison) -> tuple[str, ...]:
    return tuple(name_of(found, column) for column in found.columns)


def name_of(found: Comparison, column: Column) -> str:
    return f"to {short_day(column.period.end)}" if _is_by_time(found) else column.name


def lines(found: Comparison) -> Iterator[Line]:
    """Counts, then the pay of each unit that any column quotes."""
    columns, currency = found.columns, found.edition.currency
    yield Line("Vacancies", "count", tuple(numbers.count(column.count) for column in columns))
    yield Line(
        "Of all", "share_of_all", tuple(_with_letter(numbers.share(c.share_of_all), c.certainty) for c in columns)
    )
    yield Line("Rank", "rank", tuple(numbers.rank(column.rank) for column in columns))
    if not _is_by_time(found):
        yield Line("Live", "live", tuple(numbers.count(column.live) for column in columns))
    for unit in units_of(found.employment_type):
        quoting = [column.pay[unit] for column in columns]
        if not any(paid.quoted for paid in quoting):
            continue
        name = PAY[unit].capitalize()
        yield Line(f"{name}: quoted", f"pay.{unit}.quoted", tuple(numbers.count(paid.quoted) for paid in quoting))
        for key in PERCENTILES:
            cells = (
                _with_letter(numbers.pay(getattr(paid, key), unit, currency), paid.certainty, key) for paid in quoting
            )
            yield Line(f"{name}: {_PERCENTILES[key].lower()}", f"pay.{unit}.{key}", tuple(cells))


def said(found: Comparison) -> Iterator[Said]:
    """A sentence for each pair and figure of which there is something to say, in the order of the pairs."""
    by_time = _is_by_time(found)
    names = {c.slug: f"the {found.months} months {name_of(found, c)}" if by_time else c.name for c in found.columns}
    for one in found.differences:
        if one.value is None and one.verdict == TOO_FEW:
            continue
        yield Said(sentence(found, one, names), one.verdict in (contrast.HIGHER, contrast.LOWER))


def sentence(found: Comparison, one: Difference, names: dict[str, str]) -> str:
    first, second = names[one.first], names[one.second]
    if one.figure == "share_of_all":
        what, value = "share of all", f"{numbers.points(one.value)} points"
        between = (numbers.points(one.low), numbers.points(one.high))
    else:
        what = f"median {PAY[one.figure.split('.')[1]]}"
        value, *between = (numbers.difference(part) for part in (one.value, one.low, one.high))
    shared = (
        f"; {numbers.count(one.shared)} {'vacancy' if one.shared == 1 else 'vacancies'} in both" if one.shared else ""
    )
    if one.verdict == TOO_FEW:
        return f"{first} and {second}: {what}, too few to say{shared}."
    how = {
        contrast.HIGHER: f"{what} is higher for {first} than for {second}",
        contrast.LOWER: f"{what} is lower for {first} than for {second}",
    }.get(one.verdict, f"{what} of {first} and {second} cannot be told apart")
    return f"{how[:1].upper()}{how[1:]}: {value} ({between[0]} to {between[1]}){shared}."


def _with_letter(cell: str, certainty: Certainty | None, key: str = "share_of_all") -> str:
    level = certainty.figures.get(key) if certainty else None
    letter = level.reliability if level else None
    return f"{cell} {letter}" if letter and cell != numbers.MISSING else cell


def _is_by_time(found: Comparison) -> bool:
    return found.varies == comparison.PERIODS


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
