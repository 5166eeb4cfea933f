"""What was paid for and given, top-ups that were ordered, payment pages that were opened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.shared.ids import UserId, WorkspaceId


@dataclass(slots=True, kw_only=True)
class Purchase:
    """A month of a plan or one pack, and the credits given for it so far.

    `taken_back` of its credits were taken back because the money was; `missing` could not be,
    because they were spent: a person decides about those (BIL-7). Both stay zero for a month.
    """

    id: str
    workspace_id: WorkspaceId
    ref: str
    credits: int
    taken_back: int = 0
    missing: int = 0
    turns: int = 0
    version: int = 0

    @staticmethod
    def id_of(workspace_id: WorkspaceId, ref: str) -> str:
        return f"{workspace_id}:{ref}"

    @property
    def lot_id(self) -> str:
        return f"pack:{self.ref}"


class TopUpState(StrEnum):
    ASKED = "asked"
    PAID = "paid"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class TopUp:
    """One automatic purchase. Its intent is stored before the money moves; `number` counts within
    the month, so two workers cannot order twice.
    """

    id: str
    workspace_id: WorkspaceId
    month: str
    number: int
    pack: str
    price_minor: int
    asked_at: datetime
    state: TopUpState = TopUpState.ASKED
    version: int = 0

    @staticmethod
    def id_of(workspace_id: WorkspaceId, month: str, number: int) -> str:
        return f"{workspace_id}:{month}:{number}"


@dataclass(slots=True, kw_only=True)
class Checkout:
    """The intent behind a payment page: a second click leads to the same page."""

    LIFETIME: ClassVar[timedelta] = timedelta(hours=20)

    id: str
    workspace_id: WorkspaceId
    lookup_key: str
    quantity: int
    opened_by: UserId
    opened_at: datetime
    session_ref: str = ""
    is_open: bool = True
    version: int = 0
