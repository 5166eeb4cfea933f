"""Accounts on memory, with a clock that stands still."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.bootstrap.application.accounts import build_accounts
from adapters.bootstrap.ports.accounts import AccountsPorts
from adapters.memory.accounts import (
    MemoryAbuseReports,
    MemoryAcceptances,
    MemoryInvitations,
    MemoryLetters,
    MemoryMemberships,
    MemorySessions,
    MemorySignInCounter,
    MemoryTickets,
    MemoryUsers,
    MemoryWorkspaces,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.system.encryption import AesGcmCipher
from adapters.system.one_time_codes import TimeBasedCodes, code_at
from adapters.system.tokens import HmacIdentities, HmacSealer, SecretTokens
from domain.accounts.model.form import Applicant, NewPerson, SignUpForm
from domain.accounts.model.identity import Locale, PublishedPolicy
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.second_factor import FactorRule
from domain.accounts.model.session import Device, OpenedSession, Session
from domain.accounts.usecases.confirm_factor import SetFactor
from domain.shared.actor import Actor
from domain.shared.email_address import EmailAddress
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


@dataclass
class Post:
    """Keeps what was posted."""

    letters: list[tuple[LetterKind, str, dict[str, str]]] = field(default_factory=list)

    async def post(
        self, kind: LetterKind, to: EmailAddress, locale: Locale, words: Mapping[str, str]
    ) -> None:
        self.letters.append((kind, to.value, dict(words)))


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
    person = Applicant(
        first_name="Ada",
        last_name="Martin",
        email="Ada@Atelier-Nord.example",
        policy_version=POLICY.version,
    )
    own = {key: changes.pop(key) for key in [*changes] if key in Applicant.__slots__}
    made = SignUpForm(
        company="Atelier Nord",
        country="FR",
        professional=True,
        person=replace(person, **own),
    )
    return replace(made, **changes)


DEVICE = Device(name="Firefox · Linux", network="192.0.2.0/24")


class NoSenders:
    async def of_address(self, address: str) -> WorkspaceId | None:
        return None


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
        self.post = Post()
        self.codes = TimeBasedCodes()
        self.accounts = build_accounts(
            AccountsPorts(
                users=self.users,
                workspaces=self.workspaces,
                memberships=self.memberships,
                sessions=self.sessions,
                counter=self.counter,
                acceptances=self.acceptances,
                tickets=MemoryTickets(self.store),
                abuse=MemoryAbuseReports(self.store),
                reported=NoSenders(),
                invitations=MemoryInvitations(self.store),
                letters=MemoryLetters(self.store),
                postman=self.post,
                codes=self.codes,
                rule=FactorRule(exempt=frozenset({"public@sandbox.example"})),
                passwords=self.passwords,
                policy=OnePolicy(),
                credits=self.grants,
                cipher=AesGcmCipher({"1": b"c" * 32}, "1"),
                sealer=HmacSealer(b"s" * 32),
                tokens=self.tokens,
                identities=HmacIdentities(b"k" * 32),
                outbox=self.outbox,
                transaction=MemoryTransaction(self.store),
                wall=self.wall,
                new_id=self.new_id,
            )
        )
        self.authenticate = self.accounts.authenticate
        self.add_member = self.accounts.add_member

    async def mail(self) -> tuple[LetterKind, str, dict[str, str]]:
        """Post what waits, as the workers do; return the newest letter."""
        for letter_id in list(self.store.table("letters")):
            await self.accounts.post_letter(letter_id)
        return self.post.letters[-1]

    async def sign_up(self, form: SignUpForm | None = None, **changes: Any) -> Session:
        """A workspace and its owner, signed in, without a second factor yet."""
        return (await self.opened(form or a_form(**changes))).signed_in.session

    async def opened(self, form: SignUpForm, locale: Locale = Locale.FR) -> OpenedSession:
        await self.accounts.sign_up(form, locale=locale)
        _, _, words = await self.mail()
        return await self.accounts.confirm_sign_up(words["token"], PASSWORD, device=DEVICE)

    async def opened_session(self, **changes: Any) -> OpenedSession:
        return await self.opened(a_form(**changes))

    async def owner(self, form: SignUpForm | None = None, **changes: Any) -> Actor:
        """The owner of a fresh workspace, as with a second factor."""
        return self.strong((await self.sign_up(form, **changes)).actor(self.wall.now()))

    @staticmethod
    def strong(actor: Actor) -> Actor:
        return replace(actor, second_factor=True)

    async def sign_in(
        self, email: str, password: str, *, replaces: str | None = None
    ) -> OpenedSession:
        return await self.accounts.sign_in(email, password, device=DEVICE, replaces=replaces)

    async def sign_out(self, token: str) -> None:
        await self.accounts.sign_out(token)

    def code(self, secret: str, *, steps: int = 0) -> str:
        """What the authenticator app shows now, or some steps from now."""
        return code_at(secret, int(self.wall.now().timestamp()) // 30 + steps)

    async def set_factor(self, token: str) -> tuple[str, SetFactor]:
        """Set up an authenticator app for the session; return its secret."""
        signed_in = await self.authenticate(token)
        assert signed_in is not None
        started = await self.accounts.start_factor(signed_in.session, PASSWORD)
        done = await self.accounts.confirm_factor(
            signed_in.session, self.code(started.secret), token=token
        )
        return started.secret, done
