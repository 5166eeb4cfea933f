"""Storage ports of accounts. Users, sessions, tries, tickets and letters lead to a workspace and
have none.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import (
    ASCENDING,
    DESCENDING,
    Database,
    DuplicateKeyError,
    Row,
    collection,
)
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.accounts.errors import (
    AlreadyAMember,
    EmailAlreadyKnown,
    InvitationNotFound,
    LetterNotFound,
    LinkExpired,
    UserNotFound,
    WorkspaceNotFound,
)
from domain.accounts.model.abuse import AbuseReport
from domain.accounts.model.identity import Membership, PolicyAcceptance, User, Workspace
from domain.accounts.model.invitation import Invitation
from domain.accounts.model.letter import Letter
from domain.accounts.model.session import Person, Session
from domain.accounts.model.sign_in_tries import SignInTries
from domain.accounts.model.ticket import Ticket
from domain.shared.email_address import EmailAddress
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import SessionId, UserId, WorkspaceId

# A workspace nobody closes has null; a lower bound keeps null out of the range.
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


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
        try:
            written = await self._rows.replace_one(read, row, session=current_session())
        except DuplicateKeyError as error:  # index email_value
            raise EmailAlreadyKnown from error
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

    async def save(self, workspace: Workspace) -> None:
        fresh = {"workspace_id": workspace.id, "version": workspace.version + 1}
        written = await self._rows.replace_one(
            {"_id": workspace.id, "version": workspace.version},
            to_row(workspace) | fresh,
            session=current_session(),
        )
        if not written.matched_count:
            raise StaleWrite
        workspace.version += 1

    async def closing(self, limit: int) -> Sequence[WorkspaceId]:
        asked = self._rows.find({"closure_asked_at": {"$gt": _EARLIEST}}, {"_id": 1})
        rows = await asked.sort([("closure_asked_at", ASCENDING)]).limit(limit).to_list(limit)
        return [WorkspaceId(row["_id"]) for row in rows]

    async def watched(self, limit: int) -> Sequence[Workspace]:
        held = self._rows.find({"suspended_at": {"$gt": _EARLIEST}}).sort([("suspended_at", 1)])
        rows = await held.limit(limit).to_list(limit)
        fresh = self._rows.find({"to_review": True, "suspended_at": None}).sort([("_id", 1)])
        rows += await fresh.limit(limit).to_list(limit)
        return [from_row(row, Workspace) for row in rows[:limit]]


class MongoAbuseReports:
    """AbuseReports and ReportedSenders."""

    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "abuse_reports")
        self._senders = collection(database, "senders")

    async def add(self, report: AbuseReport) -> None:
        await self._rows.insert_one(to_row(report), session=current_session())

    async def people_since(self, workspace_id: WorkspaceId, at: datetime) -> int:
        where = {"workspace_id": workspace_id, "received_at": {"$gte": at}}
        return len(await self._rows.distinct("network", where))

    async def latest(self, limit: int) -> Sequence[AbuseReport]:
        rows = await self._rows.find({}).sort([("_id", DESCENDING)]).limit(limit).to_list(limit)
        return [from_row(row, AbuseReport) for row in rows]

    async def of_address(self, address: str) -> WorkspaceId | None:
        if not address:
            return None
        wanted = {"address": {"$in": sorted({address, address.lower()})}}
        row = await self._senders.find_one(wanted, {"workspace_id": 1})
        return None if row is None else WorkspaceId(row["workspace_id"])


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

    async def of_workspace(self, workspace_id: WorkspaceId) -> Sequence[Membership]:
        return await self._rows.list(workspace_id)

    async def add(self, membership: Membership) -> None:
        await self._rows.add(membership)

    async def save(self, membership: Membership) -> None:
        await self._rows.save(membership)

    async def remove(self, workspace_id: WorkspaceId, membership_id: str) -> None:
        await self._rows.raw.delete_one(
            {"_id": membership_id, "workspace_id": workspace_id}, session=current_session()
        )


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

    async def of_user(self, user_id: UserId, at: datetime) -> Sequence[Session]:
        alive = {
            "user_id": user_id,
            "revoked_at": None,
            "ends_at": {"$gt": at},
            "seen_at": {"$gt": at - Session.IDLE},
        }
        cursor = self._rows.find(alive, session=current_session())
        rows = await cursor.sort([("seen_at", DESCENDING)]).limit(100).to_list(100)
        return [from_row(row, Session) for row in rows]

    async def revoke_one(self, user_id: UserId, session_id: SessionId, at: datetime) -> bool:
        written = await self._rows.update_one(
            {"_id": session_id, "user_id": user_id, "revoked_at": None},
            {"$set": {"revoked_at": at}},
            session=current_session(),
        )
        return bool(written.matched_count)

    async def revoke_of_user(
        self,
        user_id: UserId,
        at: datetime,
        *,
        but: SessionId | None = None,
        workspace_id: WorkspaceId | None = None,
    ) -> None:
        which: Row = {"user_id": user_id, "revoked_at": None}
        if but is not None:
            which["_id"] = {"$ne": but}
        if workspace_id is not None:
            which["workspace_id"] = workspace_id
        await self._rows.update_many(which, {"$set": {"revoked_at": at}}, session=current_session())

    async def renew_person(self, user: User) -> None:
        await self._rows.update_many(
            {"user_id": user.id},
            {"$set": {"person": to_row(Person.of(user))}},
            session=current_session(),
        )

    async def renew_role(self, membership: Membership) -> None:
        await self._rows.update_many(
            {"user_id": membership.user_id, "workspace_id": membership.workspace_id},
            {"$set": {"role": membership.role.value}},
            session=current_session(),
        )

    async def renew_standing(self, workspace: Workspace) -> None:
        await self._rows.update_many(
            {"workspace_id": workspace.id},
            {
                "$set": {
                    "closing_since": workspace.closure_asked_at,
                    "suspended_since": workspace.suspended_at,
                    "suspension": workspace.suspension,
                }
            },
            session=current_session(),
        )

    async def note_policy(self, session_id: SessionId, version: str) -> None:
        await self._rows.update_one(
            {"_id": session_id}, {"$set": {"policy_version": version}}, session=current_session()
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


class MongoTickets:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "tickets")

    async def add(self, ticket: Ticket) -> None:
        await self._rows.insert_one(to_row(ticket), session=current_session())

    async def find(self, token_digest: str) -> Ticket | None:
        row = await self._rows.find_one({"_id": token_digest}, session=current_session())
        return None if row is None else from_row(row, Ticket)

    async def spend(self, ticket: Ticket, at: datetime) -> None:
        spent = {"$set": {"spent_at": at}}
        written = await self._rows.update_one(
            {"_id": ticket.id, "spent_at": None}, spent, session=current_session()
        )
        if not written.matched_count:
            raise LinkExpired
        await self._rows.update_many(
            {"email.value": ticket.email.value, "kind": ticket.kind.value, "spent_at": None},
            spent,
            session=current_session(),
        )


class MongoInvitations:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "invitations", Invitation, not_found=InvitationNotFound)

    async def get(self, workspace_id: WorkspaceId, invitation_id: str) -> Invitation:
        return await self._rows.get(workspace_id, invitation_id)

    async def find_by_token(self, token_digest: str) -> Invitation | None:
        row = await self._rows.raw.find_one(
            {"token_digest": token_digest}, session=current_session()
        )
        return None if row is None else self._rows.read(row)

    async def open_ones(self, workspace_id: WorkspaceId) -> Sequence[Invitation]:
        return await self._rows.list(
            workspace_id, {"accepted_at": None, "revoked_at": None}, newest_first=True, limit=200
        )

    async def count_since(self, workspace_id: WorkspaceId, at: datetime) -> int:
        return await self._rows.raw.count_documents(
            {"workspace_id": workspace_id, "created_at": {"$gte": at}},
            session=current_session(),
        )

    async def add(self, invitation: Invitation) -> None:
        await self._rows.add(invitation)

    async def save(self, invitation: Invitation) -> None:
        await self._rows.save(invitation)


class MongoLetters:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "letters")

    async def add(self, letter: Letter) -> None:
        await self._rows.insert_one(to_row(letter), session=current_session())

    async def get(self, letter_id: str) -> Letter:
        row = await self._rows.find_one({"_id": letter_id}, session=current_session())
        if row is None:
            raise LetterNotFound
        return from_row(row, Letter)

    async def mark_posted(self, letter_id: str, at: datetime) -> None:
        await self._rows.update_one(
            {"_id": letter_id}, {"$set": {"sealed": "", "posted_at": at}}, session=current_session()
        )
