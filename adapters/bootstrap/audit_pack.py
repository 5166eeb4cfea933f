"""AuditPacks: what shows a client that the promises are kept, from the stores that keep it."""

import hashlib
import io
import json
import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import Field, asdict, dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Protocol

from domain.audit.model import AuditEntry
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
from domain.shared.page import every

_BATCH = 500
_MOST = 1000
# Whatever a person wrote, or would let one be found, stays out (obligation 136).
_HELD_BACK = frozenset(
    {"prospect_id", "requester", "message", "blob_id", "package_id", "signature", "events", "hosts"}
    | {"adapter", "version", "steps"}
)


class _Record(Protocol):
    """Any dataclass of the domain."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


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
        held, counts = io.BytesIO(), dict[str, int]()
        listed: list[Mapping[str, object]] = []
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
            async for name, rows in self._files(workspace_id):
                told = [_told(one) for one in rows]
                content = json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode()
                zipped.writestr(f"{name}.json", content)
                digest = hashlib.sha256(content).hexdigest()
                listed.append({"name": f"{name}.json", "rows": len(told), "sha256": digest})
                counts[name] = len(told)
            manifest = {
                "workspace": workspace_id,
                "held_back": sorted(_HELD_BACK),
                "files": listed,
            }
            zipped.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        return held.getvalue(), counts

    async def _files(
        self, workspace_id: WorkspaceId
    ) -> AsyncIterator[tuple[str, Sequence[_Record]]]:
        company = await self.controllers.name(workspace_id)
        campaigns = tuple(await self.controllers.campaigns(workspace_id))
        yield "measures", MEASURES
        yield "subprocessors", SUB_PROCESSORS
        yield "durations", DURATIONS
        yield "record-processor", as_processor(workspace_id, company)
        yield "record-controller", as_controller(workspace_id, company, campaigns)
        yield "launches", await self.controllers.launches(workspace_id)
        yield "instructions", [one async for one in self._instructions(workspace_id)]
        yield "deletions", [one async for one in every(partial(self.receipts.page, workspace_id))]
        yield "incidents", [one async for one in every(partial(self.incidents.page, workspace_id))]
        yield "exports", [one async for one in every(partial(self.exports.page, workspace_id))]
        asked = partial(self.requests.page, workspace_id, is_open=None)
        yield "rights-requests", [one async for one in every(asked)]
        yield "changes", await self.changes.of(workspace_id, _MOST)
        yield "audit-requests", await self.audits.of(workspace_id, _MOST)
        told = await self.authorities.of(workspace_id, _MOST)
        yield "authorities", [one for one in told if not one.is_silent]
        yield "holds", await self.holds.of(workspace_id, _MOST)

    async def _instructions(self, workspace_id: WorkspaceId) -> AsyncIterator[AuditEntry]:
        """Who ordered what, when: ids, codes and instants of the chained log."""
        after = 0
        while found := await self.audit.after(workspace_id, after, _BATCH):
            for entry in found:
                yield entry
            after = found[-1].seq


def _told(row: _Record) -> Mapping[str, object]:
    return {name: value for name, value in asdict(row).items() if name not in _HELD_BACK}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    return str(value)
