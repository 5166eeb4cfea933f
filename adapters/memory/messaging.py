"""Storage ports of messaging, in memory."""

import copy
from collections.abc import Callable, Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.messaging.errors import DraftAlreadyExists, DraftNotFound
from domain.messaging.model.draft import Draft, DraftState
from domain.messaging.model.imprint import Imprint
from domain.messaging.model.spending import ModelRules, Spent
from domain.messaging.ports import ModelCall, ReviewFilter
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import CampaignId, DraftId, EnrolmentId, ProspectId, StepId, WorkspaceId
from domain.shared.page import Page, PageAsk

_COUNTED = 10_000
_WAITING = {DraftState.TO_APPROVE, DraftState.BLOCKED}


class MemoryDrafts:
    """Drafts and DraftQueue."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Draft] = MemoryRows(
            store,
            "drafts",
            not_found=DraftNotFound,
            exists=DraftAlreadyExists,
            unique=lambda draft: (draft.enrolment_id, draft.step_id),
        )
        self._all = store.table("drafts")

    async def get(self, workspace_id: WorkspaceId, draft_id: DraftId) -> Draft:
        return await self._rows.get(workspace_id, draft_id)

    async def of_step(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> Draft | None:
        return await self._rows.find(
            workspace_id,
            lambda draft: draft.enrolment_id == enrolment_id and draft.step_id == step_id,
        )

    async def add(self, draft: Draft) -> None:
        await self._rows.add(draft)

    async def save(self, draft: Draft) -> None:
        await self._rows.save(draft)

    async def open_of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Draft]:
        return await self._rows.list(
            workspace_id,
            lambda draft: draft.prospect_id == prospect_id and draft.state in Draft.OPEN,
            limit=100,
        )

    @staticmethod
    def _where(wanted: ReviewFilter) -> Callable[[Draft], bool]:
        return lambda draft: (
            wanted.state in {None, draft.state}
            and wanted.campaign_id in {None, draft.campaign_id}
            and wanted.channel in {None, draft.channel}
        )

    async def page(
        self, workspace_id: WorkspaceId, wanted: ReviewFilter, ask: PageAsk
    ) -> Page[Draft]:
        return await self._rows.page_by_id(
            workspace_id, ask, self._where(wanted), newest_first=False
        )

    async def count(self, workspace_id: WorkspaceId, wanted: ReviewFilter) -> int:
        return len(await self._rows.list(workspace_id, self._where(wanted), limit=_COUNTED))

    async def latest_of_step(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId, limit: int
    ) -> Sequence[Draft]:
        return await self._rows.list(
            workspace_id,
            lambda one: (one.campaign_id, one.step_id) == (campaign_id, step_id),
            newest_first=True,
            limit=limit,
        )

    async def overdue(self, now: datetime, limit: int) -> Sequence[Draft]:
        found = [
            draft
            for draft in self._all.values()
            if draft.state in _WAITING and draft.expires_at <= now
        ]
        found.sort(key=lambda draft: draft.expires_at)
        return copy.deepcopy(found[:limit])

    async def unwritten(self, tried_before: datetime, limit: int) -> Sequence[Draft]:
        found = [
            draft
            for draft in self._all.values()
            if draft.state is DraftState.DRAFTING and draft.tried_at < tried_before
        ]
        found.sort(key=lambda draft: draft.tried_at)
        return copy.deepcopy(found[:limit])


class MemoryModelRules:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[ModelRules] = MemoryRows(
            store, "model_rules", not_found=NotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId) -> ModelRules:
        found = await self._rows.find(workspace_id, lambda one: one.id == workspace_id)
        return found or ModelRules(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rules: ModelRules) -> None:
        await self._rows.put(rules)


class MemoryModelCalls:
    """One growing day: memory worlds do not live longer."""

    def __init__(self) -> None:
        self.calls: list[ModelCall] = []

    async def record(self, call: ModelCall) -> None:
        self.calls.append(call)

    async def spent_today(self, workspace_id: WorkspaceId) -> Spent:
        own = [call for call in self.calls if call.workspace_id == workspace_id]
        return Spent(
            calls=len(own),
            tokens=sum(call.tokens for call in own),
            micro_usd=sum(call.micro_usd for call in own),
        )


class MemoryImprints:
    """Imprints are frozen, so they need no copies."""

    def __init__(self, store: MemoryStore) -> None:
        self._all = store.table("draft_imprints")

    async def alike(self, imprint: Imprint, *, since: datetime) -> Sequence[Imprint]:
        bands = set(imprint.bands)
        return [
            one
            for one in self._all.values()
            if (one.workspace_id, one.kind) == (imprint.workspace_id, imprint.kind)
            and one.id != imprint.id
            and one.at >= since
            and bands & set(one.bands)
        ][:50]

    async def keep(self, imprint: Imprint) -> None:
        self._all[imprint.id] = imprint
