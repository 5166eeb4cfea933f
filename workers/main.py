"""`python -m workers.main default|delivery|scheduler`: one process each."""

import asyncio
import importlib
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import UTC
from pathlib import Path
from typing import Any, cast

import structlog
from arq.constants import in_progress_key_prefix
from arq.typing import WorkerCoroutine
from arq.worker import Worker, func

from adapters.bootstrap.opened import opened_application, set_up_logs
from adapters.bootstrap.queues import (
    DEFAULT_QUEUE,
    DELIVERY_QUEUE,
    QUEUE_DOWN,
    dumps,
    loads,
    open_jobs,
    redis_settings,
)
from adapters.bootstrap.settings import Settings
from workers.delivery import deliver_forever
from workers.relay import keep_time
from workers.schedule import REACTIONS, SWEEPS
from workers.task import MAX_TRIES, TASKS

for _module in sorted(Path(__file__).parent.glob("*.py")):
    if _module.stem not in {"__init__", "main"}:
        importlib.import_module(f"workers.{_module.stem}")

_LOG = structlog.get_logger()
# arq marks a job as running for as long as a job may take. A killed worker would hold its jobs
# back for two minutes, so the mark is short and renewed (vendors/stack.md 1.4).
_MARK, _RENEW_EVERY = 15.0, 4.0


def queue_of() -> dict[str, str]:
    """Task name → queue; a test holds that every scheduled task exists."""
    queues = dict.fromkeys(TASKS, DEFAULT_QUEUE)
    for reactions in REACTIONS.values():
        queues |= {reaction.task: reaction.queue for reaction in reactions}
    return queues | {sweep.task: sweep.queue for sweep in SWEEPS}


def _worker(queue: str, settings: Settings, ctx: dict[str, object]) -> Worker:
    """Settings of vendors/stack.md 1.4: JSON, no kept results, no aborts, our own retries."""
    worker = Worker(
        functions=[func(cast(WorkerCoroutine, task), name=name) for name, task in TASKS.items()],
        queue_name=queue,
        redis_settings=redis_settings(settings.redis_url),
        ctx=ctx,
        max_jobs=20,
        poll_delay=0.1,
        queue_read_limit=1000,
        job_timeout=120,
        max_tries=MAX_TRIES,
        keep_result=0,
        job_completion_wait=10,
        health_check_interval=15,
        allow_abort_jobs=False,
        expires_extra_ms=7 * 86_400_000,
        timezone=UTC,
        job_serializer=dumps,
        job_deserializer=loads,
        handle_signals=False,
        log_results=False,
    )
    worker.in_progress_timeout_s = _MARK
    return worker


async def _renew_marks(worker: Worker) -> None:
    while True:
        await asyncio.sleep(_RENEW_EVERY)
        for job_id in list(worker.tasks):
            await worker.pool.pexpire(in_progress_key_prefix + job_id, int(_MARK * 1000))


async def _attend(queue: str, settings: Settings, ctx: dict[str, object]) -> None:
    """Take jobs until cancelled; while the queue is down, wait for it."""
    while True:
        worker = _worker(queue, settings, ctx)
        try:
            await _side_by_side(worker.async_run(), _renew_marks(worker))
        except* QUEUE_DOWN:
            _LOG.warning("worker_waits_for_the_queue", queue=queue)
        finally:
            jobs = list(worker.tasks.values())
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            with suppress(AttributeError, *QUEUE_DOWN):  # no pool: it never connected
                await worker.pool.aclose()
        await asyncio.sleep(1)


async def _side_by_side(*works: Coroutine[Any, Any, None]) -> None:
    """The first failure ends all."""
    async with asyncio.TaskGroup() as group:
        for work in works:
            group.create_task(work)


async def run(kind: str, settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        application = await stack.enter_async_context(opened_application(settings))
        ctx: dict[str, object] = {"application": application}
        if kind == "scheduler":
            jobs = await stack.enter_async_context(open_jobs(settings.redis_url))
            work = keep_time(application, jobs)
        elif kind == "delivery":
            jobs_too = _attend(DELIVERY_QUEUE, settings, ctx)
            work = _side_by_side(deliver_forever(application), jobs_too)
        else:
            work = _attend(DEFAULT_QUEUE, settings, ctx)
        main = asyncio.current_task()
        running = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, running.cancel)
        _LOG.info("worker_ready", kind=kind)
        try:
            await running
        except asyncio.CancelledError:
            if main is not None and main.cancelling():
                raise
            _LOG.info("worker_stopped", kind=kind)


if __name__ == "__main__":
    _kind = sys.argv[1]
    _settings = Settings()
    set_up_logs(_kind, as_json=_settings.log_json)
    logging.getLogger("arq.worker").setLevel(logging.WARNING)
    asyncio.run(run(_kind, _settings))
