"""The queue for driving sides, which may not know adapters.jobs."""

from adapters.jobs.queue import (
    DEFAULT_QUEUE,
    DELIVERY_QUEUE,
    QUEUE_DOWN,
    dumps,
    loads,
    open_jobs,
    redis_settings,
)
from adapters.jobs.queue import (
    ArqJobs as Jobs,
)

__all__ = [
    "DEFAULT_QUEUE",
    "DELIVERY_QUEUE",
    "QUEUE_DOWN",
    "Jobs",
    "dumps",
    "loads",
    "open_jobs",
    "redis_settings",
]
