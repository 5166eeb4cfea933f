"""Live updates for the SPA: server-sent events, resumable by last event id."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse

from api.deps import App, CurrentPerson
from api.problems import problems
from domain.shared.errors import Unauthenticated
from domain.shared.events import StoredEvent
from domain.shared.ids import EventId, WorkspaceId, first_id_of

router = APIRouter(prefix="/api/v1/live", tags=["live"])

_PACE = 1.0
# A page reads first and listens then: what happened in between is told again.
_OVERLAP = timedelta(seconds=10)
_KEEP_ALIVE_EVERY = 15


@router.get(
    "",
    response_class=StreamingResponse,
    responses={
        200: {"description": "A stream of events", "content": {"text/event-stream": {}}},
        **problems(Unauthenticated),
    },
)
async def stream_live(
    request: Request,
    actor: CurrentPerson,
    app: App,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> StreamingResponse:
    """What happens in the workspace, as it happens: event name and ids, never content.

    Reconnect with Last-Event-ID to receive what was missed.
    """
    before = app.plumbing.wall.now() - _OVERLAP
    after = EventId(last_event_id or first_id_of(before))
    return StreamingResponse(
        _events(request, app, actor.workspace_id, after),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _events(
    request: Request, app: App, workspace_id: WorkspaceId, after: EventId
) -> AsyncIterator[str]:
    outbox = app.plumbing.outbox
    yield "retry: 2000\n\n"
    quiet = 0
    while not await request.is_disconnected():
        events = await outbox.after(workspace_id, after, 200)
        for event in events:
            yield _line(event)
            after = event.id
        quiet = 0 if events else quiet + 1
        if quiet and quiet % _KEEP_ALIVE_EVERY == 0:
            yield ": still here\n\n"
        await asyncio.sleep(_PACE)


def _line(event: StoredEvent) -> str:
    data = json.dumps({"name": event.name, "at": event.at.isoformat(), **event.data})
    return f"id: {event.id}\ndata: {data}\n\n"
