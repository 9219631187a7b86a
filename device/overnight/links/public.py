"""Restricts this process's connections to the public Internet, so that no link reaches the home network.

Decides which addresses are public. The numeric address is checked when a socket connects, so a name that
resolves differently the second time gains nothing. This covers every library that uses Python's sockets.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

# Networks by which IPv4 addresses are written as IPv6: NAT64 (RFC 6052, RFC 8215) and 6to4 (RFC 3056).
_NAT64: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_INTERNET: Final = (socket.AF_INET, socket.AF_INET6)


class RefusedError(OSError):
    """An address that is not public."""


def is_public(address: str) -> bool:
    """Whether a numeric address is in the public Internet; False for anything but a numeric address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast


@contextmanager
def only_public(allowed: Callable[[str], bool] = is_public) -> Iterator[None]:
    """In the `with` block a connection to an address that is not `allowed` raises RefusedError."""
    connect, connect_ex, sendto = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto

    def check(one: socket.socket, address: Any) -> None:
        host = address[0] if one.family in _INTERNET and isinstance(address, tuple) else None
        if not isinstance(host, str) or not allowed(host):
            raise RefusedError(f"{address} is no public address")

    def checked(one: socket.socket, address: Any) -> None:
        check(one, address)
        connect(one, address)

    def checked_ex(one: socket.socket, address: Any) -> int:
        check(one, address)
        return connect_ex(one, address)

    def checked_sendto(one: socket.socket, data: Any, *rest: Any) -> int:
        check(one, rest[-1])
        return int(sendto(one, data, *rest))

    changed: Any = socket.socket
    changed.connect, changed.connect_ex, changed.sendto = checked, checked_ex, checked_sendto
    try:
        yield
    finally:
        changed.connect, changed.connect_ex, changed.sendto = connect, connect_ex, sendto
