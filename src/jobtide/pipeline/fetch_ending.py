"""How a fetch ends: what came is judged and read, and what the next fetch must know is written down.

Touches: the home.
"""

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from jobtide.adverts.store import Counts
from jobtide.errors import Error, Unwritable
from jobtide.pipeline.due import WENT_WELL
from jobtide.pipeline.fetch_state import FetchState
from jobtide.pipeline.fetch_status import DONE, SAME, Asking, PartKept, Status
from jobtide.pipeline.live_source import LiveSource
from jobtide.pipeline.reports import FileReport, cut_short
from jobtide.pipeline.source_fetch import SourceFetch, waited_for
from jobtide.pipeline.stock import Stock, stock
from jobtide.pipeline.taking import Options, Taking, taking
from jobtide.settings import Home, Settings
from jobtide.sources.session.exchange import World
from jobtide.sources.session.trouble import Blocked, Refused, Trouble

OK, SAME_AS_BEFORE, DEGRADED, BLOCKED, REFUSED, FAILED = (
    "ok", "not modified", "degraded", "blocked", "refused", "failed",
)  # fmt: skip
NOT_DUE, OFF = "not due", "off"
_LONGEST_LEFT_ALONE = timedelta(hours=24)
_REJECTED = 0.01  # a fetch with a larger share of records in the quarantine does not show what is gone
_HEADS = 100
_SHOWN = 5


@dataclass(frozen=True)
class Outcome:
    """What became of one source. `state` is one of the words above; `reason` says why, "" where all is well.

    `complete`: all that it has came, so that what did not come again is gone.
    """

    name: str
    kind: str
    state: str
    reason: str = ""
    pages: int = 0
    bytes: int = 0
    adverts: int = 0
    counts: Counts = field(default_factory=Counts)
    complete: bool = False

    @property
    def went_well(self) -> bool:
        return self.state in (*WENT_WELL, NOT_DUE)


