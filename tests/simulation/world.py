"""The delivery engine on memory stores, virtual time and a faulty vendor: one seed, one run."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from adapters.memory.delivery import (
    MemoryAccountGates,
    MemoryActions,
    MemoryAttempts,
    MemoryCapDoors,
    MemoryRecipientGates,
    MemorySenders,
    MemorySendingRules,
    MemoryStops,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore
from domain.delivery.errors import TextNotApproved
from domain.delivery.model.action import Action, ActionKind, ActionState, Receipt
from domain.delivery.model.caps import CAP_NAMES
from domain.delivery.model.dossier import CampaignStanding, PlanStanding, WorkspaceStanding
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.limits import LIMITS, LimitName, LimitRules
from domain.delivery.model.sender import Sender, SenderKind, SenderState
from domain.delivery.model.stop import StopScope
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.ports import CampaignOverview, SendOrder
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.delivery.usecases.drain_due import DrainDue
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.delivery.usecases.plan_action import drawn_spacing
from domain.delivery.usecases.reap_stale import ReapStale
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.send_action import SendAction
from domain.delivery.usecases.send_gate import SendGate
from domain.delivery.usecases.settle_unknown import SettleUnknown
from domain.delivery.usecases.turn_stop import TurnStop
from domain.shared.actor import Actor, Permission, Role
from domain.shared.ids import (
    ActionId,
    CampaignId,
    EnrolmentId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from tests.simulation.checks import Record, violations, waits_for_its_company
from tests.simulation.loop import START, VirtualClock, simulate
from tests.simulation.nemesis import Nemesis, Process, SimTransaction, StoreDown
from tests.simulation.vendor import Effect, SimVendor

WORKSPACE = WorkspaceId("workspace")
PUBLIC = "https://leo.example"
PER_DAY = 4
# Every other seed: below the accounts' own limits, which are seen to hold in the seeds between.
TIGHT = {
    LimitName.WORKSPACE_PER_DAY: 6,
    LimitName.CAMPAIGN_PER_DAY: 4,
    LimitName.COMPANY_PEOPLE: 2,
}
WIDE = {name: LIMITS[name].default for name in CAP_NAMES}
ACTOR = Actor(
    user_id=UserId("owner"),
    workspace_id=WORKSPACE,
    role=Role.OWNER,
    permissions=frozenset(Permission),
)
TEXT = f"Bonjour. {PUBLIC}/u/a {PUBLIC}/p/b"


@dataclass(kw_only=True)
class Switches:
    """The safeties that a mutant turns off, by giving the engine another part."""

    checks_deadline: bool = True
    horizon: timedelta = timedelta(minutes=5)
    recipient_gates: Callable[[Any], Any] = lambda gates: gates
    account_gates: Callable[[Any], Any] = lambda gates: gates
    cap_doors: Callable[[Any], Any] = lambda doors: doors
    stops: Callable[[Any], Any] = lambda stops: stops
    evidence: Callable[[Any], Any] = lambda evidence: evidence
    sent: Callable[[Any], Any] = lambda sent: sent
    attempts: Callable[[Any], Any] = lambda attempts: attempts
    untold: float = 0.2
    """How many mails no webhook tells of."""


def company_of(person: str) -> str:
    """The first three work for one company, everybody else alone."""
    return "trio.example" if person in {"person-0", "person-1", "person-2"} else person


class Letters:
    """ApprovedText: one letter per action, approved."""

    def letter(self, ref: str) -> Letter:
        return Letter.of(subject=f"Sujet {ref}", text=TEXT, html=f"<p>{TEXT}</p>", headers={})

    async def of_draft(self, workspace_id: WorkspaceId, draft_id: str) -> Letter:
        return self.letter(draft_id)

    async def of_answer(self, workspace_id: WorkspaceId, message_id: str) -> Letter:
        raise TextNotApproved


class OpenWorld:
    """The other modules: nobody is refused, every step is awaited."""

    async def standing(self, workspace_id: WorkspaceId, *_: str) -> Any:
        if not _:
            return WorkspaceStanding(is_active=True, policy_accepted=True)
        return PlanStanding(
            campaign=CampaignStanding.RUNNING,
            awaits_step=True,
            enrolled_at=START,
            is_first_touch=True,
            lia_signed=True,
            mailbox_id=SenderId("sender-0"),
            linkedin_id=None,
        )

    async def overview(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> CampaignOverview:
        return CampaignOverview(standing=CampaignStanding.RUNNING, awaiting=0, next_step_at=None)

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Recipient:
        return Recipient(
            full_name=prospect_id,
            email=f"{prospect_id}@client.example",
            linkedin="",
            country="FR",
            zone="",
            company=company_of(prospect_id),
            legal_basis="legitimate_interest",
            collected_on=date(2026, 9, 1),
            restricted=False,
            dismissed=False,
        )

    async def is_refused(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, channel: str
    ) -> bool:
        return False

    def is_holiday(self, country: str, day: date, region: str = "") -> bool:
        return False

    async def refusal(self, action: Action) -> ReasonCode | None:
        return None

    async def leave(self, action: Action) -> Reason | None:
        return None


@dataclass(kw_only=True)
class World:
    seed: int
    chance: random.Random
    switches: Switches
    senders_count: int = 2
    people: int = 10
    actions_count: int = 14
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: VirtualClock = field(default_factory=VirtualClock)
    objected: dict[str, datetime] = field(default_factory=dict)
    together: int = 0
    held: Counter[str] = field(default_factory=Counter)
    ids: int = 0

    def __post_init__(self) -> None:
        self.caps = TIGHT if self.seed % 2 else WIDE
        self.nemesis = Nemesis(random.Random(f"nemesis {self.seed}"))
        self.vendor = SimVendor(
            clock=self.clock,
            chance=random.Random(f"vendor {self.seed}"),
            on_call=self._watch,
            on_effect=self._tell,
            checks_deadline=self.switches.checks_deadline,
        )
        self.timing = Timing(
            mail_horizon=self.switches.horizon,
            linkedin_horizon=self.switches.horizon,
            undo=timedelta(seconds=5),
            longest_backoff=timedelta(minutes=30),
            undecided=timedelta(hours=8),
        )
        self.texts = Letters()
        self.raw_actions = MemoryActions(self.store)
        self.rows: dict[str, Action] = self.store.table("actions")
        self.raw_senders = MemorySenders(self.store)
        self.engine = self._build(guarded=True)
        self.calm = self._build(guarded=False)

    def new_id(self) -> str:
        self.ids += 1
        return f"event-{self.ids:06d}"

    def _build(self, *, guarded: bool) -> "Engine":
        return Engine.build(self, self.nemesis.guard if guarded else (lambda port, _: port))

    # --- what happens ----------------------------------------------------------------------

    async def fill(self) -> None:
        for number in range(self.senders_count):
            sender_id = SenderId(f"sender-{number}")
            await self.raw_senders.add(
                Sender(
                    id=sender_id,
                    workspace_id=WORKSPACE,
                    kind=SenderKind.MAILBOX,
                    owner_id=UserId("owner"),
                    asked_at=START,
                    link_digest="",
                    link_open_until=START,
                    state=SenderState.CONNECTED,
                    account_ref=f"account-{number}",
                    address=f"me-{number}@own.example",
                    is_warmed=True,
                    connected_at=START - timedelta(days=90),
                    settings={"mails_per_day": PER_DAY},
                )
            )
        await MemorySendingRules(self.store).put(
            LimitRules(
                id=WORKSPACE,
                workspace_id=WORKSPACE,
                values={name.value: most for name, most in self.caps.items()},
            )
        )
        for number in range(self.actions_count):
            await self.raw_actions.add(self._action(number))

    def _action(self, number: int) -> Action:
        draft = f"draft-{number}"
        return Action(
            id=ActionId(f"action-{number:02d}"),
            workspace_id=WORKSPACE,
            kind=ActionKind.EMAIL,
            sender_id=SenderId(f"sender-{number % self.senders_count}"),
            prospect_id=ProspectId(f"person-{number % self.people}"),
            intent=f"enrolment-{number}:step",
            text_ref=draft,
            sha256=self.texts.letter(draft).sha256,
            planned_at=START,
            since=START,
            not_before=START + timedelta(seconds=5),
            next_at=START,
            spacing=drawn_spacing(self.chance, ActionKind.EMAIL.touch),
            rank=1,
            campaign_id=CampaignId("campaign" if number % 3 else "campaign-b"),
            enrolment_id=EnrolmentId(f"enrolment-{number}"),
            step_id=StepId("step"),
        )

    def _watch(self, order: SendOrder) -> None:
        mine = self.rows[order.action_id]
        under_way = {ActionState.SENDING, ActionState.UNKNOWN}
        self.together += any(
            other.id != mine.id
            and other.prospect_id == mine.prospect_id
            and other.state in under_way
            for other in self.rows.values()
        )

    async def _tell(self, effect: Effect) -> None:
        """mail_sent: late, twice or never."""
        self.nemesis.outside()
        draw = self.chance.random()
        for _ in range(0 if draw < self.switches.untold else 1 if draw < 0.9 else 2):
            await asyncio.sleep(self.chance.uniform(1, 40))
            receipt = Receipt(message_ref=effect.message_ref)
            await self.calm.receipt(effect.account_ref, receipt, action_ref=effect.action_id)

    async def work(self, process: Process) -> None:
        """One worker process: drain, reap, settle, for ever."""
        while True:
            try:
                await self.engine.drain(process.name)
                await self.engine.reap()
                await self.engine.settle()
                self.held += Counter(
                    f"held:{reason.code}" for one in self.rows.values() for reason in one.reasons
                )
            except (StoreDown, ExceptionGroup):
                self.nemesis.seen["faulted_pass"] += 1
            await asyncio.sleep(self.chance.uniform(1, 10) + self._idle())

    def _idle(self) -> float:
        """Seconds until something can be due: looking earlier would find nothing."""
        now, instants = self.clock.now(), [START + timedelta(days=30)]
        for one in self.rows.values():
            instants += [
                instant
                for state, instant in (
                    (ActionState.READY, max(one.next_at, one.not_before)),
                    (ActionState.CLAIMED, one.lease_until),
                    (ActionState.SENDING, one.deadline),
                    (ActionState.UNKNOWN, one.reconcile_at),
                )
                if one.state is state and instant is not None
            ]
        return min(max((min(instants) - now).total_seconds(), 0.0), 600.0)

    async def supervise(self, number: int) -> None:
        """Start the worker again whenever it dies."""
        life = 0
        while True:
            process = Process(f"worker-{number}.{life}")
            life += 1
            await self.nemesis.run_as(process, partial(self.work, process))
            await asyncio.sleep(self.chance.uniform(0.5, 5))

    async def object_at_random(self) -> None:
        """Some at any time; half of them aimed at whom a call is under way to."""
        for _ in range(4):
            await asyncio.sleep(self.chance.uniform(60, 2400))
            people = [f"person-{number}" for number in range(self.people)]
            aimed = [
                one.prospect_id
                for one in self.rows.values()
                if one.state in {ActionState.SENDING, ActionState.CLAIMED, ActionState.UNKNOWN}
            ]
            who = self.chance.choice(aimed if aimed and self.chance.random() < 0.7 else people)
            if aimed and who in aimed:
                self.nemesis.seen["objected_in_flight"] += 1
            await self.calm.close.close(WORKSPACE, ProspectId(who), at=self.clock.now())
            self.objected.setdefault(f"{who}@client.example", self.clock.now())
            await asyncio.sleep(self.chance.uniform(0, 30))
            await self.calm.cancel.for_prospect(
                WORKSPACE, ProspectId(who), "suppressed", answers=True
            )

    async def strike_in_flight(self) -> None:
        """Aim at what is on the wire: object the moment a call is armed."""
        for _ in range(400):
            await asyncio.sleep(self.chance.uniform(0.5, 20))
            armed = [
                one.prospect_id for one in self.rows.values() if one.state is ActionState.SENDING
            ]
            if armed and self.chance.random() < 0.15:
                who = self.chance.choice(armed)
                self.nemesis.seen["objected_in_flight"] += 1
                await self.calm.close.close(WORKSPACE, ProspectId(who), at=self.clock.now())
                self.objected.setdefault(f"{who}@client.example", self.clock.now())

    async def stop_in_flight(self) -> None:
        """Turn a switch the moment a call is armed, and lift it later (AUT-8)."""
        wide: list[tuple[StopScope, str]] = [
            (StopScope.WORKSPACE, ""),
            (StopScope.SENDER, "sender-0"),
            (StopScope.CHANNEL, "email"),
            (StopScope.CAMPAIGN, "campaign"),
        ]
        while self.nemesis.on:
            await asyncio.sleep(self.chance.uniform(60, 900))
            for _ in range(60):
                if any(one.state is ActionState.SENDING for one in self.rows.values()):
                    self.nemesis.seen["stopped_in_flight"] += 1
                    break
                await asyncio.sleep(self.chance.uniform(0.2, 5))
            scope, target = self.chance.choice(wide)
            await self.calm.turn.stop(ACTOR, scope, target, "nemesis")
            await asyncio.sleep(self.chance.uniform(30, 600))
            await self.calm.turn.restart(ACTOR, scope, target, "nemesis")

    async def play(self) -> list[str]:
        await self.fill()
        tasks = [asyncio.ensure_future(self.supervise(number)) for number in range(3)]
        tasks.append(asyncio.ensure_future(self.object_at_random()))
        tasks.append(asyncio.ensure_future(self.strike_in_flight()))
        tasks.append(asyncio.ensure_future(self.stop_in_flight()))
        await asyncio.sleep(3 * 3600)
        self.nemesis.on = False
        self.vendor.faults = 0.0
        for _ in range(100):
            await asyncio.sleep(3600)
            if not self._unsettled():
                break
        for task in (*tasks, *self.nemesis.lives):
            task.cancel()
        return violations(self.record())

    def _unsettled(self) -> bool:
        people = {ActionState.UNCONFIRMED, ActionState.QUARANTINED}
        held = [*self.store.table("recipient_gates").values()]
        held += self.store.table("account_gates").values()
        return any(
            not one.is_final and one.state not in people and not waits_for_its_company(one)
            for one in self.rows.values()
        ) or any(
            gate.holder is not None and self.rows[gate.holder.action_id].is_final for gate in held
        )

    def record(self) -> Record:
        return Record(
            actions=dict(self.rows),
            attempts=self.store.table("attempts"),
            recipient_gates=self.store.table("recipient_gates"),
            account_gates=self.store.table("account_gates"),
            senders=self.store.table("senders"),
            stops=self.store.table("stops"),
            wall=self.clock.now(),
            effects=self.vendor.effects,
            calls=[(at, order.action_id, order.to_email) for at, order in self.vendor.calls],
            objected=self.objected,
            per_day=PER_DAY,
            per_hour=6,
            caps=self.caps,
            together=self.together,
        )

    @property
    def seen(self) -> Counter[str]:
        states = Counter(f"ended:{one.state}" for one in self.rows.values())
        return self.nemesis.seen + self.vendor.seen + states + self.held


@dataclass(kw_only=True)
class Engine:
    """The use cases of delivery on one set of parts."""

    drain: DrainDue
    reap: ReapStale
    settle: SettleUnknown
    receipt: RecordReceipt
    close: CloseRecipient
    cancel: CancelActions
    turn: TurnStop

    @classmethod
    def build(cls, world: World, guard: Callable[[Any, str], Any]) -> "Engine":
        store, switches, clock, timing = world.store, world.switches, world.clock, world.timing
        actions = guard(MemoryActions(store), "actions")
        attempts = guard(switches.attempts(MemoryAttempts(store)), "attempts")
        senders = guard(MemorySenders(store), "senders")
        recipient_gates = guard(
            switches.recipient_gates(MemoryRecipientGates(store)), "recipient_gates"
        )
        account_gates = guard(switches.account_gates(MemoryAccountGates(store)), "account_gates")
        stops = guard(switches.stops(MemoryStops(store)), "stops")
        outside = OpenWorld()
        transaction = SimTransaction(store, world.nemesis)
        outbox = MemoryOutbox(store, world.new_id)
        cap_doors = guard(switches.cap_doors(MemoryCapDoors(store)), "cap_doors")
        keeper = GateKeeper(
            recipients=recipient_gates,
            accounts=account_gates,
            caps=cap_doors,
            clock=clock,
            wall=clock,
        )
        gate = SendGate(
            workspaces=outside,
            plans=outside,
            texts=world.texts,
            senders=senders,
            recipients=outside,
            policy=outside,
            recipient_gates=recipient_gates,
            account_gates=account_gates,
            calendar=outside,
            stops=stops,
            mandates=outside,
            rules=MemorySendingRules(store),
            caps=cap_doors,
            clock=clock,
            wall=clock,
            timing=timing,
            public_url=PUBLIC,
        )
        shared: dict[str, Any] = {
            "outbox": outbox,
            "transaction": transaction,
            "clock": clock,
            "wall": clock,
            "timing": timing,
        }
        send = SendAction(
            actions=actions,
            sent=actions,
            attempts=attempts,
            gate=gate,
            keeper=keeper,
            courier=guard(world.vendor, "courier"),
            **shared,
        )
        return cls(
            drain=DrainDue(queue=actions, send=send, clock=clock, wall=clock),
            reap=ReapStale(
                actions=actions,
                queue=actions,
                recipients=recipient_gates,
                accounts=account_gates,
                keeper=keeper,
                **shared,
            ),
            settle=SettleUnknown(
                actions=actions,
                queue=actions,
                sent=switches.sent(actions),
                attempts=attempts,
                senders=senders,
                recipients=outside,
                texts=world.texts,
                evidence=guard(switches.evidence(world.vendor), "evidence"),
                keeper=keeper,
                **shared,
            ),
            receipt=RecordReceipt(
                actions=actions, sent=actions, senders=senders, keeper=keeper, **shared
            ),
            close=CloseRecipient(keeper=keeper),
            cancel=CancelActions(actions=actions, queue=actions, keeper=keeper, **shared),
            turn=TurnStop(
                stops=stops,
                queue=actions,
                plans=outside,
                senders=senders,
                outbox=outbox,
                transaction=transaction,
                clock=clock,
                wall=clock,
            ),
        )


def a_run(seed: int, switches: Switches | None = None) -> tuple[list[str], Counter[str]]:
    """Play one seed; what was violated, and what was seen."""

    async def play(chance: random.Random) -> tuple[list[str], Counter[str]]:
        world = World(seed=seed, chance=chance, switches=switches or Switches())
        return await world.play(), world.seen

    return simulate(seed, play)
