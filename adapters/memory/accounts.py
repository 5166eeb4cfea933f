"""Storage ports of accounts in memory, for the domain tests."""

import copy
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
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


class MemoryUsers:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, User] = store.table("users")

    async def get(self, user_id: UserId) -> User:
        if user_id not in self._rows:
            raise UserNotFound
        return copy.deepcopy(self._rows[user_id])

    async def find(self, email: EmailAddress) -> User | None:
        found = (user for user in self._rows.values() if user.email == email)
        return copy.deepcopy(next(found, None))

    async def add(self, user: User) -> None:
        if user.id in self._rows or await self.find(user.email) is not None:
            raise EmailAlreadyKnown
        self._rows[user.id] = copy.deepcopy(user)

    async def save(self, user: User) -> None:
        kept = self._rows.get(user.id)
        if kept is None or kept.version != user.version:
            raise StaleWrite
        other = await self.find(user.email)
        if other is not None and other.id != user.id:
            raise EmailAlreadyKnown
        user.version += 1
        self._rows[user.id] = copy.deepcopy(user)


class MemoryWorkspaces:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Workspace] = store.table("workspaces")

    async def get(self, workspace_id: WorkspaceId) -> Workspace:
        if workspace_id not in self._rows:
            raise WorkspaceNotFound
        return copy.deepcopy(self._rows[workspace_id])

    async def add(self, workspace: Workspace) -> None:
        self._rows[workspace.id] = replace(workspace, events=[])

    async def save(self, workspace: Workspace) -> None:
        kept = self._rows.get(workspace.id)
        if kept is None or kept.version != workspace.version:
            raise StaleWrite
        workspace.version += 1
        self._rows[workspace.id] = replace(workspace, events=[])

    async def closing(self, limit: int) -> Sequence[WorkspaceId]:
        asked = [
            (one.closure_asked_at, one.id)
            for one in self._rows.values()
            if one.closure_asked_at is not None
        ]
        return [workspace_id for _, workspace_id in sorted(asked)[:limit]]

    async def watched(self, limit: int) -> Sequence[Workspace]:
        held = [
            (one.suspended_at, one.id)
            for one in self._rows.values()
            if one.suspended_at is not None
        ]
        fresh = [
            one.id for one in self._rows.values() if one.to_review and one.suspended_at is None
        ]
        ids = [workspace_id for _, workspace_id in sorted(held)] + sorted(fresh)
        return [copy.deepcopy(self._rows[one]) for one in ids[:limit]]


class MemoryAbuseReports:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, AbuseReport] = store.table("abuse_reports")

    async def add(self, report: AbuseReport) -> None:
        self._rows[report.id] = report

    async def people_since(self, workspace_id: WorkspaceId, at: datetime) -> int:
        since = [one for one in self._rows.values() if one.received_at >= at]
        return len({one.network for one in since if one.workspace_id == workspace_id})

    async def latest(self, limit: int) -> Sequence[AbuseReport]:
        return sorted(self._rows.values(), key=lambda one: one.id, reverse=True)[:limit]


class MemoryMemberships:
    def __init__(self, store: MemoryStore) -> None:
        self._table: dict[str, Membership] = store.table("memberships")
        self._rows: MemoryRows[Membership] = MemoryRows(
            store,
            "memberships",
            not_found=NotFound,
            exists=AlreadyAMember,
            unique=lambda membership: membership.user_id,
        )

    async def find(self, workspace_id: WorkspaceId, user_id: UserId) -> Membership | None:
        return await self._rows.find(workspace_id, lambda row: row.user_id == user_id)

    async def of_user(self, user_id: UserId) -> Sequence[Membership]:
        mine = [row for row in self._table.values() if row.user_id == user_id]
        return copy.deepcopy(sorted(mine, key=lambda row: row.id)[:100])

    async def of_workspace(self, workspace_id: WorkspaceId) -> Sequence[Membership]:
        return await self._rows.list(workspace_id)

    async def add(self, membership: Membership) -> None:
        await self._rows.add(membership)

    async def save(self, membership: Membership) -> None:
        await self._rows.save(membership)

    async def remove(self, workspace_id: WorkspaceId, membership_id: str) -> None:
        await self._rows.remove(workspace_id, membership_id)


