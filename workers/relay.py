"""Outbox → jobs. At least once: an event is marked after its jobs are queued."""

import asyncio
from collections.abc import Iterator

import structlog

from adapters.bootstrap.queues import Jobs
from domain.application import Application
from domain.shared.errors import Unavailable
from domain.shared.events import StoredEvent
from workers.schedule import REACTIONS, SWEEPS, Reaction, Sweep

_LOG = structlog.get_logger()
_IDLE = 0.25


def reactions_to(event: StoredEvent) -> Iterator[tuple[Reaction, list[str]]]:
    """The tasks an event leads to, with their arguments: workspace id, then the named fields."""
    for reaction in REACTIONS.get(event.name, ()):
        own = {"event_id": event.id, "event_name": event.name, **event.data}
        yield reaction, [event.workspace_id, *(str(own[name]) for name in reaction.fields)]


async def relay_once(application: Application, jobs: Jobs) -> int:
    """Queue the jobs of the events that wait; return how many events there were."""
    events = await application.plumbing.outbox.waiting(200)
    for event in events:
        for reaction, arguments in reactions_to(event):
            job_id = f"{event.id}:{reaction.task}"
            await jobs.enqueue(reaction.queue, reaction.task, *arguments, job_id=job_id)
    if events:
        await application.plumbing.outbox.mark_relayed([event.id for event in events])
    return len(events)


async def relay_forever(application: Application, jobs: Jobs) -> None:
    """Relay until cancelled; while the queue or the store is down, events wait in the outbox."""
    while True:
        try:
            if not await relay_once(application, jobs):
                await asyncio.sleep(_IDLE)
        except Unavailable:
            _LOG.warning("relay_waits_for_the_queue")
            await asyncio.sleep(2)
        except Exception:  # noqa: BLE001 - what waits in the outbox is found again
            _LOG.exception("relay_fault")
            await asyncio.sleep(2)


async def sweep_forever(sweep: Sweep, jobs: Jobs) -> None:
    """Ring for one sweep at its pace. A job that still waits is not queued twice."""
    while True:
        try:
            await jobs.enqueue(sweep.queue, sweep.task, job_id=f"sweep:{sweep.task}")
        except Unavailable:
            _LOG.warning("sweep_waits_for_the_queue", task=sweep.task)
        await asyncio.sleep(sweep.every.total_seconds())


async def keep_time(application: Application, jobs: Jobs) -> None:
    """The scheduler: the relay and every sweep, side by side."""
    async with asyncio.TaskGroup() as group:
        group.create_task(relay_forever(application, jobs))
        for sweep in SWEEPS:
            group.create_task(sweep_forever(sweep, jobs))
