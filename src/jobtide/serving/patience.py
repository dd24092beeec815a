"""Connections that may not keep the server waiting: whoever does not send a whole request in time is hung up on.

The server's own time-out begins when an answer was sent; one that sends its request a byte at a time, or nothing at
all, would hold its connection for ever.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_TO_ASK = 15.0


class PatientProtocol(H11Protocol):
    """`seconds_to_ask` run from the connection's first moment, and from the first byte of each later request, until the
    request's headers are whole."""

    seconds_to_ask = SECONDS_TO_ASK
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        self._late = self.loop.call_later(self.seconds_to_ask, self._hang_up)

    def data_received(self, data: bytes) -> None:
        asked_before = self.cycle
        if self._late is None and (asked_before is None or asked_before.response_complete):
            self._late = self.loop.call_later(self.seconds_to_ask, self._hang_up)
        super().data_received(data)
        if self._late is not None and self.cycle is not asked_before:
            self._late.cancel()
            self._late = None

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._late is not None:
            self._late.cancel()

    def _hang_up(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self.transport.close()
