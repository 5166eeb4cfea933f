"""The vendors' SDKs take seconds to import; only a process that writes needs them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TypeAlias

from adapters.llm.model import Answer, Model, Question, Shape

Made: TypeAlias = tuple[Model, Callable[[], Awaitable[None]]]


@dataclass
class LateModel:
    """A Model made at its first question, in a thread, and closed with `stack`."""

    vendor: str
    make: Callable[[], Made]
    stack: AsyncExitStack
    _model: Model | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        return await (await self._made()).ask(question)

    async def _made(self) -> Model:
        async with self._lock:
            if self._model is None:
                model, close = await asyncio.to_thread(self.make)
                self.stack.push_async_callback(close)
                self._model = model
            return self._model


def make_openai(base_url: str, api_key: str, model: str) -> Made:
    from adapters.llm.openai.adapter import OpenAiModel  # noqa: PLC0415 - see the module
    from adapters.llm.openai.client import open_client  # noqa: PLC0415

    client = open_client(base_url, api_key)
    return OpenAiModel(client, model), client.close


def make_anthropic(base_url: str, api_key: str, model: str) -> Made:
    from adapters.llm.anthropic.adapter import AnthropicModel  # noqa: PLC0415 - see the module
    from adapters.llm.anthropic.client import open_client  # noqa: PLC0415

    client = open_client(base_url, api_key)
    return AnthropicModel(client, model), client.close
