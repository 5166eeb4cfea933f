"""What the world posts: webhooks, callbacks and clicks. To this machine only."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from adapters.sandbox.clock import Clock, stamp
from adapters.sandbox.store import Store

_log = logging.getLogger(__name__)
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_KEPT = 20_000


def is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and (parts.hostname or "") in _HERE


@dataclass(frozen=True, slots=True)
class Poster:
    """Every attempt is kept under `delivery`; a host that is not this machine is refused."""

    store: Store
    clock: Clock
    http: httpx.AsyncClient

    async def __call__(
        self,
        vendor: str,
        what: str,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        method: str = "POST",
        attempt: int = 1,
    ) -> int | None:
        """The status that came back, or None when nothing did. 30 s (vendors/unipile.md 8.2)."""
        status: int | None = None
        problem = ""
        if not is_here(url):
            problem = "the sandbox posts to this machine only"
        else:
            try:
                answer = await self.http.request(
                    method, url, content=body, headers=dict(headers or {}), timeout=30
                )
                status = answer.status_code
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                problem = f"{type(error).__name__}: {error}"
        number = self.store.number("delivery")
        row = {
            "id": f"delivery-{number:08d}",
            "at": stamp(self.clock.now()),
            "vendor": vendor,
            "what": what,
            "method": method,
            "url": url,
            "attempt": attempt,
            "status": status,
            "problem": problem,
            "body": body.decode(errors="replace"),
        }
        self.store.put("delivery", row["id"], row, scope=vendor)  # type: ignore[arg-type]
        if number % 500 == 0:
            self.store.keep_newest("delivery", _KEPT)
        if problem:
            _log.info("%s %s to %s: %s", vendor, what, url, problem)
        return status
