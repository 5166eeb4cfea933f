"""The arq pool behind a port: a doorbell, never the truth (vendors/stack.md 1.4)."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from arq.connections import ArqRedis, RedisSettings, create_pool
from redis.exceptions import RedisError

from domain.shared.errors import Unavailable

DEFAULT_QUEUE = "leo:default"
DELIVERY_QUEUE = "leo:delivery"
# What a connection raises while the server is away.
QUEUE_DOWN: tuple[type[Exception], ...] = (RedisError, OSError)

dumps: Callable[[Any], bytes] = lambda job: json.dumps(job).encode()  # noqa: E731
loads: Callable[[bytes], Any] = json.loads


def redis_settings(url: str) -> RedisSettings:
    """Accept what arq refuses: the valkey:// scheme."""
    parts = urlsplit(url)
    return RedisSettings.from_dsn(
        parts._replace(scheme="redis").geturl() if parts.scheme == "valkey" else url
    )


class ArqJobs:
    """Jobs: enqueue by name with string arguments."""

    def __init__(self, pool: ArqRedis) -> None:
        self._pool = pool

    async def enqueue(self, queue: str, task: str, *args: str, job_id: str | None = None) -> None:
        """Queue one job; a known `job_id` that still waits is not queued twice.

        Raise Unavailable when the queue does not answer.
        """
        try:
            await self._pool.enqueue_job(task, *args, _job_id=job_id, _queue_name=queue)
        except QUEUE_DOWN as error:
            raise Unavailable from error

    async def ping(self) -> None:
        try:
            await self._pool.ping()
        except QUEUE_DOWN as error:
            raise Unavailable from error


@asynccontextmanager
async def open_jobs(url: str) -> AsyncIterator[ArqJobs]:
    pool = await create_pool(redis_settings(url), job_serializer=dumps, job_deserializer=loads)
    try:
        yield ArqJobs(pool)
    finally:
        await pool.aclose()
