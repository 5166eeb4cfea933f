"""OpenAI's answers and errors in our words (vendors/llm.md 1.5, 3.4, 5.1). Pure."""

from collections.abc import Mapping
from datetime import timedelta

import httpx2
import openai
from openai.types.responses import Response

from adapters.llm.model import Answer, Fault, Outcome, Question, Shape, Usage, VendorDown, read_text

VENDOR = "openai"
_MONEY = {"insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached"}


def to_answer(response: Response, question: Question[Shape]) -> Answer[Shape]:
    outcome, value = _read(response, question)
    return Answer(
        outcome=outcome,
        value=value,
        usage=_usage(response),
        vendor=VENDOR,
        model=response.model or "",
        request_id=response._request_id or "",  # noqa: SLF001 - the name the SDK documents
    )


def _read(response: Response, question: Question[Shape]) -> tuple[Outcome, Shape | None]:
    """Only the final phase counts: reasoning and commentary items come before it."""
    if response.status == "incomplete":
        reason = response.incomplete_details.reason if response.incomplete_details else None
        return (Outcome.FILTERED if reason == "content_filter" else Outcome.TRUNCATED), None
    if response.status not in {None, "completed"} or response.error is not None:
        return Outcome.FAILED, None
    text = ""
    for item in response.output or []:
        if item.type != "message" or getattr(item, "phase", None) == "commentary":
            continue
        for part in item.content:
            if part.type == "refusal":
                return Outcome.REFUSAL, None
            if part.type == "output_text":
                text += part.text
    return read_text(text, question)


def _usage(response: Response) -> Usage:
    """`input_tokens` includes cached and written ones."""
    usage = response.usage
    if usage is None:
        return Usage()
    details = usage.input_tokens_details
    cached = (details.cached_tokens or 0) if details else 0
    written = (details.cache_write_tokens or 0) if details else 0
    return Usage(
        input=usage.input_tokens - cached - written,
        cached=cached,
        written=written,
        output=usage.output_tokens,
    )


def to_failure(error: Exception) -> VendorDown | None:
    """None for what is not a vendor failure and must fly on."""
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError):
        return VendorDown(Fault.TRANSIENT)
    if isinstance(error, openai.APIStatusError):
        request_id = error.request_id or ""
        if error.code in _MONEY or error.type in _MONEY:
            return VendorDown(Fault.NO_MONEY, request_id=request_id)
        if error.status_code in {408, 409, 429} or error.status_code >= 500:
            return VendorDown(
                Fault.TRANSIENT,
                retry_after=retry_after(error.response.headers),
                request_id=request_id,
            )
        return VendorDown(Fault.BROKEN, request_id=request_id)
    if isinstance(error, openai.APIError):
        return VendorDown(Fault.TRANSIENT)
    return None


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Seconds only; a date is left to our own backoff."""
    text = headers.get("retry-after", "")
    return timedelta(seconds=int(text)) if text.isascii() and text.isdigit() else None
