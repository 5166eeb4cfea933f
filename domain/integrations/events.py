"""Facts of integrations."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ApiKeyId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCreated(Event):
    key_id: ApiKeyId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked(Event):
    key_id: ApiKeyId
