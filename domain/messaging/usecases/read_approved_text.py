"""See ReadApprovedText."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.errors import DraftNotApproved
from domain.messaging.model.draft import DraftState, Rendered
from domain.messaging.ports import Drafts
from domain.shared.ids import DraftId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadApprovedText:
    """The exact bytes a person approved, for the delivery engine and for nothing else.

    Raise DraftNotApproved for any other draft, and when the stored bytes no longer match the
    approved hash (obligation 70).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    drafts: Drafts

    async def __call__(self, workspace_id: WorkspaceId, draft_id: DraftId) -> Rendered:
        draft = await self.drafts.get(workspace_id, draft_id)
        if draft.state is not DraftState.APPROVED or not draft.current.rendered.is_intact:
            raise DraftNotApproved
        return draft.current.rendered
