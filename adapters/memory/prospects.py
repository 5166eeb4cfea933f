"""Prospects and their imports in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.prospects.errors import (
    CursorNotKnown,
    ImportNotFound,
    MergeNotFound,
    ProspectAlreadyExists,
    ProspectNotFound,
)
from domain.prospects.model.audience import matches
from domain.prospects.model.batch import ImportBatch, ImportState, ImportTrace, RowFault
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.merge import Merge
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.stage import Stage
from domain.prospects.model.text import fold
from domain.prospects.ports import CampaignMembers, ProspectRow, Search, Shown, Total
from domain.shared.errors import StaleWrite
from domain.shared.ids import ImportId, MergeId, OperationId, ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk


class MemoryProspects:
    """ProspectRepository, ScoreBoard and ProspectReader."""

    def __init__(self, store: MemoryStore, members: CampaignMembers) -> None:
        self._rows: MemoryRows[Prospect] = MemoryRows(
            store, "prospects", not_found=ProspectNotFound
        )
        self._shown = store.table("prospect_scores")
        self._members = members

    async def get(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Prospect:
        return await self._rows.get(workspace_id, prospect_id)

    async def many(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Prospect]:
        return await self._rows.list(workspace_id, lambda row: row.id in prospect_ids)

    async def known(
        self, workspace_id: WorkspaceId, identities: Collection[str]
    ) -> Sequence[Prospect]:
        wanted = set(identities)
        return await self._rows.list(workspace_id, lambda row: bool(wanted & {*row.identities}))

    async def _check(self, prospects: Sequence[Prospect]) -> None:
        taken: dict[tuple[str, str], ProspectId] = {}
        for one in prospects:
            for key in one.identities:
                if taken.setdefault((one.workspace_id, key), one.id) != one.id:
                    raise ProspectAlreadyExists
            for other in await self.known(one.workspace_id, one.identities):
                if other.id != one.id:
                    raise ProspectAlreadyExists

    async def add(self, prospects: Sequence[Prospect]) -> None:
        await self._check(prospects)
        for one in prospects:
            await self._rows.add(one)

    async def save(self, prospects: Sequence[Prospect]) -> None:
        for one in prospects:
            if (await self._find(one)).version != one.version:
                raise StaleWrite
        await self._check(prospects)
        for one in prospects:
            await self._rows.save(one)

    async def remove(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        for one in prospect_ids:
            await self._rows.remove(workspace_id, one)

    async def _find(self, prospect: Prospect) -> Prospect:
        try:
            return await self._rows.get(prospect.workspace_id, prospect.id)
        except ProspectNotFound as gone:
            raise StaleWrite from gone

    async def show(self, workspace_id: WorkspaceId, scores: Sequence[Shown]) -> None:
        known = {one.id for one in await self._all(workspace_id)}
        self._shown.update({one.prospect_id: one for one in scores if one.prospect_id in known})

    async def _all(self, workspace_id: WorkspaceId) -> Sequence[Prospect]:
        return await self._rows.list(workspace_id, limit=10**9)

    def _row(self, one: Prospect) -> ProspectRow:
        shown: Shown | None = self._shown.get(one.id)
        email, profile = one.point(PointKind.EMAIL), one.point(PointKind.LINKEDIN)
        return ProspectRow(
            id=one.id,
            first_name=one.detail(DetailKind.FIRST_NAME),
            last_name=one.detail(DetailKind.LAST_NAME),
            job_title=one.detail(DetailKind.JOB_TITLE),
            company=one.detail(DetailKind.COMPANY),
            email=email.value if email else None,
            email_status=email.status.value if email else None,
            linkedin_url=profile.value if profile else None,
            stage=one.stage,
            score=shown.score if shown else None,
            band=shown.band or None if shown else None,
            verdict=shown.verdict or None if shown else None,
            tags=tuple(one.tags),
            opted_out=one.opted_out_at is not None,
            source=one.origin.source,
            added_at=one.added_at,
            last_activity_at=one.last_activity_at,
        )

    async def _found(self, workspace_id: WorkspaceId, wanted: Search) -> list[ProspectRow]:
        members: Collection[ProspectId] | None = None
        if wanted.campaign_id is not None:
            members = await self._members.of(workspace_id, wanted.campaign_id)
        people = await self._all(workspace_id)
        return [
            row
            for one in people
            if _matches(row := self._row(one), wanted)
            and (members is None or row.id in members)
            and (wanted.filter is None or matches(wanted.filter, _facts(one, row), at=wanted.at))
        ]

    async def matching(
        self, workspace_id: WorkspaceId, wanted: Search, prospect_ids: Sequence[ProspectId]
    ) -> Sequence[ProspectId]:
        found = {row.id for row in await self._found(workspace_id, wanted)}
        return [one for one in prospect_ids if one in found]

    async def search(
        self, workspace_id: WorkspaceId, wanted: Search, ask: PageAsk
    ) -> Page[ProspectRow]:
        name, down = wanted.sort.value.removeprefix("-"), wanted.sort.value.startswith("-")
        rows = await self._found(workspace_id, wanted)
        rows.sort(key=lambda row: _place(row, name), reverse=down)
        start = 0
        if ask.after is not None:
            ids = [str(row.id) for row in rows]
            if ask.after not in ids:
                raise CursorNotKnown
            start = ids.index(ask.after) + 1
        kept = rows[start : start + ask.limit]
        more = len(rows) > start + ask.limit
        return Page(items=kept, next=kept[-1].id if more else None)

    async def total(self, workspace_id: WorkspaceId, wanted: Search) -> Total:
        count = len(await self._found(workspace_id, wanted))
        return Total(count=min(count, 10_000), capped=count > 10_000)

    async def tags(self, workspace_id: WorkspaceId) -> Mapping[str, int]:
        counts = Counter(tag for one in await self._all(workspace_id) for tag in one.tags)
        return dict(sorted(counts.most_common(500)))

    async def namesakes(
        self, workspace_id: WorkspaceId, prospect: Prospect, limit: int
    ) -> Sequence[ProspectId]:
        name = _name(prospect)
        return [one.id for one in await self._all(workspace_id) if _name(one) == name][:limit]

    async def stages_by_band(self, workspace_id: WorkspaceId) -> Mapping[tuple[str, Stage], int]:
        rows = [self._row(one) for one in await self._all(workspace_id)]
        return Counter(
            (row.band or "", row.stage)
            for row in rows
            if row.score is not None and row.stage is not Stage.NEW
        )

    async def ids_after(
        self, workspace_id: WorkspaceId, after: str, limit: int
    ) -> Sequence[ProspectId]:
        return [one.id for one in await self._all(workspace_id) if one.id > after][:limit]


def _facts(one: Prospect, row: ProspectRow) -> dict[str, Any]:
    return {
        "name": row.full_name,
        "title": row.job_title,
        "company": row.company,
        "industry": one.detail(DetailKind.INDUSTRY),
        "location": one.detail(DetailKind.LOCATION),
        "country": one.detail(DetailKind.COUNTRY),
        "seniority": one.detail(DetailKind.SENIORITY),
        "domain": one.detail(DetailKind.DOMAIN),
        "head_count": one.detail(DetailKind.HEAD_COUNT),
        "source": row.source,
        "stage": row.stage.value,
        "verdict": row.verdict or "",
        "band": row.band or "",
        "email_status": row.email_status,
        "score": row.score,
        "added_at": row.added_at,
        "last_activity_at": row.last_activity_at,
        "tag": row.tags,
        "has_email": row.email is not None,
        "has_linkedin": row.linkedin_url is not None,
        "opted_out": row.opted_out,
    }


def _name(prospect: Prospect) -> str:
    last, first = prospect.detail(DetailKind.LAST_NAME), prospect.detail(DetailKind.FIRST_NAME)
    return fold(f"{last} {first}")[:60]


def _place(row: ProspectRow, name: str) -> tuple[Any, ...]:
    places: dict[str, Any] = {
        "score": -1 if row.score is None else row.score,
        "name": fold(f"{row.last_name} {row.first_name}"),
        "added_at": row.id,
        "last_activity_at": row.last_activity_at,
    }
    return places[name], row.id


def _matches(row: ProspectRow, wanted: Search) -> bool:
    texts = (row.last_name, row.first_name, row.company, row.job_title, row.email or "")
    text = " " + " ".join(fold(one) for one in texts)
    low, high = wanted.score_min, wanted.score_max
    return (
        all(f" {word}" in text for word in fold(wanted.words).split())
        and (not wanted.tag or wanted.tag in row.tags)
        and (wanted.stage is None or row.stage is wanted.stage)
        and (not wanted.verdict or row.verdict == wanted.verdict)
        and (low is None or (row.score is not None and row.score >= low))
        and (high is None or (row.score is not None and row.score <= high))
    )


class MemoryImportBatches:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[ImportBatch] = MemoryRows(store, "imports", not_found=ImportNotFound)

    async def get(self, workspace_id: WorkspaceId, import_id: ImportId) -> ImportBatch:
        return await self._rows.get(workspace_id, import_id)

    async def of_operation(
        self, workspace_id: WorkspaceId, operation_id: OperationId
    ) -> ImportBatch:
        found = await self._rows.find(workspace_id, lambda row: row.operation_id == operation_id)
        if found is None:
            raise ImportNotFound
        return found

    async def of_file(self, workspace_id: WorkspaceId, file_hash: str) -> ImportBatch | None:
        same = await self._rows.list(
            workspace_id,
            lambda row: (
                row.file_hash == file_hash
                and row.state is not ImportState.CHECKED
                and row.undo is None
            ),
            newest_first=True,
        )
        return same[0] if same else None

    async def of_format(self, workspace_id: WorkspaceId, code: str) -> ImportBatch | None:
        same = await self._rows.list(
            workspace_id,
            lambda row: row.format == code and row.state is not ImportState.CHECKED,
            newest_first=True,
        )
        return same[0] if same else None

    async def add(self, batch: ImportBatch) -> None:
        await self._rows.add(batch)

    async def save(self, batch: ImportBatch) -> None:
        await self._rows.save(batch)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[ImportBatch]:
        return await self._rows.page_by_id(workspace_id, ask)


class MemoryImportTraces:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[ImportTrace] = MemoryRows(
            store, "import_traces", not_found=ImportNotFound
        )

    async def add(self, trace: ImportTrace) -> None:
        await self._rows.add(trace)

    async def save(self, trace: ImportTrace) -> None:
        await self._rows.save(trace)

    async def before(
        self, workspace_id: WorkspaceId, import_id: ImportId, trace_id: str
    ) -> ImportTrace | None:
        found = await self._rows.list(
            workspace_id,
            lambda row: row.import_id == import_id and (not trace_id or row.id < trace_id),
            newest_first=True,
            limit=1,
        )
        return found[0] if found else None

    async def after(
        self, workspace_id: WorkspaceId, import_id: ImportId, trace_id: str
    ) -> ImportTrace | None:
        found = await self._rows.list(
            workspace_id,
            lambda row: row.import_id == import_id and row.id > trace_id,
            limit=1,
        )
        return found[0] if found else None


class MemoryMerges:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Merge] = MemoryRows(store, "merges", not_found=MergeNotFound)

    async def get(self, workspace_id: WorkspaceId, merge_id: MergeId) -> Merge:
        return await self._rows.get(workspace_id, merge_id)

    async def add(self, merge: Merge) -> None:
        await self._rows.add(merge)

    async def save(self, merge: Merge) -> None:
        await self._rows.save(merge)

    async def into(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Merge]:
        return await self._rows.list(
            workspace_id,
            lambda row: row.kept.id == prospect_id and row.undone_at is None,
            newest_first=True,
            limit=20,
        )


class MemoryRowFaults:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[RowFault] = MemoryRows(
            store, "import_faults", not_found=ImportNotFound
        )

    async def add(self, faults: Sequence[RowFault]) -> None:
        for one in faults:
            await self._rows.add(one)

    async def of_import(
        self, workspace_id: WorkspaceId, import_id: ImportId, after: str, limit: int
    ) -> Sequence[RowFault]:
        return await self._rows.list(
            workspace_id,
            lambda row: row.import_id == import_id and row.id > after,
            limit=limit,
        )
