"""What remains of a workspace after its last deletion."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.shared.ids import WorkspaceId

# Obligation 73: live data go on day 55; backups live for 30 days, so nothing is left on day 89.
PURGED_AFTER = timedelta(days=55)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedWorkspace:
    """The least that accounting asks for, and where the receipt is (obligations 76, 148)."""

    id: WorkspaceId
    workspace_id: WorkspaceId
    name: str
    country: str
    asked_at: datetime
    purged_at: datetime
    receipt_id: str
    version: int = 0
