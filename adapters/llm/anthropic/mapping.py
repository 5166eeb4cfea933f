"""Anthropic's answers and errors in our words (vendors/llm.md 2.2, 2.5, 5.1). Pure."""

from collections.abc import Mapping
from datetime import timedelta

import anthropic
import httpx2
from anthropic.types import Message

from adapters.llm.model import Answer, Fault, Outcome, Question, Shape, Usage, VendorDown, read_text

VENDOR = "anthropic"
_MONEY = {
    "enforced_spend_limit_reached",
    "contract_spend_limit_reached",
    "linked_organization_spend_limit_reached",
}
_BUSY = {"overloaded_error", "api_error", "rate_limit_error", "timeout_error"}


def to_answer(message: Message, question: Question[Shape]) -> Answer[Shape]:
    outcome, value = _read(message, question)
    return Answer(
        outcome=outcome,
        value=value,
        usage=_usage(message),
        vendor=VENDOR,
        model=message.model or "",
        request_id=message._request_id or "",  # noqa: SLF001 - the name the SDK documents
    )


def _read(message: Message, question: Question[Shape]) -> tuple[Outcome, Shape | None]:
    """A refusal may carry text, so the reason to stop is read before any text is."""
    if message.stop_reason == "refusal":
        return Outcome.REFUSAL, None
    if message.stop_reason in {"max_tokens", "model_context_window_exceeded"}:
        return Outcome.TRUNCATED, None
    text = "".join(block.text for block in message.content or [] if block.type == "text")
    return read_text(text, question)


def _usage(message: Message) -> Usage:
    """`input_tokens` leaves out what was read from or written to the cache."""
    usage = message.usage
    if usage is None:
        return Usage()
    return Usage(
        input=usage.input_tokens,
        cached=usage.cache_read_input_tokens or 0,
        written=usage.cache_creation_input_tokens or 0,
        output=usage.output_tokens,
    )


def to_failure(error: Exception) -> VendorDown | None:
    """None for what is not a vendor failure and must fly on. Branch on codes, never on words."""
    if isinstance(error, anthropic.APIConnectionError | httpx2.TransportError):
        return VendorDown(Fault.TRANSIENT)
    if isinstance(error, anthropic.APIStatusError):
        request_id = error.request_id or ""
        if error.error_code in _MONEY or error.status_code == 402:
            return VendorDown(Fault.NO_MONEY, request_id=request_id)
        if error.status_code in {408, 409, 429} or error.status_code >= 500 or error.type in _BUSY:
            return VendorDown(
                Fault.TRANSIENT,
                retry_after=_retry_after(error.response.headers),
                request_id=request_id,
            )
        return VendorDown(Fault.BROKEN, request_id=request_id)
    return None


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Seconds only; a date is left to our own backoff."""
    text = headers.get("retry-after", "")
    return timedelta(seconds=int(text)) if text.isascii() and text.isdigit() else None
