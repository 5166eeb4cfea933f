import json
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.ports import Letters, Postman
from domain.accounts.usecases.mailroom import letter_place
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.shared.tokens import FieldCipher


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLetter:
    """Hand one waiting mail to the mail server; one that has left is left alone."""

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    letters: Letters
    postman: Postman
    cipher: FieldCipher
    wall: Clock

    async def __call__(self, letter_id: str) -> None:
        letter = await self.letters.get(letter_id)
        if letter.posted_at is not None:
            return
        words = json.loads(self.cipher.decrypt(letter.sealed, place=letter_place(letter.id)))
        await self.postman.post(letter.kind, letter.to, letter.locale, words)
        await self.letters.mark_posted(letter.id, self.wall.now())
