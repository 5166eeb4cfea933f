"""A vendor that is down, in words of messaging: why nothing can be written now."""

from adapters.llm.model import Fault, VendorDown
from domain.messaging.errors import ModelBudgetSpent, NoModelAllowed, WriterBusy
from domain.shared.errors import Unavailable

_PAUSES: dict[Fault, type[Unavailable]] = {
    Fault.BUDGET: ModelBudgetSpent,
    Fault.NO_ROUTE: NoModelAllowed,
}


def pause(down: VendorDown) -> Unavailable:
    return _PAUSES.get(down.fault, WriterBusy)(retry_after=down.retry_after)
