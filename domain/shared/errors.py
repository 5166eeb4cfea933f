"""What can go wrong, in words of the domain.

    DomainError
    ├── NotFound       the thing does not exist for this workspace
    │   └── Gone       it existed, and was deleted for good
    ├── Conflict       the thing is in another state than the request assumes
    │   └── StaleWrite another write came first
    ├── Forbidden      the actor may not
    ├── Unauthenticated nobody is known to ask
    ├── Invalid        the request itself is wrong; may name the fields
    ├── PaymentNeeded  plan or credits do not cover it
    ├── Throttled      asked too often; says when to come back
    └── Unavailable    a dependency is down; may say when to come back

`code` is stable and public (docs/problems/<code>.md); `detail` is safe to show: never an
address, a vendor's words or a secret.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One wrong field: a JSON pointer (RFC 6901) and a stable code the screen translates."""

    pointer: str
    code: str
    detail: str = ""


class DomainError(Exception):
    """Base of every refusal. `detail` speaks of this occurrence and holds no personal data."""

    code: ClassVar[str] = "refused"

    def __init__(self, detail: str = "", *, faults: Sequence[FieldFault] = ()) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.faults = tuple(faults)


class NotFound(DomainError):
    code = "not-found"


class Gone(NotFound):
    """It existed, and does not any more; asking again is of no use."""

    code = "gone"


class Conflict(DomainError):
    code = "conflict"


class StaleWrite(Conflict):
    """Another write of the same thing came first: read it again."""

    code = "stale-write"


class Forbidden(DomainError):
    code = "forbidden"


class SecondFactorNeeded(Forbidden):
    """The password was right, and this needs a second factor as well."""

    code = "second-factor-needed"


class ScopeMissing(Forbidden):
    """The API key lacks a scope; the fault's detail names it (INT-8)."""

    code = "scope-missing"


class Unauthenticated(DomainError):
    code = "unauthenticated"


class Invalid(DomainError):
    code = "invalid"


class PaymentNeeded(DomainError):
    code = "payment-needed"


class WorkspaceReadOnly(PaymentNeeded):
    """The trial is over, or nothing is paid any more (BIL-7): what is stored is read and exported,
    conversations, objections and rights go on, nothing new begins.
    """

    code = "workspace-read-only"


class Throttled(DomainError):
    """Asked too often. Nothing was looked at, so the answer says nothing about the question."""

    code = "too-many-requests"

    def __init__(self, detail: str = "", *, retry_after: timedelta) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(DomainError):
    """A dependency is down. `retry_after` is a wish, not a promise."""

    code = "unavailable"

    def __init__(
        self,
        detail: str = "",
        *,
        retry_after: timedelta | None = None,
        faults: Sequence[FieldFault] = (),
    ) -> None:
        super().__init__(detail, faults=faults)
        self.retry_after = retry_after
