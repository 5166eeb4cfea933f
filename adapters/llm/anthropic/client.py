"""The Anthropic SDK, pinned down: our address and key, and nothing retried inside."""

import httpx2
from anthropic import AsyncAnthropic


def open_client(base_url: str, api_key: str) -> AsyncAnthropic:
    """`base_url` without `/v1`. The SDK takes httpx2 timeouts only."""
    return AsyncAnthropic(
        api_key=api_key,
        base_url=base_url,
        max_retries=0,
        timeout=httpx2.Timeout(20, connect=3),
    )
