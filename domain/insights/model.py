"""What happened to a person, in order, what it adds up to, and what needs somebody now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from domain.shared.actor import Actor, Permission
from domain.shared.events import StoredEvent
from domain.shared.ids import CampaignId, EventId, ProspectId, StepId, UserId, WorkspaceId


class Metric(StrEnum):
    """What a step is counted by. `delivered` is not stored: sent and not bounced."""

    SENT = "sent"
    REPLIED = "replied"
    INTERESTED = "interested"
    OPPOSED = "opposed"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened to one prospect; codes, the words are the screen's.

    Carries the id of its event, so it exists once and sorts by time.
    """

    id: EventId
    workspace_id: WorkspaceId
    prospect_id: ProspectId
    at: datetime
    kind: str
    detail: str
    actor: str
    channel: str
    campaign_id: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """That one person counts for one metric of one step, however often it happens."""

    workspace_id: WorkspaceId
    campaign_id: CampaignId
    step_id: StepId
    prospect_id: ProspectId
    metric: Metric
    at: datetime

    @property
    def id(self) -> str:
        return f"{self.campaign_id}:{self.step_id}:{self.prospect_id}:{self.metric.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """People per metric. No opens anywhere, and automatic replies are no replies (RES-6)."""

    sent: int = 0
    replied: int = 0
    interested: int = 0
    opposed: int = 0
    bounced: int = 0

    @property
    def delivered(self) -> int:
        return max(0, self.sent - self.bounced)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{metric.value: self.of(metric) + other.of(metric) for metric in Metric})

    def of(self, metric: Metric) -> int:
        count: int = getattr(self, metric.value)
        return count


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """How one kind of event reads: its entry, who acted, which field is worth showing."""

    kind: str
    actor: str = "leo"
    actor_field: str = ""
    detail: str = ""
    ref: str = ""


_POSITIVE = frozenset({"interested", "meeting_booked"})

RULES: Mapping[str, _Rule] = {
    "ProspectsImported": _Rule(kind="imported", ref="import_id"),
    "ProspectCorrected": _Rule(kind="corrected", actor_field="user_id"),
    "ProspectsMerged": _Rule(kind="merged", actor_field="user_id"),
    "ProspectsParted": _Rule(kind="parted", actor_field="user_id"),
    "ProspectUntagged": _Rule(kind="untagged", actor_field="user_id", detail="tag"),
    "ProspectAdded": _Rule(kind="prospect-added", actor_field="user_id"),
    "StageChanged": _Rule(kind="stage-changed", actor_field="user_id", detail="stage"),
    "ProspectTagged": _Rule(kind="tagged", actor_field="user_id", detail="tag"),
    "ProspectScored": _Rule(kind="scored", detail="band"),
    "ContactFound": _Rule(kind="contact-found", detail="field"),
    "ContactNotFound": _Rule(kind="contact-not-found", detail="field"),
    "ProspectEnrolled": _Rule(kind="enrolled", actor="member", ref="enrolment_id"),
    "EnrolmentEnded": _Rule(kind="enrolment-ended", detail="reason", ref="enrolment_id"),
    "TaskEnded": _Rule(kind="task-ended", detail="outcome", ref="task_id"),
    "EnrolmentHeld": _Rule(kind="enrolment-held", detail="reason", ref="enrolment_id"),
    "DraftGenerated": _Rule(kind="draft-written", ref="draft_id"),
    "DraftApproved": _Rule(kind="draft-approved", actor_field="approved_by", ref="draft_id"),
    "DraftSkipped": _Rule(kind="step-skipped", actor="member", ref="draft_id"),
    "DraftDismissed": _Rule(kind="dismissed", actor="member", detail="reason", ref="draft_id"),
    "MessageSent": _Rule(kind="message-sent", ref="action_id"),
    "DeliveryFailed": _Rule(kind="delivery-failed", detail="code", ref="action_id"),
    "ConnectionAccepted": _Rule(kind="connection-accepted", actor="prospect"),
    "InvitationWithdrawn": _Rule(kind="invitation-withdrawn", detail="code", ref="action_id"),
    "ReplyReceived": _Rule(kind="reply-received", actor="prospect", ref="conversation_id"),
    "ReplyClassified": _Rule(kind="reply-classified", detail="label", ref="conversation_id"),
    "LabelCorrected": _Rule(
        kind="label-corrected", actor_field="user_id", detail="label", ref="conversation_id"
    ),
    "AnswerQueued": _Rule(kind="answer-written", actor_field="user_id", ref="conversation_id"),
    "MessageBounced": _Rule(kind="bounced", actor="prospect", detail="code", ref="action_id"),
    "SendUnconfirmed": _Rule(kind="send-unconfirmed", ref="action_id"),
    "ActionSuppressed": _Rule(kind="send-stopped", detail="code", ref="action_id"),
    "ActionCancelled": _Rule(kind="send-cancelled", detail="code", ref="action_id"),
    "AnswerSent": _Rule(kind="answer-sent", ref="message_id"),
    "AnswerFailed": _Rule(kind="answer-failed", detail="code", ref="message_id"),
    "AnsweredByHand": _Rule(kind="answered-by-hand", actor="member"),
    "DoubtLifted": _Rule(kind="doubt-lifted", actor_field="user_id", ref="conversation_id"),
    "ReferralAdded": _Rule(kind="referral-added", actor_field="user_id", ref="conversation_id"),
    "CallTried": _Rule(kind="call-tried", actor_field="user_id", detail="outcome", ref="task_id"),
    "NoticeDelivered": _Rule(kind="notice-delivered"),
    "ObjectionRecorded": _Rule(kind="objection", actor="prospect", detail="channel"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What one event adds. `opposed_by` asks for a mark on the last step sent to that person."""

    entries: tuple[TimelineEntry, ...] = field(default_factory=tuple)
    marks: tuple[Mark, ...] = field(default_factory=tuple)
    opposed_by: ProspectId | None = None


