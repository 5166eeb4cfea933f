"""One question to a language model and everything that can come back (vendors/llm.md 5.1)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from adapters.llm.prompt import Prompt
from domain.shared.errors import Unavailable
from domain.shared.ids import WorkspaceId

Shape = TypeVar("Shape", bound=BaseModel)


class Outcome(StrEnum):
    """How a vendor that answered has answered; each of these was billed."""

    OK = "ok"
    REFUSAL = "refusal"
    TRUNCATED = "truncated"
    FILTERED = "filtered"
    INVALID = "invalid"
    FAILED = "failed"


class Fault(StrEnum):
    """How a vendor did not answer."""

    TRANSIENT = "transient"
    NO_MONEY = "no-money"
    BROKEN = "broken"
    DEADLINE = "deadline"
    BUDGET = "budget"
    NO_ROUTE = "no-route"


class VendorDown(Exception):
    """No answer. Vendor words stay out of it: they may quote the request."""

    def __init__(
        self, fault: Fault, *, retry_after: timedelta | None = None, request_id: str = ""
    ) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.retry_after = retry_after
        self.request_id = request_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[Shape]):
    """`document` is the user turn, one JSON text; `fields_sent` names what it holds.

    `regions` are those the workspace allows, None for all; `seconds` what is left to answer in.
    """

    workspace_id: WorkspaceId
    use_case: str
    prompt: Prompt
    document: str
    fields_sent: tuple[str, ...]
    shape: type[Shape]
    max_tokens: int
    regions: frozenset[str] | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens, the same way for both vendors: `input` leaves out what was read from the cache and
    what was written to it, which have prices of their own.
    """

    input: int = 0
    cached: int = 0
    written: int = 0
    output: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[Shape]):
    """`value` is there when, and only when, the outcome is OK."""

    outcome: Outcome
    value: Shape | None
    usage: Usage
    vendor: str
    model: str
    request_id: str


class Model(Protocol):
    """A vendor, or something that stands in front of one."""

    @property
    def vendor(self) -> str: ...

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        """One attempt. Raise VendorDown when there is no answer."""
        ...


async def ask_or(
    busy: type[Unavailable], model: Model, question: Question[Shape]
) -> tuple[Answer[Shape], Shape]:
    """The answer and what it says. Raise `busy` when no vendor gives a usable one."""
    try:
        answer = await model.ask(question)
    except VendorDown as down:
        raise busy(retry_after=down.retry_after) from down
    if answer.value is None:
        raise busy
    return answer, answer.value


def allowed(deadline: float, question: Question[Shape]) -> float:
    """Seconds one attempt may take: its own deadline, or what is left of the whole call's."""
    return deadline if question.seconds is None else min(deadline, question.seconds)


def read_text(text: str, question: Question[Shape]) -> tuple[Outcome, Shape | None]:
    """Our own validation of what a model wrote: the SDKs' loses the bill (vendors/llm.md 0.2)."""
    if not text:
        return Outcome.FILTERED, None
    if question.prompt.canary in text:
        return Outcome.INVALID, None
    try:
        return Outcome.OK, question.shape.model_validate_json(text)
    except ValidationError:
        return Outcome.INVALID, None
