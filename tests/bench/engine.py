"""Planning and sending on the real store, against the same writes alone. No vendor takes part.

`python -m tests.bench.engine`
"""

import asyncio
import itertools
import random
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.mongo import driver
from adapters.mongo.collections import ensure_collections
from adapters.system.clock import FastCalendar, SystemClock
from adapters.system.ids import UuidV7
from domain.delivery.model.action import ActionState, Receipt
from domain.delivery.model.letter import Recipient
from domain.delivery.model.limits import LIMITS, LimitName
from domain.delivery.ports import Answer, CourierAnswer, SendOrder
from domain.delivery.usecases.plan_action import PlanAction
from domain.shared.ids import (
    ActionId,
    CampaignId,
    DraftId,
    EnrolmentId,
    ProspectId,
    SenderId,
    StepId,
    WorkspaceId,
)
from tests.bench.row import Row
from tests.bench.stores import opened_store
from tests.bench.writes import Cost, against_its_writes
from tests.builders import a_sender, an_action
from tests.chaos.engine import Place, engine, letter
from tests.simulation.world import OpenWorld

MESSAGES = 60
CEILING = "the same writes alone, without the gate"
# A Monday morning in Paris.
_START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_MINE = WorkspaceId("bench")
# What a campaign may send in a day by itself.
_PER_CAMPAIGN = LIMITS[LimitName.CAMPAIGN_PER_DAY].default


@dataclass(frozen=True)
class AtOnce:
    """A courier that takes every order."""

    numbers: Any

    async def send(self, order: SendOrder) -> CourierAnswer:
        receipt = Receipt(message_ref=f"message-{next(self.numbers)}")
        return CourierAnswer(answer=Answer.ACCEPTED, receipt=receipt)


class OwnCompanies(OpenWorld):
    """Nobody shares a company with anybody, so that no cap is reached."""

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Recipient:
        known = await super().of(workspace_id, prospect_id)
        return replace(known, email=f"bonjour@{prospect_id}.example", company=prospect_id)


@dataclass(frozen=True)
class Engine:
    """The delivery engine of the chaos runs, in a database of its own."""

    database: driver.Database
    delivery: Any

    @classmethod
    async def open(cls, client: driver.Client, uri: str, name: str) -> "Engine":
        database = client[name]
        await ensure_collections(database)
        calendar = FastCalendar(SystemClock().now(), _START, 1.0)
        place = Place(uri, name, "http://127.0.0.1:9/api/v1", calendar)
        return cls(database, engine(place, client).delivery)

    async def sending(self) -> Cost:
        """Gate, claim, send, record: one message per mailbox, so that no gap is waited for."""
        now = SystemClock().now()
        for number in range(MESSAGES):
            draft = f"draft-{number}"
            await self.delivery.senders.add(
                a_sender(
                    id=SenderId(f"sender-{number}"),
                    workspace_id=_MINE,
                    account_ref=f"account-{number}",
                    address=f"me-{number}@own.example",
                    asked_at=_START - timedelta(days=90),
                    connected_at=_START - timedelta(days=90),
                )
            )
            await self.delivery.actions.add(
                an_action(
                    id=ActionId(f"action-{number:06d}"),
                    workspace_id=_MINE,
                    sender_id=SenderId(f"sender-{number}"),
                    prospect_id=ProspectId(f"person-{number}"),
                    intent=f"enrolment-{number}:step",
                    text_ref=draft,
                    sha256=letter(draft).sha256,
                    planned_at=_START,
                    since=_START,
                    not_before=now,
                    next_at=_START,
                    campaign_id=CampaignId(f"campaign-{number // _PER_CAMPAIGN}"),
                    enrolment_id=EnrolmentId(f"enrolment-{number}"),
                )
            )
        drain = self.delivery.drain
        gate = replace(drain.send.gate, recipients=OwnCompanies())
        send = replace(drain.send, gate=gate, courier=AtOnce(itertools.count()))
        drain = replace(drain, send=send, batch=MESSAGES, at_once=1)
        cost = await against_its_writes(self.database, lambda: drain("bench"))
        sent = await self.delivery.rows.count_documents({"state": ActionState.SENT.value})
        if sent != MESSAGES:
            left = await self.delivery.rows.find_one({"state": {"$ne": ActionState.SENT.value}})
            raise SystemExit(f"{sent} of {MESSAGES} messages were sent; {left}")
        return cost

    async def planning(self) -> Cost:
        """Approved texts into the queue, each with the gate's advice."""
        send = self.delivery.drain.send
        plan = PlanAction(
            actions=send.actions,
            sent=send.actions,
            plans=OpenWorld(),
            gate=send.gate,
            outbox=send.outbox,
            transaction=send.transaction,
            clock=send.clock,
            wall=send.wall,
            new_id=UuidV7(),
            chance=random.Random(1),
            timing=send.timing,
        )
        await self.delivery.senders.add(a_sender(id=SenderId("sender-0"), workspace_id=_MINE))

        async def work() -> None:
            for number in range(MESSAGES):
                draft = f"draft-{number}"
                await plan(
                    _MINE,
                    draft_id=DraftId(draft),
                    campaign_id=CampaignId("campaign"),
                    enrolment_id=EnrolmentId(f"enrolment-{number}"),
                    prospect_id=ProspectId(f"person-{number}"),
                    step_id=StepId("step"),
                    channel="email",
                    sha256=letter(draft).sha256,
                )

        cost = await against_its_writes(self.database, work)
        planned = await self.delivery.rows.count_documents({"state": ActionState.READY.value})
        if planned != MESSAGES:
            raise SystemExit(f"{planned} of {MESSAGES} messages were planned")
        return cost


def row(job: str, cost: Cost, wanted: float = 0.50, *, of: int = MESSAGES) -> Row:
    return Row(job, CEILING, wanted, of / cost.ours, of / cost.bare)


async def measure(uri: str) -> tuple[list[Row], str]:
    """Rows, and what a delivered message costs the database."""
    client = driver.connect(uri)
    costs = []
    for name in ("planning", "sending"):
        one = await Engine.open(client, uri, f"bench_{name}")
        costs.append(await getattr(one, name)())
        await one.delivery.vendor.close()
        await client.drop_database(one.database.name)
    driver.close(client)
    planning, sending = costs
    rows = [
        row("plan an approved message", planning),
        row("gate, claim, send and record a message", sending),
    ]
    each = (planning.commands + sending.commands) / MESSAGES
    return rows, f"Database commands per delivered message, planning included: {each:.1f}.\n"


def main() -> None:
    with opened_store() as uri:
        rows, line = asyncio.run(measure(uri))
    for one in rows:
        sys.stdout.write(f"{one.job}: {one.ours:.0f}/s of {one.bare:.0f}/s, {one.ratio:.0%}\n")
    sys.stdout.write(line)


if __name__ == "__main__":
    main()
