"""Model that books every attempt, also the failed ones (obligation 68)."""

import time
from dataclasses import dataclass

from adapters.llm import prices
from adapters.llm.model import Answer, Model, Question, Shape, Usage, VendorDown
from domain.messaging.ports import ModelCall, ModelCalls


@dataclass(frozen=True, slots=True)
class Metered:
    """A refused, cut or malformed answer was billed, and is booked with its tokens."""

    inner: Model
    model: str
    region: str
    calls: ModelCalls

    @property
    def vendor(self) -> str:
        return self.inner.vendor

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        began = time.monotonic()
        try:
            answer = await self.inner.ask(question)
        except VendorDown as down:
            told = (self.model, down.fault.value, down.request_id)
            await self.calls.record(self._call(question, Usage(), *told, since=began))
            raise
        told = (answer.model or self.model, answer.outcome.value, answer.request_id)
        await self.calls.record(self._call(question, answer.usage, *told, since=began))
        return answer

    def _call(
        self,
        question: Question[Shape],
        usage: Usage,
        model: str,
        outcome: str,
        request_id: str,
        *,
        since: float,
    ) -> ModelCall:
        return ModelCall(
            workspace_id=question.workspace_id,
            use_case=question.use_case,
            vendor=self.vendor,
            model=model,
            region=self.region,
            prompt_version=question.prompt.version,
            fields_sent=question.fields_sent,
            input_tokens=usage.input,
            cached_tokens=usage.cached,
            written_tokens=usage.written,
            output_tokens=usage.output,
            micro_usd=prices.micro_usd(model, self.region, usage),
            prices=prices.VERSION,
            outcome=outcome,
            request_id=request_id,
            took_ms=round((time.monotonic() - since) * 1000),
        )
