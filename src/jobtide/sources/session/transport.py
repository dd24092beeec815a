"""Connections to addresses that were checked: a name is resolved once, and that answer is used until the session ends.

A name that resolves to something else a moment later (DNS rebinding) therefore changes nothing. The certificate is
verified against the name, and each name has connections of its own. Touches: network.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable

import httpx

from jobtide.sources.session.addresses import checked

Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which the system would try them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(each[4][0] for each in found))


class Pinned(httpx.AsyncBaseTransport):
    """Proxies of the environment are left out: behind one, nobody could say which address is connected to."""

    def __init__(self, allowed: frozenset[str], resolve: Resolve = resolved, trust: ssl.SSLContext | None = None):
        self._allowed, self._resolve, self._verify = allowed, resolve, True if trust is None else trust
        self._addresses: dict[tuple[str, int], tuple[str, ...]] = {}
        self._transports: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        host, port = url.host, url.port or (443 if url.scheme == "https" else 80)
        addresses = await self._of(host, port)
        request.headers.setdefault("Host", url.netloc.decode("ascii"))
        request.extensions["sni_hostname"] = url.raw_host.decode("ascii")
        for last, address in zip([*[False] * (len(addresses) - 1), True], addresses, strict=True):
            request.url = url.copy_with(host=address)
            try:
                return await self._transport(host).handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if last:
                    raise
        raise AssertionError("an empty list of addresses is refused by `checked`")

    async def aclose(self) -> None:
        for transport in self._transports.values():
            await transport.aclose()

    async def _of(self, host: str, port: int) -> tuple[str, ...]:
        if (host, port) not in self._addresses:
            try:
                found = await self._resolve(host, port)
            except (OSError, UnicodeError) as error:
                raise httpx.ConnectError(f"{host} is not known") from error
            self._addresses[host, port] = checked(host, port, found, self._allowed)
        return self._addresses[host, port]

    def _transport(self, host: str) -> httpx.AsyncHTTPTransport:
        if host not in self._transports:
            self._transports[host] = httpx.AsyncHTTPTransport(verify=self._verify, trust_env=False)
        return self._transports[host]
