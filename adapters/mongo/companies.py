"""Firms, and whose firm each is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import (
    ASCENDING,
    DESCENDING,
    BulkWriteError,
    Database,
    DuplicateKeyError,
    Row,
    UpdateOne,
    collection,
)
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.prospects.errors import CompanyAlreadyExists, CompanyNotFound
from domain.prospects.model.company import Company, keys_of
from domain.prospects.model.person import DetailKind
from domain.prospects.model.text import KEY_LENGTH, fold, search_keys
from domain.prospects.ports import CompanySort
from domain.shared.errors import StaleWrite
from domain.shared.ids import CompanyId, ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk

_DUPLICATE = 11000
# The local store compares every value of an $in with every candidate.
_IN = 100
# Rows that a search by words looks at, at most.
_NARROW = 20_000


def _list_fields(company: Company) -> Row:
    """What a firm is found and sorted by."""
    named = (DetailKind.COMPANY, DetailKind.DOMAIN, DetailKind.SIREN)
    words = [fold(text) for text in map(company.detail, named) if text]
    return {
        "identity": company.identity,
        "firm_keys": keys_of(company.details),
        "keys": search_keys(*words),
        "words": " ".join(words)[:600],
        "by_name": f"{fold(company.name)[:60]}:{company.id}",
    }


class MongoCompanies:
    """Companies. `identity` is a unique index, so two writers cannot bring in one firm twice; whose
    firm it is stands in a row of its own under the person's id: the people's rows have many
    indexes, and every write of one pays for all of them.
    """

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "companies", Company, not_found=CompanyNotFound)
        self._prospects = collection(database, "prospects")
        self._links = collection(database, "company_links")

    async def get(self, workspace_id: WorkspaceId, company_id: CompanyId) -> Company:
        return await self._rows.get(workspace_id, company_id)

    async def many(
        self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]
    ) -> Sequence[Company]:
        return await self._all(workspace_id, "_id", company_ids)

    async def known(self, workspace_id: WorkspaceId, keys: Collection[str]) -> Sequence[Company]:
        return await self._all(workspace_id, "firm_keys", keys)

    async def _all(
        self, workspace_id: WorkspaceId, field: str, values: Collection[str]
    ) -> Sequence[Company]:
        found: dict[str, Row] = {}
        asked = sorted(set(values))
        for start in range(0, len(asked), _IN):
            where = {"workspace_id": workspace_id, field: {"$in": asked[start : start + _IN]}}
            rows = self._rows.raw.find(where, session=current_session())
            found.update({row["_id"]: row for row in await rows.to_list(None)})
        return [from_row(found[one], Company) for one in sorted(found)]

    async def add(self, companies: Sequence[Company]) -> None:
        rows = [to_row(one) | _list_fields(one) for one in companies]
        try:
            if len(rows) == 1:
                await self._rows.raw.insert_one(rows[0], session=current_session())
            elif rows:
                await self._rows.raw.insert_many(rows, session=current_session())
        except DuplicateKeyError as error:  # workspace_id_identity
            raise CompanyAlreadyExists from error
        except BulkWriteError as error:
            _raise_known(error)

    async def save(self, companies: Sequence[Company]) -> None:
        if not companies:
            return
        writes = [
            UpdateOne(
                {"_id": one.id, "workspace_id": one.workspace_id, "version": one.version},
                {"$set": to_row(one) | _list_fields(one) | {"version": one.version + 1}},
            )
            for one in companies
        ]
        try:
            written = await self._rows.raw.bulk_write(writes, session=current_session())
        except BulkWriteError as error:  # workspace_id_identity
            _raise_known(error)
        if written.matched_count != len(companies):
            raise StaleWrite
        for one in companies:
            one.version += 1

    async def remove(self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]) -> None:
        for one in sorted(company_ids):
            await self._rows.remove(workspace_id, one)

    async def search(
        self, workspace_id: WorkspaceId, words: str, sort: CompanySort, ask: PageAsk
    ) -> Page[Company]:
        field = "by_name" if sort in {CompanySort.NAME, CompanySort.NAME_DOWN} else "_id"
        down = sort.value.startswith("-")
        where: Row = {"workspace_id": workspace_id}
        if ask.after is not None:
            where[field] = {"$lt" if down else "$gt": ask.after}
        wanted = fold(words).split()
        # Words shorter than a key are no key of anything: they are judged row by row.
        long = sorted({word[:KEY_LENGTH] for word in wanted if len(word) >= KEY_LENGTH})
        if long:
            where["keys"] = {"$all": long}
        most = _NARROW if wanted else ask.limit + 1
        found = self._rows.raw.find(where, session=current_session())
        rows = await (
            found.sort([(field, DESCENDING if down else ASCENDING)]).limit(most).to_list(most)
        )
        rows = [row for row in rows if all(f" {word}" in f" {row['words']}" for word in wanted)]
        kept = rows[: ask.limit]
        return Page(
            items=[self._rows.read(row) for row in kept],
            next=kept[-1][field] if len(rows) > ask.limit else None,
        )

    async def link(
        self, workspace_id: WorkspaceId, firms: Mapping[ProspectId, CompanyId | None]
    ) -> bool:
        known = await self._known(workspace_id, firms)
        if not known:
            return False
        writes = [
            UpdateOne(
                {"_id": one, "workspace_id": workspace_id},
                {"$set": {"company_id": firms[one] or ""}},
                upsert=True,
            )
            for one in known
        ]
        written = await self._links.bulk_write(writes, session=current_session())
        # Who was taken out meanwhile: the person goes first, then the link; here the link came
        # first and the person is looked at again.
        gone = sorted(set(known) - set(await self._known(workspace_id, known)))
        if gone:
            where = {"workspace_id": workspace_id, "_id": {"$in": gone}}
            await self._links.delete_many(where, session=current_session())
        return bool(written.modified_count or written.upserted_count)

    async def _known(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> list[ProspectId]:
        found: list[ProspectId] = []
        asked = sorted(prospect_ids)
        for start in range(0, len(asked), _IN):
            where = {"workspace_id": workspace_id, "_id": {"$in": asked[start : start + _IN]}}
            rows = self._prospects.find(where, {"_id": 1}, session=current_session())
            found += [ProspectId(row["_id"]) for row in await rows.to_list(None)]
        return found

    async def of_person(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> CompanyId | None:
        where = {"_id": prospect_id, "workspace_id": workspace_id}
        row = await self._links.find_one(where, session=current_session())
        return CompanyId(row["company_id"]) if row and row["company_id"] else None

    async def people(
        self, workspace_id: WorkspaceId, company_id: CompanyId, ask: PageAsk
    ) -> Page[ProspectId]:
        where: Row = {"workspace_id": workspace_id, "company_id": company_id}
        if ask.after is not None:
            where["_id"] = {"$gt": ask.after}
        found = self._links.find(where, {"_id": 1}).sort([("_id", ASCENDING)])
        rows = await found.limit(ask.limit + 1).to_list(ask.limit + 1)
        kept = [ProspectId(row["_id"]) for row in rows[: ask.limit]]
        return Page(items=kept, next=kept[-1] if len(rows) > ask.limit else None)

    async def head_counts(
        self, workspace_id: WorkspaceId, company_ids: Collection[CompanyId]
    ) -> Mapping[CompanyId, int]:
        counts: dict[CompanyId, int] = {}
        asked = sorted(company_ids)
        for start in range(0, len(asked), _IN):
            some = asked[start : start + _IN]
            pipeline: list[dict[str, Any]] = [
                {"$match": {"workspace_id": workspace_id, "company_id": {"$in": some}}},
                {"$group": {"_id": "$company_id", "count": {"$sum": 1}}},
            ]
            async for row in self._links.aggregate(pipeline, session=current_session()):
                counts[CompanyId(row["_id"])] = row["count"]
        return counts

    async def remove_left(self, before: datetime) -> int:
        gone, after = 0, ""
        while True:
            where = {"stands_alone": False, "_id": {"$gt": after}, "added_at": {"$lt": before}}
            rows = (
                await self._rows.raw.find(where, {"workspace_id": 1})
                .sort([("_id", ASCENDING)])
                .limit(_IN)
                .to_list(_IN)
            )
            for row in rows:
                mine = {"workspace_id": row["workspace_id"], "company_id": row["_id"]}
                if await self._links.find_one(mine, {"_id": 1}) is None:
                    chosen = {"_id": row["_id"], "stands_alone": False}
                    gone += (await self._rows.raw.delete_one(chosen)).deleted_count
            if len(rows) < _IN:
                return gone
            after = rows[-1]["_id"]


def _raise_known(error: BulkWriteError) -> None:
    """A refused identity in our words; whatever else the driver says flies on."""
    details: Mapping[str, Any] = error.details or {}
    if any(one.get("code") == _DUPLICATE for one in details.get("writeErrors", ())):
        raise CompanyAlreadyExists from error
    raise error
