from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import NotAMember, WrongCode
from domain.accounts.model.identity import SecondFactor
from domain.accounts.model.second_factor import Factor
from domain.accounts.model.session import OpenedSession, Session
from domain.accounts.ports import Memberships, OneTimeCodes, Users, Workspaces
from domain.accounts.usecases.session_opener import SessionOpener
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.accounts.usecases.start_factor import factor_place
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import UserId
from domain.shared.purpose import Purpose
from domain.shared.tokens import FieldCipher, TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFactor:
    """Finish a sign-in with a code of the app, or with a recovery code. Each works once, also when
    two requests bring the same one at the same time; the session goes on under a fresh token.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    codes: OneTimeCodes
    cipher: FieldCipher
    tokens: TokenMaker
    throttle: SignInThrottle
    opener: SessionOpener
    transaction: Transaction
    wall: Clock

    async def __call__(self, session: Session, code: str, *, token: str) -> OpenedSession:
        key = await self.throttle.begin_code(session.user_id)

        async def work() -> OpenedSession:
            user = await self.users.get(session.user_id)
            if user.factor is None or not self._fits(user.id, user.factor, code):
                raise WrongCode
            await self.users.save(user)
            membership = await self.memberships.find(session.workspace_id, user.id)
            if membership is None:
                raise NotAMember
            workspace = await self.workspaces.get(session.workspace_id)
            opened = await self.opener.open(
                user,
                workspace,
                membership,
                factor=Factor.PASSED,
                device=session.device,
                replaces=token,
                ends_at=session.ends_at,
            )
            await self.opener.announce(opened.signed_in.session, user)
            return opened

        try:
            opened = await self.transaction.run(work)
        except StaleWrite as error:  # the same code came twice at once
            raise WrongCode from error
        await self.throttle.forget(key)
        return opened

    def _fits(self, user_id: UserId, factor: SecondFactor, code: str) -> bool:
        typed = code.strip().lower()
        if factor.spend_recovery(self.tokens.digest(typed)):
            return True
        secret = self.cipher.decrypt(factor.secret, place=factor_place(user_id))
        step = self.codes.step_of(secret, typed.replace(" ", ""), self.wall.now())
        return step is not None and factor.accept_step(step)
