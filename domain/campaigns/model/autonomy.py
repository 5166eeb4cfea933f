"""How much leaves without a click, step by step: proposed and lost by evidence (AUT-2)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.campaigns.errors import LevelNotEarned
from domain.campaigns.events import LevelChanged
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import CampaignId, StepId, WorkspaceId


class Level(StrEnum):
    MANUAL = "manual"
    COPILOT = "copilot"
    BATCH = "copilot_batch"
    SAMPLED = "autopilot_sampled"
    AUTOPILOT = "autopilot"

    @property
    def is_unattended(self) -> bool:
        return self in {Level.SAMPLED, Level.AUTOPILOT}

    @property
    def next(self) -> "Level | None":
        place = LADDER.index(self) + 1
        return LADDER[place] if place < len(LADDER) else None

    @property
    def below(self) -> "Level":
        """One down, and never under Copilot: that is the person's own choice."""
        return LADDER[max(LADDER.index(self) - 1, 1)] if self is not Level.MANUAL else self


LADDER = (Level.MANUAL, Level.COPILOT, Level.BATCH, Level.SAMPLED, Level.AUTOPILOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was seen of the messages of one step: of one persona, on one channel."""

    reviewed: int = 0
    unedited: int = 0
    failed_claims: int = 0
    """Among the last twenty; `failed_since` since the level was taken."""
    failed_since: int = 0
    complaints: int = 0
    """Of the last thirty days."""
    sent_alone: int = 0
    """Without a click, since the level was accepted."""
    samples: int = 0
    samples_unedited: int = 0
    written: int = 0
    """Of the last fifty, since the level was taken; `blocked`: the message gate refused them."""
    blocked: int = 0
    senders_healthy: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What the next level asks for."""

    reviewed: int = 0
    percent: int = 0
    sent: int = 0
    no_complaint: bool = False
    healthy: bool = False


BARS = {
    Level.COPILOT: Bar(reviewed=20, percent=80),
    Level.BATCH: Bar(reviewed=50, percent=90, no_complaint=True),
    Level.SAMPLED: Bar(sent=100, percent=95, no_complaint=True, healthy=True),
}
_MOST_BLOCKED = 10
_SEEN = 50


def lacking(level: Level, evidence: Evidence) -> tuple[str, ...]:
    """What the next level still needs; nothing when it is earned. The two ends need nothing."""
    bar = BARS.get(level)
    if bar is None:
        return ()
    sampled = level is Level.SAMPLED
    seen = evidence.samples if sampled else evidence.reviewed
    good = evidence.samples_unedited if sampled else evidence.unedited
    found = {
        "more-reviews": evidence.reviewed < bar.reviewed,
        "more-sends": evidence.sent_alone < bar.sent,
        "more-unedited": seen == 0 or good * 100 < seen * bar.percent,
        "failed-claims": evidence.failed_claims > 0,
        "complaints": bar.no_complaint and evidence.complaints > 0,
        "senders-unhealthy": bar.healthy and not evidence.senders_healthy,
    }
    return tuple(code for code, is_lacking in found.items() if is_lacking)


def lowered(level: Level, evidence: Evidence) -> tuple[Level, str]:
    """The level that the evidence leaves, and the code of what took the rest; never a higher one.

    A complaint and an unhealthy sender lead to Copilot, a failed claim or more than a tenth of
    refusals by the gate one level down.
    """
    if level in {Level.MANUAL, Level.COPILOT}:
        return level, ""
    if evidence.complaints:
        return Level.COPILOT, "complaint"
    if not evidence.senders_healthy:
        return Level.COPILOT, "sender_unhealthy"
    if evidence.failed_since:
        return level.below, "failed_claim"
    if evidence.written >= _SEEN and evidence.blocked * 100 > evidence.written * _MOST_BLOCKED:
        return level.below, "gate_refusals"
    return level, ""


@dataclass(slots=True, kw_only=True)
class Autonomy:
    """The level of one step of one campaign. Nobody is promoted silently: a named person accepts
    each level; what is lost is lost by itself, with its reason.
    """

    DEFAULT: ClassVar[Level] = Level.COPILOT

    id: str
    workspace_id: WorkspaceId
    campaign_id: CampaignId
    step_id: StepId
    level: Level = Level.COPILOT
    since: datetime | None = None
    by: str = ""
    reason: str = ""
    """Why it was lowered, "" when a person chose it."""
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def of_step(
        cls, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId
    ) -> "Autonomy":
        return cls(
            id=f"{campaign_id}:{step_id}",
            workspace_id=workspace_id,
            campaign_id=campaign_id,
            step_id=step_id,
        )

    def choose(self, level: Level, evidence: Evidence, *, by: str, at: datetime) -> None:
        """Any lower level, or the next one once it is earned. Raise LevelNotEarned."""
        if LADDER.index(level) > LADDER.index(self.level):
            missing = lacking(self.level, evidence)
            if level is not self.level.next or missing:
                codes = missing or ("level-skipped",)
                raise LevelNotEarned(faults=[FieldFault("/level", code) for code in codes])
        self._set(level, by=by, reason="", at=at)

    def follow(self, evidence: Evidence, *, at: datetime) -> bool:
        """Lose what the evidence takes. False when nothing is lost."""
        level, reason = lowered(self.level, evidence)
        if level is self.level:
            return False
        self._set(level, by="", reason=reason, at=at)
        return True

    def _set(self, level: Level, *, by: str, reason: str, at: datetime) -> None:
        self.level, self.since, self.by, self.reason = level, at, by, reason
        self.events.append(
            LevelChanged(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                step_id=self.step_id,
                level=level.value,
                reason=reason,
                by=by,
            )
        )

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
