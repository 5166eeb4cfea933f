"""Model on OpenAI's Responses API (vendors/llm.md 1.2)."""

import asyncio
from dataclasses import dataclass

from openai import AsyncOpenAI

from adapters.llm.model import Answer, Fault, Question, Shape, VendorDown, allowed
from adapters.llm.openai import mapping


@dataclass(frozen=True, slots=True)
class OpenAiModel:
    """Nothing is stored or trained on at the vendor: `store=False` on every call (obligation 67).

    `deadline` is absolute: SDK timeouts are per operation, so a dripping answer never trips them.
    """

    client: AsyncOpenAI
    model: str
    deadline_seconds: float = 20

    @property
    def vendor(self) -> str:
        return mapping.VENDOR

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        try:
            async with asyncio.timeout(allowed(self.deadline_seconds, question)):
                # parse_as=None: send the schema, do not parse; a refusal with text or a cut
                # answer would raise and lose the usage (vendors/llm.md 0.2).
                response = await self.client.responses.parse(
                    model=self.model,
                    instructions=question.prompt.text,
                    input=question.document,
                    text_format=question.shape,
                    parse_as=None,
                    store=False,
                    max_output_tokens=question.max_tokens,
                    reasoning={"effort": "low"},
                    prompt_cache_key=f"{question.workspace_id}:{question.prompt.version}"[:64],
                )
        except TimeoutError as error:
            raise VendorDown(Fault.DEADLINE) from error
        except Exception as error:
            failure = mapping.to_failure(error)
            if failure is None:
                raise
            raise failure from error
        return mapping.to_answer(response, question)
