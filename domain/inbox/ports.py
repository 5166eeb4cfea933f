"""What the inbox needs from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.inbox.model.access import MailboxAccess
from domain.inbox.model.answer_draft import AnswerDraft, DraftedLine, Heard, Remark
from domain.inbox.model.conversation import Channel, Conversation, ConversationState, Message
from domain.inbox.model.deliveries import ReadDelivery
from domain.inbox.model.incoming import Bounce
from domain.inbox.model.labels import ReadReply, ReplyLabel
from domain.shared.actor import Actor
from domain.shared.ids import (
    ActionId,
    AnswerDraftId,
    CampaignId,
    ConversationId,
    EnrolmentId,
    MessageId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationFilter:
    """None means all; `snoozed` True shows only those, False only the others at that instant."""

    label: ReplyLabel | None = None
    state: ConversationState | None = None
    unread: bool | None = None
    assigned_to: str | None = None
    to_confirm: bool | None = None
    snoozed: bool | None = None
    at: datetime | None = None


class Conversations(Protocol):
    async def get(self, workspace_id: WorkspaceId, conversation_id: ConversationId) -> Conversation:
        """Raise ConversationNotFound, also for another workspace's."""
        ...

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> Conversation | None:
        """The one conversation with this person on this channel."""
        ...

    async def with_people(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Conversation]:
        """Those with any of these people, latest message first; at most 50."""
        ...

    async def add(self, conversation: Conversation) -> None:
        """Raise ConversationAlreadyExists for a second one of a person and channel."""
        ...

    async def save(self, conversation: Conversation) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, wanted: ConversationFilter, ask: PageAsk
    ) -> Page[Conversation]:
        """Latest message first."""
        ...

    async def complaints(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        step_id: StepId,
        since: datetime,
    ) -> int:
        """How many people complained about a message of that step, at most 1 000."""
        ...

    async def count(self, workspace_id: WorkspaceId, wanted: ConversationFilter) -> int:
        """How many there are; at most 1 000 are counted."""
        ...


class Messages(Protocol):
    async def get(self, workspace_id: WorkspaceId, message_id: MessageId) -> Message:
        """Raise MessageNotFound, also for another workspace's."""
        ...

    async def add(self, message: Message) -> None:
        """Raise MessageAlreadyKnown when the workspace has this provider id."""
        ...

    async def save(self, message: Message) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def knows(self, workspace_id: WorkspaceId, provider_id: str) -> bool:
        """Whether the provider's message is stored."""
        ...

    async def in_conversation(
        self, workspace_id: WorkspaceId, conversation_id: ConversationId
    ) -> Sequence[Message]:
        """The latest 500, oldest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The connected account a message came in by, and whose it is."""

    workspace_id: WorkspaceId
    sender_id: SenderId
    own_address: str


class HeldAnswers(Protocol):
    async def due(self, now: datetime, limit: int) -> Sequence[Message]:
        """Of all workspaces: answers whose time to be taken back (wall) is over, oldest first."""
        ...


class AnswerDrafts(Protocol):
    """Proposed answers; each is kept as it was written."""

    async def get(self, workspace_id: WorkspaceId, draft_id: AnswerDraftId) -> AnswerDraft:
        """Raise AnswerDraftNotFound, also for another workspace's."""
        ...

    async def latest(
        self, workspace_id: WorkspaceId, conversation_id: ConversationId
    ) -> AnswerDraft | None: ...

    async def add(self, draft: AnswerDraft) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsk:
    """One order for a proposal. `words` are the person's messages, each with its instant; `key`
    is what its credits are set aside under.
    """

    key: str
    prospect_id: ProspectId
    campaign_id: CampaignId
    sender_id: SenderId
    channel: Channel
    subject: str
    label: ReplyLabel
    words: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnswer:
    lines: tuple[DraftedLine, ...]
    heard: tuple[Heard, ...]
    warnings: tuple[Remark, ...]
    vendor: str
    model: str
    prompt_version: str
    reading_version: str
    input_tokens: int
    output_tokens: int


class AnswerWriter(Protocol):
    async def write(self, workspace_id: WorkspaceId, ask: AnswerAsk) -> WrittenAnswer:
        """A text that passed the same gate as every message, with its evidence (INB-4).

        Raise Unavailable when no model answers, PaymentNeeded, NotFound when offer or campaign
        is gone, or a DomainError when nothing that passes the gate was written: never a template.
        Its credits are set aside until `settle`; after an error they are given back.
        """
        ...

    async def settle(self, workspace_id: WorkspaceId, key: str, *, kept: bool) -> None:
        """Spend the credits of a text that is kept, with the caller's transaction, or give them
        back. Once per key.
        """
        ...


class Receivers(Protocol):
    async def find(self, account_ref: str) -> Receiver | None:
        """No workspace: the account says which. None for an account that is not ours."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMatch:
    """The message of ours that something came back for. Ids are None for a hand-written answer."""

    prospect_id: ProspectId
    action_id: ActionId
    campaign_id: CampaignId | None
    enrolment_id: EnrolmentId | None
    step_id: StepId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A campaign message as it left, for the conversation view."""

    action_id: ActionId
    at: datetime
    subject: str
    text: str
    from_name: str


