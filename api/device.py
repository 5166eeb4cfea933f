"""From where a request comes, as far as its person recognises it."""

from ipaddress import ip_address, ip_network
from typing import Annotated

from fastapi import Depends, Request

from domain.accounts.model.session import Device

# The first that occurs names it: every browser also claims to be others.
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_NAMES = {"Edg": "Edge", "OPR": "Opera"}
_SYSTEMS = {
    "iPhone": "iOS",
    "iPad": "iPadOS",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def network_of(request: Request) -> str:
    """The caller's address without its last part: enough to slow a network down."""
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return ""
    length = 24 if address.version == 4 else 48
    return str(ip_network(f"{address}/{length}", strict=False))


async def _device(request: Request) -> Device:
    agent = request.headers.get("user-agent", "")
    browser = next((one for one in _BROWSERS if one in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    name = " · ".join(part for part in (_NAMES.get(browser, browser), system) if part)
    return Device(name=name or "API", network=network_of(request))


CurrentDevice = Annotated[Device, Depends(_device)]
