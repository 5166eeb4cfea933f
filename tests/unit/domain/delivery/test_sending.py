"""One message through the engine: what leaves, what waits, what survives a death."""

import asyncio
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
from domain.delivery.errors import SendRefused, TextNotApproved
from domain.delivery.model.action import (
    Action,
    ActionKind,
    ActionState,
    Outcome,
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
    SenderState,
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
from domain.delivery.usecases.plan_notice import PlanNotice
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
from tests.builders import a_sender
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


@pytest.fixture
async def post(memory_store: MemoryStore, new_id: CountingIds) -> Post:
    made = Post(memory_store, StoppedClock(), StoppedClock(), new_id)
    await made.senders.add(a_sender())
    await made.senders.add(
        a_sender(
            id=LINKEDIN,
            kind=SenderKind.LINKEDIN,
            account_ref="account-2",
            is_paid=True,
            risks=(A_RISK,),
        )
    )
    return made


# --- planning ----------------------------------------------------------------------------------


async def test_a_step_is_planned_once_however_often_it_is_told(post: Post) -> None:
    first, second = await post.ready(), await post.ready()
    assert first.id == second.id
    assert post.told() == ["ActionPlanned"]


@pytest.mark.obligation(14)
async def test_nothing_is_planned_for_a_step_nobody_awaits(post: Post) -> None:
    post.around.plan = None
    planned = await post.plan(
        MINE,
        draft_id=DraftId("draft-1"),
        campaign_id=CampaignId("c"),
        enrolment_id=EnrolmentId("e"),
        prospect_id=PERSON,
        step_id=StepId("s"),
        channel="email",
        sha256=LETTER.sha256,
    )
    assert planned is None


async def test_nothing_leaves_during_the_undo_window_of_real_time(post: Post) -> None:
    action = await post.ready()
    post.wall.advance(seconds=-2)
    assert await post.drain("w") == 0
    undone = await post.undo(OWNER, action.id)
    assert undone.state is ActionState.CANCELLED
    post.wall.advance(hours=1)
    assert await post.drain("w") == 0
    assert post.around.orders == []


# --- sending -----------------------------------------------------------------------------------


@pytest.mark.obligation(15, 70)
async def test_what_was_approved_leaves_to_the_byte_and_is_told_once(post: Post) -> None:
    action = await post.ready()
    await post.drain("w")
    await post.drain("w")
    [order] = post.around.orders
    assert order.letter == LETTER
    assert (order.key, order.to_email) == (action.id, "elise@client.example")
    sent = await post.now(action)
    assert (sent.state, sent.sent_at) == (ActionState.SENT, MONDAY)
    assert post.told().count("MessageSent") == 1
    assert await post.doors() == (None, None)
    [attempt] = await post.attempts.of(MINE, action.id)
    assert attempt.outcome is Outcome.ACCEPTED


@pytest.mark.obligation(15, 70)
async def test_other_bytes_than_the_approved_ones_never_leave(post: Post) -> None:
    action = await post.ready()
    post.around.letters["draft-1"] = replace(LETTER, text="Autre chose")
    await post.drain("w")
    failed = await post.now(action)
    assert (failed.state, failed.code) == (ActionState.FAILED, "approval_outdated")
    assert post.around.orders == []


async def test_a_follow_up_answers_to_the_mail_before_it(post: Post) -> None:
    await post.ready()
    await post.drain("w")
    post.around.letters["draft-1"] = Letter.of(
        subject="Re: Bonjour", text=TEXT, html="", headers={}
    )
    post.clock.advance(days=7)
    second = await post.plan(
        MINE,
        draft_id=DraftId("draft-1"),
        campaign_id=CampaignId("campaign-1"),
        enrolment_id=EnrolmentId("enrolment-1"),
        prospect_id=PERSON,
        step_id=StepId("step-2"),
        channel="email",
        sha256=post.around.letters["draft-1"].sha256,
    )
    assert second is not None
    post.wall.advance(seconds=31)
    await post.drain("w")
    assert post.around.orders[-1].reply_ref == "provider-1"


@pytest.mark.parametrize(
    ("change", "code", "state"),
    [
        ({"refused": True}, "suppressed", ActionState.SUPPRESSED),
        ({"recipient": None}, "erased", ActionState.SUPPRESSED),
        ({"plan": None}, "enrolment_over", ActionState.CANCELLED),
    ],
)
async def test_the_law_and_the_plan_end_it(
    post: Post, change: dict[str, Any], code: str, state: ActionState
) -> None:
    action = await post.ready()
    for name, value in change.items():
        setattr(post.around, name, value)
    await post.drain("w")
    ended = await post.now(action)
    assert (ended.state, ended.code) == (state, code)
    assert post.around.orders == []


def recipient(**changes: Any) -> Callable[[Around], None]:
    def change(around: Around) -> None:
        assert around.recipient is not None
        around.recipient = replace(around.recipient, **changes)

    return change


def plan(**changes: Any) -> Callable[[Around], None]:
    def change(around: Around) -> None:
        assert around.plan is not None
        around.plan = replace(around.plan, **changes)

    return change


def letter(text: str, html: str = "") -> Callable[[Around], None]:
    def change(around: Around) -> None:
        around.letters["draft-1"] = Letter.of(subject="S", text=text, html=html, headers={})

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (recipient(restricted=True), ReasonCode.RESTRICTED),
        (recipient(email="elise@gmail.com"), ReasonCode.CONSUMER_ADDRESS),
        (recipient(email=""), ReasonCode.NO_CONTACT_POINT),
        (recipient(dismissed=True), ReasonCode.RELEVANCE_LOW),
        (recipient(legal_basis=""), ReasonCode.LEGAL_BASIS_MISSING),
        (recipient(collected_on=date(2023, 1, 1)), ReasonCode.RETENTION_EXPIRED),
        (plan(lia_signed=False), ReasonCode.LIA_MISSING),
        (plan(campaign=CampaignStanding.PAUSED), ReasonCode.CAMPAIGN_PAUSED),
        (letter(f"Sans lien {PUBLIC}/p/y"), ReasonCode.OPT_OUT_MISSING),
        (letter(f"Sans mention {PUBLIC}/u/x"), ReasonCode.NOTICE_MISSING),
        (letter(TEXT, f"<p>{TEXT}</p><img src=x>"), ReasonCode.TRACKING_WITHOUT_CONSENT),
        (
            lambda around: setattr(
                around, "workspace", WorkspaceStanding(is_active=False, policy_accepted=False)
            ),
            ReasonCode.WORKSPACE_INACTIVE,
        ),
        (lambda around: around.holidays.add(MONDAY.date()), ReasonCode.HOLIDAY),
    ],
)
@pytest.mark.obligation(29, 55)
async def test_each_rule_of_the_send_gate_has_its_reason(
    post: Post, change: Callable[[Around], None], code: ReasonCode
) -> None:
    change(post.around)
    action = await post.ready()
    stored = await post.now(action)
    _, verdict = await post.gate(replace(stored, sha256=post.around.letters["draft-1"].sha256))
    assert code in {reason.code for reason in verdict.reasons}
    await post.drain("w")
    assert post.around.orders == []


