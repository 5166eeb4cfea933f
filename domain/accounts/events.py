"""Facts of accounts."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceOpened(Event):
    owner_id: UserId
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(Event):
    user_id: UserId
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAccepted(Event):
    user_id: UserId
    policy_version: str
