"""A client's own server, for trying webhooks: it keeps what it is sent and answers as asked.

`POST /sink/<name>` answers 204; `POST /sink/<name>/410` answers 410. `/sink/<name>.json` shows
what came, newest first.
"""

import itertools
from typing import Any

from fastapi import APIRouter, Request, Response

from adapters.sandbox.clock import Clock
from adapters.sandbox.store import Store

_LARGEST = 256 * 1024


def sink_routes(store: Store, clock: Clock) -> APIRouter:
    router = APIRouter()

    async def keep(name: str, request: Request, status: int) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                return Response(status_code=413)
        number = store.number("sink")
        store.put(
            "sink",
            f"{number:09d}",
            {
                "at": clock.now().isoformat(),
                "headers": dict(request.headers),
                "body": body.decode(errors="replace"),
                "answered": status,
            },
            scope=name,
        )
        store.keep_newest("sink", 1000)
        return Response(status_code=status)

    @router.post("/sink/{name}")
    async def take(name: str, request: Request) -> Response:
        return await keep(name, request, 204)

    @router.post("/sink/{name}/{status}")
    async def take_and_answer(name: str, status: int, request: Request) -> Response:
        return await keep(name, request, status if 200 <= status < 600 else 204)

    @router.get("/sink/{name}.json")
    async def show(name: str) -> list[dict[str, Any]]:
        return list(itertools.islice(store.newest("sink", name), 200))

    return router
