"""The uvicorn target: `uvicorn api.main:app`. Opens the product, closes it."""

import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from adapters.bootstrap.opened import Settings, opened_application, set_up_logs
from api.app import create_api


class _Served:
    """The API is built inside the running loop, as the database client must be."""

    def __init__(self) -> None:
        self._settings = Settings()
        built = Path(self._settings.frontend_dist)
        self._spa = built if built.is_dir() else None
        self._api: FastAPI | None = None
        set_up_logs("api", as_json=self._settings.log_json)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[None]:
        async with opened_application(self._settings) as application:
            self._api = create_api(application, spa=self._spa)
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        assert self._api is not None  # noqa: S101 - the server waits for the lifespan
        await self._api(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        """A start that fails ends the process, which is then started again; a server that heard
        nothing of it would go on without the product behind it.
        """
        await receive()
        try:
            async with self._opened():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception:
            if self._api is None:
                await send({"type": "lifespan.startup.failed", "message": traceback.format_exc()})
                return
            raise
        await send({"type": "lifespan.shutdown.complete"})


app = _Served()
