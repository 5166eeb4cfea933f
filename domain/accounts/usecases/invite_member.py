from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.accounts.errors import AlreadyAMember, TooManyLetters
from domain.accounts.model.identity import Locale, Workspace
from domain.accounts.model.invitation import Invitation
from domain.accounts.model.letter import LetterKind
from domain.accounts.ports import Invitations, Memberships, Users, Workspaces
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.role_check import check_role
from domain.shared.actor import Actor, Permission, Role
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteMember:
    """Write to somebody who shall join with a role (TEAM-1). Whether the address has an account
    elsewhere is not told; a colleague who is in already is, for the team list shows it anyway.

    A second invitation to one address replaces the first. Twenty a day per workspace.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    invitations: Invitations
    mailroom: Mailroom
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, email: str, role: Role, *, locale: Locale) -> Invitation:
        actor.require(Permission.TEAM_MANAGE)
        check_role(actor, role)
        address, now, token = EmailAddress(email), self.wall.now(), self.tokens.new()
        invitation_id = self.new_id()

        async def work() -> Invitation:
            known = await self.users.find(address)
            if known is not None:
                member = await self.memberships.find(actor.workspace_id, known.id)
                if member is not None:
                    raise AlreadyAMember
            since = now - timedelta(days=1)
            if await self.invitations.count_since(actor.workspace_id, since) >= Invitation.PER_DAY:
                raise TooManyLetters(retry_after=timedelta(hours=1))
            for earlier in await self.invitations.open_ones(actor.workspace_id):
                if earlier.email == address:
                    earlier.revoke(at=now)
                    await self.invitations.save(earlier)
            made = Invitation.send(
                invitation_id,
                actor.workspace_id,
                address,
                role,
                by=actor.user_id,
                token_digest=self.tokens.digest(token),
                at=now,
            )
            await self.invitations.add(made)
            await self.outbox.append(made.events)
            workspace = await self.workspaces.get(actor.workspace_id)
            speech = locale if known is None else known.locale
            await write_invitation(self.mailroom, made, workspace, speech, token)
            return made

        return await self.transaction.run(work)


async def write_invitation(
    mailroom: Mailroom, invitation: Invitation, workspace: Workspace, locale: Locale, token: str
) -> None:
    await mailroom.queue(
        LetterKind.INVITATION,
        invitation.email,
        locale,
        workspace_id=workspace.id,
        token=token,
        company=workspace.name,
        role=invitation.role.value,
    )
