"""AuditPacks: what shows a client that the promises are kept, from the stores that keep it."""

import hashlib
import io
import json
import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from domain.audit.ports import AuditLog
from domain.privacy.model.durations import DURATIONS
from domain.privacy.model.measures import MEASURES
from domain.privacy.model.ropa import as_controller, as_processor
from domain.privacy.model.subprocessors import SUB_PROCESSORS
from domain.privacy.ports import (
    AuditRequests,
    AuthorityRequests,
    ChangeNotices,
    Controllers,
    Exports,
    Holds,
    Incidents,
    Receipts,
    RightsRequests,
)
from domain.shared.ids import WorkspaceId
from domain.shared.page import MAX_LIMIT, Page, PageAsk

_BATCH = 500
_MOST = 1000
# Whatever a person wrote, or would let one be found, stays out (obligation 136).
_HELD_BACK = frozenset(
    {"prospect_id", "requester", "message", "blob_id", "package_id", "signature", "events", "hosts"}
    | {"adapter", "version", "steps"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceAuditPack:
    """Rows as they are, without what stays out; the manifest hashes every file."""

    controllers: Controllers
    audit: AuditLog
    receipts: Receipts
    incidents: Incidents
    exports: Exports
    requests: RightsRequests
    changes: ChangeNotices
    audits: AuditRequests
    authorities: AuthorityRequests
    holds: Holds

    async def make(self, workspace_id: WorkspaceId) -> tuple[bytes, Mapping[str, int]]:
        files = {
            name: [_told(one) for one in rows] async for name, rows in self._files(workspace_id)
        }
        contents = {
            f"{name}.json": json.dumps(rows, ensure_ascii=False, indent=1, default=_plain).encode()
            for name, rows in files.items()
        }
        manifest = {
            "workspace": workspace_id,
            "held_back": sorted(_HELD_BACK),
            "files": [
                {
                    "name": name,
                    "rows": len(files[name.removesuffix(".json")]),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
                for name, content in contents.items()
            ],
        }
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
            for name, content in contents.items():
                zipped.writestr(name, content)
        return held.getvalue(), {name: len(rows) for name, rows in files.items()}

    async def _files(self, workspace_id: WorkspaceId) -> AsyncIterator[tuple[str, Sequence[Any]]]:
        company = await self.controllers.name(workspace_id)
        campaigns = tuple(await self.controllers.campaigns(workspace_id))
        yield "measures", MEASURES
        yield "subprocessors", SUB_PROCESSORS
        yield "durations", DURATIONS
        yield "record-processor", as_processor(workspace_id, company)
        yield "record-controller", as_controller(workspace_id, company, campaigns)
        yield "instructions", [one async for one in self._instructions(workspace_id)]
        yield "deletions", await _all(self.receipts, workspace_id)
        yield "incidents", await _all(self.incidents, workspace_id)
        yield "exports", await _all(self.exports, workspace_id)
        asked = await self.requests.page(workspace_id, PageAsk(MAX_LIMIT), is_open=None)
        yield "rights-requests", asked.items
        yield "changes", await self.changes.of(workspace_id, _MOST)
        yield "audit-requests", await self.audits.of(workspace_id, _MOST)
        told = await self.authorities.of(workspace_id, _MOST)
        yield "authorities", [one for one in told if not one.is_silent]
        yield "holds", await self.holds.of(workspace_id, _MOST)

    async def _instructions(self, workspace_id: WorkspaceId) -> AsyncIterator[Any]:
        """Who ordered what, when: ids, codes and instants of the chained log."""
        after = 0
        while found := await self.audit.after(workspace_id, after, _BATCH):
            for entry in found:
                yield entry
            after = found[-1].seq


async def _all(store: Any, workspace_id: WorkspaceId) -> Sequence[Any]:  # noqa: ANN401 - any pager
    rows: list[Any] = []
    after: str | None = None
    while True:
        page: Page[Any] = await store.page(workspace_id, PageAsk(MAX_LIMIT, after))
        rows += page.items
        after = page.next
        if after is None:
            return rows


def _told(row: Any) -> Mapping[str, object]:  # noqa: ANN401 - any dataclass
    return {name: value for name, value in asdict(row).items() if name not in _HELD_BACK}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    return str(value)
