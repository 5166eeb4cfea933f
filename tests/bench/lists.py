"""What a page of the prospect list, and a score, cost as a workspace grows: ratios in one run.

python -m tests.bench.lists 1000 10000
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from pathlib import Path

from adapters.bootstrap import stores
from adapters.mongo import driver
from adapters.mongo.collections import ensure_collections
from adapters.mongo.prospects import MongoProspectReader, MongoProspects
from domain.prospects.model.audience import read_filter
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.stage import Stage
from domain.prospects.ports import Search, Shown, Sort
from domain.scoring.model.persona import Feature
from domain.scoring.model.score import score
from domain.shared.email_address import EmailAddress
from domain.shared.ids import CampaignId, ProspectId, WorkspaceId
from domain.shared.page import PageAsk
from tests.builders import a_scored_persona, a_scoring_fact, an_origin
from tests.conftest import MONDAY

_NAMES = ("Martin", "Bernard", "Dubois", "Thomas", "Robert", "Petit", "Durand", "Leroy", "Moreau")
_TITLES = ("Directeur commercial", "Directrice marketing", "Responsable achats", "DRH")
_BATCH = 500
_TRIES = 5
_DIRECTORS = {"all": [{"field": "title", "operator": "contains", "values": ["directeur"]}]}
CASES: dict[str, Search] = {
    "first page by score": Search(),
    "first page by name": Search(sort=Sort.NAME),
    "one stage": Search(stage=Stage.NEW),
    "score 80 and more": Search(score_min=80),
    "a broad word": Search(words="directeur"),
    "a narrow word": Search(words="martin42"),
    "a filter": Search(filter=read_filter(_DIRECTORS), at=MONDAY),
}


class _Nobody:
    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> Collection[ProspectId]:
        del workspace_id, campaign_id
        return ()


async def _fill(repository: MongoProspects, workspace_id: WorkspaceId, people: int) -> None:
    chance = random.Random(people)
    for start in range(0, people, _BATCH):
        batch = []
        for number in range(start, min(start + _BATCH, people)):
            details = {
                DetailKind.FIRST_NAME: chance.choice(_NAMES),
                DetailKind.LAST_NAME: f"{chance.choice(_NAMES)}{number % 97}",
                DetailKind.COMPANY: f"Forge {number % 300}",
                DetailKind.JOB_TITLE: chance.choice(_TITLES),
            }
            email = EmailAddress(f"p{number}@{workspace_id}.example")
            batch.append(
                Prospect.discover(
                    ProspectId(f"{workspace_id}-{number:012d}"),
                    workspace_id,
                    Person(details=details, emails=(email,)),
                    an_origin(),
                    at=MONDAY + timedelta(seconds=number // 100),
                    observed_at=MONDAY,
                )
            )
        await repository.add(batch)
        await repository.show(
            workspace_id,
            [
                Shown(
                    prospect_id=one.id,
                    score=chance.choice([85, 85, *range(101)]),
                    band="good",
                    verdict="kept",
                )
                for one in batch
            ],
        )


async def _best(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of the quickest of a few cold tries: the others measured the machine."""
    took = []
    for _ in range(_TRIES):
        began = time.perf_counter()
        await work()
        took.append((time.perf_counter() - began) * 1_000)
    return min(took)


def _scores_per_second() -> float:
    facts = {
        Feature.TITLE: a_scoring_fact("Directrice commerciale"),
        Feature.HEAD_COUNT: a_scoring_fact("51-200"),
    }
    began = time.perf_counter()
    for number in range(2_000):
        prospect_id, workspace_id = ProspectId(str(number)), WorkspaceId("w")
        score(prospect_id, workspace_id, [a_scored_persona()], facts, revision=1, at=MONDAY)
    return 2_000 / (time.perf_counter() - began)


async def _measure(port: int, sizes: list[int]) -> None:
    client = driver.connect(f"mongodb://127.0.0.1:{port}/?directConnection=true")
    database = client["bench"]
    await ensure_collections(database)
    costs: dict[str, list[float]] = {name: [] for name in CASES}
    for people in sizes:
        workspace_id = WorkspaceId(f"w{people}")
        await _fill(MongoProspects(database), workspace_id, people)
        for name, wanted in CASES.items():

            async def ask(wanted: Search = wanted, mine: WorkspaceId = workspace_id) -> object:
                reader = MongoProspectReader(database, _Nobody())  # nothing remembered
                return await reader.search(mine, wanted, PageAsk(limit=50))

            costs[name].append(await _best(ask))
    driver.close(client)
    lines = ["| first page of 50, cold, ms | " + " | ".join(f"{one:,}" for one in sizes) + " | × |"]
    lines.append("|---" * (len(sizes) + 2) + "|")
    for name, took in costs.items():
        shown = " | ".join(f"{one:.1f}" for one in took)
        lines.append(f"| {name} | {shown} | {took[-1] / took[0]:.1f} |")
    lines.append(f"\nscores per second, one persona, no storage: {_scores_per_second():,.0f}\n")
    sys.stdout.write("\n".join(lines))


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or [1_000, 10_000]
    with tempfile.TemporaryDirectory() as folder:
        port = stores.free_port()
        process = stores.start(
            stores.mongodb_command(Path(folder) / "data", port), Path(folder) / "log"
        )
        try:
            while not stores.answers(port):
                time.sleep(0.05)
            asyncio.run(_measure(port, sizes))
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
