"""What a page with the messenger may load, in each hosting region (security.md 3.7).

Only of the region that is configured. Intercom's own list is to be read again before launch.
"""

from urllib.parse import urlsplit

from domain.support.model import PageSources

_API = {
    "us": "https://api-iam.intercom.io",
    "eu": "https://api-iam.eu.intercom.io",
    "ap": "https://api-iam.au.intercom.io",
}
_SOCKET = {
    "us": "wss://nexus-websocket-a.intercom.io",
    "eu": "wss://nexus-europe-websocket.intercom.io",
    "ap": "wss://nexus-australia-websocket.intercom.io",
}
_FILES = "https://js.intercomcdn.com"


def api_base(region: str, widget_url: str, *, is_live: bool) -> str:
    """Where the messenger speaks to; the sandbox speaks to itself."""
    return _API[region] if is_live else _origin(widget_url)


def page_sources(region: str, widget_url: str, *, is_live: bool) -> PageSources:
    widget = _origin(widget_url)
    if not is_live:
        return PageSources(script=(widget,), connect=(widget,))
    return PageSources(
        script=(widget, _FILES),
        connect=(_API[region], _SOCKET[region]),
        image=(_FILES, "https://static.intercomassets.com"),
        font=(_FILES,),
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