@dataclass
class Ending:
    """What came is judged and read, and the fetch is over."""

    home: Home
    settings: Settings
    source: LiveSource
    accept_fewer: bool
    world: World
    state: FetchState
    run: SourceFetch
    signals: str

    def outcome(self) -> Outcome:
        status, asked = self.run.status, self.state.asked(self.source.name)
        parts = self._parts(asked)
        stocks = {part: self._stock(part, requests) for part, requests in parts.items()}
        counts, unread, complete = self._read(parts, stocks)
        came = [each for each in asked if each.state in (DONE, SAME)]
        kind, reason = self._judged(stocks, came, unread)
        went_well = kind in WENT_WELL
        ended = replace(
            status,
            state=kind,
            reason=reason,
            ended=self.world.now(),
            since=status.started if went_well else status.since,
            not_before=self._left_alone(status),
            pages=len(came),
            bytes=sum(each.bytes for each in came),
            adverts=sum(each.adverts for each in stocks.values()),
            received=counts.received,
            accepted=counts.accepted,
            repeated=counts.repeated,
            quarantined=counts.quarantined,
            complete=complete,
            signals=self.signals or status.signals,
        )
        self.state.end(ended, self._kept(parts, stocks))
        return Outcome(
            self.source.name, self.source.facts.kind, kind, reason, ended.pages, ended.bytes, ended.adverts, counts,
            complete,
        )  # fmt: skip

    def _parts(self, asked: Sequence[Asking]) -> dict[str, list[Asking]]:
        parts: dict[str, list[Asking]] = {}
        for each in asked:
            parts.setdefault(each.request.part, []).append(each)
        return parts

    def _stock(self, part: str, requests: Sequence[Asking]) -> Stock:
        facts = self.source.facts
        whole = facts.whole or self.source.parameters.get("whole") is True
        before = self.state.part(self.source.name, part).adverts
        return stock(requests, self.run.status.full and not facts.window, whole, before, self.accept_fewer)

    def _read(self, parts: dict[str, list[Asking]], stocks: dict[str, Stock]) -> tuple[Counts, str | None, bool]:
        """Counts of records, why something could not be read, and whether all parts are complete."""
        total, unread, complete = Counts(), None, bool(parts)
        day = self.run.status.started.date()
        with ExitStack() as stack:
            taker = waited_for(lambda: stack.enter_context(taking(self.home, self.settings, day, "fetch")), self.world)
            for part, requests in parts.items():
                counts, trouble, done = self._part_read(taker, part, requests, stocks[part].whole)
                unread, complete = unread or trouble, complete and done
                total = _sum(total, counts)
        return total, unread, complete

    def _part_read(
        self, taker: Taking, part: str, requests: Sequence[Asking], whole: bool
    ) -> tuple[Counts, str | None, bool]:
        """Only when all has been read is it noted that it was all there is."""
        captures = list({each.capture: each for each in requests if each.capture is not None}.values())
        counts, trouble = Counts(), None
        for each in captures:
            try:
                report = self._taken(taker, part, each)
            except Unwritable:
                raise
            except Error as error:
                trouble = trouble or str(error)
                continue
            counts = _sum(counts, report.counts)
            if (short := cut_short(report)) is not None:
                trouble = trouble or f"{each.request.address}: {short}"
        complete = whole and trouble is None and counts.quarantined <= _REJECTED * counts.received
        if complete:
            taker.landing.complete(self.source.advert_source(part), self.run.status.started.date())
        return counts, trouble, complete

    def _taken(self, taker: Taking, part: str, one: Asking) -> FileReport:
        source, landing = self.source, taker.landing
        options = Options(
            source=source.advert_source(part),
            format=source.format,
            map=source.map,
            place=source.place,
            seen_at=self.run.status.started.date(),
            address=one.request.address,
            keep_unread=True,  # it cannot be asked for again as it was, and a fault of ours can be mended
        )
        capture = landing.capture(one.capture)
        if capture.redacted:  # its bytes are no longer those that came
            return taker.take_kept(capture, one.request.address, options)
        with landing.opened(capture) as stream:
            body = stream.read()
        try:
            return taker.take(io.BytesIO(body), one.request.address, options)
        except Unwritable:
            raise
        except Error as error:
            raise Error(f"{error} The answer is kept as {capture.path}.") from error

    def _judged(self, stocks: dict[str, Stock], came: Sequence[Asking], unread: str | None) -> tuple[str, str]:
        failed = [each.failed for each in stocks.values() if each.failed]
        short = next((each.short for each in stocks.values() if each.short), None)
        if failed and not any(each.capture for each in came):
            return _state_of(self.run.trouble), _listed(failed)
        if failed:
            return DEGRADED, _listed(failed) + (f" ({len(failed)} of {len(stocks)} failed)" if len(stocks) > 1 else "")
        if short is not None or unread is not None:
            return DEGRADED, short or unread or ""
        if stocks and all(each.unchanged for each in stocks.values()) and any(each.capture for each in came):
            return SAME_AS_BEFORE, ""
        return OK, "" if any(each.adverts for each in stocks.values()) else "it gave no adverts"

    def _left_alone(self, status: Status) -> datetime | None:
        trouble = self.run.trouble
        if trouble is None or trouble.wait_seconds is None:
            return None
        seconds = min(trouble.wait_seconds, _LONGEST_LEFT_ALONE.total_seconds())
        return self.world.now() + timedelta(seconds=seconds)

    def _kept(self, parts: dict[str, list[Asking]], stocks: dict[str, Stock]) -> dict[str, PartKept]:
        """What the next fetch compares with: of a full one that went well how much there was, of any the newest."""
        kept = {}
        for part, requests in parts.items():
            before = self.state.part(self.source.name, part)
            if stocks[part].failed or stocks[part].short:
                continue
            first = next((each.ids for each in requests if each.ids), ())
            adverts = stocks[part].adverts if self.run.status.full else before.adverts
            kept[part] = PartKept(adverts, first[:_HEADS] or before.heads)
        return kept


def _state_of(trouble: Trouble | None) -> str:
    return BLOCKED if isinstance(trouble, Blocked) else REFUSED if isinstance(trouble, Refused) else FAILED


def _listed(reasons: Sequence[str]) -> str:
    """The first few, which are mostly those of a few boards, or one of a host."""
    shown = "; ".join(reasons[:_SHOWN])
    return shown if len(reasons) <= _SHOWN else f"{shown}; and {len(reasons) - _SHOWN} more"


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(one.accepted + other.accepted, one.repeated + other.repeated, one.quarantined + other.quarantined)
