"""All that one decision to send rests on, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.delivery.model.action import Action
from domain.delivery.model.caps import CapAsk, CapDoor, Caps
from domain.delivery.model.gates import AccountGate, RecipientGate
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.limits import Allowance
from domain.delivery.model.sender import Sender, SenderKind
from domain.delivery.model.stop import Stop
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.model.window import IsHoliday, SendWindow
from domain.shared.ids import SenderId


class CampaignStanding(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


class SendingDays(Protocol):
    """What the workspace's calendar adds to the public holidays, for this message (SEQ-5)."""

    def is_closed(self, day: date, is_holiday: IsHoliday) -> bool:
        """Whether nothing of this kind leaves on `day`, public holidays included."""
        ...

    def percent(self, day: date) -> int:
        """The share of the day's limit that is open to it: 100 on an ordinary day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStanding:
    """What campaigns says of one step of one enrolment."""

    campaign: CampaignStanding
    awaits_step: bool
    enrolled_at: datetime
    is_first_touch: bool
    lia_signed: bool
    mailbox_id: SenderId | None
    linkedin_id: SenderId | None
    days: SendingDays | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceStanding:
    """Whether the workspace may send, and how much of it the plan covers now (obligation 27).

    None: the plan has no such limit.
    """

    is_active: bool
    policy_accepted: bool
    is_paid: bool = True
    sends_per_day: int | None = None
    mailboxes: int | None = None
    linkedin_accounts: int | None = None

    def room_for(self, kind: SenderKind) -> int | None:
        """How many accounts of this kind the plan covers."""
        return self.mailboxes if kind is SenderKind.MAILBOX else self.linkedin_accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUse:
    """`sent_today` counts every first touch of every account since the account's midnight;
    `older_accounts` those of the same kind that were connected before: a plan that covers fewer
    keeps the oldest.
    """

    sent_today: int = 0
    older_accounts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The facts of one decision; None where there is nothing (a text, a person, a plan)."""

    action: Action
    at: datetime
    workspace: WorkspaceStanding
    plan_use: PlanUse
    stops: Sequence[Stop]
    plan: PlanStanding | None
    letter: Letter | None
    sender: Sender | None
    recipient: Recipient | None
    contact_refused: bool
    recipient_gate: RecipientGate
    account_gate: AccountGate
    window: SendWindow
    account_window: SendWindow
    allowance: Allowance
    wall: datetime
    public_url: str
    mandate: ReasonCode | None
    """Why the mandate that let it go does not hold any more; None also where a person approved."""
    caps: Caps
    cap_ask: CapAsk | None
    """None for what is not a step of a sequence."""
    cap_doors: Sequence[CapDoor]
