"""When a live source is fetched next. Pure.

A clock that was set back leaves a source due: a day that never was must not silence it.
"""

from datetime import datetime, timedelta

from jobtide.pipeline.fetch_status import Status
from jobtide.pipeline.live_source import LiveSource

USUALLY = timedelta(days=1)  # of a source that names no time
WENT_WELL = ("ok", "not modified")


def next_due(source: LiveSource, status: Status) -> datetime | None:
    """From when on `jobtide fetch --due` fetches it; None: at once."""
    if status.started is None or status.state == "running":
        return status.not_before
    due = status.started + (timedelta(seconds=source.every_seconds) if source.every_seconds else USUALLY)
    return max(due, status.not_before) if status.not_before else due


def why_not_now(source: LiveSource, status: Status, now: datetime, scheduled: bool) -> str | None:
    """Why it is not fetched now, None where it is. `scheduled`: nobody asked for it by name."""
    if status.started is not None and now < status.started:
        return None
    if status.not_before is not None and now < status.not_before:
        return f"it asked to be left alone until {spoken(status.not_before)}"
    due = next_due(source, status)
    if scheduled and due is not None and now < due:
        return f"next at {spoken(due)}"
    if status.started is not None and status.state in WENT_WELL and not source.at:
        allowed = status.started + timedelta(seconds=source.facts.least_every_seconds)
        if now < allowed:
            return f"it may be asked again at {spoken(allowed)} (its terms, or good manners)"
    return None


def spoken(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M %Z")
