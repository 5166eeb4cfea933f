"""One wrapper around every task, and what a task may use."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeAlias

import structlog
from arq import Retry

from domain.application import Application
from domain.shared.errors import DomainError, StaleWrite, Unavailable

MAX_TRIES = 8
_LOG = structlog.get_logger()
_JITTER = random.SystemRandom()

Context: TypeAlias = dict[str, Any]
Task: TypeAlias = Callable[..., Awaitable[None]]

# task name → task; filled by @task, read by workers.main.
TASKS: dict[str, Task] = {}


def application(ctx: Context) -> Application:
    app: Application = ctx["application"]
    return app


def task(work: Task) -> Task:
    """Register a task that comes back when a dependency is down, or fails in a way nobody foresaw
    (a store that was killed): arq would drop the job at once. A refusal is final.

    Arguments are ids and strings. Running it twice must be harmless: its docstring says why.
    """

    @wraps(work)
    async def run(ctx: Context, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        log = _LOG.bind(task=work.__name__, job_id=ctx.get("job_id"), attempt=ctx["job_try"])
        try:
            await work(ctx, *args, **kwargs)
        except Exception as error:
            final = isinstance(error, DomainError) and not isinstance(
                error, Unavailable | StaleWrite
            )
            if final or ctx["job_try"] >= MAX_TRIES:
                log.exception("task_failed")
                raise
            wait = getattr(error, "retry_after", None) or timedelta(
                seconds=min(300, 2 ** ctx["job_try"] * _JITTER.uniform(0.5, 1.0))
            )
            log.warning(
                "task_retries",
                wait_seconds=wait.total_seconds(),
                exc_info=None if isinstance(error, DomainError) else error,
            )
            raise Retry(defer=wait) from error

    TASKS[work.__name__] = run
    return run
