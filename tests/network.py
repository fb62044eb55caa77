"""Closes the network for the tests: whatever is not this machine cannot be reached by accident."""

import ipaddress
import sys
from typing import Any

ALLOWED_NAMES = {"", "localhost", "0.0.0.0", "::"}


def is_this_machine(address: Any) -> bool:
    """Tell whether a socket address, a host name or a UNIX socket path leads nowhere else."""
    if not isinstance(address, tuple):
        return True
    host = address[0]
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in ALLOWED_NAMES:
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


def close_network() -> None:
    """Refuse every connection and name look-up that leaves this machine, for the rest of the process."""

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "socket.sendto"}:
            address: Any = arguments[1]
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            address = (arguments[0],)
        else:
            return
        if not is_this_machine(address):
            raise RuntimeError(f"A test reached for “{address}”; tests speak to this machine only.")

    sys.addaudithook(audit)