class MemorySessions:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Session] = store.table("sessions")

    async def find(self, token_digest: str) -> Session | None:
        found = (row for row in self._rows.values() if row.token_digest == token_digest)
        return copy.deepcopy(next(found, None))

    async def add(self, session: Session) -> None:
        self._rows[session.id] = copy.deepcopy(session)

    async def touch(self, session_id: SessionId, at: datetime) -> None:
        kept = self._rows.get(session_id)
        if kept is not None and kept.seen_at < at:
            self._rows[session_id] = replace(kept, seen_at=at)

    async def revoke(self, token_digest: str, at: datetime) -> None:
        kept = await self.find(token_digest)
        if kept is not None and kept.revoked_at is None:
            self._rows[kept.id] = replace(kept, revoked_at=at)

    def _of(self, user_id: UserId) -> list[Session]:
        return [row for row in self._rows.values() if row.user_id == user_id]

    async def of_user(self, user_id: UserId, at: datetime) -> Sequence[Session]:
        alive = [row for row in self._of(user_id) if row.is_alive(at)]
        return copy.deepcopy(sorted(alive, key=lambda row: row.seen_at, reverse=True)[:100])

    async def revoke_one(self, user_id: UserId, session_id: SessionId, at: datetime) -> bool:
        kept = self._rows.get(session_id)
        if kept is None or kept.user_id != user_id or kept.revoked_at is not None:
            return False
        self._rows[session_id] = replace(kept, revoked_at=at)
        return True

    async def revoke_of_user(
        self,
        user_id: UserId,
        at: datetime,
        *,
        but: SessionId | None = None,
        workspace_id: WorkspaceId | None = None,
    ) -> None:
        for row in self._of(user_id):
            elsewhere = workspace_id is not None and row.workspace_id != workspace_id
            if row.id != but and not elsewhere and row.revoked_at is None:
                self._rows[row.id] = replace(row, revoked_at=at)

    async def renew_person(self, user: User) -> None:
        for row in self._of(user.id):
            self._rows[row.id] = replace(row, person=Person.of(user))

    async def renew_role(self, membership: Membership) -> None:
        for row in self._of(membership.user_id):
            if row.workspace_id == membership.workspace_id:
                self._rows[row.id] = replace(row, role=membership.role)

    async def renew_standing(self, workspace: Workspace) -> None:
        for row in list(self._rows.values()):
            if row.workspace_id == workspace.id:
                self._rows[row.id] = replace(
                    row,
                    closing_since=workspace.closure_asked_at,
                    suspended_since=workspace.suspended_at,
                    suspension=workspace.suspension,
                )

    async def note_policy(self, session_id: SessionId, version: str) -> None:
        self._rows[session_id] = replace(self._rows[session_id], policy_version=version)


class MemorySignInCounter:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, SignInTries] = store.table("sign_in_tries")

    async def get(self, key: str) -> SignInTries:
        return copy.deepcopy(self._rows.get(key)) or SignInTries(id=key)

    async def save(self, tries: SignInTries) -> None:
        kept = self._rows.get(tries.id)
        if tries.version != (0 if kept is None else kept.version):
            raise StaleWrite
        tries.version += 1
        self._rows[tries.id] = copy.deepcopy(tries)

    async def forget(self, key: str) -> None:
        self._rows.pop(key, None)


class MemoryAcceptances:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[PolicyAcceptance] = MemoryRows(
            store, "policy_acceptances", not_found=NotFound
        )

    async def add(self, acceptance: PolicyAcceptance) -> None:
        await self._rows.add(acceptance)

    async def of_user(
        self, workspace_id: WorkspaceId, user_id: UserId
    ) -> Sequence[PolicyAcceptance]:
        return await self._rows.list(workspace_id, lambda row: row.user_id == user_id, limit=100)


class MemoryTickets:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Ticket] = store.table("tickets")

    async def add(self, ticket: Ticket) -> None:
        self._rows[ticket.id] = copy.deepcopy(ticket)

    async def find(self, token_digest: str) -> Ticket | None:
        return copy.deepcopy(self._rows.get(token_digest))

    async def spend(self, ticket: Ticket, at: datetime) -> None:
        kept = self._rows.get(ticket.id)
        if kept is None or kept.spent_at is not None:
            raise LinkExpired
        for row in self._rows.values():
            if row.kind is ticket.kind and row.email == ticket.email and row.spent_at is None:
                self._rows[row.id] = replace(row, spent_at=at)


class MemoryInvitations:
    def __init__(self, store: MemoryStore) -> None:
        self._table: dict[str, Invitation] = store.table("invitations")
        self._rows: MemoryRows[Invitation] = MemoryRows(
            store, "invitations", not_found=InvitationNotFound
        )

    async def get(self, workspace_id: WorkspaceId, invitation_id: str) -> Invitation:
        return await self._rows.get(workspace_id, invitation_id)

    async def find_by_token(self, token_digest: str) -> Invitation | None:
        found = (row for row in self._table.values() if row.token_digest == token_digest)
        return copy.deepcopy(next(found, None))

    async def open_ones(self, workspace_id: WorkspaceId) -> Sequence[Invitation]:
        return await self._rows.list(
            workspace_id,
            lambda row: row.accepted_at is None and row.revoked_at is None,
            newest_first=True,
            limit=200,
        )

    async def count_since(self, workspace_id: WorkspaceId, at: datetime) -> int:
        return len(await self._rows.list(workspace_id, lambda row: row.created_at >= at))

    async def add(self, invitation: Invitation) -> None:
        await self._rows.add(invitation)

    async def save(self, invitation: Invitation) -> None:
        await self._rows.save(invitation)


class MemoryLetters:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Letter] = store.table("letters")

    async def add(self, letter: Letter) -> None:
        self._rows[letter.id] = copy.deepcopy(letter)

    async def get(self, letter_id: str) -> Letter:
        if letter_id not in self._rows:
            raise LetterNotFound
        return copy.deepcopy(self._rows[letter_id])

    async def mark_posted(self, letter_id: str, at: datetime) -> None:
        self._rows[letter_id] = replace(self._rows[letter_id], sealed="", posted_at=at)