def project(event: StoredEvent) -> Projection:
    """Read one event; one that says nothing about a person adds nothing."""
    told = {name: "" if value is None else str(value) for name, value in event.data.items()}
    rule = RULES.get(event.name)
    named = told.get("prospect_id") or told.get("prospect_ids", "")
    people = [ProspectId(one) for one in named.split(",") if one]
    if rule is None or not people:
        return Projection()
    kind = rule.kind
    automatic = event.data.get("automatic") is True
    if event.name == "ReplyReceived" and automatic:
        kind = "automatic-reply-received"
    entries = tuple(
        TimelineEntry(
            # An event about many people makes many entries, which sort where it stands.
            id=EventId(event.id if place == 0 else f"{event.id}:{place:03d}"),
            workspace_id=event.workspace_id,
            prospect_id=prospect_id,
            at=event.at,
            kind=kind,
            detail=told.get(rule.detail, ""),
            actor=told.get(rule.actor_field, "") or rule.actor,
            channel=told.get("channel", ""),
            campaign_id=told.get("campaign_id", ""),
            ref=told.get(rule.ref, ""),
        )
        for place, prospect_id in enumerate(people)
    )
    metric = _metric(event.name, told, automatic=automatic)
    marks: tuple[Mark, ...] = ()
    if metric and told.get("campaign_id") and told.get("step_id"):
        mark = Mark(
            workspace_id=event.workspace_id,
            campaign_id=CampaignId(told["campaign_id"]),
            step_id=StepId(told["step_id"]),
            prospect_id=people[0],
            metric=metric,
            at=event.at,
        )
        marks = (mark,)
    opposed_by = people[0] if event.name == "ObjectionRecorded" else None
    return Projection(entries=entries, marks=marks, opposed_by=opposed_by)


def _metric(name: str, told: Mapping[str, str], *, automatic: bool) -> Metric | None:
    match name:
        case "MessageSent":
            return Metric.SENT
        case "MessageBounced":
            return Metric.BOUNCED
        case "ReplyReceived":
            return None if automatic else Metric.REPLIED
        case "ReplyClassified" | "LabelCorrected" if told.get("label") in _POSITIVE:
            return Metric.INTERESTED
        case _:
            return None


class NoticeKind(StrEnum):
    """What may need somebody now (NOT-1)."""

    INTERESTED_REPLY = "interested_reply"
    MEETING_BOOKED = "meeting_booked"
    OBJECTION_DOUBT = "objection_doubt"
    RIGHTS_REQUEST = "rights_request"
    ACCOUNT_DISCONNECTED = "account_disconnected"
    SENDING_STOPPED = "sending_stopped"
    HEALTH_STOP = "health_stop"
    INCIDENT = "incident"
    PAYMENT_FAILED = "payment_failed"
    CREDITS_LOW = "credits_low"
    IMPORT_FINISHED = "import_finished"


