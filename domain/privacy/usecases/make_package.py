"""See MakePackage."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.privacy.errors import PersonNeeded
from domain.privacy.model.erasure import Held, Holdings
from domain.privacy.model.requests import RightsRequest
from domain.privacy.model.subprocessors import SUB_PROCESSORS
from domain.privacy.ports import PackageWriter, PersonStores
from domain.shared.blobs import BlobStore
from domain.shared.clock import Clock
from domain.shared.ids import BlobId, NewId, ProspectId, WorkspaceId
from domain.shared.purpose import Purpose

LIFE = timedelta(days=7)
SCHEMA = 1

# Which stores a file of list L3 is made of; every other store about the person is in `other`.
_FILES: Mapping[str, tuple[str, ...]] = {
    "identity": ("prospects",),
    "sources": ("imports",),
    "scores": ("scores",),
    "enrichment": ("enrichment_requests",),
    "campaigns": ("enrolments",),
    "timeline": ("timeline",),
    "messages": ("drafts", "messages", "actions", "attempts"),
    "mail_matches": ("conversations",),
    "consents_objections": ("recipient_gates", "suppressions"),
    "notices": ("notice_deliveries",),
    "requests": ("rights_requests",),
    "processing": ("person_clocks",),
}
# Ids of members and of the workspace, and technical keys: about others, or about nobody.
_LEFT_OUT = frozenset(
    {
        *("workspace_id", "version", "identities", "keys", "words", "by_score", "by_name"),
        *("by_activity", "shown", "lease_until", "owner", "epoch", "deadline", "rank"),
        *("decided_by", "enrolled_by", "uploaded_by", "author", "actor", "by", "ordered_by"),
        *("sample", "blob_id", "file_hash", "layout", "mapping", "steps"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePackage:
    """The copy of Art. 15: everything held about one person, and nobody else's (L3,
    obligation 120).

    Made from the same inventory as the erasure, so what can be erased can be shown. Members'
    names and other people in an uploaded file are left out, and the manifest says so.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    stores: PersonStores
    writer: PackageWriter
    blobs: BlobStore
    clock: Clock
    new_id: NewId

    async def __call__(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, request: RightsRequest
    ) -> str:
        """The id of the stored zip. Raise PersonNeeded for somebody the workspace does not hold."""
        held = await self.stores.copy(workspace_id, prospect_id)
        if "prospects" not in held:
            raise PersonNeeded
        now = self.clock.now()
        files = dict(self._files(held))
        manifest: dict[str, object] = {
            "request_id": request.id,
            "type": request.kind.value,
            "regulation": "GDPR",
            "subject": hashlib.sha256(f"{workspace_id}:{prospect_id}".encode()).hexdigest(),
            "received_at": request.received_at.isoformat(),
            "due_at": request.due_at.isoformat(),
            "generated_at": now.isoformat(),
            "link_ends_at": (now + LIFE).isoformat(),
            "schema_version": SCHEMA,
            "excluded": [
                {"what": "names of members of the workspace", "legal_reason": "Art. 15(4) GDPR"},
                {"what": "other people in an uploaded file", "legal_reason": "Art. 15(4) GDPR"},
            ],
        }
        content = self.writer.write(manifest, files, language=request.language)
        package_id = self.new_id()
        await self.blobs.put(workspace_id, BlobId(package_id), content)
        return package_id

    @staticmethod
    def _files(held: Holdings) -> Iterator[tuple[str, Sequence[Held]]]:
        taken: set[str] = set()
        for name, stores in _FILES.items():
            taken |= set(stores)
            rows = [
                {"store": store, **_shown(row)} for store in stores for row in held.get(store, ())
            ]
            yield name, rows
        yield (
            "other",
            [
                {"store": store, **_shown(row)}
                for store, rows in held.items()
                if store not in taken
                for row in rows
            ],
        )
        yield (
            "recipients",
            [
                {
                    "name": one.name,
                    "purpose": one.services,
                    "country": one.country,
                    "transfer": one.mechanism.value,
                }
                for one in SUB_PROCESSORS
                if one.sees_prospects
            ],
        )


def _shown(row: Held) -> dict[str, object]:
    return {
        ("id" if name == "_id" else name): value
        for name, value in row.items()
        if name not in _LEFT_OUT
    }
