"""Is it alive, is it ready."""

import asyncio
import hmac
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException
from fastapi.responses import JSONResponse, PlainTextResponse

from api.deps import App
from domain.shared.vitals import Vital

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


@router.get("/metrics", include_in_schema=False)
async def tell_metrics(app: App, authorization: Annotated[str, Header()] = "") -> PlainTextResponse:
    """For Prometheus, with its token; to anybody else the page does not exist (ASVS 13.4)."""
    token = app.plumbing.metrics_token
    if not token or not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise HTTPException(404)
    told = await app.plumbing.vitals.read(
        clock=app.plumbing.clock.now(), wall=app.plumbing.wall.now()
    )
    return PlainTextResponse(_exposed(told), media_type="text/plain; version=0.0.4")


def _exposed(vitals: Iterable[Vital]) -> str:
    """The text format of Prometheus, 0.0.4: all gauges."""
    lines: list[str] = []
    named = ""
    for one in vitals:
        if one.name != named:
            lines += [f"# HELP {one.name} {one.says}", f"# TYPE {one.name} gauge"]
            named = one.name
        labels = ",".join(f'{name}="{value}"' for name, value in one.labels.items())
        lines.append(f"{one.name}{f'{{{labels}}}' if labels else ''} {one.value:g}")
    return "\n".join(lines) + "\n"
