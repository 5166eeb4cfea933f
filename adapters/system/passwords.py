"""Argon2id through the passlib API, as its maintained distribution libpass ships it."""

import asyncio
import unicodedata

from passlib.context import CryptContext

# OWASP minimum m = 19 MiB, t = 2, p = 1 (security.md 3.5).
_CONTEXT = CryptContext(
    schemes=["argon2"],
    argon2__type="id",
    argon2__memory_cost=19_456,
    argon2__time_cost=2,
    argon2__parallelism=1,
)


class Argon2Passwords:
    """At most four hashes at once, so logins cannot eat the memory; never on the event loop."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(4)
        self._decoy = _CONTEXT.hash("a decoy, so that unknown users take as long")

    async def hash(self, password: str) -> str:
        async with self._slots:
            return await asyncio.to_thread(_CONTEXT.hash, unicodedata.normalize("NFC", password))

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Compare; without a hash it takes the same time and is False."""
        text = unicodedata.normalize("NFC", password)
        async with self._slots:
            right = await asyncio.to_thread(_CONTEXT.verify, text, hashed or self._decoy)
        return right and hashed is not None
