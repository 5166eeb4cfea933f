"""What other modules learn from consent."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRecorded(Event):
    """A person objected, once per person and workspace; final on every channel."""

    prospect_id: ProspectId
    channel: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDelivered(Event):
    """The information of Art. 14 reached a person with the first message of a channel."""

    prospect_id: ProspectId
    channel: str
