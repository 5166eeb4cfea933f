"""Ports → the use cases of `integrations`, written out by hand."""

from adapters.bootstrap.ports.integrations import IntegrationPorts
from domain.application import IntegrationUseCases
from domain.integrations.usecases.add_hook import AddHook, RenewSecret
from domain.integrations.usecases.authenticate_key import AuthenticateKey
from domain.integrations.usecases.create_key import CreateKey
from domain.integrations.usecases.hook_seal import HookSeal
from domain.integrations.usecases.tell_hooks import QueueDeliveries, SendDeliveries
from domain.integrations.usecases.tend_hooks import (
    EnableHook,
    ListHookDeliveries,
    ListHooks,
    PingHook,
    RemoveHook,
    ReplayDelivery,
)
from domain.integrations.usecases.tend_keys import HoldKeys, ListKeys, RevokeKey, WarnOfKeys


def build_integrations(p: IntegrationPorts) -> IntegrationUseCases:
    seal = HookSeal(cipher=p.cipher)
    return IntegrationUseCases(
        authenticate=AuthenticateKey(keys=p.keys, tokens=p.tokens, wall=p.wall),
        create_key=CreateKey(
            prefix=p.key_prefix,
            keys=p.keys,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        list_keys=ListKeys(keys=p.keys),
        revoke_key=RevokeKey(keys=p.keys, outbox=p.outbox, transaction=p.transaction, wall=p.wall),
        hold_keys=HoldKeys(keys=p.keys, standings=p.standings),
        warn_of_keys=WarnOfKeys(
            keys=p.keys, outbox=p.outbox, transaction=p.transaction, wall=p.wall
        ),
        list_hooks=ListHooks(hooks=p.hooks),
        add_hook=AddHook(
            hooks=p.hooks,
            receiver=p.receiver,
            seal=seal,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        renew_secret=RenewSecret(
            hooks=p.hooks,
            seal=seal,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        enable_hook=EnableHook(
            hooks=p.hooks, outbox=p.outbox, transaction=p.transaction, wall=p.wall
        ),
        remove_hook=RemoveHook(
            hooks=p.hooks, outbox=p.outbox, transaction=p.transaction, wall=p.wall
        ),
        ping_hook=PingHook(hooks=p.hooks, deliveries=p.deliveries, wall=p.wall, new_id=p.new_id),
        list_deliveries=ListHookDeliveries(hooks=p.hooks, deliveries=p.deliveries),
        replay=ReplayDelivery(deliveries=p.deliveries, wall=p.wall),
        queue_deliveries=QueueDeliveries(
            hooks=p.hooks, deliveries=p.deliveries, book=p.book, wall=p.wall
        ),
        send_deliveries=SendDeliveries(
            hooks=p.hooks,
            deliveries=p.deliveries,
            receiver=p.receiver,
            seal=seal,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        sink=p.sink,
    )
