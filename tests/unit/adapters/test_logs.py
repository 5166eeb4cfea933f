"""What a log line says of a failure: where and of what kind, never the words (obligation 65)."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from adapters.system.logs import set_up_logs


@contextmanager
def heard_logs() -> Iterator[io.StringIO]:
    """The product's own log lines as JSON; everything is put back behind it."""
    root = logging.getLogger()
    kept = (list(root.handlers), root.level)
    set_up_logs("test", as_json=True)
    heard = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(heard)
    try:
        yield heard
    finally:
        root.handlers[:], _ = kept
        root.setLevel(kept[1])
        structlog.reset_defaults()
        structlog.contextvars.clear_contextvars()


def fail_with(words: str) -> None:
    try:
        raise ValueError(f"E11000 duplicate key {words}")
    except ValueError as error:
        raise LookupError(words) from error


@pytest.mark.parametrize("source", ["structlog", "standard library"])
def test_a_failure_is_told_without_its_words(source: str) -> None:
    with heard_logs() as heard:
        try:
            fail_with("luc@fret.example")
        except LookupError:
            if source == "structlog":
                structlog.get_logger().exception("task_failed")
            else:
                logging.getLogger("some.library").exception("failed")
    (line,) = [json.loads(one) for one in heard.getvalue().splitlines()]
    assert "luc@fret.example" not in str(line)
    told = line["exception"].splitlines()
    assert told[-1] == "builtins.LookupError"
    assert "builtins.ValueError" in told
    assert any("in fail_with" in one for one in told)


def test_a_group_of_failures_tells_each_kind() -> None:
    with heard_logs() as heard:
        try:
            raise ExceptionGroup("both", [ValueError("secret-1"), KeyError("secret-2")])
        except ExceptionGroup:
            structlog.get_logger().exception("task_failed")
    assert "secret" not in heard.getvalue()
    assert "builtins.KeyError" in heard.getvalue()
