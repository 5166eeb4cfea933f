"""Ids of the product: UUIDv7 text made by us, complete before anything is stored.

They sort by creation time, so they end paging keys; they never grant access.
"""

from datetime import datetime
from typing import NewType, Protocol

WorkspaceId = NewType("WorkspaceId", str)
UserId = NewType("UserId", str)
SessionId = NewType("SessionId", str)
ProspectId = NewType("ProspectId", str)
ImportId = NewType("ImportId", str)
OfferId = NewType("OfferId", str)
PersonaId = NewType("PersonaId", str)
CampaignId = NewType("CampaignId", str)
StepId = NewType("StepId", str)
EnrolmentId = NewType("EnrolmentId", str)
ActionId = NewType("ActionId", str)
DraftId = NewType("DraftId", str)
AnswerDraftId = NewType("AnswerDraftId", str)
SenderId = NewType("SenderId", str)
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
EnrichmentId = NewType("EnrichmentId", str)
OperationId = NewType("OperationId", str)
EventId = NewType("EventId", str)
BlobId = NewType("BlobId", str)
CompanyId = NewType("CompanyId", str)
MergeId = NewType("MergeId", str)
PeopleSearchId = NewType("PeopleSearchId", str)
SavedSearchId = NewType("SavedSearchId", str)
SavedViewId = NewType("SavedViewId", str)
ClearanceId = NewType("ClearanceId", str)
SignalId = NewType("SignalId", str)
FeedbackId = NewType("FeedbackId", str)
HumanTaskId = NewType("HumanTaskId", str)
MandateId = NewType("MandateId", str)
SimulationId = NewType("SimulationId", str)
ApiKeyId = NewType("ApiKeyId", str)
HookId = NewType("HookId", str)


class NewId(Protocol):
    def __call__(self) -> str:
        """Return a fresh UUIDv7 as text (RFC 9562 section 5.7)."""
        ...


def first_id_of(at: datetime) -> str:
    """The least UUIDv7 of that millisecond (RFC 9562 section 5.7)."""
    digits = f"{round(at.timestamp() * 1000):012x}"
    return f"{digits[:8]}-{digits[8:]}-0000-0000-000000000000"
