"""How often one may ask: RateLimit-* on every answer of the API, 429 beyond (product.md INT-1)."""

import hashlib
import math
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_address, ip_network

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.answers import send_problem
from domain.application import Application
from domain.shared.actor import Actor
from domain.shared.rate_limit import (
    PER_ADDRESS,
    PER_KEY,
    PER_USER,
    PER_WORKSPACE_OF_KEYS,
    Bucket,
    RouteClass,
    Standing,
)

# A whole file, a vendor's quota or a model behind one request.
_HEAVY = ("/imports", "/enrichments", "/people-searches", "/simulations", "/regenerate")


def class_of(method: str, path: str) -> RouteClass:
    if path.endswith(".csv") or (method == "POST" and path.endswith(_HEAVY)):
        return RouteClass.HEAVY
    return RouteClass.READ if method in {"GET", "HEAD", "OPTIONS"} else RouteClass.WRITE


def of_address(scope: Scope) -> list[Bucket]:
    """Asked before anybody is looked up, so that guessing keys costs us no reads."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
        length = 32 if address.version == 4 else 64
        host = str(ip_network(f"{address}/{length}", strict=False))
    except ValueError:
        pass  # a socket without an address: all of them share one bucket
    mark = hashlib.sha256(host.encode()).hexdigest()[:16]
    return [Bucket(f"address:{mark}", PER_ADDRESS)]


def of_actor(scope: Scope) -> list[Bucket]:
    """Nothing for whoever is nobody yet: sign-in has limits of its own."""
    actor: Actor | None = scope.get("state", {}).get("actor")
    if actor is None:
        return []
    kind = class_of(scope["method"], scope["path"])
    if actor.key_id is None:
        return [Bucket(f"user:{actor.user_id}:{kind}", PER_USER[kind])]
    shared = [
        Bucket(f"keys:{actor.workspace_id}:{limit.seconds}", limit)
        for limit in PER_WORKSPACE_OF_KEYS
    ]
    return [Bucket(f"key:{actor.key_id}:{kind}", PER_KEY[kind]), *shared]


class Limits:
    """One stage: `buckets_of` says which buckets a request is taken from. The stage nearest to
    the route is the one whose state the answer tells.
    """

    def __init__(
        self,
        app: ASGIApp,
        application: Application,
        buckets_of: Callable[[Scope], list[Bucket]],
    ) -> None:
        self._app = app
        self._plumbing = application.plumbing
        self._buckets_of = buckets_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        buckets = [self._scaled(bucket) for bucket in self._buckets_of(scope)]
        if not buckets:
            await self._app(scope, receive, send)
            return
        ruling = await self._plumbing.limiter.take(buckets)
        told = _headers(ruling.tightest)
        if not ruling.passes:
            wait = str(max(1, math.ceil(ruling.tightest.wait_ms / 1000)))
            await send_problem(
                scope,
                send,
                status=429,
                code="too-many-requests",
                headers={**told, "Retry-After": wait},
            )
            return

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "RateLimit-Limit" not in headers:
                    headers.update(told)
            await send(message)

        await self._app(scope, receive, telling)

    def _scaled(self, bucket: Bucket) -> Bucket:
        quota = max(1, round(bucket.limit.quota * self._plumbing.rate_limits))
        return replace(bucket, limit=replace(bucket.limit, quota=quota))


def _headers(standing: Standing) -> dict[str, str]:
    """draft-ietf-httpapi-ratelimit-headers-07."""
    limit = standing.limit
    return {
        "RateLimit-Policy": f"{limit.quota};w={limit.seconds}",
        "RateLimit-Limit": str(limit.quota),
        "RateLimit-Remaining": str(standing.remaining),
        "RateLimit-Reset": str(math.ceil(standing.reset_ms / 1000)),
    }
