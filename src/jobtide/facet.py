"""Facets: what else is kept with a vacancy so that populations can be drawn by it."""

from dataclasses import dataclass

SENIORITY, CLEARANCE, CONTRACT_KIND = "seniority", "clearance", "contract_kind"
FACETS = (SENIORITY, CLEARANCE, CONTRACT_KIND)  # those whose values are reference data


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet and the words that say it.

    `phrases` are read in any case, `exact` in just that case, as whole words; nothing is read inside `blockers`. For
    clearances both need a word for clearance beside them, and `alone` does not. `finds` and `ignores` are lines that
    prove it.
    """

    facet: str
    name: str
    phrases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
