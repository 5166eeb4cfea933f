"""Scoring and enrolling imported people against the same writes alone, and scoring in memory."""

import time
from collections.abc import Sequence

from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import mongo_ports
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from domain.scoring.model.persona import Fact, Feature, Persona
from domain.scoring.model.score import score
from domain.shared.actor import system_actor
from domain.shared.ids import CampaignId, PersonaId, ProspectId, WorkspaceId
from tests.bench.imports import a_file, imported
from tests.bench.row import Row
from tests.bench.writes import against_its_writes
from tests.builders import a_campaign, a_criterion, a_scored_persona, a_scoring_fact
from tests.conftest import MONDAY
from tests.unit.domain.salesbook.test_salesbook import a_persona

PEOPLE = 1_000
IN_MEMORY = 20_000
CEILING = "the same writes alone"
_MINE = WorkspaceId("00000000-0000-7000-8000-0000000be9c4")
_BATCH = 200


def in_memory() -> Row:
    """Explained scores, against looking each wanted word up in each person's facts."""
    persona = a_scored_persona(
        a_criterion(),
        a_criterion(id="c2", feature=Feature.INDUSTRY, values=("logiciel", "conseil")),
        a_criterion(id="c3", feature=Feature.LOCATION, values=("lyon",)),
    )
    people = [
        {
            Feature.TITLE: a_scoring_fact("Directrice commerciale"),
            Feature.INDUSTRY: a_scoring_fact(f"Conseil {number % 97}"),
            Feature.LOCATION: a_scoring_fact("Lyon"),
        }
        for number in range(IN_MEMORY)
    ]
    began = time.perf_counter()
    for number, facts in enumerate(people):
        score(ProspectId(str(number)), _MINE, [persona], facts, revision=1, at=MONDAY)
    ours = time.perf_counter() - began
    began = time.perf_counter()
    found = _one_pass(persona, people)
    bare = time.perf_counter() - began
    if found < 2 * IN_MEMORY:
        raise SystemExit("the pass found too little")
    return Row(
        "score people on one persona, in memory",
        "one pass that looks for the same words",
        0.20,
        IN_MEMORY / ours,
        IN_MEMORY / bare,
    )


def _one_pass(persona: Persona, people: Sequence[dict[Feature, Fact]]) -> int:
    return sum(
        any(value in facts[one.feature].value.casefold() for value in one.values)
        for facts in people
        for one in persona.criteria
    )


async def stored(settings: Settings) -> list[Row]:
    """The whole way, through the use cases."""
    settings = settings.model_copy(update={"mongodb_database": "bench_people"})
    rows = []
    async with mongo_ports(settings) as ports:
        application, actor = build_application(ports), system_actor(_MINE)
        await imported(application, _MINE, a_file(PEOPLE))
        await application.salesbook.define_persona(actor, a_persona(id=PersonaId("")))
        client = driver.connect(settings.mongodb_uri)
        database = client[settings.mongodb_database]
        found = await database["prospects"].find({}, {"_id": 1}).to_list(None)
        ids = [ProspectId(one["_id"]) for one in found]
        campaign_id = CampaignId("bench")
        await ports.campaigns.campaigns.add(a_campaign(id=campaign_id, workspace_id=_MINE))

        async def scoring() -> None:
            for start in range(0, len(ids), _BATCH):
                done = await application.scoring.score(_MINE, ids[start : start + _BATCH])
                if done != len(ids[start : start + _BATCH]):
                    raise SystemExit("somebody was not scored")

        async def enrolling() -> None:
            done = await application.campaigns.enrol(actor, campaign_id, ids)
            if done.enrolled != PEOPLE:
                raise SystemExit(f"{done.enrolled} of {PEOPLE} people were enrolled")

        for job, wanted, work in (
            ("score people and store it", 0.25, scoring),
            ("enrol people in a campaign", 0.50, enrolling),
        ):
            cost = await against_its_writes(database, work)
            rows.append(Row(job, CEILING, wanted, PEOPLE / cost.ours, PEOPLE / cost.bare))
        await client.drop_database(database.name)
        driver.close(client)
    return rows
