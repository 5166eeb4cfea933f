"""A whole workspace, wherever the inventory says it has rows (obligations 73 to 76, 146 to 148)."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bson import json_util

from adapters.mongo.collections import COLLECTIONS
from adapters.mongo.collections.spec import CollectionSpec
from adapters.mongo.driver import Database, Row, collection
from domain.privacy.model.erasure import StoreErasure
from domain.privacy.ports import ClosingWorkspace
from domain.shared.ids import WorkspaceId

# Classes that outlive the contract, and what the receipt says of them.
_KEPT = {
    "proof-5-years": "proof, 5 years (Art. 5(2), 17(3)(e) GDPR; C. civ. 2224)",
    "ledger-10-years": "accounting, 10 years (C. com. L.123-22)",
}
_ACCOUNTING = _KEPT["ledger-10-years"]
_PROOF = _KEPT["proof-5-years"]
# Stores without inventoried fields that belong to what is kept.
_KEPT_TOO = {
    "audit_heads": _PROOF,
    "deletion_receipts": _PROOF,
    "authority_requests": _PROOF,
    "purge_holds": _PROOF,
    "closed_workspaces": _ACCOUNTING,
    "subscriptions": _ACCOUNTING,
    "credit_purchases": _ACCOUNTING,
    "top_ups": _ACCOUNTING,
}
# Secrets, sessions, and rows that only make the product run: nothing a client gave or made.
_NOT_ARCHIVED = frozenset(
    {
        *("outbox", "operations", "sessions", "invitations", "api_keys", "llm_calls", "llm_days"),
        *(
            "draft_imprints",
            "account_gates",
            "cap_doors",
            "webhook_endpoints",
            "webhook_deliveries",
        ),
        *("abuse_reports", "exports", "audit_heads", "closed_workspaces", "people_searches"),
        "workspace_keys",
    }
)
_SCHEMA = 1
# A workspace nobody closes has null; a lower bound keeps null out of the range.
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_AWARE = json_util.JSONOptions(tz_aware=True)


def _kept_because(spec: CollectionSpec) -> str:
    classes = {entry.retention for entry in spec.personal.values()}
    for name, why in _KEPT.items():
        if name in classes:
            return why
    return _KEPT_TOO.get(spec.name, "")


_READ_ME = (
    "Tout ce que votre espace LEO Bizdev contenait. Votre entreprise répond seule de ce fichier.",
    "*.jsonl : une ligne JSON par enregistrement ; manifest.json : comptes et empreintes.",
    "csv/ : prospects, messages et résultats pour un tableur (points-virgules, UTF-8).",
    "suppressions.jsonl : les oppositions, en empreintes que personne ne relit. N’écrivez à aucune",
    "personne dont la colonne statut_opposition de csv/prospects.csv ne dit pas « none ».",
    "suppressions-key.json : la clé de ces empreintes, pour vérifier une adresse dans un autre",
    "outil avant d’écrire. Gardez-la secrète : avec elle, on peut essayer des adresses.",
    "",
    "Everything your LEO Bizdev workspace held. Your company alone answers for this file.",
)

SCOPED = tuple(spec for spec in COLLECTIONS if spec.workspace_scoped)
# What a purge deletes: backups seal these rows with the key of their workspace, which goes too.
# The switches are put back before any key is.
SHREDDED = frozenset(spec.name for spec in SCOPED if not _kept_because(spec)) - {
    "stops",
    "workspace_keys",
}


class MongoWorkspaceStores:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def archive(
        self, workspace_id: WorkspaceId, beside: Mapping[str, bytes]
    ) -> tuple[bytes, Mapping[str, int]]:
        held = io.BytesIO()
        counts: dict[str, int] = {}
        files: list[Row] = []
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
            for spec in SCOPED:
                if spec.name in _NOT_ARCHIVED:
                    continue
                digest = hashlib.sha256()
                counts[spec.name] = 0
                rows = collection(self._database, spec.name).find({"workspace_id": workspace_id})
                with zipped.open(f"{spec.name}.jsonl", "w", force_zip64=True) as file:
                    async for row in rows.sort([("_id", 1)]):
                        line = f"{json_util.dumps(row, ensure_ascii=False)}\n".encode()
                        digest.update(line)
                        file.write(line)
                        counts[spec.name] += 1
                files.append(
                    {
                        "name": f"{spec.name}.jsonl",
                        "rows": counts[spec.name],
                        "sha256": digest.hexdigest(),
                        "fields_about_people": {
                            name: entry.category for name, entry in spec.personal.items()
                        },
                    }
                )
            for name, content in beside.items():
                zipped.writestr(name, content)
            zipped.writestr("LISEZ-MOI.txt", "\n".join(_READ_ME))
            manifest = {
                "beside": [
                    {"name": name, "sha256": hashlib.sha256(content).hexdigest()}
                    for name, content in beside.items()
                ],
                "schema_version": _SCHEMA,
                "format": "JSON lines; instants and bytes as MongoDB Extended JSON",
                "workspace": workspace_id,
                "left_out": sorted(_NOT_ARCHIVED),
                "files": files,
            }
            zipped.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2))
        return held.getvalue(), counts

    async def restore(self, archive: bytes) -> Mapping[str, int]:
        """Put an archive back where the workspace is not: every row, as it was. Raise ValueError
        when a file is not the one of the manifest, or when the workspace is there already.
        """
        counts: dict[str, int] = {}
        with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
            manifest = json.loads(zipped.read("manifest.json"))
            there = {"_id": manifest["workspace"]}
            if await collection(self._database, "workspaces").count_documents(there):
                message = "this workspace exists here already"
                raise ValueError(message)
            known = {spec.name for spec in SCOPED}
            for listed in manifest["files"]:
                name, content = listed["name"].removesuffix(".jsonl"), zipped.read(listed["name"])
                if name not in known or hashlib.sha256(content).hexdigest() != listed["sha256"]:
                    message = f"{listed['name']} is not the file of the manifest"
                    raise ValueError(message)
                lines = content.decode().split("\n")
                rows = [json_util.loads(line, json_options=_AWARE) for line in lines if line]
                if rows:
                    await collection(self._database, name).insert_many(rows)
                counts[name] = len(rows)
        return counts

    async def closing(self, asked_before: datetime, limit: int) -> Sequence[ClosingWorkspace]:
        where = {"closure_asked_at": {"$gt": _EARLIEST, "$lte": asked_before}}
        found = collection(self._database, "workspaces").find(where)
        rows = await found.sort([("closure_asked_at", 1)]).limit(limit).to_list(limit)
        return [
            ClosingWorkspace(
                id=WorkspaceId(row["_id"]),
                name=row["name"],
                country=row["country"],
                asked_at=row["closure_asked_at"],
            )
            for row in rows
        ]

    async def purge(self, workspace_id: WorkspaceId) -> Sequence[StoreErasure]:
        gone = [await self._members(workspace_id)]
        gone += [
            await self._one(spec, workspace_id) for spec in SCOPED if spec.name != "workspaces"
        ]
        return [store for store in gone if store.erased or store.kept_because]

    async def _one(self, spec: CollectionSpec, workspace_id: WorkspaceId) -> StoreErasure:
        rows, where = collection(self._database, spec.name), {"workspace_id": workspace_id}
        kept = _kept_because(spec)
        if not kept:
            erased = (await rows.delete_many(where)).deleted_count
            return StoreErasure(
                name=spec.name, erased=erased, left=await rows.count_documents(where)
            )
        erased = 0
        if spec.person is not None and spec.person.blanks:
            emptied = await rows.update_many(where, {"$set": dict(spec.person.blanks)})
            erased = emptied.modified_count
        left = await rows.count_documents(where)
        return StoreErasure(
            name=spec.name, erased=erased, left=left, kept_because=kept if left else ""
        )

    async def _members(self, workspace_id: WorkspaceId) -> StoreErasure:
        """People who are in no other workspace, with the way to sign in."""
        members = collection(self._database, "memberships")
        here = await members.distinct("user_id", {"workspace_id": workspace_id})
        elsewhere = await members.distinct(
            "user_id", {"user_id": {"$in": here}, "workspace_id": {"$ne": workspace_id}}
        )
        where = {"_id": {"$in": [one for one in here if one not in set(elsewhere)]}}
        users = collection(self._database, "users")
        erased = (await users.delete_many(where)).deleted_count
        return StoreErasure(name="users", erased=erased, left=await users.count_documents(where))

    async def end(self, workspace_id: WorkspaceId) -> None:
        await collection(self._database, "workspaces").delete_one({"_id": workspace_id})
