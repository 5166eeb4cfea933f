"""The OpenAI SDK, pinned down: our address and key, and nothing retried inside."""

import httpx2
from openai import AsyncOpenAI


def open_client(base_url: str, api_key: str) -> AsyncOpenAI:
    """`base_url` names the region: `https://eu.api.openai.com/v1` keeps inference in the EU."""
    return AsyncOpenAI(
        api_key=api_key,
        base_url=base_url,
        max_retries=0,
        timeout=httpx2.Timeout(20, connect=3),
    )
