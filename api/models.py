"""Types every request and answer is made of: bounded, storable, and nothing more."""

import re
from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

T = TypeVar("T")

# C0 controls except tab and newline, and DEL (security.md 4.1).
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _storable(text: str) -> str:
    """Refuse what the database or a mail header cannot carry: lone surrogates and controls."""
    if _CONTROLS.search(text) or any("\ud800" <= char <= "\udfff" for char in text):
        message = "control characters and lone surrogates are refused"
        raise ValueError(message)
    return text


def _one_line(text: str) -> str:
    """Refuse line breaks, Unicode's too: what is one line may end in a mail header."""
    if len(text.splitlines()) > 1:
        message = "line breaks are refused"
        raise ValueError(message)
    return text


_Text = Annotated[str, AfterValidator(_storable)]
_ONE_LINE = AfterValidator(_one_line)


Id = Annotated[_Text, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_:.-]+$")]
Line = Annotated[
    _Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), _ONE_LINE
]
OptionalLine = Annotated[_Text, StringConstraints(strip_whitespace=True, max_length=200), _ONE_LINE]
Paragraph = Annotated[_Text, StringConstraints(strip_whitespace=True, max_length=5_000)]
Address = Annotated[_Text, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]
Url = Annotated[
    _Text, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^(https?://\S+)?$")
]
# Kept as typed: a password may begin or end with a space.
Secret = Annotated[_Text, StringConstraints(max_length=1_000)]
Code = Annotated[_Text, StringConstraints(min_length=1, max_length=60)]
Count = Annotated[int, Field(ge=0, le=2**53)]


def zulu(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Instant = Annotated[datetime, PlainSerializer(zulu, return_type=str, when_used="json")]


class Ask(BaseModel):
    """A request body: unknown fields are refused, numbers are finite and fit a JSON client."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)


class Answer(BaseModel):
    """A response: no defaults, so every field is in every answer."""

    model_config = ConfigDict(frozen=True)


class ListOf(Answer, Generic[T]):
    """One page. `next` is the cursor of the following page, null on the last."""

    items: list[T]
    next: str | None
