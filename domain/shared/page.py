"""Keyset pages: a bounded slice and where the next one starts."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class PageAsk:
    """`after` is the opaque key the last page gave as `next`."""

    limit: int = DEFAULT_LIMIT
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`next` is None on the last page."""

    items: Sequence[T]
    next: str | None = None


async def every(page: Callable[[PageAsk], Awaitable[Page[T]]]) -> AsyncIterator[T]:
    """The rows of all pages, in their order; one page is held at a time."""
    after: str | None = None
    while True:
        found = await page(PageAsk(MAX_LIMIT, after))
        for one in found.items:
            yield one
        after = found.next
        if after is None:
            return
