"""Why something does not go: the codes of product.md SND-6, in the order they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StopClass(StrEnum):
    """Product.md 3.0: law or identity; a policy a role may lift; clears by itself or by a fix."""

    LOCKED = "L"
    POLICY = "P"
    TECHNICAL = "T"


class ReasonCode(StrEnum):
    WORKSPACE_INACTIVE = "workspace_inactive"
    POLICY_NOT_ACCEPTED = "policy_not_accepted"
    PLAN_LACKS_FEATURE = "plan_lacks_feature"
    KILL_SWITCH_ON = "kill_switch_on"
    PERSON_ACTS = "person_acts"
    CAMPAIGN_PAUSED = "campaign_paused"
    ENROLMENT_OVER = "enrolment_over"
    MANDATE_MISSING = "mandate_missing"
    MANDATE_EXPIRED = "mandate_expired"
    PLAN_DRIFT = "plan_drift"
    WAITING_APPROVAL = "waiting_approval"
    APPROVAL_OUTDATED = "approval_outdated"
    SENDER_DISCONNECTED = "sender_disconnected"
    PROVIDER_UNAVAILABLE = "provider_unavailable"
    SENDER_PAUSED = "sender_paused"
    LINKEDIN_PUSH_BACK = "linkedin_push_back"
    SUPPRESSED = "suppressed"
    RESTRICTED = "restricted"
    ERASED = "erased"
    CONSUMER_ADDRESS = "consumer_address"
    NO_CONTACT_POINT = "no_contact_point"
    RELEVANCE_LOW = "relevance_low"
    LEGAL_BASIS_MISSING = "legal_basis_missing"
    LIA_MISSING = "lia_missing"
    NOTICE_MISSING = "notice_missing"
    OPT_OUT_MISSING = "opt_out_missing"
    TRACKING_WITHOUT_CONSENT = "tracking_without_consent"
    DAILY_LIMIT = "daily_limit"
    HOURLY_LIMIT = "hourly_limit"
    WEEKLY_LIMIT = "weekly_limit"
    RAMP_UP = "ramp_up"
    SPACING = "spacing"
    OUTSIDE_WINDOW = "outside_window"
    HOLIDAY = "holiday"
    COMPANY_CAP = "company_cap"
    RECENT_CONTACT = "recent_contact"
    REPLIED = "replied"
    ADDRESS_BOUNCED = "address_bounced"
    RETENTION_EXPIRED = "retention_expired"
    UNCONFIRMED = "unconfirmed"
    UNDO_WINDOW = "undo_window"


class Fate(StrEnum):
    """What a refusal does to the action."""

    WAIT = "wait"
    SUPPRESS = "suppress"
    CANCEL = "cancel"
    FAIL = "fail"


_L, _P, _T = StopClass.LOCKED, StopClass.POLICY, StopClass.TECHNICAL
_WAIT, _SUPPRESS, _CANCEL, _FAIL = Fate.WAIT, Fate.SUPPRESS, Fate.CANCEL, Fate.FAIL

# code → (step of compliance.md 8, class, what becomes of the action). The order is the order of
# SND-6; codes that SND-6 does not have are those of assisted mode, a paused campaign, an enrolment
# that is over, a missing or dead address, the hour and the week, and the undo window.
RULES: dict[ReasonCode, tuple[int, StopClass, Fate]] = {
    ReasonCode.WORKSPACE_INACTIVE: (1, _T, _WAIT),
    ReasonCode.POLICY_NOT_ACCEPTED: (1, _T, _WAIT),
    ReasonCode.PLAN_LACKS_FEATURE: (2, _T, _WAIT),
    ReasonCode.KILL_SWITCH_ON: (4, _T, _WAIT),
    ReasonCode.CAMPAIGN_PAUSED: (4, _T, _WAIT),
    ReasonCode.PERSON_ACTS: (2, _T, _WAIT),
    ReasonCode.ENROLMENT_OVER: (4, _T, _CANCEL),
    ReasonCode.MANDATE_MISSING: (4, _T, _WAIT),
    ReasonCode.MANDATE_EXPIRED: (4, _T, _WAIT),
    ReasonCode.PLAN_DRIFT: (4, _T, _WAIT),
    ReasonCode.WAITING_APPROVAL: (4, _T, _FAIL),
    ReasonCode.APPROVAL_OUTDATED: (4, _T, _FAIL),
    ReasonCode.SENDER_DISCONNECTED: (5, _T, _WAIT),
    ReasonCode.PROVIDER_UNAVAILABLE: (5, _T, _WAIT),
    ReasonCode.SENDER_PAUSED: (5, _T, _WAIT),
    ReasonCode.LINKEDIN_PUSH_BACK: (5, _T, _WAIT),
    ReasonCode.SUPPRESSED: (6, _L, _SUPPRESS),
    ReasonCode.RESTRICTED: (7, _L, _SUPPRESS),
    ReasonCode.ERASED: (7, _L, _SUPPRESS),
    ReasonCode.CONSUMER_ADDRESS: (8, _P, _WAIT),
    ReasonCode.NO_CONTACT_POINT: (8, _T, _FAIL),
    ReasonCode.RELEVANCE_LOW: (9, _P, _WAIT),
    ReasonCode.LEGAL_BASIS_MISSING: (10, _L, _WAIT),
    ReasonCode.LIA_MISSING: (10, _L, _WAIT),
    ReasonCode.NOTICE_MISSING: (11, _L, _FAIL),
    ReasonCode.OPT_OUT_MISSING: (12, _L, _FAIL),
    ReasonCode.TRACKING_WITHOUT_CONSENT: (15, _L, _FAIL),
    ReasonCode.DAILY_LIMIT: (16, _T, _WAIT),
    ReasonCode.HOURLY_LIMIT: (16, _T, _WAIT),
    ReasonCode.WEEKLY_LIMIT: (16, _T, _WAIT),
    ReasonCode.RAMP_UP: (16, _T, _WAIT),
    ReasonCode.SPACING: (16, _T, _WAIT),
    ReasonCode.OUTSIDE_WINDOW: (16, _T, _WAIT),
    ReasonCode.HOLIDAY: (16, _T, _WAIT),
    ReasonCode.COMPANY_CAP: (16, _P, _WAIT),
    ReasonCode.RECENT_CONTACT: (16, _T, _WAIT),
    ReasonCode.REPLIED: (16, _T, _CANCEL),
    ReasonCode.ADDRESS_BOUNCED: (16, _T, _CANCEL),
    ReasonCode.RETENTION_EXPIRED: (17, _L, _SUPPRESS),
    ReasonCode.UNCONFIRMED: (18, _T, _WAIT),
    ReasonCode.UNDO_WINDOW: (18, _T, _WAIT),
}
_RANK = {code: rank for rank, code in enumerate(RULES)}
# What gives a message that nobody clicked back to a person (AUT-1).
UNCOVERED = frozenset(
    {
        ReasonCode.PLAN_LACKS_FEATURE,
        ReasonCode.MANDATE_MISSING,
        ReasonCode.MANDATE_EXPIRED,
        ReasonCode.PLAN_DRIFT,
    }
)
_GRAVEST = (Fate.SUPPRESS, Fate.CANCEL, Fate.FAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One refusal. `until` is when this one clears by itself (business time), where that is known.

    `account_wide` says that it holds back everything of the same kind from the same sender.
    `origin` names what binds, where one code has several sources: the scope of a stop switch, or
    the setting, ramp-up, health, campaign or workspace behind a limit.
    """

    code: ReasonCode
    until: datetime | None = None
    account_wide: bool = False
    origin: str = ""

    @property
    def step(self) -> int:
        return RULES[self.code][0]

    @property
    def stop_class(self) -> StopClass:
        return RULES[self.code][1]

    @property
    def fate(self) -> Fate:
        return RULES[self.code][2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All reasons at once, in the order they are shown; none means it may leave."""

    reasons: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, reasons: Sequence[Reason]) -> "Verdict":
        return cls(reasons=tuple(sorted(reasons, key=lambda one: _RANK[one.code])))

    @property
    def may_leave(self) -> bool:
        return not self.reasons

    @property
    def first(self) -> Reason | None:
        return self.reasons[0] if self.reasons else None

    @property
    def final(self) -> Reason | None:
        """The gravest reason that ends the action; None when it only waits."""
        for fate in _GRAVEST:
            for reason in self.reasons:
                if reason.fate is fate:
                    return reason
        return None

    def next_at(self, otherwise: datetime) -> datetime:
        """When to look again: when the last reason clears, or `otherwise` if one never says."""
        if not self.reasons or any(reason.until is None for reason in self.reasons):
            return otherwise
        return max(reason.until for reason in self.reasons if reason.until is not None)
