"""What the Salesbook needs from the outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.salesbook.model.persona import Persona
from domain.salesbook.model.salesbook import Salesbook
from domain.shared.ids import WorkspaceId


class Salesbooks(Protocol):
    async def get(self, workspace_id: WorkspaceId) -> Salesbook:
        """The workspace's Salesbook; an empty one at version 0 before the first revision."""
        ...

    async def save(self, salesbook: Salesbook) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """How the workspace's prospects fare before a persona. `removed_by` counts, per criterion id,
    those it filters out or excludes; unknown facts are to check, never removed.
    """

    kept: int
    to_check: int
    dismissed: int
    removed_by: Mapping[str, int]


class AudienceCount(Protocol):
    async def count(self, workspace_id: WorkspaceId, persona: Persona) -> Audience:
        """Count the prospects of the workspace as they are now."""
        ...
