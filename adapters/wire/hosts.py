"""Which host may be called: a real one in MODE=live only, nothing but this machine outside it."""

import ipaddress
from urllib.parse import urlsplit


class ForeignHost(ValueError):
    """A fault of ours: this process may not talk to that host."""


def allowed_host(url: str, *, is_live: bool, vendor: str = "") -> str:
    """The host of an address, or raise ForeignHost. `vendor` is how the vendor's own hosts end."""
    host = urlsplit(url).hostname or ""
    if is_live:
        if not host.endswith(vendor) or not host:
            raise ForeignHost(f"{host} is not the vendor's")
        return host
    if host != "localhost" and not _is_loopback(host):
        raise ForeignHost(f"{host} is refused outside MODE=live; adapters.sandbox answers here")
    return host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
