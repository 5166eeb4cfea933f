"""One change for everybody who matches, as an operation."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from domain.prospects.model.audience import Group, read_filter
from domain.shared.ids import CampaignId, OperationId, UserId, WorkspaceId


@dataclass(slots=True, kw_only=True)
class BulkChange:
    """How far one operation is: everybody up to the id `after` was looked at. Carries the id of
    the operation. Who matches is judged when their turn comes.
    """

    id: OperationId
    workspace_id: WorkspaceId
    asked_by: UserId
    asked_role: str
    asked_at: datetime
    action: str
    value: str
    stage: str = ""
    tag: str = ""
    words: str = ""
    score_min: int | None = None
    score_max: int | None = None
    verdict: str = ""
    campaign_id: CampaignId | None = None
    said: str = ""
    """The filter as JSON; empty without one."""
    except_ids: list[str] = field(default_factory=list)
    after: str = ""
    changed: int = 0
    skipped: int = 0
    version: int = 0

    @property
    def filter(self) -> Group | None:
        return read_filter(json.loads(self.said)) if self.said else None
