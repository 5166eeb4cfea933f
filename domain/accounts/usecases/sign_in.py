from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import WrongCredentials
from domain.accounts.model.identity import User
from domain.accounts.model.second_factor import Factor, FactorRule
from domain.accounts.model.session import Device, OpenedSession
from domain.accounts.ports import Memberships, PasswordHasher, Users, Workspaces
from domain.accounts.usecases.session_opener import SessionOpener
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Open a session in the user's first workspace. Whatever is wrong, the answer and the time it
    takes are the same (security.md 3.4). Who has a second factor still owes it.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    passwords: PasswordHasher
    throttle: SignInThrottle
    opener: SessionOpener
    rule: FactorRule
    transaction: Transaction

    async def __call__(
        self, email: str, password: str, *, device: Device, replaces: str | None = None
    ) -> OpenedSession:
        key = await self.throttle.begin(email, device.network)
        user = await self._find(email)
        hashed = None if user is None else user.password_hash
        right = await self.passwords.matches(password, hashed)
        if user is None or not right:
            raise WrongCredentials
        memberships = await self.memberships.of_user(user.id)
        if not memberships:
            raise WrongCredentials
        membership = memberships[0]
        workspace = await self.workspaces.get(membership.workspace_id)
        factor = self.rule.at_sign_in(user)

        async def work() -> OpenedSession:
            opened = await self.opener.open(
                user, workspace, membership, factor=factor, device=device, replaces=replaces
            )
            if factor is not Factor.OWED:
                await self.opener.announce(opened.signed_in.session, user)
            return opened

        opened = await self.transaction.run(work)
        await self.throttle.forget(key)
        return opened

    async def _find(self, email: str) -> User | None:
        try:
            return await self.users.find(EmailAddress(email))
        except NotAnEmailAddress:
            return None
