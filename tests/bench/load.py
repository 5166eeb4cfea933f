"""A small HTTP/1.1 load generator on raw sockets, so that the client is not what is measured."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    requests_per_second: float
    failures: int


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    head = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _client(
    port: int, made: Callable[[], bytes], wanted: int, until: float
) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = failures = 0
    try:
        while time.perf_counter() < until:
            writer.write(made())
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            done += 1
            failures += int(head[9:12]) != wanted
    finally:
        writer.close()
    return done, failures


async def load(
    port: int, made: Callable[[], bytes], *, wanted: int, seconds: float, clients: int = 8
) -> Measured:
    """Ask as fast as `clients` connections can; answers of another status are failures."""
    started = time.perf_counter()
    until = started + seconds
    results = await asyncio.gather(*(_client(port, made, wanted, until) for _ in range(clients)))
    spent = time.perf_counter() - started
    return Measured(sum(done for done, _ in results) / spent, sum(bad for _, bad in results))
