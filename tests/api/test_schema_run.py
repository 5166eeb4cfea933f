"""Generated requests against the running product: no 5xx, no status and no shape that the document
does not name (security.md 4.3). `make schema-run` asks more of every operation, for longer.
"""

import asyncio
import os
import threading
from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from adapters.bootstrap import stores
from adapters.bootstrap.application import build_application
from api.app import create_api
from api.middleware.session import COOKIE
from tests.api.surface import DOCUMENT
from tests.conftest import opened_ports, sandbox_settings, sign_up, wait_until_answers

Asked: TypeAlias = APIOperation[Any, Any, Any, Any]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Requests per operation, and of which operations: a few per tag, or all of them.
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "4"))
PER_TAG = int(os.environ.get("SCHEMA_PER_TAG", "3"))
# It never ends, or it would end the session that asks.
LEFT_OUT = frozenset({"stream_live", "sign_out", "end_other_sessions", "end_session"})


def _chosen() -> list[Asked]:
    """Spread over each tag, the same ones at every run."""
    by_tag: dict[str, list[Asked]] = {}
    for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        told = operation.definition.raw
        if told["operationId"] not in LEFT_OUT:
            by_tag.setdefault(told["tags"][0], []).append(operation)
    chosen: list[Asked] = []
    for operations in by_tag.values():
        step = max(1, len(operations) // PER_TAG)
        chosen += operations[::step][:PER_TAG]
    return chosen


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """Signals belong to pytest."""


class _Product:
    """The product on its own loop in a thread, and the headers of an owner who is signed in."""

    def __init__(self, *where: str) -> None:
        self._settings = sandbox_settings(*where)
        self._port = stores.free_port()
        self._server: _Server | None = None
        self._ready = threading.Event()
        self.url = f"http://127.0.0.1:{self._port}"
        self.headers: dict[str, str] = {}

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        thread.start()
        if not self._ready.wait(60):
            message = "the product did not start"
            raise RuntimeError(message)
        wait_until_answers(self._port)
        return thread

    async def _run(self) -> None:
        async with opened_ports(self._settings) as ports:
            application = build_application(ports)
            owner = await sign_up(application, "Atelier Nord")
            token = owner.cookies[COOKIE]
            await owner.aclose()
            self.headers = {"Cookie": f"{COOKIE}={token}", "Sec-Fetch-Site": "same-origin"}
            config = uvicorn.Config(
                create_api(application), port=self._port, log_level="warning", lifespan="off"
            )
            self._server = _Server(config)
            self._ready.set()
            await self._server.serve()

    def stop(self) -> None:
        if self._server is not None:
            self._server.should_exit = True


@pytest.fixture(scope="module")
def product(mongodb_uri: str, redis_url: str, sandbox_url: str) -> Iterator[_Product]:
    running = _Product(mongodb_uri, redis_url, sandbox_url)
    thread = running.start()
    yield running
    running.stop()
    thread.join(30)


def _cases() -> Iterator[tuple[Asked, GenerationMode]]:
    """What takes nothing can be given nothing wrong."""
    for operation in _chosen():
        told = operation.definition.raw
        yield operation, GenerationMode.POSITIVE
        if "parameters" in told or "requestBody" in told:
            yield operation, GenerationMode.NEGATIVE


@pytest.mark.parametrize(
    ("operation", "mode"),
    [pytest.param(*case, id=f"{case[0].label} {case[1].value}") for case in _cases()],
)
def test_whatever_is_sent_the_answer_is_one_of_the_document(
    product: _Product, operation: Asked, mode: GenerationMode
) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        response = case.call(base_url=product.url, headers=product.headers, timeout=20)
        case.validate_response(response, checks=CHECKS)

    ask()
