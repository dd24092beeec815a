"""How sure figures are, in plain words below their tables and as letters beside them."""

from collections.abc import Iterator, Sequence

from jobtide.certainty import DOWN, UP, Certainties, Certainty, Change, Level
from jobtide.page import CategoryPage, CategorySummary, Page, PlaceRow, Summary
from jobtide.pay import units_of
from jobtide.shown import numbers

LEGEND = (
    "Each interval holds the true figure in 95 of 100 such samples. Letters tell how wide it is beside the figure: "
    "A about 10% either way at most, B 20%, C 40%; D is less sure, or too few to tell."
)
_QUOTED = {
    "annual": ("salary", "salaries"),
    "daily": ("daily rate", "daily rates"),
    "hourly": ("hourly rate", "hourly rates"),
}
_MEDIANS = {"annual": "median", "daily": "median daily rate", "hourly": "median hourly rate"}
_LETTERS = "ABCD"


def marks(certainty: Certainties | None, key: str, cells: Sequence[str]) -> tuple[str, ...]:
    """The letter of each printed cell of a figure; "" beside a cell that shows none, and beside what has no letter."""
    levels = certainty.figures.get(key) if certainty else None
    if levels is None:
        return ("",) * len(cells)
    return tuple(
        letter if letter and cell != numbers.MISSING else ""
        for letter, cell in zip(levels.reliability, cells, strict=False)
    )


def of_block(page: Page | CategoryPage, block: Summary | CategorySummary) -> str:
    """Who stands behind the block's figures of this period, how sure they are, and whether they changed; "" where there
    is nothing to be sure of."""
    if block.certainty is None or not block.count[0]:
        return ""
    return " ".join(_sentences(page, block))


def of_places(page: Page) -> str:
    """The letters of the medians in the list of locations, and which places detectably changed."""
    rows = [row for row in page.places if row.certainty]
    if not rows:
        return ""
    by_letter = {
        letter: [row.name for row in rows if row.certainty.pay.figures["p50"].reliability == letter]
        for letter in _LETTERS
    }
    graded = "; ".join(f"{letter} {', '.join(names)}" for letter, names in by_letter.items() if names)
    said = f"How sure the medians are: {graded}." if graded else ""
    return " ".join(
        filter(None, (said, _moved_places("Demand", rows, "count"), _moved_places("Median pay", rows, "pay")))
    )


def _sentences(page: Page | CategoryPage, block: Summary | CategorySummary) -> Iterator[str]:
    certainty = block.certainty
    vacancies = _behind(certainty, "vacancy", "vacancies")
    changes = []
    if "share_of_all" in certainty.figures:
        share = _level(certainty, "share_of_all")
        low, high = numbers.share(share.low) if share.low else "0%", numbers.share(share.high)
        yield f"How sure: {vacancies}, so that the share of all lies between {low} and {high} ({share.reliability})."
        changes.append(("share", _change(certainty, "share_of_all_change")))
    else:  # all of all vacancies is no estimate
        yield f"How sure: {vacancies}."
    for unit in units_of(page.employment_type):
        pay = block.pay[unit]
        if pay.certainty is None or not pay.quoted[0]:
            continue
        yield _of_median(pay.certainty, unit, page.edition.currency)
        changes.append((_MEDIANS[unit], _change(pay.certainty, "p50_change")))
    if changes:
        yield f"On a year before: {'; '.join(f'{name}, {change.verdict}' for name, change in changes)}."


def _of_median(certainty: Certainties, unit: str, currency: str) -> str:
    level = _level(certainty, "p50")
    quoted, name = _behind(certainty, *_QUOTED[unit]), _MEDIANS[unit]
    if level.low is None:
        verb = "is" if certainty.n[0] == 1 else "are"
        return f"{_capital(quoted)} {verb} too few to say how sure the {name} is (D)."
    low, high = (numbers.pay(end, unit, currency) for end in (level.low, level.high))
    where = f"lies at {low}" if low == high else f"lies between {low} and {high}"
    return f"{_capital(quoted)}, so that the {name} {where} ({level.reliability})."


def _behind(certainty: Certainties, one: str, several: str) -> str:
    """25 vacancies from 22 employers"""
    n, employers = certainty.n[0], certainty.employers[0]
    words = f"{numbers.count(n)} {one if n == 1 else several} from "
    words += f"{numbers.count(employers)} {'employer' if employers == 1 else 'employers'}"
    return f"{words} (more than half from one of them)" if certainty.dominated[0] and employers > 1 else words


def _moved_places(what: str, rows: Sequence[PlaceRow], part: str) -> str:
    """Demand went up in London and down in Wales."""
    ways = []
    for verdict in (UP, DOWN):
        names = [row.name for row in rows if _verdict(getattr(row.certainty, part)) == verdict]
        if names:
            ways.append(f"{verdict} in {', '.join(names)}")
    return f"{what} went {' and '.join(ways)}." if ways else ""


def _verdict(certainty: Certainty) -> str:
    change = certainty.changes.get("p50_change") or certainty.changes["share_of_all_change"]
    return change.verdict


def _level(certainty: Certainties, name: str) -> Level:
    """Of this period."""
    levels = certainty.figures[name]
    return Level(levels.low[0], levels.high[0], levels.reliability[0])


def _change(certainty: Certainties, name: str) -> Change:
    changes = certainty.changes[name]
    return Change(changes.low[0], changes.high[0], changes.verdict[0])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
