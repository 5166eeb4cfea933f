"""What a caller is told while a store is away."""

import asyncio
from pathlib import Path

import pytest

from adapters.bootstrap import stores
from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import mongo_ports
from tests.conftest import nobody, sandbox_settings


@pytest.mark.timeout(120)
async def test_without_the_database_the_answer_is_503_and_says_when_to_come_back(
    tmp_path: Path, redis_url: str, sandbox_url: str
) -> None:
    port = stores.free_port()
    process = stores.start(stores.mongodb_command(tmp_path / "data", port), tmp_path / "log")
    uri = f"mongodb://127.0.0.1:{port}/?directConnection=true"
    try:
        for _ in range(600):
            if stores.answers(port):
                break
            await asyncio.sleep(0.05)
        async with (
            mongo_ports(sandbox_settings(uri, redis_url, sandbox_url)) as ports,
            nobody(build_application(ports)) as client,
        ):
            known = {"email": "ada@nord.example", "password": "wrong, and long enough"}
            assert (await client.post("/api/v1/sign-in", json=known)).status_code == 401
            process.kill()
            process.wait(20)
            answer = await client.post("/api/v1/sign-in", json=known)
            assert answer.status_code == 503, answer.text
            assert answer.json()["code"] == "unavailable"
            assert int(answer.headers["retry-after"]) >= 1
    finally:
        process.kill()
