from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import NoFactorStarted, NotAMember, WrongCode
from domain.accounts.events import SecondFactorSet
from domain.accounts.model.identity import SecondFactor
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.second_factor import Factor
from domain.accounts.model.session import OpenedSession, Session
from domain.accounts.ports import (
    Memberships,
    OneTimeCodes,
    Sessions,
    Users,
    Workspaces,
)
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.session_opener import SessionOpener
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.accounts.usecases.start_factor import factor_place
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import FieldCipher, TokenMaker
from domain.shared.transaction import Transaction

RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFactor:
    """The recovery codes are shown this once."""

    opened: OpenedSession
    recovery_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFactor:
    """Take the started secret into use: a code shows that the app has it. Recovery codes are made,
    every other session ends, and this one goes on under a fresh token.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    sessions: Sessions
    codes: OneTimeCodes
    cipher: FieldCipher
    tokens: TokenMaker
    throttle: SignInThrottle
    opener: SessionOpener
    mailroom: Mailroom
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, session: Session, code: str, *, token: str) -> SetFactor:
        key = await self.throttle.begin_code(session.user_id)
        now = self.wall.now()
        recovery = tuple(self.codes.new_recovery_code() for _ in range(RECOVERY_CODES))

        async def work() -> OpenedSession:
            user = await self.users.get(session.user_id)
            if not user.pending_secret:
                raise NoFactorStarted
            secret = self.cipher.decrypt(user.pending_secret, place=factor_place(user.id))
            step = self.codes.step_of(secret, code, now)
            if step is None:
                raise WrongCode
            user.set_factor(
                SecondFactor(
                    secret=user.pending_secret,
                    set_at=now,
                    last_step=step,
                    recovery=[self.tokens.digest(one) for one in recovery],
                )
            )
            await self.users.save(user)
            membership = await self.memberships.find(session.workspace_id, user.id)
            if membership is None:
                raise NotAMember
            workspace = await self.workspaces.get(session.workspace_id)
            await self.sessions.revoke_of_user(user.id, now, but=session.id)
            await self.outbox.append(
                [SecondFactorSet(at=now, workspace_id=workspace.id, user_id=user.id)]
            )
            await self.mailroom.queue(
                LetterKind.SECOND_FACTOR_SET, user.email, user.locale, name=user.first_name
            )
            return await self.opener.open(
                user,
                workspace,
                membership,
                factor=Factor.PASSED,
                device=session.device,
                replaces=token,
                ends_at=session.ends_at,
            )

        try:
            opened = await self.transaction.run(work)
        except StaleWrite as error:
            raise WrongCode from error
        await self.throttle.forget(key)
        return SetFactor(opened=opened, recovery_codes=recovery)
