"""One effect per Idempotency-Key (architecture.md 6): kept 24 h, same key + other body refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.shared.errors import Conflict


class IdempotencyKeyReused(Conflict):
    """The key came with another body before, or its first request is still running."""

    code = "idempotency-key-reused"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    status: int
    headers: dict[str, str]
    body: bytes


class IdempotencyKeys(Protocol):
    async def begin(
        self, scope: str, key: str, request_hash: str, now: datetime
    ) -> KeptAnswer | None:
        """Claim the key for this request, or return the answer kept for the same request.

        Raise IdempotencyKeyReused for another request under the key, or one still running.
        A claim whose process died is taken over after one minute. `scope` is a workspace and user.
        """
        ...

    async def keep(self, scope: str, key: str, answer: KeptAnswer) -> None:
        """Remember the answer of the claim for 24 h."""
        ...

    async def release(self, scope: str, key: str) -> None:
        """Forget a claim whose request had no effect, so that it may be tried again."""
        ...
