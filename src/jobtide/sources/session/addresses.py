"""Which network addresses may be connected to: public ones, and those that the operator allowed.

What an address says in another spelling (0x7f000001, 127.1, ::ffff:127.0.0.1, 64:ff9b::7f00:1) is seen through, since
it is judged after it was resolved. Every answer of the resolver must be public: a mixture is what an attack looks like.
"""

import ipaddress
from collections.abc import Sequence

from jobtide.sources.session.trouble import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052


def checked(host: str, port: int, found: Sequence[str], allowed: frozenset[str]) -> tuple[str, ...]:
    """`found`, where all may be connected to. `allowed` holds "host" or "host:port" as the operator wrote them."""
    if not found:
        raise Refused(f"{host} has no address")
    if not {host, f"{host}:{port}", f"[{host}]:{port}"} & allowed:
        for each in found:
            if not is_public(ipaddress.ip_address(each.split("%")[0])):
                raise Refused(
                    f"{host} is at the private address {each}. If that is meant, "
                    f'add allow_private = ["{host}:{port}"] to the source'
                )
    return tuple(found)


def is_public(address: Address) -> bool:
    """Whether it is an address of the open internet, also of what is wrapped inside."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        wrapped = [each for each in inside if each is not None]
        if wrapped:
            return all(is_public(each) for each in wrapped)
    return address.is_global and not address.is_multicast and not address.is_reserved
