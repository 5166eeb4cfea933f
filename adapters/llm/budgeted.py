"""Model that asks first whether the workspace may: its budget, and where its texts may go."""

from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.llm.model import Answer, Fault, Model, Question, Shape, VendorDown
from domain.messaging.model.spending import Route
from domain.messaging.ports import ModelCalls, ModelRulesBook

_REGIONS = {Route.ANY: None, Route.EU: frozenset({"eu"})}
_ASK_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Budgeted:
    """Nothing is sent once the day's budget is used up (vendors/llm.md 4.2, point 10).

    Calls under way at that moment end: a budget is passed by what was already asked, not more.
    """

    inner: Model
    book: ModelRulesBook
    calls: ModelCalls

    @property
    def vendor(self) -> str:
        return self.inner.vendor

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        rules = await self.book.of(question.workspace_id)
        if rules.is_spent(await self.calls.spent_today(question.workspace_id)):
            raise VendorDown(Fault.BUDGET, retry_after=_ASK_AGAIN)
        return await self.inner.ask(replace(question, regions=_REGIONS[rules.route]))
