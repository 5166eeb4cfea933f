"""Every port of `integrations`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.integrations import HeldWorkspaces
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.settings import Settings
from adapters.hooks.receiver import PublicReceiver, SandboxReceiver
from adapters.mongo import driver
from adapters.mongo.accounts import MongoWorkspaces
from adapters.mongo.insights import MongoEventLog
from adapters.mongo.integrations import MongoApiKeys, MongoHookDeliveries, MongoHooks
from domain.integrations import ports as integrations
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.tokens import TokenMaker, WorkspaceCipher
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class IntegrationPorts:
    """What `integrations` needs."""

    keys: integrations.ApiKeys
    standings: integrations.Standings
    key_prefix: str
    hooks: integrations.Hooks
    deliveries: integrations.HookDeliveries
    receiver: integrations.Receiver
    book: integrations.EventBook
    sink: str
    cipher: WorkspaceCipher
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId


def mongo_integrations(
    settings: Settings, shared: SharedPorts, database: driver.Database
) -> IntegrationPorts:
    is_live = settings.mode == "live"
    return IntegrationPorts(
        keys=MongoApiKeys(database),
        standings=HeldWorkspaces(MongoWorkspaces(database)),
        key_prefix="leo_live_" if is_live else "leo_test_",
        hooks=MongoHooks(database),
        deliveries=MongoHookDeliveries(database),
        receiver=PublicReceiver() if is_live else SandboxReceiver(settings.webhook_sink),
        book=MongoEventLog(database),
        sink=settings.webhook_sink,
        cipher=shared.workspace_cipher,
        tokens=shared.tokens,
        outbox=shared.outbox,
        transaction=shared.transaction,
        wall=shared.wall,
        new_id=shared.new_id,
    )
