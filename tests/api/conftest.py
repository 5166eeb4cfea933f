"""One application for all cases of a file that asks every route the same questions."""

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from adapters.bootstrap.application import build_application
from domain.application import Application
from tests.conftest import nobody, opened_ports, sandbox_settings, sign_up


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_application(
    mongodb_uri: str, redis_url: str, sandbox_url: str
) -> AsyncIterator[Application]:
    async with opened_ports(sandbox_settings(mongodb_uri, redis_url, sandbox_url)) as ports:
        yield build_application(ports)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_nobody(shared_application: Application) -> AsyncIterator[httpx.AsyncClient]:
    async with nobody(shared_application) as client:
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_owner(shared_application: Application) -> AsyncIterator[httpx.AsyncClient]:
    client = await sign_up(shared_application, "Atelier Nord")
    yield client
    await client.aclose()
