"""The doorbell on a real Valkey: relay, retries, and work that is done twice."""

from datetime import timedelta
from typing import Any

import pytest
from arq import Retry
from arq.connections import ArqRedis
from arq.worker import Worker, func

from adapters.jobs.queue import DEFAULT_QUEUE, ArqJobs, dumps, loads, open_jobs, redis_settings
from adapters.mongo import driver
from adapters.mongo.shared import MongoOutbox
from domain.shared.errors import Invalid, Unavailable
from domain.shared.ids import OperationId, WorkspaceId
from domain.shared.operations import OperationQueued
from tests.conftest import MONDAY, CountingIds
from workers.relay import reactions_to
from workers.schedule import REACTIONS
from workers.task import MAX_TRIES, TASKS, Context, task


def worker(redis_url: str, ctx: dict[str, Any], *names: str) -> Worker:
    return Worker(
        functions=[func(TASKS[name], name=name) for name in names],  # type: ignore[arg-type]
        queue_name=DEFAULT_QUEUE,
        redis_settings=redis_settings(redis_url),
        ctx=ctx,
        burst=True,
        poll_delay=0.01,
        keep_result=0,
        max_tries=MAX_TRIES,
        job_serializer=dumps,
        job_deserializer=loads,
        handle_signals=False,
    )


@task
async def ring_once(ctx: Context, workspace_id: str, bell: str) -> None:
    """Only counts."""
    ctx["heard"].append((workspace_id, bell))


async def test_a_job_runs_with_its_text_arguments(redis_url: str) -> None:
    heard: list[tuple[str, str]] = []
    async with open_jobs(redis_url) as jobs:
        await jobs.enqueue(DEFAULT_QUEUE, "ring_once", "w-1", "é", job_id="a")
        await jobs.enqueue(DEFAULT_QUEUE, "ring_once", "w-1", "é", job_id="a")
    running = worker(redis_url, {"heard": heard}, "ring_once")
    await running.main()
    await running.close()
    assert heard == [("w-1", "é")]


async def test_the_id_of_a_finished_job_may_ring_again(redis_url: str) -> None:
    heard: list[tuple[str, str]] = []
    for _ in range(2):
        async with open_jobs(redis_url) as jobs:
            await jobs.enqueue(DEFAULT_QUEUE, "ring_once", "w-1", "x", job_id="b")
        running = worker(redis_url, {"heard": heard}, "ring_once")
        await running.main()
        await running.close()
    assert len(heard) == 2


async def test_a_queue_that_is_down_is_unavailable() -> None:
    pool = ArqRedis(host="127.0.0.1", port=1)
    with pytest.raises(Unavailable):
        await ArqJobs(pool).enqueue(DEFAULT_QUEUE, "ring_once")
    with pytest.raises(Unavailable):
        await ArqJobs(pool).ping()
    await pool.aclose()


async def test_a_dependency_that_is_down_makes_a_task_come_back() -> None:
    @task
    async def _needs_help(_: Context) -> None:
        """Always fails."""
        raise Unavailable(retry_after=timedelta(seconds=7))

    with pytest.raises(Retry) as retry:
        await TASKS["_needs_help"]({"job_try": 1, "job_id": "x"})
    assert retry.value.defer_score == 7_000
    with pytest.raises(Unavailable):
        await TASKS["_needs_help"]({"job_try": MAX_TRIES, "job_id": "x"})
    TASKS.pop("_needs_help")


async def test_a_fault_nobody_foresaw_makes_a_task_come_back() -> None:
    @task
    async def _breaks(_: Context) -> None:
        """As when the store is killed."""
        raise ConnectionResetError

    with pytest.raises(Retry):
        await TASKS["_breaks"]({"job_try": 1, "job_id": "x"})
    with pytest.raises(ConnectionResetError):
        await TASKS["_breaks"]({"job_try": MAX_TRIES, "job_id": "x"})
    TASKS.pop("_breaks")


async def test_a_refusal_is_final() -> None:
    @task
    async def _refused(_: Context) -> None:
        """Always refused."""
        raise Invalid

    with pytest.raises(Invalid):
        await TASKS["_refused"]({"job_try": 1, "job_id": "x"})
    TASKS.pop("_refused")


def test_an_event_that_nothing_tells_makes_no_job_for_it() -> None:
    told = {
        name for name, line in REACTIONS.items() if any(one.task == "project_event" for one in line)
    }
    assert {"MessageSent", "ReplyClassified", "PaymentFailed"} <= told
    assert not {"StepDue", "CreditsReserved", "OperationQueued"} & told


async def test_an_event_names_its_tasks_and_their_arguments(
    mongo_database: driver.Database, new_id: CountingIds
) -> None:
    outbox = MongoOutbox(mongo_database, new_id)
    await outbox.append(
        [
            OperationQueued(
                at=MONDAY,
                workspace_id=WorkspaceId("w-1"),
                operation_id=OperationId("op-1"),
                kind="import",
            )
        ]
    )
    event = (await outbox.waiting(1))[0]
    found = [(one.task, arguments) for one, arguments in reactions_to(event)]
    assert ("run_operation", ["w-1", "op-1", "import"]) in found
