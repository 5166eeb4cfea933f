"""Structured logs: one event per line, never an address or a message text."""

import logging
import sys
import traceback
from collections.abc import Iterator

import structlog


def _without_words(exc_info: structlog.typing.ExcInfo) -> str:
    """Where it went wrong and of what kind, but not what the exception says: drivers and
    validators put the values they stumble over into their messages.
    """
    return "\n".join(_told(traceback.TracebackException(*exc_info)))


def _told(one: traceback.TracebackException) -> Iterator[str]:
    before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    if before is not None:
        yield from _told(before)
        yield "then:"
    for frame in one.stack:
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    kind = one.exc_type
    yield "unknown" if kind is None else f"{kind.__module__}.{kind.__qualname__}"
    for inner in one.exceptions or ():
        yield from _told(inner)


def set_up_logs(process: str, *, as_json: bool) -> None:
    """Route structlog and the standard library through one formatter."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(_without_words),
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for noisy in ("httpx", "httpx2", "pymongo", "arq.worker", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
