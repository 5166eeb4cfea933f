"""Is it alive, is it ready."""

import asyncio

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.deps import App

router = APIRouter(tags=["health"])


@router.get("/healthz", include_in_schema=False)
async def is_alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/readyz", include_in_schema=False)
async def is_ready(app: App) -> JSONResponse:
    """Every part this process needs answers; else 503 with the part that does not."""
    parts: dict[str, str] = {}
    for name, ping in app.plumbing.pings.items():
        try:
            async with asyncio.timeout(3):
                await ping()
            parts[name] = "ok"
        except Exception as error:  # noqa: BLE001 - any failure of a part is what is asked for
            parts[name] = type(error).__name__
    ready = all(state == "ok" for state in parts.values())
    return JSONResponse({"ready": ready, "parts": parts}, status_code=200 if ready else 503)
