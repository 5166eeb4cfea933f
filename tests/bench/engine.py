"""Planning and sending on the real store, against the same writes alone. No vendor takes part.

`python -m tests.bench.engine`
"""

import asyncio
import itertools
import random
import sys
from collections.abc import Awaitable, Callable
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
from tests.builders import a_sender
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


def _sender(number: int) -> SenderId:
    return SenderId(f"sender-{number}")


class OwnMailboxes(OpenWorld):
    """Every enrolment has a mailbox of its own."""

    async def standing(self, workspace_id: WorkspaceId, *plan: str) -> Any:
        found = await super().standing(workspace_id, *plan)
        if not plan:
            return found
        return replace(found, mailbox_id=_sender(int(plan[1].rpartition("-")[2])))


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

    async def planning(self) -> Cost:
        """Approved texts into the queue, each with the gate's advice; one per mailbox, so that no
        gap is waited for.
        """
        for number in range(MESSAGES):
            await self.delivery.senders.add(
                a_sender(
                    id=_sender(number),
                    workspace_id=_MINE,
                    account_ref=f"account-{number}",
                    address=f"me-{number}@own.example",
                    asked_at=_START - timedelta(days=90),
                    connected_at=_START - timedelta(days=90),
                )
            )
        send = self.delivery.drain.send
        plan = PlanAction(
            actions=send.actions,
            sent=send.actions,
            plans=OwnMailboxes(),
            gate=replace(send.gate, recipients=OwnCompanies()),
            outbox=send.outbox,
            transaction=send.transaction,
            clock=send.clock,
            wall=send.wall,
            new_id=UuidV7(),
            chance=random.Random(1),
            timing=replace(send.timing, undo=timedelta()),
        )

        async def work() -> None:
            for number in range(MESSAGES):
                draft = f"draft-{number}"
                await plan(
                    _MINE,
                    draft_id=DraftId(draft),
                    campaign_id=CampaignId(f"campaign-{number // _PER_CAMPAIGN}"),
                    enrolment_id=EnrolmentId(f"enrolment-{number}"),
                    prospect_id=ProspectId(f"person-{number}"),
                    step_id=StepId("step"),
                    channel="email",
                    sha256=letter(draft).sha256,
                )

        return await self._cost(work, ActionState.READY)

    async def sending(self) -> Cost:
        """Gate, claim, send, record what was planned."""
        drain = self.delivery.drain
        gate = replace(drain.send.gate, plans=OwnMailboxes(), recipients=OwnCompanies())
        send = replace(drain.send, gate=gate, courier=AtOnce(itertools.count()))
        drain = replace(drain, send=send, batch=MESSAGES, at_once=1)
        return await self._cost(lambda: drain("bench"), ActionState.SENT)

    async def _cost(self, work: Callable[[], Awaitable[object]], wanted: ActionState) -> Cost:
        cost = await against_its_writes(self.database, work)
        left = await self.delivery.rows.find_one({"state": {"$ne": wanted.value}})
        if left is not None or not await self.delivery.rows.find_one():
            raise SystemExit(f"not all of {MESSAGES} messages are {wanted.value}; {left}")
        return cost


async def measure(uri: str) -> tuple[list[Row], str]:
    """Rows, and what a delivered message costs the database."""
    client = driver.connect(uri)
    one = await Engine.open(client, uri, "bench_delivery")
    planning, sending = await one.planning(), await one.sending()
    await one.delivery.vendor.close()
    await client.drop_database(one.database.name)
    driver.close(client)
    whole = Cost(
        planning.ours + sending.ours,
        planning.bare + sending.bare,
        planning.commands + sending.commands,
    )
    parts = " and ".join(
        f"{name} {cost.commands / MESSAGES:.1f} ({cost.bare / cost.ours:.0%} of its writes alone)"
        for name, cost in (("planning", planning), ("sending", sending))
    )
    each = whole.commands / MESSAGES
    line = f"Database commands per delivered message: {each:.1f}, of which {parts}.\n"
    job = "plan, gate, claim, send and record a message"
    return [Row(job, CEILING, 0.50, MESSAGES / whole.ours, MESSAGES / whole.bare)], line


def main() -> None:
    with opened_store() as uri:
        rows, line = asyncio.run(measure(uri))
    for one in rows:
        sys.stdout.write(f"{one.job}: {one.ours:.0f}/s of {one.bare:.0f}/s, {one.ratio:.0%}\n")
    sys.stdout.write(line)


if __name__ == "__main__":
    main()
