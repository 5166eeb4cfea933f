"""Model that books every attempt, also the failed ones (obligation 68)."""

import time
from dataclasses import dataclass, replace

from adapters.llm.model import Answer, Model, Question, Shape, Usage, VendorDown
from domain.messaging.ports import ModelCall, ModelCalls


@dataclass(frozen=True, slots=True)
class Metered:
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
            call = self._call(question, Usage(), outcome=down.fault.value, since=began)
            await self.calls.record(replace(call, request_id=down.request_id))
            raise
        call = self._call(question, answer.usage, outcome=answer.outcome.value, since=began)
        await self.calls.record(
            replace(call, request_id=answer.request_id, model=answer.model or self.model)
        )
        return answer

    def _call(
        self, question: Question[Shape], usage: Usage, *, outcome: str, since: float
    ) -> ModelCall:
        return ModelCall(
            workspace_id=question.workspace_id,
            use_case=question.use_case,
            vendor=self.vendor,
            model=self.model,
            region=self.region,
            prompt_version=question.prompt.version,
            fields_sent=question.fields_sent,
            input_tokens=usage.input,
            cached_tokens=usage.cached,
            output_tokens=usage.output,
            outcome=outcome,
            request_id="",
            took_ms=round((time.monotonic() - since) * 1000),
        )