# Nobody can leave these aside (obligations 107, 138).
DUTIES = frozenset({NoticeKind.INCIDENT, NoticeKind.RIGHTS_REQUEST})
# Who is told: those who may do something about it.
READERS: Mapping[NoticeKind, Permission] = {
    NoticeKind.INTERESTED_REPLY: Permission.INBOX_READ,
    NoticeKind.MEETING_BOOKED: Permission.INBOX_READ,
    NoticeKind.OBJECTION_DOUBT: Permission.INBOX_READ,
    NoticeKind.RIGHTS_REQUEST: Permission.RIGHTS_HANDLE,
    NoticeKind.ACCOUNT_DISCONNECTED: Permission.SENDERS_CONNECT,
    NoticeKind.SENDING_STOPPED: Permission.CAMPAIGNS_READ,
    NoticeKind.HEALTH_STOP: Permission.CAMPAIGNS_READ,
    NoticeKind.INCIDENT: Permission.RIGHTS_HANDLE,
    NoticeKind.PAYMENT_FAILED: Permission.BILLING_MANAGE,
    NoticeKind.CREDITS_LOW: Permission.SPENDING_EDIT,
    NoticeKind.IMPORT_FINISHED: Permission.PROSPECTS_WRITE,
}


# Their own letter goes out with the news (BIL-6, BIL-7): a second one would say it twice.
TOLD_OTHERWISE = frozenset({NoticeKind.PAYMENT_FAILED, NoticeKind.CREDITS_LOW})


class MailPace(StrEnum):
    """When a kind is written about by e-mail."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


# What NOT-1 lists to be told at once; a member may choose otherwise.
_PACES: Mapping[NoticeKind, MailPace] = {
    NoticeKind.OBJECTION_DOUBT: MailPace.DAILY,
    NoticeKind.IMPORT_FINISHED: MailPace.NEVER,
}


class DigestPart(StrEnum):
    """What the morning's letter counts besides notices; the last two on Mondays only."""

    QUEUE = "queue"
    TASKS = "tasks"
    RESULTS = "results"
    PEOPLE_TO_INFORM = "people_to_inform"

    @property
    def is_weekly(self) -> bool:
        return self in {DigestPart.RESULTS, DigestPart.PEOPLE_TO_INFORM}


