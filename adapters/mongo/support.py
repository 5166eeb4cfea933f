"""Storage of support: a contact belongs to a person, in however many workspaces."""

from collections.abc import Sequence
from datetime import UTC, datetime

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import ASCENDING, Database, DuplicateKeyError, Row, collection
from adapters.mongo.session import current_session
from domain.shared.errors import StaleWrite
from domain.shared.ids import UserId
from domain.support.model import SupportContact

# Who is not to be deleted has null; a lower bound keeps null out of the range.
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


class MongoSupportContacts:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "support_contacts")

    async def of_user(self, user_id: UserId) -> SupportContact | None:
        return await self._one({"user_id": user_id}) if user_id else None

    async def find(self, contact_id: str, desk_ref: str) -> SupportContact | None:
        found = await self._one({"_id": contact_id}) if contact_id else None
        if found is None and desk_ref:
            found = await self._one({"desk_ref": desk_ref})
        return found

    async def _one(self, where: Row) -> SupportContact | None:
        row = await self._rows.find_one(where, session=current_session())
        return None if row is None else from_row(row, SupportContact)

    async def due(self, at: datetime, limit: int) -> Sequence[SupportContact]:
        where = {"delete_at": {"$gt": _EARLIEST, "$lte": at}}
        rows = self._rows.find(where).sort([("delete_at", ASCENDING)]).limit(limit)
        return [from_row(row, SupportContact) for row in await rows.to_list(limit)]

    async def add(self, contact: SupportContact) -> None:
        try:
            await self._rows.insert_one(to_row(contact), session=current_session())
        except DuplicateKeyError as error:  # index user_id
            raise StaleWrite from error

    async def save(self, contact: SupportContact) -> None:
        row = to_row(contact) | {"version": contact.version + 1}
        read = {"_id": contact.id, "version": contact.version}
        written = await self._rows.replace_one(read, row, session=current_session())
        if not written.matched_count:
            raise StaleWrite
        contact.version += 1

    async def remove(self, contact_id: str) -> None:
        await self._rows.delete_one({"_id": contact_id}, session=current_session())
