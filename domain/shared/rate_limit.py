"""How often one may ask (security.md 3.4, product.md INT-1): the limits, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class RouteClass(StrEnum):
    READ = "read"
    WRITE = "write"
    # A whole file, a vendor's quota or a model behind one request.
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Limit:
    """`quota` requests at once, refilled evenly over `seconds`."""

    quota: int
    seconds: int


# Whoever is at an address, known or not: several colleagues may share one.
PER_ADDRESS = Limit(1200, 60)
PER_USER = {
    RouteClass.READ: Limit(600, 60),
    RouteClass.WRITE: Limit(240, 60),
    RouteClass.HEAVY: Limit(30, 60),
}
PER_KEY = {
    RouteClass.READ: Limit(20, 2),
    RouteClass.WRITE: Limit(10, 2),
    RouteClass.HEAVY: Limit(30, 60),
}
# One network at one public form.
PER_FORM = Limit(5, 3600)
# All keys of a workspace together.
PER_WORKSPACE_OF_KEYS = (Limit(20, 2), Limit(10_000, 86_400))


@dataclass(frozen=True, slots=True)
class Bucket:
    """`name` says whose requests are counted."""

    name: str
    limit: Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a bucket has left after this request; `reset_ms` until it is full again, `wait_ms`
    until it has room for one more request (0: it has).
    """

    limit: Limit
    remaining: int
    reset_ms: int
    wait_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """`passes` when every bucket had room; a refused request is taken from none of them."""

    passes: bool
    standings: tuple[Standing, ...]

    @property
    def tightest(self) -> Standing:
        """The one to tell: it refuses longest, or has least left."""
        return max(self.standings, key=lambda one: (one.wait_ms, -one.remaining / one.limit.quota))


class RateLimiter(Protocol):
    async def take(self, buckets: Sequence[Bucket]) -> Ruling:
        """Take one request from every bucket, or from none. At least one bucket.

        It always answers: with the store away it counts by itself, so limits hold per process.
        """
        ...
