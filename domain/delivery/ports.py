"""What delivery needs from the outside, in its own words."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.delivery.model.action import Action, ActionKind, ActionState, Attempt, Outcome, Receipt
from domain.delivery.model.caps import CapDoor, CapScope
from domain.delivery.model.dossier import CampaignStanding, PlanStanding, WorkspaceStanding
from domain.delivery.model.gates import AccountGate, RecipientGate
from domain.delivery.model.invariants import Stored
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.limits import LimitRules
from domain.delivery.model.sender import Account, Sender, SenderKind
from domain.delivery.model.stop import Stop
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.shared.ids import (
    ActionId,
    CampaignId,
    EnrolmentId,
    ProspectId,
    SenderId,
    StepId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFilter:
    """None means all."""

    campaign_id: CampaignId | None = None
    prospect_id: ProspectId | None = None
    sender_id: SenderId | None = None
    state: ActionState | None = None
    reason: ReasonCode | None = None


class Actions(Protocol):
    """The truth about every message. Each write replaces the version that was read."""

    async def get(self, workspace_id: WorkspaceId, action_id: ActionId) -> Action:
        """Raise ActionNotFound, also for another workspace's."""
        ...

    async def of_intent(self, workspace_id: WorkspaceId, intent: str) -> Action | None:
        """The one action of this intent."""
        ...

    async def add(self, action: Action) -> None:
        """Raise ActionAlreadyPlanned when the intent has one."""
        ...

    async def save(self, action: Action) -> None:
        """Raise StaleWrite if another write came first: the fence of every claim."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, wanted: ActionFilter, ask: PageAsk
    ) -> Page[Action]:
        """Newest first."""
        ...


class ActionQueue(Protocol):
    """The same actions as work to be done. Without a workspace: workers serve all of them."""

    async def due(self, *, at: datetime, wall: datetime, limit: int) -> Sequence[Action]:
        """READY ones whose time has come on both clocks, longest due first."""
        ...

    async def stale(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        """CLAIMED ones past their lease and SENDING ones past their deadline (wall)."""
        ...

    async def unknown(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        """UNKNOWN ones whose next look is due (wall), longest due first."""
        ...

    async def unsent(self, *, after: str, limit: int) -> Sequence[Action]:
        """READY, CLAIMED and SENDING ones of all workspaces, by id."""
        ...

    async def reported(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        """SENT by a person's word whose next look is due (wall), longest due first."""
        ...

    async def defer(
        self, actions: Sequence[tuple[Action, datetime]], reasons: Sequence[Reason]
    ) -> None:
        """Move READY actions to a later time, with the reasons; a changed one is left alone."""
        ...

    async def wake_sender(
        self, workspace_id: WorkspaceId, sender_id: SenderId, at: datetime
    ) -> int:
        """Make the sender's READY actions due at `at` if they wait longer; how many."""
        ...

    async def wake_campaign(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, at: datetime
    ) -> int:
        """The same for a campaign's."""
        ...

    async def wake_workspace(self, workspace_id: WorkspaceId | None, at: datetime) -> int:
        """The same for all of a workspace's; None stands for every workspace."""
        ...

    async def under_way(self, workspace_id: WorkspaceId | None) -> int:
        """How many are SENDING; None stands for every workspace."""
        ...

    async def open_of(
        self,
        workspace_id: WorkspaceId,
        *,
        prospect_id: ProspectId | None = None,
        enrolment_id: EnrolmentId | None = None,
    ) -> Sequence[Action]:
        """READY, CLAIMED, SENDING and UNKNOWN ones of what is named; 500 at most."""
        ...

    async def waiting_of(
        self, workspace_id: WorkspaceId, wanted: ActionFilter, limit: int
    ) -> Sequence[Action]:
        """READY ones of what is named, soonest first; the filter's state is not asked."""
        ...

    async def unsettled_of_campaign(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> int:
        """How many are UNKNOWN, UNCONFIRMED or QUARANTINED."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    sent: int
    bounced: int
    opposed: int
    complained: int


class SentActions(Protocol):
    """What left, found again by what comes back for it."""

    async def of_refs(
        self, workspace_id: WorkspaceId, sender_id: SenderId, refs: Sequence[str]
    ) -> Action | None:
        """The action that the first matching ref names: Message-ID, provider or tracking id,
        thread.
        """
        ...

    async def latest(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, mail: bool
    ) -> Action | None:
        """The last SENT one to this person on this channel."""
        ...

    async def to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, mail: bool
    ) -> Sequence[Action]:
        """SENT ones to this person on this channel, oldest first; 100 at most."""
        ...

    async def first_mail(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Action | None:
        """The first SENT mail of an enrolment."""
        ...

    async def last_mail(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Action | None:
        """The last SENT mail of an enrolment: the one a follow-up answers to."""
        ...

    async def unsettled_mail(
        self, workspace_id: WorkspaceId, sender_id: SenderId
    ) -> Sequence[Action]:
        """SENDING, UNKNOWN and UNCONFIRMED mails of a sender; 100 at most."""
        ...

    async def invitation(
        self, workspace_id: WorkspaceId, sender_id: SenderId, recipient_refs: Sequence[str]
    ) -> Action | None:
        """The invitation of this sender to one of these LinkedIn ids."""
        ...

    async def tally(
        self,
        workspace_id: WorkspaceId,
        since: datetime,
        *,
        sender_id: SenderId | None = None,
        campaign_id: CampaignId | None = None,
    ) -> Tally:
        """What became of the mails of sequences, of one sender or campaign, since then (business):
        those that left and bounced by when they left, objections by when they came.
        """
        ...

    async def invitations(
        self, workspace_id: WorkspaceId, sender_id: SenderId, limit: int
    ) -> Sequence[Action]:
        """SENT invitations of the sender, newest first."""
        ...

    async def pending_invitations(
        self,
        workspace_id: WorkspaceId,
        sender_id: SenderId,
        *,
        before: datetime,
        at: datetime,
        limit: int,
    ) -> Sequence[Action]:
        """Those that left before that, were neither accepted nor taken back, and whose next try
        is not after `at`; oldest first.
        """
        ...

    async def seen_since(
        self, workspace_id: WorkspaceId, sender_id: SenderId, since: datetime
    ) -> bool:
        """Whether a mail armed after that wall instant was seen at the provider: its list is
        fresh.
        """
        ...


class Attempts(Protocol):
    """Append only: an effect without its row cannot exist."""

    async def arm(self, attempt: Attempt) -> None:
        """Keep the row durably before the call.

        A row of the same number from an older claim, which died before the call, is taken over;
        one of a newer claim raises StaleWrite.
        """
        ...

    async def record(
        self,
        workspace_id: WorkspaceId,
        attempt_id: str,
        outcome: Outcome,
        *,
        code: str = "",
        receipt: Receipt | None = None,
    ) -> None:
        """Add what is known of its end, from whoever knows it: a fact needs no fence.

        ACCEPTED is never replaced.
        """
        ...

    async def of(self, workspace_id: WorkspaceId, action_id: ActionId) -> Sequence[Attempt]:
        """Oldest first."""
        ...


class RecipientGates(Protocol):
    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> RecipientGate:
        """The person's gate; an open, unsaved one when nothing was written yet."""
        ...

    async def put(self, gate: RecipientGate) -> None:
        """Write it if nobody wrote since it was read; raise StaleWrite otherwise."""
        ...

    async def forgotten(self, *, wall: datetime, limit: int) -> Sequence[RecipientGate]:
        """Held ones whose `look_at` has passed. No workspace: the janitor serves all."""
        ...


class AccountGates(Protocol):
    async def of(self, workspace_id: WorkspaceId, sender_id: SenderId) -> AccountGate:
        """The account's gate; an open, unsaved one when nothing was written yet."""
        ...

    async def put(self, gate: AccountGate) -> None:
        """Write it if nobody wrote since it was read; raise StaleWrite otherwise."""
        ...

    async def forgotten(self, *, wall: datetime, limit: int) -> Sequence[AccountGate]:
        """Held ones whose `look_at` has passed. No workspace: the janitor serves all."""
        ...


class CapDoors(Protocol):
    async def of(
        self, workspace_id: WorkspaceId, keys: Sequence[tuple[CapScope, str]]
    ) -> Sequence[CapDoor]:
        """The doors, in the order asked; open, unsaved ones where nothing was written yet."""
        ...

    async def put(self, doors: Sequence[CapDoor]) -> None:
        """Write each that nobody wrote since it was read, in one go; raise StaleWrite if that is
        not all of them.
        """
        ...


class Mandates(Protocol):
    """What covers the messages that nobody clicked (AUT-1)."""

    async def refusal(self, action: Action) -> ReasonCode | None:
        """Why the mandate of this action does not hold for it, now."""
        ...

    async def leave(self, action: Action) -> Reason | None:
        """Take a place among those that may leave today under its mandate; the refusal says when
        to look again. Taking it again takes no second one.
        """
        ...


class Stops(Protocol):
    """The stop switches. A write is acknowledged when a majority has it."""

    async def on(self, keys: Sequence[str]) -> Sequence[Stop]:
        """Those of `keys` that are on, widest first. No workspace: the keys carry it."""
        ...

    async def of(self, workspace_id: WorkspaceId, key: str) -> Stop | None: ...

    async def of_workspace(self, workspace_id: WorkspaceId) -> Sequence[Stop]:
        """Every switch ever turned in the workspace."""
        ...

    async def put(self, stop: Stop) -> None:
        """Write it onto the version that was read; raise StaleWrite otherwise."""
        ...


class SendingRules(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> LimitRules:
        """The workspace's limits; unsaved, empty ones when nothing was set."""
        ...

    async def put(self, rules: LimitRules) -> None:
        """Raise StaleWrite when another write came first."""
        ...


class DeliveryBooks(Protocol):
    """Everything that is kept of the sending, to be audited. No workspace: it goes through all."""

    def each(self, wall: datetime) -> AsyncIterator[Stored]:
        """One workspace after the other; `wall` is the instant to judge by."""
        ...


class Senders(Protocol):
    async def get(self, workspace_id: WorkspaceId, sender_id: SenderId) -> Sender:
        """Raise SenderNotFound, also for another workspace's or a removed one."""
        ...

    async def list(self, workspace_id: WorkspaceId) -> Sequence[Sender]:
        """Those that are not removed, oldest first."""
        ...

    async def add(self, sender: Sender) -> None: ...

    async def save(self, sender: Sender) -> None:
        """Raise StaleWrite, or SenderAlreadyConnected when the account is bound elsewhere."""
        ...

    async def of_link(self, digest: str) -> Sender | None:
        """No workspace: the link's token says which."""
        ...

    async def of_account(self, account_ref: str) -> Sender | None:
        """No workspace: the account says which. None for one that is not ours."""
        ...

    async def living(self, after: SenderId | None, limit: int) -> Sequence[Sender]:
        """Of all workspaces, by id: those that are not removed, for the health check."""
        ...


# --- the vendor ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOrder:
    """One call to make, before `deadline` (wall) or not at all.

    `key` is the same for every attempt of one action. `repeated` says that an earlier attempt may
    have happened: a refusal because it exists then means that it does.
    """

    action_id: ActionId
    key: str
    kind: ActionKind
    account_ref: str
    from_name: str
    to_name: str
    to_email: str
    to_linkedin: str
    letter: Letter
    reply_ref: str
    chat_ref: str
    deadline: datetime
    repeated: bool


class Answer(StrEnum):
    """What a call proved.

    ACCEPTED: it exists. REFUSED: it does not, and never will for this person. NOT_SENT: it does
    not, and can be tried again. PUSHED_BACK: it does not; the provider wants a pause.
    ACCOUNT_BROKEN: it does not; the account must be reconnected. LOST: nobody knows.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    PUSHED_BACK = "pushed_back"
    ACCOUNT_BROKEN = "account_broken"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierAnswer:
    answer: Answer
    code: str = ""
    receipt: Receipt | None = None


class Courier(Protocol):
    async def send(self, order: SendOrder) -> CourierAnswer:
        """Make the one call. Never repeats a call that may have had an effect.

        Nothing is written to the wire after the order's deadline. Every failure of the vendor is
        an answer; what is raised is a fault of ours.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalOrder:
    """An invitation to take back, before `deadline` (wall) or not at all. `invitation_ref` and
    `recipient_ref` are what the provider called it and its person, "" where it did not say.
    """

    account_ref: str
    to_linkedin: str
    invitation_ref: str
    recipient_ref: str
    deadline: datetime


class Withdrawals(Protocol):
    """The courier's way back. Safe to repeat: what is no longer pending is answered REFUSED."""

    async def withdraw(self, order: WithdrawalOrder) -> CourierAnswer:
        """ACCEPTED: it was pending and is not any more. REFUSED: it was not pending; the code is
        `already_connected` when the person accepted it.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What to look for at the provider. `armed_at` is wall time."""

    action_id: ActionId
    kind: ActionKind
    account_ref: str
    to_email: str
    to_linkedin: str
    recipient_ref: str
    chat_ref: str
    text: str
    armed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """`complete` says that everything was seen that could hold it, on a healthy account: only
    then does not finding it mean something.
    """

    receipt: Receipt | None
    complete: bool


class Evidence(Protocol):
    async def look(self, trace: Trace) -> Sighting:
        """Ask the provider whether it happened. A failure to ask is no information, and no error.

        Reads only what was sent to that person (obligation 50).
        """
        ...


class SenderLink(Protocol):
    async def open(self, kind: SenderKind, token: str, *, until: datetime) -> str:
        """The address of a page where a person links an account of that kind; LinkBusy.

        The vendor will call back with `token`. `until` is wall time.
        """
        ...

    async def account(self, account_ref: str) -> Account:
        """Read the account at the vendor. Raise AccountGone or LinkBusy."""
        ...

    async def release(self, account_ref: str) -> None:
        """Unlink it at the vendor. An account that is gone is fine; raise LinkBusy otherwise."""
        ...


class ProviderHooks(Protocol):
    """No workspace: one set of announcements serves all."""

    async def ensure(self) -> int:
        """Create the announcements that are missing or wrong; return how many. Raise LinkBusy."""
        ...


# --- the other modules ---------------------------------------------------------------------------


class WorkspaceCheck(Protocol):
    async def standing(self, workspace_id: WorkspaceId) -> WorkspaceStanding:
        """Whether the workspace may send at all."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOverview:
    """`awaiting` people have a step under way; `next_step_at` is when the next one is due."""

    standing: CampaignStanding
    awaiting: int
    next_step_at: datetime | None


class PlanCheck(Protocol):
    async def standing(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> PlanStanding | None:
        """What the campaign says of this step for this person; None when there is no such plan."""
        ...

    async def overview(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> CampaignOverview:
        """Raise NotFound."""
        ...


class ApprovedText(Protocol):
    async def of_draft(self, workspace_id: WorkspaceId, draft_id: str) -> Letter:
        """The exact bytes a person approved. Raise TextNotApproved."""
        ...

    async def of_answer(self, workspace_id: WorkspaceId, message_id: str) -> Letter:
        """The exact bytes a person wrote. Raise TextNotApproved."""
        ...


class Recipients(Protocol):
    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Recipient | None:
        """None when the person is no longer on file."""
        ...


class Names(Protocol):
    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, str]:
        """Full names of those that are on file."""
        ...


class ContactPolicy(Protocol):
    async def is_refused(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, channel: str
    ) -> bool:
        """Whether the person asked to be left alone, or the address of the channel is dead."""
        ...


class WorkCalendar(Protocol):
    def is_holiday(self, country: str, day: date, region: str = "") -> bool:
        """Whether `day` is a public holiday there; False for a country that is not known.
        `region` is one of domain.shared.places with days of its own, or "".
        """
        ...