class SentMessages(Protocol):
    async def match(
        self, workspace_id: WorkspaceId, sender_id: SenderId, refs: Sequence[str]
    ) -> SentMatch | None:
        """The sent message that the first matching ref names: Message-ID, provider id or thread."""
        ...

    async def invited(
        self, workspace_id: WorkspaceId, sender_id: SenderId, person_refs: Sequence[str]
    ) -> SentMatch | None:
        """The invitation of this sender to the person with one of these LinkedIn ids."""
        ...

    async def latest(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> SentMatch | None:
        """The last message sent to this person on this channel."""
        ...

    async def to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> Sequence[SentMessage]:
        """Campaign messages that left for this person, oldest first; at most 100."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    full_name: str
    job_title: str
    company: str
    stage: str


class KnownPeople(Protocol):
    async def by_email(self, workspace_id: WorkspaceId, address: str) -> ProspectId | None:
        """The prospect with this address; None for a stranger. Never asked without an address."""
        ...

    async def by_linkedin(
        self, workspace_id: WorkspaceId, profiles: Collection[str]
    ) -> ProspectId | None:
        """The prospect with one of these profile ids or addresses."""
        ...

    async def show(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Person]:
        """Who they are, to show; unknown ids are left out."""
        ...

    async def language(self, workspace_id: WorkspaceId) -> str:
        """`fr` or `en`, the language the workspace writes in."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FullMail:
    """One mail read at the provider: what the webhook left out."""

    headers: tuple[tuple[str, str], ...]
    body_html: str
    body_plain: str


class AccessLog(Protocol):
    async def add(self, access: MailboxAccess) -> None:
        """Append; nothing is ever changed or removed here."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, sender_id: SenderId, ask: PageAsk
    ) -> Page[MailboxAccess]:
        """Newest first."""
        ...


class MailboxOwners(Protocol):
    async def owner(self, workspace_id: WorkspaceId, sender_id: SenderId) -> UserId:
        """Whose mailbox it is. Raise NotFound, also for another workspace's."""
        ...


class MailReader(Protocol):
    async def read(self, account_ref: str, mail_ref: str) -> FullMail:
        """One mail by its id, never a list (obligation 50). Raise NotFound or Unavailable."""
        ...


class DeliveryReader(Protocol):
    """Reads what the provider posts. No workspace: the account in it says which."""

    def read(self, body: bytes) -> ReadDelivery:
        """A body from a webhook, or one it kept. Raise UnreadableDelivery."""
        ...


class ReplyReader(Protocol):
    async def read(self, workspace_id: WorkspaceId, text: str, language: str) -> ReadReply:
        """One label for one reply. Raise ReaderBusy when no model gives a usable answer."""
        ...


class RecipientGates(Protocol):
    async def note_reply(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """Nothing automatic leaves for this person from now on. Twice is fine."""
        ...


class Bounces(Protocol):
    async def record(self, workspace_id: WorkspaceId, match: SentMatch, bounce: Bounce) -> None:
        """The message did not arrive; a permanent one closes the address. Twice is fine."""
        ...

    async def complain(self, workspace_id: WorkspaceId, match: SentMatch) -> None:
        """Its reader reported the message as abuse: its mailbox answers for it. Twice is fine."""
        ...


class Objections(Protocol):
    async def record(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: str,
        evidence_ref: str,
        heard_from: Collection[str] = (),
    ) -> None:
        """Suppress the person. `channel` is email_reply, linkedin_reply, complaint or user.

        `heard_from` are mail addresses that the words came from. Twice is fine.
        """
        ...


class Doubts(Protocol):
    """What may be an objection, kept where every refusal is asked (INB-5)."""

    async def hold(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: str,
        evidence_ref: str,
    ) -> None:
        """Refuse the person everywhere, as an objection would. Twice is fine."""
        ...

    async def lift(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """Take the hold back; an objection that was recorded stays. Twice is fine."""
        ...


class DoubtQueue(Protocol):
    async def overdue_doubts(self, now: datetime, limit: int) -> Sequence[Conversation]:
        """Of all workspaces: conversations whose doubt nobody settled in time."""
        ...


class Members(Protocol):
    async def require(self, workspace_id: WorkspaceId, user_id: str) -> None:
        """Raise NotFound for somebody who is no member of the workspace."""
        ...


class NewPeople(Protocol):
    async def add(
        self, actor: Actor, *, full_name: str, email: str, referred_by: ProspectId
    ) -> ProspectId:
        """A prospect named by another one, with that as their source; the one on file if known.

        Raise what adding a prospect refuses (opposed, no usable name).
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A person's answer, ready to leave in the thread it belongs to."""

    message_id: MessageId
    prospect_id: ProspectId
    sender_id: SenderId
    channel: Channel
    subject: str
    text: str
    thread_ref: str
    reply_ref: str


class ReplyCourier(Protocol):
    async def plan(self, workspace_id: WorkspaceId, answer: Answer) -> None:
        """Put the answer in the delivery queue, once per message id.

        Raise the refusal of the send rules (an opposed person, a disconnected sender).
        """
        ...