async def test_every_reason_is_told_at_once_in_the_order_of_the_rules(post: Post) -> None:
    recipient(legal_basis="", dismissed=True)(post.around)
    plan(lia_signed=False)(post.around)
    post.clock.advance(hours=12)
    action = await post.ready()
    assert [reason.code.value for reason in action.reasons] == [
        "relevance_low",
        "legal_basis_missing",
        "lia_missing",
        "outside_window",
    ]


async def test_a_restriction_also_stops_an_answer_and_hours_do_not(post: Post) -> None:
    post.clock.advance(hours=14)
    answer = await answer_planned(post)
    await post.drain("w")
    assert (await post.now(answer)).state is ActionState.SENT
    recipient(restricted=True)(post.around)
    with pytest.raises(SendRefused) as refused:
        await answer_planned(post, "message-2")
    assert [fault.code for fault in refused.value.faults] == ["restricted"]


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


async def test_an_answer_leaves_at_once_in_its_thread_and_once(post: Post) -> None:
    first, again = await answer_planned(post), await answer_planned(post)
    assert first.id == again.id
    await post.drain("w")
    [order] = post.around.orders
    assert order.reply_ref == "incoming-1"
    assert post.told() == ["AnswerSent"]


async def test_two_people_of_one_mailbox_keep_their_distance(post: Post) -> None:
    first = await post.ready(number=1, person="p1")
    second = await post.ready(number=2, person="p2")
    await post.drain("w")
    assert len(post.around.orders) == 1
    waiting = await post.now(second)
    assert waiting.reasons[0].code is ReasonCode.SPACING
    assert waiting.next_at >= MONDAY + first.spacing.gap
    post.clock.advance(minutes=20)
    await post.drain("w")
    assert len(post.around.orders) == 2


