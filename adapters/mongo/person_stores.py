"""Everything about one person, wherever the inventory says it is (obligations 9, 120, 122)."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.mongo.collections import COLLECTIONS
from adapters.mongo.collections.spec import CollectionSpec, PersonRows
from adapters.mongo.driver import Database, Row, collection
from domain.privacy.model.erasure import Held, StoreErasure
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.ids import ProspectId, WorkspaceId

_SPECS: Mapping[str, tuple[CollectionSpec, PersonRows]] = {
    spec.name: (spec, spec.person) for spec in COLLECTIONS if spec.person is not None
}
# What finds people goes last, so that a crash half-way can be finished.
_LAST = ("actions", "imports", "prospects", "company_links")
_AT_ONCE = 500


class MongoPersonStores:
    """PersonStores, driven by the declaration of the collections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def copy(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Mapping[str, Sequence[Held]]:
        where = await self._filters(workspace_id, prospect_id)
        held: dict[str, Sequence[Held]] = {}
        for name, chosen in where.items():
            rows = [row async for row in collection(self._database, name).find(chosen)]
            if rows and not _SPECS[name][1].holds_words and name != "blobs":
                held[name] = rows
        return held

    async def erase(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[StoreErasure]:
        words = await self._words(workspace_id, prospect_id)
        where = await self._filters(workspace_id, prospect_id)
        names = [name for name in _SPECS if name not in _LAST] + list(_LAST)
        erased = [await self._one(name, _SPECS[name][1], where.get(name), words) for name in names]
        return [store for store in erased if store.erased or store.kept_because]

    async def _one(
        self, name: str, person: PersonRows, chosen: Row | None, words: Sequence[bytes]
    ) -> StoreErasure:
        rows = collection(self._database, name)
        if person.holds_words:
            # What nobody has read yet may be about others as well: it is read first, then aged.
            looked_at = rows.find({"state": {"$ne": "new"}}, {person.by: 1})
            found = [row["_id"] async for row in looked_at if _says(row[person.by], words)]
            gone = 0
            for start in range(0, len(found), _AT_ONCE):
                slice_ = found[start : start + _AT_ONCE]
                gone += (await rows.delete_many({"_id": {"$in": slice_}})).deleted_count
            return StoreErasure(name=name, erased=gone, left=len(found) - gone)
        if chosen is None:
            return StoreErasure(name=name, erased=0, left=0, kept_because=person.kept_because)
        if person.kept_because:
            kept = await rows.count_documents(chosen)
            return StoreErasure(name=name, erased=0, left=kept, kept_because=person.kept_because)
        if person.blanks:
            blank: dict[str, Any] = dict(person.blanks)
            changed = await rows.update_many(chosen, {"$set": blank, "$inc": {"version": 1}})
            left = await rows.count_documents(
                {**chosen, "$or": [{field: {"$ne": value}} for field, value in blank.items()]}
            )
            return StoreErasure(name=name, erased=changed.matched_count, left=left)
        gone = (await rows.delete_many(chosen)).deleted_count
        return StoreErasure(name=name, erased=gone, left=await rows.count_documents(chosen))

    async def _filters(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> dict[str, Row]:
        """Store → which of its rows are about the person; stores without any are left out."""
        found: dict[str, Row] = {}
        ids: dict[tuple[str, str], list[Any]] = {}
        for name, (_, person) in _SPECS.items():
            if person.holds_words:
                continue
            if not person.via:
                found[name] = {"workspace_id": workspace_id, person.by: prospect_id}
                continue
            keys = await self._through(workspace_id, prospect_id, person, ids)
            if keys:
                found[name] = {"workspace_id": workspace_id, person.by: {"$in": keys}}
        return found

    async def _through(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        person: PersonRows,
        known: dict[tuple[str, str], list[Any]],
    ) -> list[Any]:
        place = (person.via, person.through)
        if place not in known:
            other = _SPECS[person.via][1]
            if other.via:
                keys = await self._through(workspace_id, prospect_id, other, known)
                chosen: Row = {"workspace_id": workspace_id, other.by: {"$in": keys}}
            else:
                chosen = {"workspace_id": workspace_id, other.by: prospect_id}
            values: list[Any] = []
            async for row in collection(self._database, person.via).find(
                chosen, {person.through: 1}
            ):
                value = row.get(person.through)
                values += value if isinstance(value, list) else [value]
            known[place] = [value for value in values if value]
        return known[place]

    async def _words(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[bytes]:
        """Addresses by which raw vendor deliveries name the person."""
        row = await collection(self._database, "prospects").find_one(
            {"_id": prospect_id, "workspace_id": workspace_id}, {"points": 1}
        )
        values = [str(point["value"]) for point in (row or {}).get("points", [])]
        words = {value.rstrip("/").rpartition("/")[2].lower().encode() for value in values}
        return [word for word in words if len(word) > 3]


class MongoHolders:
    """Holders. One point read per workspace: the index of identities starts with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, address: str) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        try:
            key = f"email:{EmailAddress(address).value}"
        except NotAnEmailAddress:
            return []
        found: list[tuple[WorkspaceId, ProspectId]] = []
        prospects = collection(self._database, "prospects")
        async for workspace in collection(self._database, "workspaces").find({}, {"_id": 1}):
            where = {"workspace_id": workspace["_id"], "identities": key}
            row = await prospects.find_one(where, {"_id": 1})
            if row is not None:
                found.append((WorkspaceId(workspace["_id"]), ProspectId(row["_id"])))
        return found


def _says(value: object, words: Sequence[bytes]) -> bool:
    text = bytes(value) if isinstance(value, bytes | bytearray) else str(value).encode()
    return any(word in text.lower() for word in words)
