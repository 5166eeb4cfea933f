"""What other modules learn from privacy."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequestReceived(Event):
    request_id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequestMoved(Event):
    request_id: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequestDue(Event):
    """Ten days, three days or none are left to answer (obligation 130)."""

    request_id: str
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleToInform(Event):
    """Day 20: these many people must know within ten days, or they are let go (PRV-2)."""

    people: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAnnounced(Event):
    """A text or the list of providers changes on a later day (obligations 107, 150)."""

    notice_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRequestTold(Event):
    """An authority asked about the workspace, and the client may know (obligation 137)."""

    request_id: str
    authority: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Event):
    """A person is gone from every store; the receipt says what was deleted and what was kept.

    The id leads nowhere any more: it is for those who still wrote something meanwhile.
    """

    prospect_id: ProspectId
    receipt_id: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNoticeSent(Event):
    incident_id: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAlarm(Event):
    """Nobody was told of an incident yet; `is_breached` past 48 hours."""

    incident_id: str
    hours: int
    is_breached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMade(Event):
    """A file is ready to be taken out; the receipt has the rest (obligation 133)."""

    export_id: str
    scope: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTaken(Event):
    """A link to the file was handed out."""

    export_id: str
    user_id: str
