"""The stop switch: who stopped which part of the sending, why, and since when (AUT-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.delivery.errors import StopScopeInvalid
from domain.delivery.model.action import Action
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.shared.ids import UserId, WorkspaceId

PLATFORM = WorkspaceId("platform")
"""Stands for all workspaces: only who runs the product stops and restarts this one."""


class StopScope(StrEnum):
    """Widest first. PLATFORM holds everything, also in workspaces that come later."""

    PLATFORM = "platform"
    WORKSPACE = "workspace"
    CHANNEL = "channel"
    SENDER = "sender"
    CAMPAIGN = "campaign"

    @property
    def holds_account(self) -> bool:
        """Whether everything of one sender is held together."""
        return self is not StopScope.CAMPAIGN


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One movement of the switch. Kept for good: who, when (wall) and why."""

    is_on: bool
    by: UserId
    at: datetime
    reason: str


@dataclass(slots=True, kw_only=True)
class Stop:
    """One switch. While it is on nothing of its scope is armed, answers by hand included."""

    id: str
    workspace_id: WorkspaceId
    scope: StopScope
    target: str = ""
    """The campaign, sender or channel; empty for the whole."""
    is_on: bool = False
    flips: tuple[Flip, ...] = ()
    judged_from: datetime | None = None
    """When a person lifted it (business): what happened before stops it no more by itself."""
    version: int = 0

    @classmethod
    def key(cls, workspace_id: WorkspaceId, scope: StopScope, target: str = "") -> str:
        return ":".join(filter(None, (workspace_id, scope.value, target)))

    @classmethod
    def unset(cls, workspace_id: WorkspaceId, scope: StopScope, target: str = "") -> "Stop":
        """Raise StopScopeInvalid when the scope and what it names do not fit."""
        whole = scope in {StopScope.PLATFORM, StopScope.WORKSPACE}
        channel = scope is StopScope.CHANNEL and target not in {"email", "linkedin"}
        platform = (workspace_id == PLATFORM) and scope not in {
            StopScope.PLATFORM,
            StopScope.CHANNEL,
        }
        own = workspace_id != PLATFORM and scope is StopScope.PLATFORM
        if whole is bool(target) or channel or platform or own:
            raise StopScopeInvalid
        return cls(
            id=cls.key(workspace_id, scope, target),
            workspace_id=workspace_id,
            scope=scope,
            target=target,
        )

    @property
    def last(self) -> Flip | None:
        return self.flips[-1] if self.flips else None

    def turn(self, *, on: bool, by: UserId, at: datetime, reason: str) -> bool:
        """False when it stood there already. `at` is wall time."""
        if self.is_on is on:
            return False
        self.is_on = on
        self.flips = (*self.flips, Flip(is_on=on, by=by, at=at, reason=reason))
        return True

    def refusal(self) -> Reason:
        """Why nothing of its scope leaves; it never clears by itself."""
        return Reason(
            code=ReasonCode.KILL_SWITCH_ON,
            account_wide=self.scope.holds_account,
            origin=self.scope.value,
        )


def keys_over(action: Action) -> Sequence[str]:
    """Every switch that can hold this action, widest first."""
    mine = action.workspace_id
    keys = [
        Stop.key(PLATFORM, StopScope.PLATFORM),
        Stop.key(PLATFORM, StopScope.CHANNEL, action.kind.channel),
        Stop.key(mine, StopScope.WORKSPACE),
        Stop.key(mine, StopScope.CHANNEL, action.kind.channel),
        Stop.key(mine, StopScope.SENDER, action.sender_id),
    ]
    if action.campaign_id is not None:
        keys.append(Stop.key(mine, StopScope.CAMPAIGN, action.campaign_id))
    return keys
