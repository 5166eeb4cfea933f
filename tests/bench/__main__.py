"""`make bench`: ratios against ceilings measured in the same run, into docs/benchmarks.md."""

import argparse
import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from adapters.bootstrap import stores
from adapters.bootstrap.ports.unipile import unipile_path_token
from adapters.bootstrap.settings import Settings
from tests.bench import engine, people, queue, simulation
from tests.bench.imports import measure_import
from tests.bench.load import load, request
from tests.bench.row import Growth, Row
from tests.e2e.api_journey import mailed_token

DOCS = Path("docs/benchmarks.md")
RESULTS = Path("docs/benchmarks.json")
ROUNDS = 5
SECONDS = 4.0
PEOPLE = 3_000
# Nobody listens there: no vendor takes part.
VENDOR_URLS = ("UNIPILE_URL", "FULLENRICH_URL", "OPENAI_URL", "ANTHROPIC_URL", "STRIPE_URL")


@contextmanager
def process(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        started = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            for _ in range(600):
                if stores.answers(port):
                    break
                time.sleep(0.05)
            else:
                raise SystemExit(f"{command} does not answer")
            yield
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read()[-3_000:].decode(errors="replace"))
            raise
        finally:
            started.terminate()
            started.wait(20)


def uvicorn(target: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "uvicorn", target, "--host", "127.0.0.1", "--port", str(port)),
        *("--no-access-log", "--log-level", "warning"),
    ]


@dataclass(frozen=True)
class Pair:
    """The same job twice: on the product, and as bare as it gets."""

    job: str
    ceiling: str
    wanted: float
    ours: Callable[[], bytes]
    bare: Callable[[], bytes]
    our_status: int
    bare_status: int


async def measure(pair: Pair, our_port: int, bare_port: int) -> Row:
    """Alternate the two, so that the machine's moods hit both; the median round counts."""
    ours, bare = [], []
    await load(our_port, pair.ours, wanted=pair.our_status, seconds=1)
    await load(bare_port, pair.bare, wanted=pair.bare_status, seconds=1)
    for _ in range(ROUNDS):
        mine = await load(our_port, pair.ours, wanted=pair.our_status, seconds=SECONDS)
        ceiling = await load(bare_port, pair.bare, wanted=pair.bare_status, seconds=SECONDS)
        if mine.failures or ceiling.failures:
            raise SystemExit(f"{pair.job}: {mine.failures} + {ceiling.failures} wrong answers")
        ours.append(mine.requests_per_second)
        bare.append(ceiling.requests_per_second)
    return Row(
        pair.job, pair.ceiling, pair.wanted, statistics.median(ours), statistics.median(bare)
    )


def signed_in(client: httpx.Client) -> str:
    """Open a workspace; return the session cookie."""
    policy = client.get("/api/v1/policy").raise_for_status().json()
    answer = client.post(
        "/api/v1/sign-up",
        json={
            "company": "Banc",
            "country": "FR",
            "first_name": "Ada",
            "last_name": "Martin",
            "email": "ada@bench.example",
            "professional": True,
            "policy_version": policy["version"],
        },
    ).raise_for_status()
    token = mailed_token(answer.json()["mailbox_url"], "ada@bench.example")
    chosen = {"token": token, "password": "correct horse battery staple"}
    answer = client.post("/api/v1/sign-up/confirm", json=chosen).raise_for_status()
    return answer.headers["set-cookie"].split(";")[0]


def fill(client: httpx.Client) -> None:
    """Import PEOPLE prospects; the workers must be running."""
    lines = ["Prénom;Nom;Société;Fonction;E-mail"]
    for number in range(PEOPLE):
        place = number % 97
        mail = f"claire.durand{number}@societe{place}.example"
        lines.append(f"Claire;Durand{number};Société {place};Directrice commerciale;{mail}")
    content = "\r\n".join(lines).encode()
    file = client.post("/api/v1/imports", files={"file": ("bench.csv", content, "text/csv")})
    file.raise_for_status()
    path = f"/api/v1/imports/{file.json()['id']}"
    declared = {
        "source": "Banc d’essai",
        "legal_basis": "legitimate_interest",
        "collected_on": "2026-11-02",
        "professional_audience": True,
    }
    client.post(f"{path}/start", json=declared).raise_for_status()
    for _ in range(1_200):
        if client.get(path).json()["counts"]["created"] == PEOPLE:
            return
        time.sleep(0.1)
    raise SystemExit("the import does not end")


def _json(cookie: str) -> dict[str, str]:
    return {
        "Cookie": cookie,
        "Content-Type": "application/json",
        "Sec-Fetch-Site": "same-origin",
    }


def a_prospect(number: int) -> bytes:
    return json.dumps(
        {
            "first_name": "Claire",
            "last_name": f"Durand{number}",
            "company": f"Société {number % 97}",
            "job_title": "Directrice commerciale",
            "email": f"claire.durand{number}@societe{number % 97}.example",
            "linkedin_url": "",
            "phone": "",
            "source": "manual",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-02",
        }
    ).encode()


