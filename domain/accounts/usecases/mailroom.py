"""The step that writes a service mail into the running transaction."""

import json
from dataclasses import dataclass

from domain.accounts.errors import LetterNotFound
from domain.accounts.events import LetterQueued
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import Letter, LetterKind
from domain.accounts.ports import Letters
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.ids import NewId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.tokens import FieldCipher

# Mail to somebody who is in no workspace yet.
NOWHERE = WorkspaceId("nowhere")


def letter_place(letter_id: str) -> str:
    """Where the sealed words of a letter belong."""
    return f"letters|{letter_id}|words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailroom:
    """Words and links are sealed until the mail has left, and forgotten then."""

    letters: Letters
    cipher: FieldCipher
    outbox: Outbox
    wall: Clock
    new_id: NewId

    async def queue(
        self,
        kind: LetterKind,
        to: EmailAddress,
        locale: Locale,
        *,
        workspace_id: WorkspaceId = NOWHERE,
        letter_id: str = "",
        **words: str,
    ) -> None:
        """Inside the caller's transaction: no letter without the change it speaks of."""
        letter_id, now = letter_id or self.new_id(), self.wall.now()
        sealed = self.cipher.encrypt(json.dumps(words), place=letter_place(letter_id))
        letter = Letter(
            id=letter_id, kind=kind, to=to, locale=locale, sealed=sealed, created_at=now
        )
        await self.letters.add(letter)
        queued = LetterQueued(at=now, workspace_id=workspace_id, letter_id=letter_id)
        await self.outbox.append([queued])

    async def knows(self, letter_id: str) -> bool:
        """Whether a letter with this id was written."""
        try:
            await self.letters.get(letter_id)
        except LetterNotFound:
            return False
        return True
