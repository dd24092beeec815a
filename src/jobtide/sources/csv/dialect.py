"""How a CSV file separates its fields, judged from its beginning."""

import csv
import re
from collections import Counter

DELIMITERS = (",", ";", "\t", "|")
_ROWS = 100
_SAID = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?(?:\r?\n|\r)", re.IGNORECASE)  # a line for Excel, above the header


def dialect_of(sample: str) -> type[csv.Dialect]:
    """The dialect in which most rows of `sample` have as many fields as the header, and the more fields the better.

    Quotes are double; a quote inside is doubled, or follows a backslash where the sample has such and no doubled ones.
    """
    said = _SAID.match(sample)
    sample = below(sample)
    backslash = '\\"' in sample and '""' not in sample.replace(',""', "").replace('"",', "")
    dialects = [_dialect(delimiter, backslash) for delimiter in (said[1] if said else DELIMITERS)]
    return max(dialects, key=lambda dialect: _fit(sample, dialect))


def below(sample: str) -> str:
    """The sample without a first line that only says how fields are separated ("sep=;")."""
    said = _SAID.match(sample)
    return sample[said.end() :] if said else sample


def is_table(sample: str) -> bool:
    """Whether there is a header of at least two names, and nearly all rows below it fit."""
    dialect, sample = dialect_of(sample), below(sample)
    share, width = _fit(sample, dialect)
    header = next(csv.reader(sample.splitlines(), dialect), []) if width else []
    return width > 1 and share >= 0.9 and all(name.strip().isprintable() and len(name) < 100 for name in header)


def _fit(sample: str, dialect: type[csv.Dialect]) -> tuple[float, int]:
    """Share of rows that agree with the header (0 where the header is not split at all), and the number of fields."""
    widths = []
    try:
        for row in csv.reader(sample.splitlines(keepends=True), dialect):
            if any(row):
                widths.append(len(row))
            if len(widths) > _ROWS:
                break
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    body = widths[1:-1] or widths  # the last row of a sample may be half a row
    return round(Counter(body)[widths[0]] / len(body), 1), widths[0]


def _dialect(between: str, backslash: bool) -> type[csv.Dialect]:
    class Found(csv.Dialect):
        delimiter = between
        quotechar = '"'
        doublequote = not backslash
        escapechar = "\\" if backslash else None
        skipinitialspace = False
        lineterminator = "\n"
        quoting = csv.QUOTE_MINIMAL

    return Found
