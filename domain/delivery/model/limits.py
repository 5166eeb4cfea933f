"""How much one account may send: product.md SND-2 and SND-3, as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.delivery.errors import LimitOutOfBounds, SafeEdgePassed
from domain.shared.errors import FieldFault
from domain.shared.ids import UserId, WorkspaceId


class Touch(StrEnum):
    """What is counted together."""

    MAIL = "mail"
    INVITATION = "invitation"


class LimitName(StrEnum):
    MAILS_PER_DAY = "mails_per_day"
    MAILS_PER_HOUR = "mails_per_hour"
    INVITATIONS_PER_DAY = "invitations_per_day"
    INVITATIONS_PER_WEEK = "invitations_per_week"
    WITHDRAW_AFTER_DAYS = "withdraw_after_days"
    """How long an invitation may stay unanswered."""
    COMPANY_PEOPLE = "company_people"
    """People of one company within fourteen days."""
    CAMPAIGN_PER_DAY = "campaign_per_day"
    WORKSPACE_PER_DAY = "workspace_per_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`least` and `most` are refused outside; `safe` is warned beyond."""

    default: int
    least: int
    most: int
    safe: int


LIMITS: dict[LimitName, Limit] = {
    LimitName.MAILS_PER_DAY: Limit(default=30, least=0, most=50, safe=40),
    LimitName.MAILS_PER_HOUR: Limit(default=6, least=1, most=9, safe=8),
    LimitName.INVITATIONS_PER_DAY: Limit(default=20, least=0, most=30, safe=25),
    LimitName.INVITATIONS_PER_WEEK: Limit(default=80, least=0, most=120, safe=100),
    LimitName.WITHDRAW_AFTER_DAYS: Limit(default=21, least=10, most=60, safe=30),
    # AUT-7; a third person within 90 days is its own ceiling.
    LimitName.COMPANY_PEOPLE: Limit(default=2, least=1, most=3, safe=2),
    # No number in product.md: docs/decisions/0009.
    LimitName.CAMPAIGN_PER_DAY: Limit(default=100, least=0, most=200, safe=100),
    LimitName.WORKSPACE_PER_DAY: Limit(default=500, least=0, most=2000, safe=1000),
}
FREE_INVITATIONS = (5, 15)
YOUNG_INVITATIONS = (15, 60)
YOUNG_DAYS = 30
FIRST_MAILS_PER_DAY = 10
MORE_MAILS_PER_WORKING_DAY = 2

# Gaps are drawn between these when an action is planned, and stored with it.
GAPS: dict[Touch, tuple[timedelta, timedelta]] = {
    Touch.MAIL: (timedelta(minutes=8), timedelta(minutes=18)),
    Touch.INVITATION: (timedelta(seconds=90), timedelta(seconds=300)),
}
RUN = 4
RESTS = (timedelta(minutes=30), timedelta(minutes=60))
BETWEEN_ANSWERS = timedelta(seconds=60)
BETWEEN_MAILS_TO_ONE_PERSON = 3
BETWEEN_INVITATIONS_TO_ONE_PERSON = timedelta(days=21)
"""After a withdrawal (SND-2); LinkedIn refuses it sooner (vendors/unipile.md 6.6)."""
PUSH_BACK_PAUSE = timedelta(hours=24)
PUSH_BACK_HALVED = timedelta(days=7)
MAIL_PUSH_BACK_PAUSE = timedelta(hours=1)


class Origin(StrEnum):
    """Where a limit comes from; the screen names the one that binds."""

    DEFAULT = "default"
    WORKSPACE = "workspace"
    ACCOUNT = "account"
    ACCOUNT_TYPE = "account_type"
    RAMP_UP = "ramp_up"
    HEALTH = "health"
    CAMPAIGN = "campaign"
    COMPANY = "company"


def settled_limit(
    name: LimitName, account: Mapping[str, int], workspace: Mapping[str, int]
) -> tuple[int, Origin]:
    """Account value, else workspace rule, else default (SND-2)."""
    if name in account:
        return account[name], Origin.ACCOUNT
    if name in workspace:
        return workspace[name], Origin.WORKSPACE
    return LIMITS[name].default, Origin.DEFAULT


