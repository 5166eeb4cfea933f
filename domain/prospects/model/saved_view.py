"""Lists kept under a name."""

import json
from dataclasses import dataclass
from datetime import datetime

from domain.prospects.model.audience import Group, read_filter
from domain.shared.ids import SavedViewId, UserId, WorkspaceId

MOST_VIEWS = 100


@dataclass(slots=True, kw_only=True)
class SavedView:
    """A filter and an order under a name: a dynamic segment, whose people are those who match at
    the moment. Private to its owner, or shown to the whole workspace; only the owner changes it.
    """

    id: SavedViewId
    workspace_id: WorkspaceId
    owner_id: UserId
    name: str
    said: str
    """The filter as JSON."""
    sort: str
    is_shared: bool
    created_at: datetime
    version: int = 0

    @property
    def filter(self) -> Group:
        return read_filter(json.loads(self.said))

    def is_seen_by(self, user_id: UserId) -> bool:
        return self.is_shared or self.owner_id == user_id