PART_READERS: Mapping[DigestPart, Permission] = {
    DigestPart.QUEUE: Permission.DRAFTS_APPROVE,
    DigestPart.TASKS: Permission.DRAFTS_APPROVE,
    DigestPart.RESULTS: Permission.CAMPAIGNS_READ,
    DigestPart.PEOPLE_TO_INFORM: Permission.RIGHTS_HANDLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailChoice:
    """One kind's pace, as a member chose it."""

    kind: NoticeKind
    pace: MailPace


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One thing that may need somebody: a code and ids, never a message's text or an address.

    Carries the id of its event, so it exists once and sorts by time. `about` is the id of the
    thing to open, "" when its kind says enough.
    """

    id: EventId
    workspace_id: WorkspaceId
    at: datetime
    kind: NoticeKind
    about: str
    prospect_id: str


@dataclass(slots=True, kw_only=True)
class NotificationChoice:
    """One member's: up to where they have seen, which kinds they leave aside, and what they are
    written to about: `mails` where they differ from the default, `unwanted` parts of the morning's
    letter. `digested_on` is the last day, in their zone, whose letter was made, and
    `digested_up_to` the newest notification it could count.
    """

    MORNING: ClassVar[time] = time(8, 30)

    id: str
    workspace_id: WorkspaceId
    user_id: UserId
    seen_up_to: str = ""
    muted: tuple[NoticeKind, ...] = ()
    mails: tuple[MailChoice, ...] = ()
    unwanted: tuple[DigestPart, ...] = ()
    zone: str = "Europe/Paris"
    digested_on: str = ""
    digested_up_to: str = ""
    version: int = 0

    @staticmethod
    def key(workspace_id: WorkspaceId, user_id: UserId) -> str:
        return f"{workspace_id}:{user_id}"

    def see(self, up_to: str) -> None:
        """What was seen stays seen."""
        self.seen_up_to = max(self.seen_up_to, up_to)

    def mute(self, kinds: Collection[NoticeKind]) -> None:
        """Replace the kinds that are left aside; notices of duty are never among them."""
        self.muted = tuple(sorted(set(kinds) - DUTIES))

    def pace_of(self, kind: NoticeKind) -> MailPace:
        if kind in TOLD_OTHERWISE:
            return MailPace.NEVER
        if kind in DUTIES:
            return MailPace.AT_ONCE
        default = _PACES.get(kind, MailPace.AT_ONCE)
        return next((one.pace for one in self.mails if one.kind is kind), default)

    def choose_mails(
        self, chosen: Collection[MailChoice], unwanted: Collection[DigestPart], zone: str
    ) -> None:
        """Replace what is written about; notices of duty stay as they are."""
        by_kind = {one.kind: one for one in chosen if one.kind not in DUTIES | TOLD_OTHERWISE}
        self.mails = tuple(sorted(by_kind.values(), key=lambda one: one.kind))
        self.unwanted = tuple(sorted(set(unwanted)))
        self.zone = zone

    def kinds_at(self, pace: MailPace, permissions: Collection[Permission]) -> list[NoticeKind]:
        """The kinds of the member's role that are written about at this pace."""
        return [
            kind
            for kind, needed in READERS.items()
            if needed in permissions and self.pace_of(kind) is pace
        ]

    def parts(
        self, permissions: Collection[Permission], *, is_week_start: bool
    ) -> list[DigestPart]:
        return [
            part
            for part, needed in PART_READERS.items()
            if needed in permissions
            and part not in self.unwanted
            and (is_week_start or not part.is_weekly)
        ]

    def morning_at(self, now: datetime) -> str:
        """The day whose letter is due, in the member's zone; "" before 8:30 and once it is made."""
        local = now.astimezone(ZoneInfo(self.zone))
        day = local.date().isoformat()
        return day if local.time() >= self.MORNING and day > self.digested_on else ""

    def digested(self, day: str, up_to: str) -> None:
        self.digested_on = day
        self.digested_up_to = max(self.digested_up_to, up_to)

    def wanted_by(self, actor: Actor) -> frozenset[NoticeKind]:
        return frozenset(
            kind
            for kind, permission in READERS.items()
            if permission in actor.permissions and kind not in self.muted
        )


_NOTICES: Mapping[str, tuple[NoticeKind, str]] = {
    "RightsRequestReceived": (NoticeKind.RIGHTS_REQUEST, "request_id"),
    "SenderDisconnected": (NoticeKind.ACCOUNT_DISCONNECTED, "sender_id"),
    "SenderHeld": (NoticeKind.HEALTH_STOP, "sender_id"),
    "SendingStopped": (NoticeKind.SENDING_STOPPED, ""),
    "IncidentAlarm": (NoticeKind.INCIDENT, "incident_id"),
    "PaymentFailed": (NoticeKind.PAYMENT_FAILED, ""),
    "CreditsLow": (NoticeKind.CREDITS_LOW, ""),
    "ImportFinished": (NoticeKind.IMPORT_FINISHED, "import_id"),
}
_LABELS = {
    "interested": NoticeKind.INTERESTED_REPLY,
    "meeting_booked": NoticeKind.MEETING_BOOKED,
}
NOTICED = frozenset({*_NOTICES, "ReplyClassified"})


def notice_of(event: StoredEvent) -> Notification | None:
    """What the event asks somebody to look at; None for most."""
    kind, field_name = _NOTICES.get(event.name, (None, ""))
    if event.name == "ReplyClassified":
        field_name = "conversation_id"
        kind = _LABELS.get(str(event.data.get("label", "")))
        if event.data.get("in_doubt") is True:
            kind = NoticeKind.OBJECTION_DOUBT
    if kind is None:
        return None
    return Notification(
        id=event.id,
        workspace_id=event.workspace_id,
        at=event.at,
        kind=kind,
        about=str(event.data.get(field_name, "")) if field_name else "",
        prospect_id=str(event.data.get("prospect_id", "")),
    )
