"""Which of an edition's vacancies a population is.

Touches: the edition's files, for reading.
"""

from collections.abc import Callable, Sequence

import numpy as np

from jobtide import expression
from jobtide.errors import Error, Unknown
from jobtide.pay import UNITS, units_of
from jobtide.population import WORK_MODES, Population


def numbers_of(reader, asked: Population, employment_type: str, check: Callable[[], None] = lambda: None) -> np.ndarray:
    """The vacancies of a type that are asked for, wherever and whenever first seen, by their numbers in order.

    `check` is called at every step; it stops an answer that takes too long by raising.
    """
    start, end = reader.market.vacancies.of_type(employment_type)
    chosen = np.ones(end - start, bool)
    if asked.where is not None:
        chosen &= _matching(reader, asked.where, start, end, check)
    check()
    conditions, values = _conditions(asked, reader)
    if conditions:
        found = reader.column(f"SELECT vacancy FROM vacancies WHERE {' AND '.join(conditions)}", values)
        numbers = reader.market.vacancies.numbered(found)
        has = np.zeros(end - start, bool)
        has[numbers[(numbers >= start) & (numbers < end)] - start] = True
        chosen &= has
    return (np.flatnonzero(chosen) + start).astype(np.int32)


def _matching(reader, tree: expression.Tree, start: int, end: int, check: Callable[[], None]) -> np.ndarray:
    """Of each vacancy from `start` to `end`, whether it matches."""
    check()
    if isinstance(tree, expression.Named):
        has = np.zeros(end - start, bool)
        has[reader.market.terms.of(reader.term_number(tree.slug), start, end) - start] = True
        return has
    if isinstance(tree, expression.NoneOf):
        return ~_matching(reader, tree.part, start, end, check)
    together = np.logical_and if isinstance(tree, expression.All) else np.logical_or
    return together.reduce([_matching(reader, part, start, end, check) for part in tree.parts])


def _conditions(asked: Population, reader) -> tuple[list[str], list[object]]:
    """What else is asked, as conditions on tables.VACANCIES and their values."""
    conditions, values = [], []
    if asked.work_modes:
        conditions.append("work_mode IN (SELECT unnest(?))")
        values.append(list(asked.work_modes))
    if asked.employers:
        conditions.append("(lower(employer) IN (SELECT lower(unnest(?))) OR employer_key IN (SELECT lower(unnest(?))))")
        values += [list(asked.employers)] * 2
    for column, wanted in (("seniority", asked.seniorities), ("sources", asked.sources)):
        if wanted:
            conditions.append(f"list_has_any({column}, ?)")
            values.append(list(wanted))
    if asked.pay_from is not None:
        usual = " OR ".join(
            f"(employment_type = '{kind}' AND pay_unit = '{units_of(kind)[0]}')" for kind in sorted(set(UNITS.values()))
        )
        conditions.append(f"pay_high >= ? AND currency = ? AND ({usual})")
        values += [asked.pay_from, reader.edition.currency]
    for comparison, day in ((">=", asked.first), ("<=", asked.last)):
        if day is not None:
            conditions.append(f"first_seen {comparison} ?")
            values.append(day)
    return conditions, values


def checked(reader, asked: Population) -> Population:
    """The population itself. Error where it asks for what cannot be, Unknown for names that no vacancy has."""
    for mode in asked.work_modes:
        if mode not in WORK_MODES:
            raise Unknown("work mode", mode[:40], WORK_MODES)
    if asked.pay_from is not None and not 0 < asked.pay_from < 1e9:
        raise Error("Pay is asked for from an amount above 0.")
    if asked.first and asked.last and asked.first > asked.last:
        raise Error(f"No day is from {asked.first} and until {asked.last}.")
    for column, kind, wanted in (("seniority", "seniority", asked.seniorities), ("sources", "source", asked.sources)):
        if wanted:
            _refuse_unknown(kind, wanted, reader.choices()[column])
    for name in asked.employers:
        if name.lower() not in reader.employers:
            near = reader.rows(
                "SELECT employer FROM vacancies WHERE employer IS NOT NULL GROUP BY employer "
                "ORDER BY jaro_winkler_similarity(lower(employer), lower(?)) DESC, employer LIMIT 3",
                [name],
            )
            raise Unknown("employer", name[:80], tuple(row[0] for row in near))
    return asked


def known_values(reader, column: str) -> list[str]:
    """The values that vacancies have in a column of lists: "seniority" or "sources"."""
    return [row[0] for row in reader.rows(f"SELECT DISTINCT unnest({column}) AS name FROM vacancies ORDER BY 1")]


def employers(reader) -> frozenset[str]:
    """How employers are called, as quoted and folded, in small letters."""
    rows = reader.rows(
        "SELECT DISTINCT lower(employer) FROM vacancies WHERE employer IS NOT NULL "
        "UNION SELECT DISTINCT employer_key FROM vacancies WHERE employer_key IS NOT NULL"
    )
    return frozenset(row[0] for row in rows)


def _refuse_unknown(kind: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            near = sorted(known, key=lambda other: (name.lower() not in other.lower(), other))
            raise Unknown(kind, name[:80], tuple(near[:4]))
