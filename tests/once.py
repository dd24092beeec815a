"""What takes a second to make and comes out the same each time, made once in a process for all tests.

The reference data, the reader of adverts that is made from it, and the SQL of each expression. A publish of a few
adverts takes five seconds, of which these are three; tests publish more than a hundred times.
"""

from collections.abc import Callable
from functools import wraps

import ibis

from jobtide import engine
from jobtide.extraction.reading import AdvertReader
from jobtide.reference import load as loading


def made_once() -> None:
    """From here on. Modules that name one of these functions must not have been imported before."""
    loading.load = _of_nothing(loading.load)
    engine.compiled = _by_operation(engine.compiled)
    AdvertReader.of = _by_what_it_reads_with(AdvertReader.of)


def _of_nothing(load: Callable) -> Callable:
    """The project's own data is loaded once; with a folder of the user's beside it, each time."""
    kept = []

    @wraps(load)
    def once(extra=None):
        if extra is not None:
            return load(extra)
        if not kept:
            kept.append(load())
        return kept[0]

    return once


def _by_operation(compiled: Callable) -> Callable:
    kept: dict[ibis.expr.operations.Node, str] = {}

    @wraps(compiled)
    def once(expression) -> str:
        operation = expression.op()
        if operation not in kept:
            kept[operation] = compiled(expression)
        return kept[operation]

    return once


def _by_what_it_reads_with(of: Callable) -> Callable:
    """By identity: tests give different taxonomies one digest. What a reader was made from lives as long as it."""
    kept: dict[tuple, tuple] = {}

    def once(taxonomy, gazetteer, settings, facets=()) -> AdvertReader:
        key = (id(taxonomy), id(gazetteer), settings, facets)
        if key not in kept:
            kept[key] = (of(taxonomy, gazetteer, settings, facets), taxonomy, gazetteer)
        return kept[key][0]

    return once
