"""The product as `make run` starts it, and a browser in front of it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from adapters.bootstrap import stores

ROOT = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("SCREENSHOTS", ROOT / "test-results"))
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"

T = TypeVar("T")


def until(ask: Callable[[], T | None], *, seconds: float, what: str) -> T:
    """Ask again until there is an answer."""
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        time.sleep(0.25)


@dataclass
class Product:
    """One running product and its data folder."""

    data: Path
    options: tuple[str, ...]
    process: "subprocess.Popen[bytes]"

    @property
    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads((self.data / "run.json").read_text())
        return state

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.state['api_port']}"

    @property
    def sandbox(self) -> str:
        return f"http://127.0.0.1:{self.state['sandbox_port']}"

    def kill(self, part: str) -> None:
        """kill -9 of one process; the runner starts it again."""
        before = self.state["pids"][part]
        os.kill(before, signal.SIGKILL)
        until(
            lambda: self.state["pids"].get(part) != before or None,
            seconds=20,
            what=f"{part} restarted",
        )

    def ready(self) -> None:
        def ask() -> bool | None:
            try:
                return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200 or None
            except httpx.TransportError:
                return None

        until(ask, seconds=60, what="the API is ready")

    def stop(self) -> None:
        """As Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def start(self) -> None:
        """Start it again on the same data folder."""
        self.process = _run(self.data, *self.options)
        self.wait_until_said_ready()

    def wait_until_said_ready(self) -> None:
        def ask() -> bool | None:
            if self.process.poll() is not None:
                raise AssertionError((self.data / "runner.log").read_text()[-4_000:])
            file = self.data / "run.json"
            return (file.exists() and self.state.get("ready")) or None

        until(ask, seconds=150, what="the product is ready")


def _run(data: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "adapters.bootstrap.local", "--data", str(data), *options]
    with (data / "runner.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )


def start_product(data: Path, *options: str) -> Product:
    data.mkdir(parents=True, exist_ok=True)
    options = ("--port", str(stores.free_port()), *options)
    product = Product(data, options, _run(data, *options))
    product.wait_until_said_ready()
    return product


@pytest.fixture(scope="module")
def bare_product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Freshly started, without a workspace; time runs even faster."""
    running = start_product(tmp_path_factory.mktemp("bare"), "--no-seed", "--speed", "2000")
    yield running
    running.stop()


@dataclass
class Screen:
    """A page that notes every console error and judges what it shows."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def shoot(self, name: str) -> None:
        """Keep a picture of the screen and hold it to axe: nothing serious or critical."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=SHOTS / f"{name}.png")
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            """() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations
                .filter(v => ['serious', 'critical'].includes(v.impact))
                .map(v => `${v.id}: ${v.nodes.map(n => n.html).slice(0, 4).join(' | ')}`))"""
        )
        assert found == [], f"{name}: {found}"

    def quiet(self) -> None:
        assert self.errors == [], self.errors


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield opened
        opened.close()


@pytest.fixture
def screen(browser: Browser) -> Iterator[Screen]:
    context = browser.new_context(
        locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 1360, "height": 860}
    )
    context.set_default_timeout(15_000)
    yield Screen(context.new_page())
    context.close()
