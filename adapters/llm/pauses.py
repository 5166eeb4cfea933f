"""Asking for messaging: a vendor that is down, in its words, is why nothing can be written now."""

from adapters.llm.model import Answer, Fault, Model, Question, Shape, VendorDown
from domain.messaging.errors import (
    ModelBudgetSpent,
    NoModelAllowed,
    NothingUsableWritten,
    WriterBusy,
)
from domain.shared.errors import Unavailable

_PAUSES: dict[Fault, type[Unavailable]] = {
    Fault.BUDGET: ModelBudgetSpent,
    Fault.NO_ROUTE: NoModelAllowed,
}


async def ask_or_pause(model: Model, question: Question[Shape]) -> tuple[Answer[Shape], Shape]:
    """The answer and what it says. Raise the pause, or NothingUsableWritten."""
    try:
        answer = await model.ask(question)
    except VendorDown as down:
        raise _PAUSES.get(down.fault, WriterBusy)(retry_after=down.retry_after) from down
    if answer.value is None:
        raise NothingUsableWritten(answer.outcome.value)
    return answer, answer.value
