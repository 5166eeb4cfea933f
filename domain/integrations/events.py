"""Facts of integrations."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ApiKeyId, HookId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCreated(Event):
    key_id: ApiKeyId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked(Event):
    key_id: ApiKeyId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEnding(Event):
    """A key stops opening anything on `day`; `hint` is what the screen shows of it."""

    key_id: ApiKeyId
    hint: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HookAdded(Event):
    hook_id: HookId


@dataclass(frozen=True, slots=True, kw_only=True)
class HookRemoved(Event):
    hook_id: HookId


@dataclass(frozen=True, slots=True, kw_only=True)
class HookRenewed(Event):
    """Its signing secret was replaced."""

    hook_id: HookId


@dataclass(frozen=True, slots=True, kw_only=True)
class HookEnabled(Event):
    hook_id: HookId


@dataclass(frozen=True, slots=True, kw_only=True)
class HookDisabled(Event):
    """`reason` is `gone` (it answered 410) or `failing` (five days without one success)."""

    hook_id: HookId
    reason: str
