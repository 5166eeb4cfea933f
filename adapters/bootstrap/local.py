"""`make run`: the whole product on this machine, every part a process of its own.

Starts stores, simulators, API, workers and scheduler; prints one address and the seeded logins;
prefixes every log line; restarts what dies; stops all of it cleanly on Ctrl-C or SIGTERM.
The state lives under `.data/`: ports, secrets and pids in `run.json`, logs beside it.
"""

import argparse
import asyncio
import contextlib
import fcntl
import json
import os
import secrets
import signal
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import httpx

from adapters.bootstrap import stores
from adapters.system.clock import FastCalendar, SystemClock

STORES = ("mongodb", "valkey")
_CLOCK_EVERY = 5.0
PASSWORD = "atelier-nord-prospecte"  # noqa: S105 - the sandbox's public password
LOGINS = (
    ("owner", "claire@atelier-nord.example"),
    ("manager", "karim@atelier-nord.example"),
    ("member", "lea@atelier-nord.example"),
)


@dataclass(kw_only=True)
class Part:
    """One process: how to start it, and the port that answers once it is ready."""

    name: str
    command: list[str]
    port: int | None = None
    process: asyncio.subprocess.Process | None = None
    failures: int = 0


@dataclass(kw_only=True)
class Run:
    """One run of the product from a data folder."""

    data: Path
    speed: float
    port: int
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    parts: list[Part] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    lock: IO[str] | None = None

    def load(self) -> None:
        """Read run.json, or make it; the clock goes on where it stood."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.lock = (self.data / "lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SystemExit(f"LEO already runs from {self.data}; stop it first") from error
        file = self.data / "run.json"
        if file.exists():
            self.state = json.loads(file.read_text())
        self.state["ready"] = False
        for name in ("mongodb", "valkey", "sandbox", "smtp"):
            self._choose_port(name)
        wanted = self.state.get("api_port") or self.port
        self.state["api_port"] = stores.free_port() if stores.answers(wanted) else wanted
        for name in ("master_key", "valkey_password", "unipile_webhook_secret"):
            self.state.setdefault(name, secrets.token_hex(32))
        now = SystemClock().now()
        stood = self.state.get("business_now")
        start = datetime.fromisoformat(stood) if stood else now
        self.state["business_clock"] = str(FastCalendar(now, start, self.speed))
        self.save()

    def _choose_port(self, name: str) -> None:
        port = self.state.get(f"{name}_port")
        if port is None or stores.answers(port):
            self.state[f"{name}_port"] = stores.free_port()

    def save(self) -> None:
        clock = FastCalendar.parse(self.state["business_clock"])
        self.state["business_now"] = clock.at(SystemClock().now()).isoformat()
        self.state["pids"] = {
            part.name: part.process.pid for part in self.parts if part.process is not None
        }
        self.state["runner_pid"] = os.getpid()
        fresh = self.data / "run.json.new"
        fresh.write_text(json.dumps(self.state, indent=1))
        fresh.chmod(0o600)
        fresh.replace(self.data / "run.json")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.state['api_port']}"

    def environment(self) -> dict[str, str]:
        """What the processes are told; MONGODB_URI and REDIS_URL from outside win."""
        state, sandbox = self.state, f"http://127.0.0.1:{self.state['sandbox_port']}"
        own = {
            "MODE": "sandbox",
            "MONGODB_URI": f"mongodb://127.0.0.1:{state['mongodb_port']}/?directConnection=true",
            "REDIS_URL": f"redis://:{state['valkey_password']}@127.0.0.1:{state['valkey_port']}/0",
            "MASTER_KEY": state["master_key"],
            "PUBLIC_URL": self.url,
            "BUSINESS_CLOCK": state["business_clock"],
            "UNIPILE_URL": f"{sandbox}/unipile/api/v1",
            "UNIPILE_KEY": "sandbox-unipile-key",
            "UNIPILE_WEBHOOK_SECRET": state["unipile_webhook_secret"],
            "SETTLE_SPEED": "120",
            "RATE_LIMITS": "50",
            "FULLENRICH_URL": f"{sandbox}/fullenrich/api/v2",
            "FULLENRICH_KEY": "sandbox-fullenrich-key",
            "STRIPE_URL": f"{sandbox}/stripe",
            "STRIPE_KEY": "sandbox-stripe-key",
            "STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
            "INTERCOM_APP_ID": "leo-sandbox",
            "INTERCOM_URL": f"{sandbox}/intercom",
            "INTERCOM_WIDGET_URL": f"{sandbox}/intercom-widget/widget",
            "INTERCOM_KEY": "sandbox-intercom-key",
            "INTERCOM_MESSENGER_SECRET": "sandbox-intercom-messenger-secret",
            "INTERCOM_CLIENT_SECRET": "sandbox-intercom-client-secret",
            "SUPPORT_ADDRESS": "aide@leo.example",
            "OPENAI_URL": f"{sandbox}/openai/v1",
            "OPENAI_KEY": "sandbox-openai-key",
            "ANTHROPIC_URL": f"{sandbox}/anthropic",
            "ANTHROPIC_KEY": "sandbox-anthropic-key",
            "SMTP_URL": f"smtp://127.0.0.1:{state['smtp_port']}",
            "MAIL_FROM": "service@leo.example",
            "MAILBOX_URL": f"{sandbox}/mail",
            "WEBHOOK_SINK": f"{sandbox}/sink",
            "SECOND_FACTOR_EXEMPT": ",".join(address for _, address in LOGINS),
            "PYTHONUNBUFFERED": "1",
            # Compiled once, not by each of seven processes at every start.
            "PYTHONDONTWRITEBYTECODE": "",
        }
        given = {
            name: os.environ[name] for name in ("MONGODB_URI", "REDIS_URL") if name in os.environ
        }
        return {**os.environ, **own, **given}

    def make_parts(self) -> None:
        python, state = sys.executable, self.state
        if "MONGODB_URI" not in os.environ:
            command = stores.mongodb_command(self.data / "mongodb", state["mongodb_port"])
            self.parts.append(Part(name="mongodb", command=command, port=state["mongodb_port"]))
        if "REDIS_URL" not in os.environ:
            command = stores.valkey_command(
                self.data / "valkey", state["valkey_port"], state["valkey_password"]
            )
            self.parts.append(Part(name="valkey", command=command, port=state["valkey_port"]))
        sandbox = [
            *(python, "-m", "adapters.sandbox", "--port", str(state["sandbox_port"])),
            *("--smtp-port", str(state["smtp_port"])),
            *("--state-dir", str(self.data / "sandbox"), "--speed", f"{self.speed:g}"),
        ]
        self.parts.append(Part(name="sandbox", command=sandbox, port=state["sandbox_port"]))
        api = [
            *(python, "-m", "uvicorn", "api.main:app", "--host", "127.0.0.1"),
            *("--port", str(state["api_port"]), "--no-access-log", "--log-level", "warning"),
            *("--timeout-graceful-shutdown", "3"),
        ]
        self.parts.append(Part(name="api", command=api, port=state["api_port"]))
        for kind in ("default", "delivery", "scheduler"):
            command = [python, "-m", "workers.main", kind]
            self.parts.append(
                Part(name=f"worker-{kind}" if kind != "scheduler" else kind, command=command)
            )

    async def start(self, part: Part) -> None:
        part.process = await asyncio.create_subprocess_exec(
            *part.command,
            env=self.environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=2**20,
        )
        self.save()

    async def until_ready(self, part: Part) -> None:
        deadline = time.monotonic() + 60
        while part.port is not None and not stores.answers(part.port):
            if time.monotonic() > deadline or self.stopping.is_set():
                raise SystemExit(f"{part.name} does not answer; see {self.data}/logs")
            await asyncio.sleep(0.05)

    async def watch(self, part: Part) -> None:
        """Copy its log, and start it again when it dies."""
        logs = self.data / "logs"
        logs.mkdir(exist_ok=True)
        with (logs / f"{part.name}.log").open("ab") as log:
            while not self.stopping.is_set():
                process = part.process
                assert process is not None  # noqa: S101 - started before it is watched
                assert process.stdout is not None  # noqa: S101 - piped above
                async for line in process.stdout:
                    log.write(line)
                    log.flush()
                    if part.name not in STORES:
                        print(f"{part.name:>15} │ {line.decode(errors='replace').rstrip()}")
                code = await process.wait()
                if self.stopping.is_set():
                    return
                part.failures += 1
                print(f"{part.name:>15} │ ended with {code}; starting it again")
                await asyncio.sleep(min(0.2 * part.failures, 5.0))
                await self.start(part)

    async def keep_clock(self) -> None:
        while True:
            await asyncio.sleep(_CLOCK_EVERY)
            self.save()

    async def until_serving(self) -> None:
        async with httpx.AsyncClient(base_url=self.url) as client:
            for _ in range(1200):
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get("/readyz")).status_code == 200:
                        return
                await asyncio.sleep(0.1)
        raise SystemExit("the API does not get ready; see .data/logs/api.log")

    async def set_up_payments(self) -> None:
        """As on the day the real account is opened: prices, portal and webhook."""
        command = [sys.executable, "-m", "adapters.bootstrap.cli", "stripe-setup"]
        process = await asyncio.create_subprocess_exec(
            *command, env=self.environment(), stdout=asyncio.subprocess.DEVNULL
        )
        if await process.wait():
            raise SystemExit("nothing can be sold: the payment simulator refused its set-up")

    async def seed(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "adapters.bootstrap.seed", env=self.environment()
        )
        if await process.wait():
            raise SystemExit("the example workspace could not be made; see the lines above")

    async def stop(self) -> None:
        """The other way round: what writes goes before what stores."""
        self.stopping.set()
        for part in reversed(self.parts):
            process = part.process
            if process is None or process.returncode is not None:
                continue
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 15)
            except TimeoutError:
                process.kill()
                await process.wait()
        self.save()

    async def go(self, *, seeded: bool) -> None:
        self.load()
        self.make_parts()
        loop, main = asyncio.get_running_loop(), asyncio.current_task()
        assert main is not None  # noqa: S101 - inside asyncio.run
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, main.cancel)
        watchers: list[asyncio.Task[None]] = []
        try:
            first = [part for part in self.parts if part.name in STORES]
            for group in (first, [part for part in self.parts if part not in first]):
                for part in group:
                    await self.start(part)
                    watchers.append(asyncio.create_task(self.watch(part)))
                await asyncio.gather(*(self.until_ready(part) for part in group))
            await asyncio.gather(self.until_serving(), self.set_up_payments())
            if seeded and not self.state.get("seeded"):
                await self.seed()
                self.state["seeded"] = True
            self.state["ready"] = True
            self.save()
            print(_welcome(self.url, self.speed, seeded=seeded), flush=True)
            await self.keep_clock()
        except asyncio.CancelledError:
            print("stopping…")
        finally:
            self.state["ready"] = False
            await self.stop()
            for watcher in watchers:
                watcher.cancel()
            await asyncio.gather(*watchers, return_exceptions=True)


def _welcome(url: str, speed: float, *, seeded: bool) -> str:
    lines = ["", f"  LEO is ready: {url}", ""]
    if seeded:
        lines += [f"  {role:<8} {address}   password: {PASSWORD}" for role, address in LOGINS]
    lines += [
        "",
        f"  Sandbox: nothing leaves this machine; working time runs {speed:g} times faster.",
        "  Ctrl-C stops everything; the data stays in .data/ (make clean removes it).",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Run the whole product on this machine")
    parser.add_argument("--data", type=Path, default=Path(".data"))
    parser.add_argument("--port", type=int, default=8321)
    parser.add_argument("--speed", type=float, default=float(os.environ.get("TIME_SPEED", "360")))
    parser.add_argument("--no-seed", action="store_true")
    asked = parser.parse_args()
    run = Run(data=asked.data.resolve(), speed=asked.speed, port=asked.port)
    asyncio.run(run.go(seeded=not asked.no_seed))


if __name__ == "__main__":
    main()
