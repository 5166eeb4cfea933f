"""Model on Anthropic's Messages API (vendors/llm.md 2.2)."""

import asyncio
from dataclasses import dataclass

from anthropic import AsyncAnthropic, transform_schema

from adapters.llm.anthropic import mapping
from adapters.llm.model import Answer, Fault, Question, Shape, VendorDown, allowed


@dataclass(frozen=True, slots=True)
class AnthropicModel:
    """`create` with our schema and not `parse`, which loses the bill of a refused or cut answer."""

    client: AsyncAnthropic
    model: str
    deadline_seconds: float = 20

    @property
    def vendor(self) -> str:
        return mapping.VENDOR

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        try:
            async with asyncio.timeout(allowed(self.deadline_seconds, question)):
                message = await self.client.messages.create(
                    model=self.model,
                    max_tokens=question.max_tokens,
                    system=[
                        {
                            "type": "text",
                            "text": question.prompt.text,
                            "cache_control": {"type": "ephemeral"},
                        }
                    ],
                    messages=[{"role": "user", "content": question.document}],
                    output_config={
                        "effort": "low",
                        "format": {
                            "type": "json_schema",
                            "schema": transform_schema(question.shape),
                        },
                    },
                )
        except TimeoutError as error:
            raise VendorDown(Fault.DEADLINE) from error
        except Exception as error:
            failure = mapping.to_failure(error)
            if failure is None:
                raise
            raise failure from error
        return mapping.to_answer(message, question)
