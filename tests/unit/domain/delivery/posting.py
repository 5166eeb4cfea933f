"""What one message goes through the engine with: the use cases on memory stores, and all around."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

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
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from domain.delivery.errors import TextNotApproved
from domain.delivery.model.action import (
    Action,
    ActionState,
    Receipt,
)
from domain.delivery.model.dossier import CampaignStanding, PlanStanding, WorkspaceStanding
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.sender import (
    RISK_VERSION,
    Account,
    Health,
    RiskAcceptance,
    SenderKind,
)
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.ports import (
    Answer,
    CampaignOverview,
    CourierAnswer,
    SendOrder,
    Sighting,
    Trace,
)
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.check_health import CheckHealth
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.delivery.usecases.confirm_reported import ConfirmReported
from domain.delivery.usecases.drain_due import DrainDue
from domain.delivery.usecases.explain_wait import ExplainWait
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.delivery.usecases.list_senders import ListSenders
from domain.delivery.usecases.note_objection import NoteObjection
from domain.delivery.usecases.plan_action import PlanAction
from domain.delivery.usecases.plan_answer import PlanAnswer
from domain.delivery.usecases.reap_stale import ReapStale
from domain.delivery.usecases.record_bounce import RecordBounce
from domain.delivery.usecases.record_connection import RecordConnection
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.record_sender_health import RecordSenderHealth
from domain.delivery.usecases.report_done import ReportDone
from domain.delivery.usecases.resume_sender import ResumeSender
from domain.delivery.usecases.send_action import SendAction
from domain.delivery.usecases.send_gate import SendGate
from domain.delivery.usecases.set_limits import SetLimits
from domain.delivery.usecases.settle_by_hand import SettleByHand
from domain.delivery.usecases.settle_unknown import SettleUnknown
from domain.delivery.usecases.sign_risk import SignRisk
from domain.delivery.usecases.turn_stop import TurnStop
from domain.delivery.usecases.undo_action import UndoAction
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.ids import (
    ActionId,
    CampaignId,
    DraftId,
    EnrolmentId,
    MessageId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from tests.conftest import MONDAY, CountingIds, StoppedClock

MINE = WorkspaceId("workspace-1")
PERSON, MAILBOX, LINKEDIN = ProspectId("prospect-1"), SenderId("mailbox-1"), SenderId("linkedin-1")
PUBLIC = "https://leo.example"
TEXT = f"Bonjour {PUBLIC}/u/x {PUBLIC}/p/y"
LETTER = Letter.of(subject="Bonjour", text=TEXT, html=f"<p>{TEXT}</p>", headers={"X-A": "b"})
NOTE = Letter.of(subject="", text="Bonjour. STOP pour s'opposer", html="", headers={})
OWNER = Actor(
    user_id=UserId("ada"),
    workspace_id=MINE,
    role=Role.OWNER,
    permissions=PERMISSIONS[Role.OWNER],
)


A_RISK = RiskAcceptance(by=UserId("ada"), name="Ada Martin", version=RISK_VERSION, at=MONDAY)


class Died(BaseException):
    """The process ends here: no cleaning up runs that a kill would not run."""


@dataclass
class Around:
    """The other modules and the vendor, as the test wants them."""

    workspace: WorkspaceStanding = field(
        default_factory=lambda: WorkspaceStanding(is_active=True, policy_accepted=True)
    )
    plan: PlanStanding | None = field(
        default_factory=lambda: PlanStanding(
            campaign=CampaignStanding.RUNNING,
            awaits_step=True,
            enrolled_at=MONDAY,
            is_first_touch=True,
            lia_signed=True,
            mailbox_id=MAILBOX,
            linkedin_id=LINKEDIN,
        )
    )
    recipient: Recipient | None = field(
        default_factory=lambda: Recipient(
            full_name="Élise Durand",
            email="elise@client.example",
            linkedin="https://www.linkedin.com/in/elise",
            country="FR",
            zone="",
            legal_basis="legitimate_interest",
            collected_on=date(2026, 9, 1),
            restricted=False,
            dismissed=False,
        )
    )
    letters: dict[str, Letter] = field(
        default_factory=lambda: {"draft-1": LETTER, "note-1": NOTE, "message-1": LETTER}
    )
    refused: bool = False
    uncovered: ReasonCode | None = None
    full: Reason | None = None
    holidays: set[date] = field(default_factory=set)
    answers: list[CourierAnswer | BaseException] = field(default_factory=list)
    orders: list[SendOrder] = field(default_factory=list)
    sighting: Sighting = field(default_factory=lambda: Sighting(receipt=None, complete=False))
    health: Health = Health.OK
    while_calling: Callable[[], Any] | None = None

    async def standing(self, *asked: str) -> Any:
        return self.workspace if len(asked) == 1 else self.plan

    async def overview(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> CampaignOverview:
        return CampaignOverview(
            standing=CampaignStanding.RUNNING, awaiting=3, next_step_at=MONDAY + timedelta(days=2)
        )

    async def of_draft(self, workspace_id: WorkspaceId, draft_id: str) -> Letter:
        if draft_id not in self.letters:
            raise TextNotApproved
        return self.letters[draft_id]

    of_answer = of_draft

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Recipient | None:
        return self.recipient

    async def is_refused(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, channel: str
    ) -> bool:
        return self.refused

    def is_holiday(self, country: str, day: date, region: str = "") -> bool:
        return day in self.holidays

    async def refusal(self, action: Action) -> ReasonCode | None:
        return self.uncovered

    async def leave(self, action: Action) -> Reason | None:
        return self.full

    async def send(self, order: SendOrder) -> CourierAnswer:
        self.orders.append(order)
        if self.while_calling is not None:
            await self.while_calling()
        answer = self.answers.pop(0) if self.answers else accepted()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def look(self, trace: Trace) -> Sighting:
        return self.sighting

    async def open(self, kind: SenderKind, token: str, *, until: datetime) -> str:
        raise NotImplementedError

    async def account(self, account_ref: str) -> Account:
        return Account(
            ref=account_ref,
            kind=SenderKind.MAILBOX,
            address="ada@atelier.example",
            display_name="Ada Martin",
            is_paid=False,
            health=self.health,
        )

    async def release(self, account_ref: str) -> None:
        raise NotImplementedError


def accepted(ref: str = "provider-1") -> CourierAnswer:
    return CourierAnswer(answer=Answer.ACCEPTED, receipt=Receipt(provider_ref=ref))


def answered(answer: Answer, code: str = "") -> CourierAnswer:
    return CourierAnswer(answer=answer, code=code or answer.value)


@dataclass
class Post:
    """The engine on one memory store; business and wall clock apart."""

    store: MemoryStore
    clock: StoppedClock
    wall: StoppedClock
    new_id: CountingIds
    around: Around = field(default_factory=Around)
    timing: Timing = field(default_factory=Timing)

    def __post_init__(self) -> None:
        self.actions = MemoryActions(self.store)
        self.attempts = MemoryAttempts(self.store)
        self.people = MemoryRecipientGates(self.store)
        self.accounts = MemoryAccountGates(self.store)
        self.senders = MemorySenders(self.store)
        self.stops = MemoryStops(self.store)
        self.rules = MemorySendingRules(self.store)
        clocks: dict[str, Any] = {"clock": self.clock, "wall": self.wall}
        told: dict[str, Any] = {
            "outbox": MemoryOutbox(self.store, self.new_id),
            "transaction": MemoryTransaction(self.store),
        }
        timed: dict[str, Any] = {**clocks, **told, "timing": self.timing}
        self.caps = MemoryCapDoors(self.store)
        self.keeper = GateKeeper(
            recipients=self.people, accounts=self.accounts, caps=self.caps, **clocks
        )
        around: Any = self.around
        self.gate = SendGate(
            workspaces=around,
            plans=around,
            texts=around,
            senders=self.senders,
            recipients=around,
            policy=around,
            recipient_gates=self.people,
            account_gates=self.accounts,
            calendar=around,
            stops=self.stops,
            mandates=around,
            rules=self.rules,
            caps=self.caps,
            timing=self.timing,
            public_url=PUBLIC,
            **clocks,
        )
        kept: dict[str, Any] = {"actions": self.actions, "keeper": self.keeper, **timed}
        planned: dict[str, Any] = {
            "actions": self.actions,
            "gate": self.gate,
            "new_id": self.new_id,
            "chance": random.Random(0),
            "timing": self.timing,
            "transaction": told["transaction"],
            **clocks,
        }
        self.plan = PlanAction(sent=self.actions, plans=around, outbox=told["outbox"], **planned)
        self.answer = PlanAnswer(**planned)
        self.send = SendAction(
            sent=self.actions, attempts=self.attempts, gate=self.gate, courier=around, **kept
        )
        self.drain = DrainDue(queue=self.actions, send=self.send, **clocks)
        self.reap = ReapStale(
            queue=self.actions, recipients=self.people, accounts=self.accounts, **kept
        )
        self.settle = SettleUnknown(
            queue=self.actions,
            sent=self.actions,
            attempts=self.attempts,
            senders=self.senders,
            recipients=around,
            texts=around,
            evidence=around,
            **kept,
        )
        self.cancel = CancelActions(queue=self.actions, **kept)
        self.undo = UndoAction(**kept)
        self.close = CloseRecipient(keeper=self.keeper)
        self.receipt = RecordReceipt(sent=self.actions, senders=self.senders, **kept)
        self.bounce = RecordBounce(
            actions=self.actions, recipient=self.close, clock=self.clock, **told
        )
        self.connection = RecordConnection(sent=self.actions, senders=self.senders, **kept)
        self.health = RecordSenderHealth(
            senders=self.senders,
            link=around,
            queue=self.actions,
            keeper=self.keeper,
            clock=self.clock,
            **told,
        )
        self.why = ExplainWait(
            queue=self.actions,
            plans=around,
            senders=self.senders,
            recipients=around,
            gate=self.gate,
            **clocks,
        )
        self.turn = TurnStop(
            stops=self.stops,
            queue=self.actions,
            plans=around,
            senders=self.senders,
            **clocks,
            **told,
        )
        self.limits = SetLimits(
            senders=self.senders,
            rules=self.rules,
            queue=self.actions,
            plans=around,
            clock=self.clock,
            **told,
        )
        self.check = CheckHealth(
            senders=self.senders,
            sent=self.actions,
            accounts=self.accounts,
            keeper=self.keeper,
            outbox=told["outbox"],
            clock=self.clock,
        )
        self.objected = NoteObjection(
            actions=self.actions,
            sent=self.actions,
            senders=self.senders,
            stops=self.stops,
            turn=self.turn,
            health=self.check,
            transaction=told["transaction"],
            clock=self.clock,
        )
        self.resume = ResumeSender(
            senders=self.senders,
            queue=self.actions,
            keeper=self.keeper,
            outbox=told["outbox"],
            clock=self.clock,
        )
        self.decide = SettleByHand(**kept)
        self.done = ReportDone(senders=self.senders, **kept)
        self.confirm = ConfirmReported(
            actions=self.actions,
            queue=self.actions,
            senders=self.senders,
            recipients=around,
            evidence=around,
            **timed,
        )
        self.risk = SignRisk(senders=self.senders, queue=self.actions, clock=self.clock, **told)
        self.list_senders = ListSenders(
            senders=self.senders,
            sent=self.actions,
            accounts=self.accounts,
            gate=self.gate,
            **clocks,
        )

    async def ready(self, channel: str = "email", number: int = 1, person: str = PERSON) -> Action:
        """An approved message, its undo window over."""
        text = "draft-1" if channel == "email" else "note-1"
        letter = self.around.letters[text]
        planned = await self.plan(
            MINE,
            draft_id=DraftId(text),
            campaign_id=CampaignId("campaign-1"),
            enrolment_id=EnrolmentId(f"enrolment-{number}"),
            prospect_id=ProspectId(person),
            step_id=StepId("step-1"),
            channel=channel,
            sha256=letter.sha256,
        )
        assert planned is not None
        self.wall.advance(seconds=31)
        return planned

    async def now(self, action: Action) -> Action:
        return await self.actions.get(MINE, action.id)

    def told(self) -> list[str]:
        return [event.name for event in self.store.table("outbox").values()]

    async def doors(self) -> tuple[object, object]:
        person = await self.people.of(MINE, PERSON)
        account = await self.accounts.of(MINE, MAILBOX)
        return person.holder, account.holder


async def answer_planned(post: Post, message: str = "message-1") -> Action:
    post.around.letters[message] = LETTER
    return await post.answer(
        MINE,
        message_id=MessageId(message),
        prospect_id=PERSON,
        sender_id=MAILBOX,
        channel="email",
        sha256=LETTER.sha256,
        reply_ref="incoming-1",
        thread_ref="",
    )


def plan(**changes: Any) -> Callable[[Around], None]:
    def change(around: Around) -> None:
        assert around.plan is not None
        around.plan = replace(around.plan, **changes)

    return change


async def proven_absent(post: Post) -> None:
    """The horizon is over, and a newer mail of the same mailbox was seen."""
    post.wall.advance(minutes=31)
    other = replace(
        await post.actions.get(MINE, ActionId(next(iter(post.store.table("actions"))))),
        id=ActionId("newer"),
        intent="newer",
        prospect_id=ProspectId("someone-else"),
        state=ActionState.SENT,
        sent_at=MONDAY,
        seen_at=MONDAY,
        armed_at=post.wall.now(),
        version=0,
    )
    await post.actions.add(other)
    post.around.sighting = Sighting(receipt=None, complete=True)


class With:
    def __init__(self, inner: Any, **replaced: Any) -> None:
        self._inner, self._replaced = inner, replaced

    def __getattr__(self, name: str) -> Any:
        return self._replaced.get(name) or getattr(self._inner, name)


async def die_in(post: Post, **ports: Any) -> None:
    """Run one pass in a process that dies in the middle."""
    with pytest.raises(BaseExceptionGroup) as ended:
        await replace(post.drain, send=replace(post.send, **ports))("w")
    assert ended.group_contains(Died)


async def dying(*_: Any, **__: Any) -> Any:
    raise Died
