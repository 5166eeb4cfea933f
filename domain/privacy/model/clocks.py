"""Two clocks per person: tell them within a month, let them go after three silent years."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.privacy.model.deadlines import inactive_at, inform_due
from domain.shared.ids import ProspectId, WorkspaceId


class Mark(StrEnum):
    """What was done about a clock that runs out; the fields of PersonClock."""

    WARNED = "warned_at"
    ASKED = "asked_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonClock:
    """`inform_by` is None once the person knows. Business time.

    It starts once, from collection, and only the person's own word moves `keep_until`: an import,
    a sync or an enrichment never does (obligation 72, A2, A4).
    """

    # The warning of day 20: ten days before the month ends.
    WARNS_BEFORE: ClassVar[timedelta] = timedelta(days=10)

    id: ProspectId
    workspace_id: WorkspaceId
    obtained_at: datetime
    inform_by: datetime | None
    informed_at: datetime | None
    last_contact_at: datetime | None
    keep_until: datetime
    warned_at: datetime | None = None
    asked_at: datetime | None = None
    """When the notice of its own was ordered; it can have failed since."""

    @classmethod
    def started(
        cls, workspace_id: WorkspaceId, prospect_id: ProspectId, obtained_at: datetime
    ) -> "PersonClock":
        return cls(
            id=prospect_id,
            workspace_id=workspace_id,
            obtained_at=obtained_at,
            inform_by=inform_due(obtained_at),
            informed_at=None,
            last_contact_at=None,
            keep_until=inactive_at(obtained_at),
        )
