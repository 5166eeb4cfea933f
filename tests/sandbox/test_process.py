"""The sandbox as `make run` starts it: a process of its own, that may be killed."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from adapters.bootstrap import stores
from adapters.sandbox.world import Manner, Person, make_world
from tests.conftest import FIXTURES

KEY = {"X-API-KEY": "sandbox-unipile-key"}


def reader() -> Person:
    """Somebody who answers the first mail."""
    people = make_world(1).people.values()
    return next(one for one in people if one.manner is Manner.INTERESTED and one.answers_after == 1)


@contextmanager
def running(folder: Path, speed: float) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = stores.free_port()
    command = [sys.executable, "-m", "adapters.sandbox", "--port", str(port)]
    command += ["--state-dir", str(folder), "--seed", "1", "--speed", str(speed)]
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 30
        while not stores.answers(port):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait(10)


def send(http: httpx.Client, account: str, subject: str) -> httpx.Response:
    form = {
        "account_id": account,
        "to": json.dumps([{"identifier": reader().email}]),
        "subject": subject,
        "body": "<p>Bonjour</p>",
    }
    files = {name: (None, value.encode()) for name, value in form.items()}
    return http.post("/unipile/api/v1/emails", files=files, headers=KEY)


def test_mails_sent_are_still_listed_after_a_kill_and_answers_still_come(tmp_path: Path) -> None:
    account = {"provider": "GOOGLE", "address": "ada@nord.example", "display_name": "Ada"}
    with running(tmp_path, 1.0) as (url, process), httpx.Client(base_url=url) as http:
        account_id = http.post("/world/accounts", json=account).json()["id"]
        for number in range(3):
            assert send(http, account_id, f"mail {number}").status_code == 201
        process.send_signal(signal.SIGKILL)
    with running(tmp_path, 360.0) as (url, _), httpx.Client(base_url=url) as http:
        listed = http.get(
            "/unipile/api/v1/emails", params={"account_id": account_id}, headers=KEY
        ).json()
        subjects = [one["subject"] for one in listed["items"] if one["role"] == "sent"]
        assert sorted(subjects) == ["mail 0", "mail 1", "mail 2"]
        summary = http.get("/world").json()
        assert summary["mails"]["sent"] == 3
        http.post("/world/settle")
        params = {"account_id": account_id, "role": "inbox"}
        inbox = http.get("/unipile/api/v1/emails", params=params, headers=KEY).json()
        assert [one["from_attendee"]["identifier"] for one in inbox["items"]] == [reader().email]


def test_two_processes_with_one_seed_hold_the_same_people(tmp_path: Path) -> None:
    with running(tmp_path / "a", 360.0) as (first, _), running(tmp_path / "b", 360.0) as (other, _):
        people = httpx.get(f"{first}/world/people").json()
        assert people == httpx.get(f"{other}/world/people").json()
        assert len(people) == 120
        name = "phantombuster_sales_navigator.csv"
        served = httpx.get(f"{first}/world/files/{name}").content
        assert served == (FIXTURES / name).read_bytes()
