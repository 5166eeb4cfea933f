"""Storage ports of accounts. Users, sessions and tries lead to a workspace and have none."""

from collections.abc import Sequence
from datetime import datetime

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import ASCENDING, Database, DuplicateKeyError, collection
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.accounts.errors import (
    AlreadyAMember,
    EmailAlreadyKnown,
    UserNotFound,
    WorkspaceNotFound,
)
from domain.accounts.model.identity import Membership, PolicyAcceptance, User, Workspace
from domain.accounts.model.session import Session
from domain.accounts.model.sign_in_tries import SignInTries
from domain.shared.email_address import EmailAddress
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import SessionId, UserId, WorkspaceId


class MongoUsers:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "users")

    async def get(self, user_id: UserId) -> User:
        row = await self._rows.find_one({"_id": user_id}, session=current_session())
        if row is None:
            raise UserNotFound
        return from_row(row, User)

    async def find(self, email: EmailAddress) -> User | None:
        row = await self._rows.find_one({"email.value": email.value}, session=current_session())
        return None if row is None else from_row(row, User)

    async def add(self, user: User) -> None:
        try:
            await self._rows.insert_one(to_row(user), session=current_session())
        except DuplicateKeyError as error:  # index email_value
            raise EmailAlreadyKnown from error

    async def save(self, user: User) -> None:
        row = to_row(user) | {"version": user.version + 1}
        read = {"_id": user.id, "version": user.version}
        written = await self._rows.replace_one(read, row, session=current_session())
        if not written.matched_count:
            raise StaleWrite
        user.version += 1


class MongoWorkspaces:
    """The row of a workspace carries its own id as `workspace_id`, like every row it owns."""

    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "workspaces")

    async def get(self, workspace_id: WorkspaceId) -> Workspace:
        row = await self._rows.find_one({"_id": workspace_id}, session=current_session())
        if row is None:
            raise WorkspaceNotFound
        return from_row(row, Workspace)

    async def add(self, workspace: Workspace) -> None:
        row = to_row(workspace) | {"workspace_id": workspace.id}
        await self._rows.insert_one(row, session=current_session())


class MongoMemberships:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "memberships", Membership, not_found=NotFound, exists=AlreadyAMember
        )

    async def find(self, workspace_id: WorkspaceId, user_id: UserId) -> Membership | None:
        return await self._rows.find(workspace_id, {"user_id": user_id})

    async def of_user(self, user_id: UserId) -> Sequence[Membership]:
        cursor = self._rows.raw.find({"user_id": user_id}, session=current_session())
        rows = await cursor.sort([("_id", ASCENDING)]).limit(100).to_list(100)
        return [self._rows.read(row) for row in rows]

    async def add(self, membership: Membership) -> None:
        await self._rows.add(membership)


class MongoSessions:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "sessions")

    async def find(self, token_digest: str) -> Session | None:
        row = await self._rows.find_one({"token_digest": token_digest}, session=current_session())
        return None if row is None else from_row(row, Session)

    async def add(self, session: Session) -> None:
        await self._rows.insert_one(to_row(session), session=current_session())

    async def touch(self, session_id: SessionId, at: datetime) -> None:
        await self._rows.update_one(
            {"_id": session_id, "seen_at": {"$lt": at}},
            {"$set": {"seen_at": at}},
            session=current_session(),
        )

    async def revoke(self, token_digest: str, at: datetime) -> None:
        await self._rows.update_one(
            {"token_digest": token_digest, "revoked_at": None},
            {"$set": {"revoked_at": at}},
            session=current_session(),
        )


class MongoSignInCounter:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "sign_in_tries")

    async def get(self, key: str) -> SignInTries:
        row = await self._rows.find_one({"_id": key}, session=current_session())
        return SignInTries(id=key) if row is None else from_row(row, SignInTries)

    async def save(self, tries: SignInTries) -> None:
        row = to_row(tries) | {"version": tries.version + 1}
        try:
            written = await self._rows.replace_one(
                {"_id": tries.id, "version": tries.version},
                row,
                upsert=tries.version == 0,
                session=current_session(),
            )
        except DuplicateKeyError as error:  # _id: somebody counted the first try
            raise StaleWrite from error
        if not written.matched_count and written.upserted_id is None:
            raise StaleWrite
        tries.version += 1

    async def forget(self, key: str) -> None:
        await self._rows.delete_one({"_id": key}, session=current_session())


class MongoAcceptances:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "policy_acceptances", PolicyAcceptance, not_found=NotFound)

    async def add(self, acceptance: PolicyAcceptance) -> None:
        await self._rows.add(acceptance)

    async def of_user(
        self, workspace_id: WorkspaceId, user_id: UserId
    ) -> Sequence[PolicyAcceptance]:
        return await self._rows.list(workspace_id, {"user_id": user_id}, limit=100)
