"""Which failures mean that a store is away, for driving sides that may not know the drivers."""

from adapters.jobs.queue import QUEUE_DOWN
from adapters.mongo.driver import STORE_DOWN


def is_outage(error: BaseException) -> bool:
    """Also one that others wrapped on its way up."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, (*STORE_DOWN, *QUEUE_DOWN)):
            return True
        cause = cause.__cause__
    return False
