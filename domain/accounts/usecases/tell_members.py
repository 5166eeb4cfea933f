from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.letter import LetterKind
from domain.accounts.ports import Memberships, Users, Workspaces
from domain.accounts.usecases.mailroom import Mailroom
from domain.shared.actor import PERMISSIONS, Permission
from domain.shared.ids import EventId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

# No colleague is bothered with a bill.
_READERS = {
    LetterKind.CREDITS_LOW: Permission.SPENDING_EDIT,
    LetterKind.PAYMENT_FAILED: Permission.BILLING_MANAGE,
    LetterKind.SUBSCRIPTION_ENDED: Permission.BILLING_MANAGE,
    LetterKind.KEY_ENDING: Permission.KEYS_MANAGE,
    LetterKind.PEOPLE_TO_INFORM: Permission.RIGHTS_HANDLE,
    LetterKind.TEXT_CHANGES: Permission.WORKSPACE_CLOSE,
    LetterKind.PROVIDERS_CHANGE: Permission.WORKSPACE_CLOSE,
    LetterKind.INCIDENT_NOTICE: Permission.RIGHTS_HANDLE,
    LetterKind.AUTHORITY_REQUEST: Permission.RIGHTS_HANDLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TellMembers:
    """Write to those who can do something about it: money (BIL-6, BIL-7), people to inform (PRV-2),
    texts and providers that change (obligations 107, 150), incidents (obligation 138). One letter
    per person and piece of news, however often the news comes.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    mailroom: Mailroom
    transaction: Transaction

    async def __call__(
        self, workspace_id: WorkspaceId, kind: LetterKind, event_id: EventId, **words: str
    ) -> int:
        """How many were written to."""

        async def work() -> int:
            workspace, told = await self.workspaces.get(workspace_id), 0
            for member in await self.memberships.of_workspace(workspace_id):
                if _READERS[kind] not in PERMISSIONS[member.role]:
                    continue
                letter_id = f"{event_id}:{member.user_id}"
                if await self.mailroom.knows(letter_id):
                    continue
                user = await self.users.get(member.user_id)
                await self.mailroom.queue(
                    kind,
                    user.email,
                    user.locale,
                    workspace_id=workspace_id,
                    letter_id=letter_id,
                    company=workspace.name,
                    name=user.first_name,
                    **words,
                )
                told += 1
            return told

        return await self.transaction.run(work)
