"""The SDK, made at the first call: its import takes most of a second (vendors/stripe.md 1)."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from domain.billing.errors import PaymentsDown

T = TypeVar("T")
Json: TypeAlias = dict[str, Any]

API_VERSION = "2026-10-28.endive"


class NoSuchThing(Exception):
    """Stripe knows nothing under this reference."""


class Refused(Exception):
    """The bank said no (402)."""


@dataclass
class StripeApi:
    """Calls by service and verb, answers as plain values; closed with `stack`.

    The SDK retries by itself, with the same idempotency key (section 1); a silent server costs
    about 45 s at most.
    """

    base_url: str
    api_key: str
    stack: AsyncExitStack
    _client: Any = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def create(self, service: str, params: Json, *, key: str | None = None) -> Json:
        return await self._call(service, "create_async", params, _options(key))

    async def update(self, service: str, ref: str, params: Json) -> Json:
        return await self._call(service, "update_async", ref, params)

    async def act(
        self, service: str, verb: str, ref: str, params: Json | None = None, *, key: str | None
    ) -> Json:
        """Such as `finalize_invoice` or `expire`."""
        return await self._call(service, f"{verb}_async", ref, params or {}, _options(key))

    async def get(self, service: str, ref: str, *, expand: Sequence[str] = ()) -> Json:
        return await self._call(service, "retrieve_async", ref, {"expand": list(expand)})

    async def page(self, service: str, params: Json) -> tuple[list[Json], bool]:
        """One page, and whether there is more."""
        found = await self._call(service, "list_async", params)
        return found["data"], bool(found["has_more"])

    async def every(self, service: str, params: Json) -> list[Json]:
        """All pages."""
        found: list[Json] = []
        ask = {**params, "limit": 100}
        while True:
            rows, has_more = await self.page(service, ask)
            found += rows
            if not has_more or not rows:
                return found
            ask = {**ask, "starting_after": rows[-1]["id"]}

    async def _call(self, service: str, verb: str, *args: Any) -> Json:  # noqa: ANN401 - the SDK's
        client = await self._made()
        found: Any = client.v1
        for part in service.split("."):
            found = getattr(found, part)
        work: Callable[..., Awaitable[Any]] = getattr(found, verb)
        answer: Json = (await self._translated(work, *args)).to_dict()
        return answer

    async def _made(self) -> Any:  # noqa: ANN401 - typed only once imported
        async with self._lock:
            if self._client is None:
                self._client, close = await asyncio.to_thread(self._make)
                self.stack.push_async_callback(close)
            return self._client

    def _make(self) -> tuple[Any, Callable[[], Awaitable[None]]]:
        import stripe  # noqa: PLC0415 - see the module

        stripe.enable_telemetry = False

        class Http(stripe.HTTPXClient):
            """The SDK hands text to httpx as `data`, which httpx deprecates: it is `content`."""

            def _get_request_args_kwargs(
                self,
                method: str,
                url: str,
                headers: Mapping[str, str],
                post_data: Any,  # noqa: ANN401
            ) -> Any:  # noqa: ANN401 - the SDK's own signature
                args, kwargs = super()._get_request_args_kwargs(method, url, headers, post_data)
                kwargs["content"] = kwargs.pop("data") or None
                return args, kwargs

        http = Http(timeout=15.0)
        client = stripe.StripeClient(
            self.api_key,
            stripe_version=API_VERSION,
            base_addresses={"api": self.base_url},
            max_network_retries=2,
            http_client=http,
        )
        return client, http.close_async

    @staticmethod
    async def _translated(work: Callable[..., Awaitable[T]], *args: Any) -> T:  # noqa: ANN401
        import stripe  # noqa: PLC0415 - imported by `_make` before

        try:
            return await work(*args)
        except stripe.CardError as error:
            raise Refused from error
        except stripe.InvalidRequestError as error:
            if error.code == "resource_missing":
                raise NoSuchThing from error
            raise
        except (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError) as error:
            raise PaymentsDown from error


def _options(key: str | None) -> Mapping[str, str]:
    return {"idempotency_key": key} if key else {}
