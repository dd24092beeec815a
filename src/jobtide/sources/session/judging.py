"""What may be asked, where a redirect may lead, and what a status means. Pure; Trouble where it is not well.

Nothing said here tells a key: addresses are shown without what follows their question mark.
"""

import fnmatch
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from jobtide.sources.session.exchange import Answer
from jobtide.sources.session.trouble import Blocked, Failed, Gone, Refused
from jobtide.sources.session.waiting import AGAIN, retry_after

REDIRECTS = frozenset((301, 302, 303, 307, 308))


def check_address(address: str) -> None:
    """Refused where it is no plain http or https address."""
    shown = printable(repr(address.split("?")[0])[:200])
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(f"{shown} is no address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Refused(f"{shown} is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise Refused(f"the address of {host_of(address)} holds a name or a password")


def check_encrypted(address: str, allow_private: frozenset[str]) -> None:
    """Refused where a key would go along unencrypted, but for hosts that the operator allowed."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not {parts.hostname, parts.netloc} & allow_private:
        raise Refused(f"{host_of(address)} would be told the key without encryption")


def next_hop(asked: str, here: str, answer: Answer, also_hosts: Sequence[str], has_keys: bool) -> str:
    """Where a redirect of `here` leads; `asked` is where it all began."""
    there = led_to(here, answer)
    check_address(there)
    if is_downgrade(here, there):
        raise Refused(f"it redirects from https to http, to {host_of(there)}")
    first, last = host_of(asked), host_of(there)
    same = first.removeprefix("www.") == last.removeprefix("www.")
    if not same and not any(fnmatch.fnmatchcase(last, pattern) for pattern in also_hosts):
        raise Refused(f"it redirects to another host, {last}")
    if has_keys and first != last:
        raise Refused(f"it redirects to {last}, which would be told the key")
    return there


def led_to(here: str, answer: Answer) -> str:
    """The address that a redirect names; Refused where it names none."""
    try:
        return urljoin(here, answer.headers.get("location", ""))
    except ValueError as error:
        raise Refused("it redirects to what is no address") from error


def is_downgrade(here: str, there: str) -> bool:
    return urlsplit(here).scheme == "https" and urlsplit(there).scheme == "http"


def check_status(answer: Answer, now: datetime, has_keys: bool) -> None:
    """Trouble for every status but 200 and 304."""
    status = answer.status
    if status in (200, 304):
        return
    if status in AGAIN:
        wait = retry_after(answer.headers.get("retry-after"), now)
        asked = f" and asks to be left alone for {wait:,.0f} s" if wait else ""
        raise Failed(f"it answers HTTP {status}{asked}", again=True, wait_seconds=wait or None, of_host=True)
    if status in (401, 403, 407, 451):
        hint = ": is the key right?" if has_keys else ""
        raise Blocked(f"it answers HTTP {status}{hint}", of_host=True)
    if status in (404, 410):
        raise Gone(f"there is nothing at {printable(answer.address.split('?')[0])} (HTTP {status})")
    raise Failed(f"it answers HTTP {status}")


def host_of(address: str) -> str:
    return printable((urlsplit(address).hostname or "").lower())


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def printable(text: str) -> str:
    """For a terminal: nothing that moves its cursor."""
    return "".join(character if character.isprintable() else "?" for character in text)
