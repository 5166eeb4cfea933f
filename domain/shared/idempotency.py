"""One effect per Idempotency-Key (architecture.md 6): kept 24 h, same key + other body refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.shared.errors import Conflict

# How often a running request says so; ten silent seconds end its claim.
RENEW_EVERY = 3.0


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
        A claim that was neither renewed nor ended for ten seconds is taken over: its process died.
        `scope` is a workspace and user.
        """
        ...

    async def renew(self, scope: str, key: str, now: datetime) -> None:
        """Say that the request of the claim still runs."""
        ...

    async def keep(self, scope: str, key: str, answer: KeptAnswer) -> None:
        """Remember the answer of the claim for 24 h."""
        ...

    async def release(self, scope: str, key: str) -> None:
        """Forget a claim whose request had no effect, so that it may be tried again."""
        ...
