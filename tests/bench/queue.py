"""What waits in the queue must cost nothing: taking up what is due, and a person's no.

`python -m tests.bench.queue 10000 100000`: what taking up costs next to so many, and so many more.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import timedelta

import httpx

from adapters.mongo import driver
from adapters.mongo.codec import to_row
from adapters.mongo.collections import ensure_collections
from adapters.mongo.delivery import MongoActions
from domain.delivery.model.action import Action
from domain.shared.ids import ActionId, EnrolmentId, ProspectId, SenderId, WorkspaceId
from tests.bench.row import Growth
from tests.bench.stores import opened_store
from tests.builders import an_action, an_enrolment
from tests.conftest import MONDAY

WAITING = (10_000, 100_000)
QUEUED = 10_000
OBJECTIONS = 100
_FEW = 300
_EACH = 3
_BATCH = 500
_TRIES = 9
_WORKSPACES, _SENDERS = 40, 10
_LATER = timedelta(days=3_650)
PICK = "take up 200 due actions next to so many that wait"
NO = f"an objection until nothing waits for the person, p99 of {OBJECTIONS}"
HEARD = f"an objection until it is acknowledged, p99 of {OBJECTIONS}"


async def store(database: driver.Database, actions: Sequence[Action]) -> None:
    for start in range(0, len(actions), _BATCH):
        rows = [to_row(one) for one in actions[start : start + _BATCH]]
        await database["actions"].insert_many(rows)


def _waiting(number: int) -> Action:
    """Every hundredth is held until a hidden day, the others come due one after another."""
    at = MONDAY + (_LATER if number % 100 == 0 else timedelta(seconds=number + 1))
    return an_action(
        id=ActionId(f"waiting-{number:09d}"),
        workspace_id=WorkspaceId(f"w-{number % _WORKSPACES}"),
        sender_id=SenderId(f"s-{number % (_WORKSPACES * _SENDERS)}"),
        prospect_id=ProspectId(f"p-{number}"),
        intent=f"waiting-{number}:step",
        enrolment_id=EnrolmentId(f"e-{number}"),
        next_at=at,
    )


async def pick_cost(uri: str, sizes: Sequence[int] = WAITING) -> Growth:
    """The quickest of a few tries next to the smallest queue, and to the largest."""
    client = driver.connect(uri)
    database = client["bench_pick"]
    await ensure_collections(database)
    queue = MongoActions(database)
    took, stored = [], 0
    for size in sizes:
        for start in range(stored, size, 10_000):
            await store(
                database, [_waiting(one) for one in range(start, min(start + 10_000, size))]
            )
        stored = size
        tries = []
        for _ in range(_TRIES):
            began = time.perf_counter()
            due = await queue.due(at=MONDAY + timedelta(seconds=203), wall=MONDAY, limit=200)
            tries.append((time.perf_counter() - began) * 1_000)
            if len(due) != 200:
                raise SystemExit(f"{len(due)} of 200 actions were found")
        took.append(min(tries))
    await client.drop_database(database.name)
    driver.close(client)
    return Growth(PICK, sizes[0], sizes[-1], took[0], took[-1])


async def objections(
    uri: str, database_name: str, url: str, cookie: str, queued: int = QUEUED
) -> list[Growth]:
    """Through the API, the outbox, the queue and the workers, which must be running: first next to
    few actions of the workspace, then next to `queued` of them. Nothing of them is due.
    """
    client = driver.connect(uri)
    database = client[database_name]
    prospects = await database["prospects"].find({}, {"workspace_id": 1}).to_list(None)
    if len(prospects) < 2 * OBJECTIONS:
        raise SystemExit(f"{len(prospects)} prospects are too few")
    workspace_id = WorkspaceId(prospects[0]["workspace_id"])
    people = [ProspectId(one["_id"]) for one in prospects]
    heard: list[float] = []
    gone: list[float] = []
    headers = {"Sec-Fetch-Site": "same-origin", "Cookie": cookie}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=30) as http:
        stored = 0
        for turn, size in enumerate((_FEW, queued)):
            objecting = people[turn * OBJECTIONS : (turn + 1) * OBJECTIONS]
            others = people[2 * OBJECTIONS :] or people
            owners = [one for one in objecting for _ in range(_EACH)]
            rest = max(0, size - len(owners))
            owners += [others[number % len(others)] for number in range(rest)]
            await database["enrolments"].insert_many(
                [to_row(_enrolled(workspace_id, one)) for one in objecting]
            )
            await store(
                database,
                [_queued(workspace_id, who, stored + place) for place, who in enumerate(owners)],
            )
            stored += len(owners)
            first, last = [], []
            for who in objecting:
                began = time.perf_counter()
                answer = await http.post(f"/api/v1/prospects/{who}/opt-out", json={})
                answer.raise_for_status()
                first.append((time.perf_counter() - began) * 1_000)
                await _until_nothing_waits(database, workspace_id, who)
                last.append((time.perf_counter() - began) * 1_000)
            heard.append(_p99(first))
            gone.append(_p99(last))
    driver.close(client)
    return [Growth(name, _FEW, queued, *took) for name, took in ((HEARD, heard), (NO, gone))]


async def _until_nothing_waits(
    database: driver.Database, workspace_id: WorkspaceId, who: ProspectId
) -> None:
    waiting = {"workspace_id": workspace_id, "prospect_id": who, "state": "ready"}
    for _ in range(6_000):
        if await database["actions"].find_one(waiting) is None:
            return
        await asyncio.sleep(0.005)
    raise SystemExit("something still waits for a person who objected")


def _enrolled(workspace_id: WorkspaceId, who: ProspectId) -> object:
    return an_enrolment(
        id=EnrolmentId(f"e-{who}"), workspace_id=workspace_id, prospect_id=who, active_key=who
    )


def _queued(workspace_id: WorkspaceId, who: ProspectId, number: int) -> Action:
    return an_action(
        id=ActionId(f"queued-{number:09d}"),
        workspace_id=workspace_id,
        sender_id=SenderId(f"s-{number % _SENDERS}"),
        prospect_id=who,
        intent=f"queued-{number}:step",
        enrolment_id=EnrolmentId(f"e-{who}"),
        next_at=MONDAY + _LATER,
    )


def _p99(took: list[float]) -> float:
    return sorted(took)[max(0, -(-len(took) * 99 // 100) - 1)]


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or list(WAITING)
    with opened_store() as uri:
        grown = asyncio.run(pick_cost(uri, sizes))
    sys.stdout.write(
        f"{grown.job}: {grown.few:,} → {grown.many:,}: "
        f"{grown.few_ms:.1f} → {grown.many_ms:.1f} ms, × {grown.ratio:.2f}\n"
    )


if __name__ == "__main__":
    main()
