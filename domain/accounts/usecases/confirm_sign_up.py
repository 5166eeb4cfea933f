from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import LinkExpired
from domain.accounts.model.form import Applicant, check_password
from domain.accounts.model.identity import (
    Locale,
    Membership,
    PolicyAcceptance,
    User,
    Workspace,
)
from domain.accounts.model.second_factor import FactorRule
from domain.accounts.model.session import Device, OpenedSession
from domain.accounts.model.ticket import TicketKind
from domain.accounts.ports import (
    Acceptances,
    CurrentPolicy,
    Memberships,
    PasswordHasher,
    Tickets,
    TrialCredits,
    Users,
    Workspaces,
)
from domain.accounts.usecases.session_opener import SessionOpener
from domain.shared.actor import Role
from domain.shared.clock import Clock
from domain.shared.ids import NewId, UserId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSignUp:
    """Open the workspace that was asked for, for the holder of the link, with the password chosen
    here (obligations 3, 4, 23).

    User, workspace, ownership, acceptance, trial credits and session exist together or not at all.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    acceptances: Acceptances
    tickets: Tickets
    passwords: PasswordHasher
    policy: CurrentPolicy
    credits: TrialCredits
    opener: SessionOpener
    rule: FactorRule
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(
        self, token: str, password: str, *, device: Device, replaces: str | None = None
    ) -> OpenedSession:
        now = self.wall.now()
        ticket = await self.tickets.find(self.tokens.digest(token))
        if ticket is None or not ticket.is_good(TicketKind.SIGN_UP, now):
            raise LinkExpired
        asked = ticket.details
        person = Applicant(
            first_name=asked["first_name"],
            last_name=asked["last_name"],
            email=ticket.email.value,
            policy_version=asked["policy_version"],
        )
        check_password(password, person.own_texts(asked["company"]))
        policy = await self.policy.current()
        user = User(
            id=UserId(self.new_id()),
            email=ticket.email,
            first_name=person.first_name,
            last_name=person.last_name,
            locale=Locale(asked["locale"]),
            password_hash=await self.passwords.hash(password),
            created_at=now,
        )
        workspace_id = WorkspaceId(self.new_id())
        membership_id, acceptance_id = self.new_id(), self.new_id()

        async def work() -> OpenedSession:
            workspace = Workspace.open(
                workspace_id, asked["company"], asked["country"], owner=user, at=now
            )
            membership = Membership.join(membership_id, workspace_id, user.id, Role.OWNER, at=now)
            acceptance = PolicyAcceptance(
                id=acceptance_id,
                workspace_id=workspace_id,
                user_id=user.id,
                policy_version=asked["policy_version"],
                policy_sha256=policy.sha256,
                accepted_at=now,
            )
            await self.tickets.spend(ticket, now)
            await self.users.add(user)
            await self.workspaces.add(workspace)
            await self.memberships.add(membership)
            await self.acceptances.add(acceptance)
            await self.credits.grant(workspace_id)
            await self.outbox.append([*workspace.events, *membership.events, acceptance.event()])
            return await self.opener.open(
                user,
                workspace,
                membership,
                factor=self.rule.at_sign_in(user),
                device=device,
                replaces=replaces,
            )

        return await self.transaction.run(work)
