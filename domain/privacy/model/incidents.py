"""Breaches of personal data, and the clock of 48 hours (obligations 138 to 145, A10, L4)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.privacy.errors import IncidentNoticeIncomplete
from domain.privacy.events import IncidentAlarm, IncidentNoticeSent
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import WorkspaceId


class Nature(StrEnum):
    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class Severity(StrEnum):
    LOW = "low"
    RISK = "risk"
    HIGH = "high"


class NoticeStage(StrEnum):
    INITIAL = "initial"
    COMPLEMENT = "complement"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is known so far; each notice keeps what was known when it left (Art. 33(3)-(4))."""

    nature: Nature
    severity: Severity
    description: str
    data_categories: tuple[str, ...]
    people_count: int
    record_count: int
    consequences: str
    measures: str
    contact: str

    def require_complete(self) -> None:
        """Raise IncidentNoticeIncomplete, naming what a notice lacks (obligations 139 to 142)."""
        said = {
            "/description": self.description,
            "/data_categories": self.data_categories,
            "/consequences": self.consequences,
            "/measures": self.measures,
            "/contact": self.contact,
        }
        missing = [where for where, what in said.items() if not what]
        if missing:
            raise IncidentNoticeIncomplete(
                faults=[FieldFault(where, "required") for where in missing]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNotice:
    number: int
    stage: NoticeStage
    sent_at: datetime
    sent_by: str
    findings: Findings


@dataclass(slots=True, kw_only=True)
class Incident:
    """One breach as one workspace sees it. Wall time: the law counts real hours."""

    LIMIT: ClassVar[timedelta] = timedelta(hours=48)
    ALARM_HOURS: ClassVar[tuple[int, ...]] = (4, 12, 24, 40, 47, 48)
    AUTHORITY: ClassVar[timedelta] = timedelta(hours=72)

    id: str
    workspace_id: WorkspaceId
    detected_at: datetime
    aware_at: datetime
    declared_by: str
    findings: Findings
    notices: list[IncidentNotice] = field(default_factory=list)
    alarms: list[int] = field(default_factory=list)
    effects: str = ""
    remedies: str = ""
    authority_decision: str = ""
    closed_at: datetime | None = None
    is_open: bool = True
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def notify_by(self) -> datetime:
        """48 hours from awareness at most."""
        return self.aware_at + self.LIMIT

    @property
    def notified_at(self) -> datetime | None:
        return self.notices[0].sent_at if self.notices else None

    @property
    def authority_by(self) -> datetime | None:
        """The client's own 72 hours begin when it learns of it (obligation 144)."""
        return None if self.notified_at is None else self.notified_at + self.AUTHORITY

    def is_late(self, now: datetime) -> bool:
        return (self.notified_at or now) >= self.notify_by

    def notify(self, findings: Findings, *, by: str, at: datetime, is_final: bool) -> None:
        """Send what is known; a later notice completes the first, and all are kept."""
        findings.require_complete()
        stage = NoticeStage.INITIAL
        if self.notices:
            stage = NoticeStage.FINAL if is_final else NoticeStage.COMPLEMENT
        self.findings = findings
        number = len(self.notices) + 1
        self.notices.append(
            IncidentNotice(number=number, stage=stage, sent_at=at, sent_by=by, findings=findings)
        )
        self.events.append(
            IncidentNoticeSent(
                at=at, workspace_id=self.workspace_id, incident_id=self.id, number=number
            )
        )

    def alarm(self, *, now: datetime) -> bool:
        """Ring at 4, 12, 24, 40, 47 and 48 hours while nobody was told; each once."""
        if self.notices or not self.is_open:
            return False
        hours = (now - self.aware_at) / timedelta(hours=1)
        new = [mark for mark in self.ALARM_HOURS if hours >= mark and mark not in self.alarms]
        if not new:
            return False
        self.alarms += new
        self.events.append(
            IncidentAlarm(
                at=now,
                workspace_id=self.workspace_id,
                incident_id=self.id,
                hours=max(new),
                is_breached=max(new) >= self.LIMIT // timedelta(hours=1),
            )
        )
        return True

    def close(self, *, effects: str, remedies: str, authority_decision: str, at: datetime) -> None:
        """Facts, effects and remedies stay in the register (Art. 33(5), obligation 145)."""
        missing = [
            f"/{name}"
            for name, said in (("effects", effects), ("remedies", remedies))
            if not said.strip()
        ]
        if missing or not self.notices:
            raise IncidentNoticeIncomplete(
                faults=[FieldFault(where, "required") for where in missing or ["/notices"]]
            )
        self.effects, self.remedies = effects, remedies
        self.authority_decision, self.closed_at, self.is_open = authority_decision, at, False

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
