"""Accounts on memory, with a clock that stands still."""

from dataclasses import dataclass, field, replace
from typing import Any

from adapters.memory.accounts import (
    MemoryAcceptances,
    MemoryMemberships,
    MemorySessions,
    MemorySignInCounter,
    MemoryUsers,
    MemoryWorkspaces,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.system.tokens import HmacIdentities, SecretTokens
from domain.accounts.model.form import NewPerson, SignUpForm
from domain.accounts.model.identity import PublishedPolicy
from domain.accounts.usecases.add_member import AddMember
from domain.accounts.usecases.authenticate import Authenticate
from domain.accounts.usecases.session_opener import SessionOpener
from domain.accounts.usecases.sign_in import SignIn
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.accounts.usecases.sign_out import SignOut
from domain.accounts.usecases.sign_up import SignUp
from domain.shared.ids import WorkspaceId
from tests.conftest import CountingIds, StoppedClock

PASSWORD = "correct horse battery staple"
POLICY = PublishedPolicy(version="2026-11", sha256="ab" * 32)


class PlainPasswords:
    """A hasher that is fast, and remembers what it compared with."""

    def __init__(self) -> None:
        self.compared: list[str | None] = []

    async def hash(self, password: str) -> str:
        return f"hash of {password}"

    async def matches(self, password: str, hashed: str | None) -> bool:
        self.compared.append(hashed)
        return hashed == f"hash of {password}"


class OnePolicy:
    async def current(self) -> PublishedPolicy:
        return POLICY


@dataclass
class Grants:
    to: list[WorkspaceId] = field(default_factory=list)
    fails: bool = False

    async def grant(self, workspace_id: WorkspaceId) -> None:
        if self.fails:
            raise RuntimeError("power cut")
        self.to.append(workspace_id)


def a_person(**changes: Any) -> NewPerson:
    return replace(
        NewPerson(
            first_name="Ada",
            last_name="Martin",
            email="Ada@Atelier-Nord.example",
            password=PASSWORD,
            policy_version=POLICY.version,
        ),
        **changes,
    )


def a_form(**changes: Any) -> SignUpForm:
    person = {key: changes.pop(key) for key in [*changes] if key in NewPerson.__slots__}
    made = SignUpForm(
        company="Atelier Nord", country="FR", professional=True, person=a_person(**person)
    )
    return replace(made, **changes)


class World:
    def __init__(self) -> None:
        self.store = MemoryStore()
        self.wall = StoppedClock()
        self.new_id = CountingIds()
        self.tokens = SecretTokens()
        self.passwords = PlainPasswords()
        self.grants = Grants()
        self.users = MemoryUsers(self.store)
        self.workspaces = MemoryWorkspaces(self.store)
        self.memberships = MemoryMemberships(self.store)
        self.sessions = MemorySessions(self.store)
        self.counter = MemorySignInCounter(self.store)
        self.acceptances = MemoryAcceptances(self.store)
        self.outbox = MemoryOutbox(self.store, self.new_id)
        transaction = MemoryTransaction(self.store)
        opener = SessionOpener(
            sessions=self.sessions, tokens=self.tokens, wall=self.wall, new_id=self.new_id
        )
        self.sign_up = SignUp(
            users=self.users,
            workspaces=self.workspaces,
            memberships=self.memberships,
            acceptances=self.acceptances,
            passwords=self.passwords,
            policy=OnePolicy(),
            credits=self.grants,
            opener=opener,
            outbox=self.outbox,
            transaction=transaction,
            wall=self.wall,
            new_id=self.new_id,
        )
        self.sign_in = SignIn(
            users=self.users,
            workspaces=self.workspaces,
            memberships=self.memberships,
            passwords=self.passwords,
            throttle=SignInThrottle(
                counter=self.counter, identities=HmacIdentities(b"k" * 32), wall=self.wall
            ),
            opener=opener,
            transaction=transaction,
        )
        self.sign_out = SignOut(sessions=self.sessions, tokens=self.tokens, wall=self.wall)
        self.authenticate = Authenticate(
            sessions=self.sessions,
            users=self.users,
            workspaces=self.workspaces,
            memberships=self.memberships,
            tokens=self.tokens,
            wall=self.wall,
        )
        self.add_member = AddMember(
            users=self.users,
            workspaces=self.workspaces,
            memberships=self.memberships,
            acceptances=self.acceptances,
            passwords=self.passwords,
            policy=OnePolicy(),
            outbox=self.outbox,
            transaction=transaction,
            wall=self.wall,
            new_id=self.new_id,
        )
