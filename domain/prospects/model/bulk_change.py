"""One change for everybody who matches, as an operation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.prospects.model.audience import Group, read_filter
from domain.shared.ids import CampaignId, OperationId, UserId, WorkspaceId


@dataclass(slots=True, kw_only=True)
class BulkChange:
    """How far one operation is: everybody up to the id `after` was looked at. Carries the id of
    the operation. Who matches is judged when their turn comes.

    `value` is the tag, the stage or the campaign; `refusals` counts by reason who was not changed.
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
    refusals: dict[str, int] = field(default_factory=dict)
    version: int = 0

    def refuse(self, reasons: Mapping[str, int]) -> None:
        for code, count in reasons.items():
            self.refusals[code] = self.refusals.get(code, 0) + count
            self.skipped += count

    @property
    def filter(self) -> Group | None:
        return read_filter(json.loads(self.said)) if self.said else None
