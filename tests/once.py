"""What takes a second to make and comes out the same each time, made once in a process for all tests.

The reference data, the readers of terms and places that are made from it, and the SQL of each expression. A publish of
a few adverts takes five seconds, of which these are three; tests publish more than a hundred times.
"""

from collections.abc import Callable
from functools import wraps

import ibis

from jobtide import engine
from jobtide.extraction.places import PlaceReader
from jobtide.extraction.terms import TermReader
from jobtide.gazetteer import Gazetteer
from jobtide.reference import load as loading
from jobtide.taxonomy import Taxonomy


def made_once() -> None:
    """From here on. Modules that name one of these functions must not have been imported before."""
    loading.load = _of_nothing(loading.load)
    engine.compiled = _by_operation(engine.compiled)
    TermReader.__init__ = _of_the_same(TermReader.__init__)
    PlaceReader.__init__ = _of_the_same(PlaceReader.__init__)


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


def _of_the_same(init: Callable) -> Callable:
    """By identity of what it is made of: tests give different taxonomies one digest. That lives as long as it does."""
    kept: dict[tuple, tuple] = {}

    @wraps(init)
    def once(self, *given, **named) -> None:
        said = (*given, *sorted(named.items()))
        key = tuple(id(one) if isinstance(one, Taxonomy | Gazetteer) else one for one in said)
        if key not in kept:
            init(self, *given, **named)
            kept[key] = (dict(vars(self)), given)
        vars(self).update(kept[key][0])

    return once
