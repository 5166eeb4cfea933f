"""Storage ports of accounts in memory, for the domain tests."""

import copy
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
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

    async def add(self, membership: Membership) -> None:
        await self._rows.add(membership)


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
