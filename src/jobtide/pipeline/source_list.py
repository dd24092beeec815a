"""How live sources stand: each one that is set up, and every kind that could be.

Touches: sources.toml and fetching/ in the home, for reading.
"""

from datetime import datetime

from jobtide.pipeline.due import next_due
from jobtide.pipeline.fetch_state import statuses
from jobtide.pipeline.fetch_status import Status
from jobtide.pipeline.live_sources import live_sources
from jobtide.settings import Home
from jobtide.sources.facts import all_facts


def listed(home: Home, now: datetime) -> list[dict]:
    """A row for each source of sources.toml, in its order. Moments are ISO 8601; None where there was none."""
    known = statuses(home)
    rows = []
    for source in live_sources(home).sources:
        status = known.get(source.name, Status(source.name))
        due = next_due(source, status) if source.off_because is None else None
        rows.append(
            {
                "name": source.name,
                "kind": source.facts.kind,
                "licence": source.facts.licence,
                "terms": source.facts.terms,
                "attribution": source.facts.attribution,
                "on": source.off_because is None,
                "off_because": source.off_because,
                "consent": source.consent or None,
                "state": "interrupted" if status.state == "running" else status.state,
                "reason": status.reason,
                "run": status.run,
                "last_run": _said(status.started),
                "next_due": _said(due if due is not None else now) if source.off_because is None else None,
                "complete": status.complete,
                "pages": status.pages,
                "bytes": status.bytes,
                "adverts": status.adverts,
                "received": status.received,
                "accepted": status.accepted,
                "repeated": status.repeated,
                "quarantined": status.quarantined,
                "content_signals": status.signals,
            }
        )
    return rows


def kinds() -> list[dict]:
    """A row for each kind of live source, in alphabetical order."""
    return [
        {
            "kind": facts.kind,
            "title": facts.title,
            "licence": facts.licence,
            "terms": facts.terms,
            "attribution": facts.attribution,
            "documentation": facts.documentation,
            "on": facts.needs_consent is None,
            "needs_consent": facts.needs_consent,
            "pace_seconds": facts.pace_seconds,
            "least_every_seconds": facts.least_every_seconds,
            "boards": facts.boards,
            "addresses": facts.addresses,
            "keys": [key.env for key in facts.keys],
            "parameters": dict(facts.parameters),
        }
        for facts in all_facts().values()
    ]


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
