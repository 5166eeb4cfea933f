"""The inbox on memory: one mailbox, one LinkedIn account, two known people."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from adapters.memory.inbox import (
    MemoryAccessLog,
    MemoryAnswerDrafts,
    MemoryConversations,
    MemoryMessages,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from domain.inbox.errors import ReaderBusy
from domain.inbox.model.answer_draft import DraftedLine, Evidence, Heard
from domain.inbox.model.conversation import Channel
from domain.inbox.model.incoming import Bounce, Incoming
from domain.inbox.model.labels import ReadReply
from domain.inbox.ports import (
    Answer,
    AnswerAsk,
    FullMail,
    Person,
    Receiver,
    SentMatch,
    SentMessage,
    WrittenAnswer,
)
from domain.inbox.usecases.answer_conversation import AnswerConversation
from domain.inbox.usecases.arrange_conversation import ArrangeConversation
from domain.inbox.usecases.classify_reply import ClassifyReply
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.inbox.usecases.correct_label import CorrectLabel
from domain.inbox.usecases.count_inbox import CountInbox
from domain.inbox.usecases.draft_answer import DraftAnswer
from domain.inbox.usecases.hand_over_answer import HandOverAnswer
from domain.inbox.usecases.list_conversations import ListConversations
from domain.inbox.usecases.mark_read import MarkRead
from domain.inbox.usecases.match_incoming import MatchIncoming
from domain.inbox.usecases.note_own_hand import NoteOwnHand
from domain.inbox.usecases.read_conversation import ReadConversation
from domain.inbox.usecases.receive_message import ReceiveMessage
from domain.inbox.usecases.release_answers import ReleaseAnswers
from domain.inbox.usecases.screen_incoming import ScreenIncoming
from domain.inbox.usecases.settle_answer import SettleAnswer
from domain.inbox.usecases.settle_doubt import FinaliseDoubts, LiftDoubt
from domain.inbox.usecases.settle_referral import SettleReferral
from domain.inbox.usecases.undo_answer import UndoAnswer
from domain.shared.actor import PERMISSIONS, Actor, Role, system_actor
from domain.shared.errors import DomainError, NotFound
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
from tests.conftest import MONDAY, CountingIds, StoppedClock

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
CAMILLE, JULES = ProspectId("p-camille"), ProspectId("p-jules")
MAILBOX, PROFILE = SenderId("s-mail"), SenderId("s-linkedin")
SENT = SentMatch(
    prospect_id=CAMILLE,
    action_id=ActionId("a-1"),
    campaign_id=CampaignId("c-1"),
    enrolment_id=EnrolmentId("e-1"),
    step_id=StepId("st-1"),
)
HUMAN = (("MIME-Version", "1.0"),)


def a_mail(**changes: Any) -> Incoming:
    return replace(
        Incoming(
            account_ref="acc-mail",
            channel=Channel.EMAIL,
            provider_id="mail-1",
            thread_ref="thread-1",
            from_ref="camille@nord.example",
            from_name="Camille Roux",
            subject="Re: Votre offre",
            body_plain="Bonjour, cela m’intéresse.",
            message_id="<reply-1@nord.example>",
            in_reply_to=("<ours-1@atelier.example>",),
        ),
        **changes,
    )


def a_chat(**changes: Any) -> Incoming:
    return replace(
        Incoming(
            account_ref="acc-linkedin",
            channel=Channel.LINKEDIN,
            provider_id="chat-1",
            thread_ref="t-9",
            from_ref="ACoAACamille",
            from_name="Camille Roux",
            from_profiles=("https://www.linkedin.com/in/camille-roux/",),
            body_plain="Merci pour le contact",
        ),
        **changes,
    )


class Accounts:
    async def find(self, account_ref: str) -> Receiver | None:
        known = {
            "acc-mail": Receiver(
                workspace_id=OURS, sender_id=MAILBOX, own_address="ada@atelier.example"
            ),
            "acc-linkedin": Receiver(workspace_id=OURS, sender_id=PROFILE, own_address=""),
        }
        return known.get(account_ref)


@dataclass
class Sent:
    refs: dict[str, SentMatch] = field(
        default_factory=lambda: {"<ours-1@atelier.example>": SENT, "thread-1": SENT}
    )

    async def match(
        self, workspace_id: WorkspaceId, sender_id: SenderId, refs: Sequence[str]
    ) -> SentMatch | None:
        return next((self.refs[ref] for ref in refs if ref in self.refs), None)

    async def invited(
        self, workspace_id: WorkspaceId, sender_id: SenderId, person_refs: Sequence[str]
    ) -> SentMatch | None:
        return SENT if "ACoAAInvited" in person_refs else None

    async def latest(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> SentMatch | None:
        return SENT if prospect_id == CAMILLE and channel is Channel.EMAIL else None

    async def to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> Sequence[SentMessage]:
        first = SentMessage(
            action_id=SENT.action_id,
            at=MONDAY.replace(day=20),
            subject="Votre offre",
            text="Bonjour Camille",
            from_name="Ada",
        )
        return [first] if prospect_id == CAMILLE and channel is Channel.EMAIL else []


class People:
    async def by_email(self, workspace_id: WorkspaceId, address: str) -> ProspectId | None:
        assert address
        known = {"camille@nord.example": CAMILLE, "jules@sud.example": JULES}
        return known.get(address.lower()) if workspace_id == OURS else None

    async def by_linkedin(
        self, workspace_id: WorkspaceId, profiles: Collection[str]
    ) -> ProspectId | None:
        return CAMILLE if any("camille-roux" in one for one in profiles) else None

    async def show(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Person]:
        camille = Person(
            full_name="Camille Roux", job_title="DG", company="Nord", stage="contacted"
        )
        return {CAMILLE: camille} if CAMILLE in prospect_ids else {}

    async def language(self, workspace_id: WorkspaceId) -> str:
        return "fr"


@dataclass
class Mails:
    """Counts what is read: one mail at a time, and only when it has to be."""

    headers: tuple[tuple[str, str], ...] = HUMAN
    body_plain: str = ""
    gone: bool = False
    reads: list[str] = field(default_factory=list)

    async def read(self, account_ref: str, mail_ref: str) -> FullMail:
        self.reads.append(mail_ref)
        if self.gone:
            raise NotFound
        return FullMail(headers=self.headers, body_html="", body_plain=self.body_plain)


@dataclass
class Outside:
    """What other modules were told."""

    replied: list[ProspectId] = field(default_factory=list)
    bounced: list[tuple[ActionId, str, bool]] = field(default_factory=list)
    objected: list[tuple[ProspectId, str]] = field(default_factory=list)
    complained: list[ActionId] = field(default_factory=list)
    planned: list[Answer] = field(default_factory=list)
    refusal: DomainError | None = None
    reading: ReadReply | None = None
    read_texts: list[str] = field(default_factory=list)

    async def note_reply(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        self.replied.append(prospect_id)

    async def record_bounce(self, match: SentMatch, bounce: Bounce) -> None:
        self.bounced.append((match.action_id, bounce.code, bounce.is_permanent))

    async def plan(self, workspace_id: WorkspaceId, answer: Answer) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.planned.append(answer)

    async def read(self, workspace_id: WorkspaceId, text: str, language: str) -> ReadReply:
        self.read_texts.append(text)
        if self.reading is None:
            raise ReaderBusy
        return self.reading


@dataclass
class BounceBook:
    outside: Outside

    async def record(self, workspace_id: WorkspaceId, match: SentMatch, bounce: Bounce) -> None:
        await self.outside.record_bounce(match, bounce)

    async def complain(self, workspace_id: WorkspaceId, match: SentMatch) -> None:
        self.outside.complained.append(match.action_id)


@dataclass
class ObjectionBook:
    outside: Outside

    async def record(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: str,
        evidence_ref: str,
        heard_from: Collection[str] = (),
    ) -> None:
        self.outside.objected.append((prospect_id, channel))


@dataclass
class DoubtBook:
    held: set[ProspectId] = field(default_factory=set)

    async def hold(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: str,
        evidence_ref: str,
    ) -> None:
        self.held.add(prospect_id)

    async def lift(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        self.held.discard(prospect_id)


@dataclass
class Team:
    """Members to give work to, and people that were added by name."""

    added: list[tuple[str, str]] = field(default_factory=list)

    async def require(self, workspace_id: WorkspaceId, user_id: str) -> None:
        if user_id != "ada":
            raise NotFound

    async def add(
        self, actor: Actor, *, full_name: str, email: str, referred_by: ProspectId
    ) -> ProspectId:
        self.added.append((full_name, email))
        return ProspectId("p-new")


@dataclass
class Pen:
    """AnswerWriter: remembers what it was asked and what was paid for it.

    `meanwhile` happens while it writes.
    """

    asked: list[AnswerAsk] = field(default_factory=list)
    settled: dict[str, bool] = field(default_factory=dict)
    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def write(self, workspace_id: WorkspaceId, ask: AnswerAsk) -> WrittenAnswer:
        self.asked.append(ask)
        if self.meanwhile is not None:
            await self.meanwhile()
        said = Evidence(about="prospect", quote="vos tarifs", source="reply", state="sourced")
        return WrittenAnswer(
            lines=(
                DraftedLine(text="Merci pour votre message."),
                DraftedLine(text="Vous demandez vos tarifs.", evidence=(said,)),
            ),
            heard=(Heard(kind="price", quote="vos tarifs"),),
            warnings=(),
            vendor="openai",
            model="gpt-6-luna",
            prompt_version="write_message/3",
            reading_version="extract_reply/1",
            input_tokens=900,
            output_tokens=80,
        )

    async def settle(self, workspace_id: WorkspaceId, key: str, *, kept: bool) -> None:
        self.settled.setdefault(key, kept)


class InboxWorld:
    def __init__(self, store: MemoryStore, clock: StoppedClock, new_id: CountingIds) -> None:
        self.clock, self.wall, self.pen = clock, StoppedClock(), Pen()
        self.drafts = MemoryAnswerDrafts(store)
        self.actor: Actor = system_actor(OURS)
        self.viewer = Actor(
            user_id=UserId("vera"),
            workspace_id=OURS,
            role=Role.VIEWER,
            permissions=PERMISSIONS[Role.VIEWER],
        )
        self.sent, self.mails, self.outside = Sent(), Mails(), Outside()
        self.access = MemoryAccessLog(store)
        self.doubts, self.team = DoubtBook(), Team()
        self.conversations, self.messages = MemoryConversations(store), MemoryMessages(store)
        self.outbox = MemoryOutbox(store, new_id)
        transaction, people = MemoryTransaction(store), People()
        objections = ObjectionBook(self.outside)
        match = MatchIncoming(receivers=Accounts(), sent=self.sent, people=people)
        self.screen = ScreenIncoming(match=match, gates=self.outside, clock=clock)
        self.receive = ReceiveMessage(
            match=match,
            mails=self.mails,
            access=self.access,
            conversations=self.conversations,
            messages=self.messages,
            gates=self.outside,
            bounces=BounceBook(self.outside),
            objections=objections,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
            new_id=new_id,
        )
        self.classify = ClassifyReply(
            messages=self.messages,
            conversations=self.conversations,
            people=people,
            reader=self.outside,
            objections=objections,
            doubts=self.doubts,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )
        self.lift = LiftDoubt(
            conversations=self.conversations,
            messages=self.messages,
            doubts=self.doubts,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )
        self.finalise = FinaliseDoubts(
            queue=self.conversations,
            conversations=self.conversations,
            objections=objections,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )
        self.refer = SettleReferral(
            conversations=self.conversations,
            people=self.team,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )
        self.arrange = ArrangeConversation(
            conversations=self.conversations,
            members=self.team,
            transaction=transaction,
            clock=clock,
        )
        self.own_hand = NoteOwnHand(
            receivers=Accounts(),
            sent=self.sent,
            gates=self.outside,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )
        self.answer = AnswerConversation(
            conversations=self.conversations,
            messages=self.messages,
            drafts=self.drafts,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
            wall=self.wall,
            new_id=new_id,
        )
        self.draft = DraftAnswer(
            conversations=self.conversations,
            messages=self.messages,
            drafts=self.drafts,
            writer=self.pen,
            transaction=transaction,
            clock=clock,
            new_id=new_id,
        )
        self.undo = UndoAnswer(
            conversations=self.conversations,
            messages=self.messages,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
            wall=self.wall,
        )
        self.release = ReleaseAnswers(
            held=self.messages,
            messages=self.messages,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
            wall=self.wall,
        )
        self.settle = SettleAnswer(messages=self.messages, transaction=transaction)
        self.plan = HandOverAnswer(
            messages=self.messages,
            conversations=self.conversations,
            courier=self.outside,
            settle=self.settle,
        )
        self.correct = CorrectLabel(
            conversations=self.conversations,
            objections=objections,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )
        self.mark_read = MarkRead(conversations=self.conversations, transaction=transaction)
        self.close = CloseConversations(conversations=self.conversations, transaction=transaction)
        self.list = ListConversations(conversations=self.conversations, people=people, clock=clock)
        self.count = CountInbox(conversations=self.conversations, clock=clock)
        self.read = ReadConversation(
            conversations=self.conversations,
            messages=self.messages,
            drafts=self.drafts,
            sent=self.sent,
            people=people,
        )

    async def told(self, name: str) -> list[dict[str, Any]]:
        return [one.data for one in await self.outbox.waiting(100) if one.name == name]