async def test_an_invitation_leaves_from_the_other_account_at_the_same_time(post: Post) -> None:
    await post.ready(number=1, person="p1")
    await post.ready("linkedin", number=2, person="p2")
    await post.drain("w")
    assert {order.account_ref for order in post.around.orders} == {"account-1", "account-2"}


async def test_a_second_mail_waits_three_working_days(post: Post) -> None:
    await post.ready(number=1)
    await post.drain("w")
    post.clock.advance(days=1)
    second = await post.ready(number=2)
    assert second.reasons[0].code is ReasonCode.RECENT_CONTACT
    assert second.next_at >= MONDAY + timedelta(days=3)


# --- what the vendor says ----------------------------------------------------------------------


async def test_a_final_refusal_ends_it_and_gives_the_slot_back(post: Post) -> None:
    post.around.answers = [answered(Answer.REFUSED, "invalid_recipient")]
    action = await post.ready()
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.FAILED
    assert (await post.accounts.of(MINE, MAILBOX)).slots == []
    assert "DeliveryFailed" in post.told()


async def test_what_surely_did_not_leave_is_tried_again_later(post: Post) -> None:
    post.around.answers = [answered(Answer.NOT_SENT)]
    action = await post.ready()
    await post.drain("w")
    waiting = await post.now(action)
    assert (waiting.state, waiting.repeats) == (ActionState.READY, 0)
    assert waiting.reasons[0].code is ReasonCode.PROVIDER_UNAVAILABLE
    assert await post.drain("w") == 0
    post.wall.advance(seconds=16)
    post.clock.advance(minutes=20)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_push_back_holds_the_whole_account_and_burns_nothing(post: Post) -> None:
    post.around.answers = [answered(Answer.PUSHED_BACK, "limit_exceeded")]
    action = await post.ready("linkedin")
    await post.drain("w")
    held = await post.now(action)
    assert held.state is ActionState.READY
    gate = await post.accounts.of(MINE, LINKEDIN)
    assert gate.slots == []
    assert gate.paused_until == MONDAY + timedelta(hours=24)


