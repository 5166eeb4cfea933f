from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.identity import Locale
from domain.accounts.model.invitation import Invitation
from domain.accounts.ports import Invitations, Users, Workspaces
from domain.accounts.usecases.invite_member import write_invitation
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.role_check import check_role
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendInvitation:
    """A fresh link by mail; the one before is worth nothing."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    invitations: Invitations
    throttle: SignInThrottle
    mailroom: Mailroom
    tokens: TokenMaker
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, invitation_id: str, *, locale: Locale) -> Invitation:
        actor.require(Permission.TEAM_MANAGE)
        token, now = self.tokens.new(), self.wall.now()
        asked = await self.invitations.get(actor.workspace_id, invitation_id)
        check_role(actor, asked.role)
        await self.throttle.begin_letter(asked.email.value)

        async def work() -> Invitation:
            invitation = await self.invitations.get(actor.workspace_id, invitation_id)
            invitation.send_again(self.tokens.digest(token), at=now)
            await self.invitations.save(invitation)
            known = await self.users.find(invitation.email)
            workspace = await self.workspaces.get(actor.workspace_id)
            speech = locale if known is None else known.locale
            await write_invitation(self.mailroom, invitation, workspace, speech, token)
            return invitation

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeInvitation:
    """The link is worth nothing from now on."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    invitations: Invitations
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, invitation_id: str) -> None:
        actor.require(Permission.TEAM_MANAGE)
        now = self.wall.now()

        async def work() -> None:
            invitation = await self.invitations.get(actor.workspace_id, invitation_id)
            check_role(actor, invitation.role)
            invitation.revoke(at=now)
            await self.invitations.save(invitation)
            await self.outbox.append(invitation.events)

        await self.transaction.run(work)
