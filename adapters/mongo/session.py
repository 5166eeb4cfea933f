"""The driver session travels here, so ports never mention it."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TypeVar

from adapters.mongo.driver import Client, Session, start_session

T = TypeVar("T")

_SESSION: ContextVar[Session | None] = ContextVar("mongo_session", default=None)


def current_session() -> Session | None:
    return _SESSION.get()


class MongoTransaction:
    """Transaction over `with_transaction`: a write conflict runs the work again.

    A transaction inside another joins it.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        if current_session() is not None:
            return await work()

        async def inside(session: Session) -> T:
            token = _SESSION.set(session)
            try:
                return await work()
            finally:
                _SESSION.reset(token)

        async with await start_session(self._client) as session:
            return await session.with_transaction(inside)