async def test_a_broken_account_holds_its_actions_until_it_is_mended(post: Post) -> None:
    post.around.answers = [answered(Answer.ACCOUNT_BROKEN)]
    action = await post.ready()
    await post.drain("w")
    assert "SenderTroubled" in post.told()
    post.around.health = Health.BROKEN
    sender = await post.health(MINE, MAILBOX)
    assert sender.state is SenderState.DISCONNECTED
    post.wall.advance(hours=1)
    post.clock.advance(hours=1)
    await post.drain("w")
    assert (await post.now(action)).reasons[0].code is ReasonCode.SENDER_DISCONNECTED
    post.around.health = Health.OK
    await post.health(MINE, MAILBOX)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_lost_answer_is_never_sent_again_blindly(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    for _ in range(20):
        await post.drain("w")
        await post.settle()
        post.wall.advance(minutes=5)
        post.clock.advance(minutes=5)
    unknown = await post.now(action)
    assert unknown.state is ActionState.UNKNOWN
    assert len(post.around.orders) == 1
    person, account = await post.doors()
    assert person is not None
    assert account is None


async def test_found_at_the_vendor_means_sent(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    post.around.sighting = Sighting(receipt=Receipt(message_ref="<1@x>"), complete=True)
    post.wall.advance(seconds=16)
    await post.settle()
    sent = await post.now(action)
    assert (sent.state, sent.refs) == (ActionState.SENT, ("<1@x>",))
    assert post.told().count("MessageSent") == 1
    assert await post.doors() == (None, None)


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


async def test_proven_absent_it_leaves_once_more_with_the_same_key(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    await proven_absent(post)
    await post.settle()
    assert (await post.now(action)).state is ActionState.READY
    post.clock.advance(minutes=20)
    await post.drain("w")
    first, second = post.around.orders
    assert first.key == second.key
    assert second.repeated
    assert len(await post.attempts.of(MINE, action.id)) == 2
    used = (await post.accounts.of(MINE, MAILBOX)).slots
    assert [slot.attempt_id for slot in used] == [f"{action.id}:2"]


async def test_lost_twice_it_waits_for_a_person(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST), answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    await proven_absent(post)
    await post.settle()
    post.clock.advance(minutes=20)
    await post.drain("w")
    post.wall.advance(minutes=31)
    newer = await post.actions.get(MINE, ActionId("newer"))
    newer.armed_at = post.wall.now()
    await post.actions.save(newer)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNCONFIRMED
    assert "SendUnconfirmed" in post.told()
    assert len(post.around.orders) == 2


async def test_a_list_that_may_be_stale_proves_nothing(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    post.around.sighting = Sighting(receipt=None, complete=True)
    post.wall.advance(hours=2)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNKNOWN
    post.wall.advance(hours=24)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNCONFIRMED


async def test_a_late_receipt_lifts_even_an_unconfirmed_one(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    post.wall.advance(hours=25)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNCONFIRMED
    receipt = Receipt(message_ref="<1@x>")
    assert await post.receipt("account-1", receipt, action_ref=action.id)
    assert (await post.now(action)).state is ActionState.SENT
    assert await post.doors() == (None, None)


async def test_a_sent_mail_without_our_mark_makes_us_look_at_once(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    assert not await post.receipt("account-1", Receipt(message_ref="<1@x>"))
    assert not await post.receipt("unknown-account", Receipt(message_ref="<1@x>"))
    assert (await post.now(action)).reconcile_at == post.wall.now()


# --- objections, replies, bounces --------------------------------------------------------------


@pytest.mark.obligation(60)
async def test_an_objection_between_the_rules_and_the_call_stops_the_call(post: Post) -> None:
    """The door is written last, so whatever was acknowledged before it is seen."""
    action = await post.ready()
    inner = post.attempts.arm

    async def arm(attempt: Any) -> None:
        await inner(attempt)
        await post.close.close(MINE, PERSON, at=MONDAY)

    interrupted = replace(post.send, attempts=With(post.attempts, arm=arm))
    await replace(post.drain, send=interrupted)("w")
    assert post.around.orders == []
    ended = await post.now(action)
    assert (ended.state, ended.code) == (ActionState.SUPPRESSED, "suppressed")
    assert (await post.accounts.of(MINE, MAILBOX)).slots == []


@pytest.mark.obligation(57)
async def test_a_notice_leaves_once_like_a_first_mail_and_is_no_step_of_a_sequence(
    post: Post,
) -> None:
    plan = PlanNotice(
        actions=post.actions,
        gate=post.gate,
        transaction=MemoryTransaction(post.store),
        clock=post.clock,
        wall=post.wall,
        new_id=post.new_id,
        chance=random.Random(0),
    )
    ordered: dict[str, Any] = {
        "notice_id": "draft-1",
        "prospect_id": PERSON,
        "sender_id": MAILBOX,
        "sha256": post.around.letters["draft-1"].sha256,
    }
    action = await plan(MINE, **ordered)
    assert (await plan(MINE, **ordered)).id == action.id
    await post.drain("w")
    (order,) = post.around.orders
    assert order.letter.sha256 == ordered["sha256"]
    assert (await post.now(action)).state is ActionState.SENT
    assert post.told() == ["NoticeSent"]
    assert len((await post.accounts.of(MINE, MAILBOX)).slots) == 1
    sent = await post.now(action)
    assert sent.bounce("5.1.1", permanent=True, at=MONDAY)
    assert [event.name for event in sent.take_events()] == ["NoticeFailed"]


@pytest.mark.obligation(124)
async def test_an_objection_in_the_middle_of_a_hundred_queued_messages_ends_every_one(
    post: Post,
) -> None:
    queued = [
        await post.ready(channel=("email", "linkedin")[number % 2], number=number)
        for number in range(100)
    ]
    seen: list[int] = []

    async def object_meanwhile() -> None:
        await post.close.close(MINE, PERSON, at=MONDAY)
        seen.append(len(post.around.orders))
        await post.cancel.for_prospect(MINE, PERSON, "opposed", answers=True)

    await asyncio.gather(*(post.drain(f"w{one}") for one in range(4)), object_meanwhile())
    left_before = len(post.around.orders)
    assert left_before <= 1
    for _ in range(10):
        post.wall.advance(minutes=10)
        post.clock.advance(days=1)
        await post.drain("w9")
    assert len(post.around.orders) == left_before
    states = {(await post.now(one)).state for one in queued}
    assert states <= {ActionState.CANCELLED, ActionState.SUPPRESSED, ActionState.SENT}
    assert seen


class With:
    def __init__(self, inner: Any, **replaced: Any) -> None:
        self._inner, self._replaced = inner, replaced

    def __getattr__(self, name: str) -> Any:
        return self._replaced.get(name) or getattr(self._inner, name)


@pytest.mark.obligation(61)
async def test_an_objection_ends_what_waits_and_what_is_unknown_only_reads(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    under_way = await post.ready(number=1)
    await post.drain("w")
    waiting = await post.ready(number=2)
    await post.close.close(MINE, PERSON, at=MONDAY)
    assert await post.cancel.for_prospect(MINE, PERSON, "suppressed", answers=True) == 2
    assert (await post.now(waiting)).state is ActionState.CANCELLED
    await proven_absent(post)
    await post.settle()
    assert (await post.now(under_way)).state is ActionState.CANCELLED
    post.clock.advance(days=1)
    await post.drain("w")
    assert len(post.around.orders) == 1


async def test_a_reply_stops_the_sequence_and_not_the_answer_to_it(post: Post) -> None:
    action = await post.ready()
    await post.close.note_reply(MINE, PERSON, at=MONDAY + timedelta(minutes=1))
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.CANCELLED
    answer = await answer_planned(post)
    await post.drain("w")
    assert (await post.now(answer)).state is ActionState.SENT


async def test_a_permanent_bounce_ends_the_mails_of_that_sequence(post: Post) -> None:
    action = await post.ready(number=1)
    await post.drain("w")
    assert await post.bounce(MINE, action.id, code="5.1.1", permanent=True)
    assert not await post.bounce(MINE, action.id, code="5.1.1", permanent=True)
    assert post.told().count("MessageBounced") == 1
    post.clock.advance(days=5)
    second = await post.ready(number=2)
    await post.drain("w")
    assert (await post.now(second)).code == "address_bounced"


async def test_an_accepted_invitation_is_told_once(post: Post) -> None:
    receipt = Receipt(provider_ref="invitation-1", recipient_ref="ACo1")
    post.around.answers = [CourierAnswer(answer=Answer.ACCEPTED, receipt=receipt)]
    await post.ready("linkedin")
    await post.drain("w")
    assert await post.connection("account-2", ["ACo1", "elise"])
    assert not await post.connection("account-2", ["ACo1"])
    assert not await post.connection("account-2", ["ACo9"])
    assert post.told().count("ConnectionAccepted") == 1


# --- deaths ------------------------------------------------------------------------------------


async def die_in(post: Post, **ports: Any) -> None:
    """Run one pass in a process that dies in the middle."""
    with pytest.raises(BaseExceptionGroup) as ended:
        await replace(post.drain, send=replace(post.send, **ports))("w")
    assert ended.group_contains(Died)


async def after_death(post: Post) -> None:
    post.wall.advance(seconds=50)
    await post.reap()
    post.clock.advance(minutes=20)
    await post.drain("w")


async def dying(*_: Any, **__: Any) -> Any:
    raise Died


async def test_a_death_before_arming_costs_nothing(post: Post) -> None:
    """F1: taken up again, no second slot, one effect."""
    action = await post.ready()
    await die_in(post, attempts=With(post.attempts, arm=dying))
    await after_death(post)
    assert (await post.now(action)).state is ActionState.SENT
    assert len(post.around.orders) == 1
    assert len((await post.accounts.of(MINE, MAILBOX)).slots) == 1


async def test_a_death_between_the_record_and_the_state_costs_nothing(post: Post) -> None:
    action = await post.ready()
    saves = iter([post.actions.save])

    async def save(changed: Action) -> None:
        await next(saves, dying)(changed)

    await die_in(post, actions=With(post.actions, save=save))
    assert len(await post.attempts.of(MINE, action.id)) == 1
    await after_death(post)
    assert len(post.around.orders) == 1
    assert len(await post.attempts.of(MINE, action.id)) == 1
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_death_around_the_call_is_unknown_and_waits_for_evidence(post: Post) -> None:
    """F2, F3: whether it happened is asked, never guessed."""
    action = await post.ready()
    await die_in(post, courier=With(post.around, send=dying))
    await after_death(post)
    assert (await post.now(action)).state is ActionState.UNKNOWN
    assert post.around.orders == []
    post.around.sighting = Sighting(receipt=Receipt(message_ref="<1@x>"), complete=True)
    post.wall.advance(minutes=1)
    await post.settle()
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_death_after_the_evidence_needs_no_vendor(post: Post) -> None:
    """The row says that it was accepted: no look, no repetition."""
    action = await post.ready()
    transaction: Any = With(post.send.transaction, run=dying)
    await die_in(post, transaction=transaction)
    await after_death(post)
    post.wall.advance(minutes=1)
    await post.settle()
    assert (await post.now(action)).state is ActionState.SENT
    assert len(post.around.orders) == 1


async def test_a_death_after_the_end_leaves_doors_that_the_janitor_frees(post: Post) -> None:
    """F4: and the distance to the next message is kept."""
    await post.ready()
    keeper: Any = With(post.keeper, free=dying)
    await die_in(post, keeper=keeper)
    person, account = await post.doors()
    assert person is not None
    assert account is not None
    post.wall.advance(minutes=5)
    await post.reap()
    assert await post.doors() == (None, None)
    assert (await post.people.of(MINE, PERSON)).last_mail_at == MONDAY
    gate = await post.accounts.of(MINE, MAILBOX)
    assert gate.next_free_at is not None
    assert gate.next_free_at >= MONDAY + timedelta(minutes=8)


async def test_a_worker_that_wakes_late_changes_nothing_any_more(post: Post) -> None:
    """F5, F6: its evidence counts, its decisions do not."""
    action = await post.ready()

    async def sleep_past_everything() -> None:
        post.around.while_calling = None
        post.wall.advance(minutes=3)
        await post.reap()

    post.around.while_calling = sleep_past_everything
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.UNKNOWN
    post.wall.advance(minutes=1)
    await post.settle()
    assert (await post.now(action)).state is ActionState.SENT
    assert post.told().count("MessageSent") == 1


async def test_what_kills_three_processes_is_put_aside_and_the_others_go_on(post: Post) -> None:
    """F22"""
    poison = await post.ready(number=1, person="p1")
    for _ in range(3):
        await die_in(post, gate=dying)
        post.wall.advance(seconds=50)
        await post.reap()
    assert (await post.now(poison)).state is ActionState.QUARANTINED
    other = await post.ready(number=2, person="p2")
    post.clock.advance(minutes=20)
    await post.drain("w")
    assert (await post.now(other)).state is ActionState.SENT


# --- explanations ------------------------------------------------------------------------------


async def test_the_panel_gives_the_first_reason_and_the_next_time(post: Post) -> None:
    post.clock.advance(hours=12)
    await post.ready(number=1)
    panel = await post.why(OWNER, CampaignId("campaign-1"))
    assert panel.reason is ReasonCode.OUTSIDE_WINDOW
    assert panel.next_at == datetime(2026, 11, 24, 7, 30, tzinfo=MONDAY.tzinfo)
    assert dict(panel.counts) == {
        ReasonCode.WAITING_APPROVAL: 2,
        ReasonCode.OUTSIDE_WINDOW: 1,
    }


async def test_a_sender_shows_the_limit_that_binds(post: Post) -> None:
    await post.ready()
    await post.drain("w")
    mailbox = next(
        use for use in await post.list_senders(OWNER) if use.sender.kind is SenderKind.MAILBOX
    )
    assert (mailbox.used_today, mailbox.binding) == (1, ReasonCode.SPACING)
    assert mailbox.next_free_at > MONDAY


async def test_nothing_answers_for_another_kind_than_was_planned(post: Post) -> None:
    action = await post.ready("linkedin")
    assert (action.kind, action.sender_id) == (ActionKind.INVITATION, LINKEDIN)