# Health stops of SND-4 and SND-2; none can be softened by a setting.
BOUNCE_SPAN = timedelta(days=7)
BOUNCES_FROM, BOUNCES_PAUSE = 50, 0.04
BOUNCES_STOP_FROM, BOUNCES_STOP = 100, 0.10
PAUSE_REST, STOP_REST = timedelta(hours=24), timedelta(days=30)
# Complaints: one waits for a person; two in a week, or 0.1 % of the month, rest; 0.3 % stop.
COMPLAINT_WATCH = timedelta(days=7)
COMPLAINT_SPAN, COMPLAINTS_FROM = timedelta(days=30), 1000
COMPLAINTS_PAUSE, COMPLAINTS_STOP = 0.001, 0.003
COMPLAINT_REST = timedelta(days=7)
OPT_OUT_SPAN = timedelta(days=7)
OPT_OUTS_FROM, OPT_OUTS_WATCH, OPT_OUTS_PAUSE = 50, 0.03, 0.06
ACCEPTANCE_OF = 60
ACCEPTANCE_WINDOW = timedelta(days=10)
ACCEPTANCE_HALVED, ACCEPTANCE_STOP = 0.25, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The effective limits of one account now, the lowest of all that apply; None: no such limit.

    `ramp` says that the day's limit is that of a young account and not the setting; `origin`
    names where the day's limit comes from.
    """

    per_day: int
    per_hour: int | None = None
    per_week: int | None = None
    ramp: bool = False
    origin: Origin = Origin.DEFAULT

    def halved(self) -> "Allowance":
        return Allowance(
            per_day=self.per_day // 2,
            per_hour=self.per_hour,
            per_week=None if self.per_week is None else self.per_week // 2,
            ramp=self.ramp,
            origin=Origin.HEALTH,
        )


def mail_allowance(
    account: Mapping[str, int], workspace: Mapping[str, int], *, age_in_working_days: int | None
) -> Allowance:
    """`age_in_working_days` is None for a mailbox known to be warmed; unknown age means new."""
    per_day, origin = settled_limit(LimitName.MAILS_PER_DAY, account, workspace)
    per_hour, _ = settled_limit(LimitName.MAILS_PER_HOUR, account, workspace)
    if age_in_working_days is None:
        return Allowance(per_day=per_day, per_hour=per_hour, origin=origin)
    ramp = FIRST_MAILS_PER_DAY + MORE_MAILS_PER_WORKING_DAY * age_in_working_days
    young = ramp < per_day
    return Allowance(
        per_day=min(per_day, ramp),
        per_hour=per_hour,
        ramp=young,
        origin=Origin.RAMP_UP if young else origin,
    )


def invitation_allowance(
    account: Mapping[str, int], workspace: Mapping[str, int], *, paid: bool, age_in_days: int
) -> Allowance:
    per_day, origin = settled_limit(LimitName.INVITATIONS_PER_DAY, account, workspace)
    per_week, _ = settled_limit(LimitName.INVITATIONS_PER_WEEK, account, workspace)
    cap, capped = (per_day, per_week), origin
    if not paid:
        cap, capped = FREE_INVITATIONS, Origin.ACCOUNT_TYPE
    elif age_in_days < YOUNG_DAYS:
        cap, capped = YOUNG_INVITATIONS, Origin.RAMP_UP
    return Allowance(
        per_day=min(per_day, cap[0]),
        per_week=min(per_week, cap[1]),
        ramp=cap[0] < per_day,
        origin=capped if cap[0] < per_day else origin,
    )


def names_of(*, mail: bool) -> tuple[LimitName, ...]:
    """The limits that a sender of that kind has."""
    if mail:
        return LimitName.MAILS_PER_DAY, LimitName.MAILS_PER_HOUR
    return (
        LimitName.INVITATIONS_PER_DAY,
        LimitName.INVITATIONS_PER_WEEK,
        LimitName.WITHDRAW_AFTER_DAYS,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChange:
    """Who set which limits, when (business) and why; an empty reason below the safe edge."""

    values: dict[str, int]
    by: UserId
    at: datetime
    reason: str
    campaign_id: str = ""
    """Of this campaign alone; "" otherwise."""


def check_limits(
    values: Mapping[str, int | None], allowed: Sequence[LimitName], reason: str
) -> dict[str, int]:
    """The values to keep; None goes back to what applies otherwise.

    Raise LimitOutOfBounds, naming each field, or SafeEdgePassed when no reason is given.
    """
    outside, beyond = [], []
    for name, value in values.items():
        if name not in allowed:
            outside.append(FieldFault(f"/limits/{name}", "unknown-limit"))
            continue
        limit = LIMITS[LimitName(name)]
        if value is None:
            continue
        if not limit.least <= value <= limit.most:
            detail = f"{limit.least}–{limit.most}"
            outside.append(FieldFault(f"/limits/{name}", "out-of-bounds", detail))
        elif value > limit.safe:
            beyond.append(FieldFault(f"/limits/{name}", "beyond-safe-edge", str(limit.safe)))
    if outside:
        raise LimitOutOfBounds(faults=outside)
    if beyond and not reason.strip():
        raise SafeEdgePassed(faults=beyond)
    return {name: value for name, value in values.items() if value is not None}


@dataclass(slots=True, kw_only=True)
class LimitRules:
    """What a workspace sets for all of its senders."""

    id: WorkspaceId
    workspace_id: WorkspaceId
    values: dict[str, int] = field(default_factory=dict)
    campaigns: dict[str, int] = field(default_factory=dict)
    """What single campaigns may send a day, where that differs."""
    changes: tuple[LimitChange, ...] = ()
    version: int = 0
