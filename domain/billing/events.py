"""Facts of billing."""

from dataclasses import dataclass

from domain.shared.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsGranted(Event):
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsReserved(Event):
    key: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsCommitted(Event):
    key: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsReleased(Event):
    key: str
    amount: int