def run(queued: int, waiting: list[int]) -> tuple[list[Row], list[Growth], str]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ports = [stores.free_port() for _ in range(6)]
        database, valkey, ours, bare, sandbox, smtp = ports
        environment = {
            "MODE": "sandbox",
            "MONGODB_URI": f"mongodb://127.0.0.1:{database}/?directConnection=true",
            "REDIS_URL": f"redis://:bench@127.0.0.1:{valkey}/0",
            "MASTER_KEY": "cd" * 32,
            "PUBLIC_URL": f"http://127.0.0.1:{ours}",
            "UNIPILE_WEBHOOK_SECRET": "bench-secret",
            "SMTP_URL": f"smtp://127.0.0.1:{smtp}",
            "MAIL_FROM": "service@leo.example",
            "MAILBOX_URL": f"http://127.0.0.1:{sandbox}/mail",
            "SECOND_FACTOR_EXEMPT": "ada@bench.example",
            "RATE_LIMITS": "10000",
            **dict.fromkeys(VENDOR_URLS, "http://127.0.0.1:9"),
            "LOG_JSON": "true",
        }
        stack.enter_context(
            process(stores.mongodb_command(folder / "mongodb", database), database, {})
        )
        stack.enter_context(
            process(stores.valkey_command(folder / "valkey", valkey, "bench"), valkey, {})
        )
        mail = [sys.executable, "-m", "adapters.sandbox", "--port", str(sandbox)]
        mail += ["--smtp-port", str(smtp)]
        stack.enter_context(process(mail, sandbox, {}))
        stack.enter_context(process(uvicorn("api.main:app", ours), ours, environment))
        with httpx.Client(
            base_url=environment["PUBLIC_URL"],
            headers={"Sec-Fetch-Site": "same-origin"},
            timeout=30,
        ) as client:
            with ExitStack() as workers:
                for kind in ("default", "delivery", "scheduler"):
                    command = [sys.executable, "-m", "workers.main", kind]
                    workers.enter_context(process(command, ours, environment))
                cookie = signed_in(client)
                client.headers["Cookie"] = cookie
                fill(client)
                grown = asyncio.run(
                    queue.objections(
                        environment["MONGODB_URI"],
                        Settings.model_fields["mongodb_database"].default,
                        environment["PUBLIC_URL"],
                        cookie,
                        queued,
                    )
                )
            path = "/api/v1/prospects?limit=50"
            environment["PAGE_BYTES"] = str(len(client.get(path).content))
        stack.enter_context(process(uvicorn("tests.bench.bare:app", bare), bare, environment))
        listing = request("GET", path, {"Cookie": cookie})
        settings = Settings.model_validate(
            {name.lower(): value for name, value in environment.items()}
        )
        hook = f"/webhooks/unipile/{unipile_path_token(settings)}"
        rows = asyncio.run(_measured(_pairs(listing, cookie, hook), ours, bare))
        rows += [asyncio.run(_imported(settings)), people.in_memory()]
        rows += asyncio.run(people.stored(settings))
        sending, line = asyncio.run(engine.measure(settings.mongodb_uri))
        grown.append(asyncio.run(queue.pick_cost(settings.mongodb_uri, waiting)))
        return [*rows, *sending], grown, line


async def _imported(settings: Settings) -> Row:
    mine, ceiling = await measure_import(settings)
    return Row("import a file, rows", "the same documents through insert_many", 0.25, mine, ceiling)


async def _measured(pairs: list[Pair], ours: int, bare: int) -> list[Row]:
    return [await measure(pair, ours, bare) for pair in pairs]


def _pairs(listing: bytes, cookie: str, hook: str) -> list[Pair]:
    count = itertools.count(1_000_000)
    json_type = {"Content-Type": "application/json"}
    vendor = {"Unipile-Auth": "bench-secret", **json_type}

    def delivery() -> bytes:
        body = {"AccountStatus": {"account_id": f"bench-{next(count)}", "message": "OK"}}
        return json.dumps(body).encode()

    return [
        Pair(
            "list 50 prospects through the API",
            "FastAPI returning the same bytes read raw through the driver",
            0.60,
            lambda: listing,
            lambda: request("GET", "/list", {}),
            200,
            200,
        ),
        Pair(
            "create a prospect",
            "the same endpoint doing one insert",
            0.40,
            lambda: request("POST", "/api/v1/prospects", _json(cookie), a_prospect(next(count))),
            lambda: request("POST", "/create", json_type, a_prospect(next(count))),
            201,
            201,
        ),
        Pair(
            "webhook intake",
            "the same endpoint storing one document",
            0.60,
            lambda: request("POST", hook, vendor, delivery()),
            lambda: request("POST", "/intake", json_type, delivery()),
            200,
            200,
        ),
    ]


def report(rows: list[Row], grown: list[Growth]) -> str:
    before = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`: ours against a ceiling measured in turn with it, on one machine;",
        f"through the API the median counts of {ROUNDS} rounds of {SECONDS:g} s each.",
        "",
        "| job | ceiling in the same run | ours /s | ceiling /s | ratio | we want | last |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        last = before.get(row.job)
        lines.append(
            f"| {row.job} | {row.ceiling} | {row.ours:.0f} | {row.bare:.0f} | "
            f"**{row.ratio:.0%}** | ≥ {row.wanted:.0%} | {'–' if last is None else f'{last:.0%}'} |"
        )
    lines += [
        "",
        "The same job next to few rows and next to many; milliseconds of this machine.",
        "",
        "| job | few | many | ms next to few | ms next to many | × | we want | last |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in grown:
        last = before.get(one.job)
        lines.append(
            f"| {one.job} | {one.few} | {one.many} | {one.few_ms:.1f} | {one.many_ms:.1f} | "
            f"**{one.ratio:.2f}** | ≤ {one.wanted:g} | {'–' if last is None else f'{last:.2f}'} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench")
    asked.add_argument("--queued", type=int, default=queue.QUEUED, help="next to an objection")
    asked.add_argument("--waiting", type=int, nargs=2, default=list(queue.WAITING))
    wanted = asked.parse_args()
    rows, grown, line = run(wanted.queued, wanted.waiting)
    text = f"{report(rows, grown)}\n{line}\n{simulation.line()}"
    DOCS.write_text(text)
    results = {row.job: round(row.ratio, 3) for row in rows}
    results |= {growth.job: round(growth.ratio, 3) for growth in grown}
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
