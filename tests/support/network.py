"""The network is closed: a test reaches this machine and nothing else."""

import ipaddress
import socket
import sys
from typing import Any

HERE = {"localhost", "", "0.0.0.0", "::"}


class NetworkIsClosed(AssertionError):
    """A test wanted to speak to another machine."""


def close() -> None:
    """Refuse, from now on and for good, every connection and every look-up that would leave this machine."""
    sys.addaudithook(watch)


def watch(happening: str, details: tuple[Any, ...]) -> None:
    if happening in ("socket.connect", "socket.sendto"):
        asked, address = details
        if asked.family in (socket.AF_INET, socket.AF_INET6) and not is_here(str(address[0])):
            raise NetworkIsClosed(f"a connection to {address[0]}:{address[1]}")
    if happening == "socket.getaddrinfo" and details[0] is not None:
        host = details[0].decode() if isinstance(details[0], bytes) else str(details[0])
        if not is_here(host) and not is_number(host):
            raise NetworkIsClosed(f"a look-up of {host}")


def is_here(host: str) -> bool:
    return host in HERE or (is_number(host) and ipaddress.ip_address(host.partition("%")[0]).is_loopback)


def is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
