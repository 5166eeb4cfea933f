import asyncio
from dataclasses import dataclass
from typing import ClassVar

from domain.integrations.errors import HookNotFound
from domain.integrations.model.hook import TYPES, Answered, HookDelivery, signature
from domain.integrations.ports import EventBook, HookDeliveries, Hooks, Receiver
from domain.integrations.usecases.hook_seal import HookSeal
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import EventId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_AT_ONCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDeliveries:
    """One delivery of an event per endpoint that wants it. A second run changes nothing."""

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    hooks: Hooks
    deliveries: HookDeliveries
    book: EventBook
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, event_id: EventId) -> None:
        hooks = await self.hooks.list(workspace_id)
        if not hooks:
            return
        event = await self.book.get(workspace_id, event_id)
        if event is None or event.name not in TYPES:
            return
        for hook in hooks:
            if hook.wants(TYPES[event.name]):
                await self.deliveries.add(HookDelivery.of(event, hook, at=self.wall.now()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDeliveries:
    """Send what is due. Each is claimed before it leaves, so two workers do not send one twice at
    a time; a receiver that is slow or down delays nobody but itself.
    """

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    hooks: Hooks
    deliveries: HookDeliveries
    receiver: Receiver
    seal: HookSeal
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self) -> int:
        """How many were tried."""
        due = await self.deliveries.due(self.wall.now(), _AT_ONCE)
        await asyncio.gather(*(self._send(delivery) for delivery in due))
        return len(due)

    async def _send(self, delivery: HookDelivery) -> None:
        delivery.claim(at=self.wall.now())
        try:
            await self.deliveries.save(delivery)
        except StaleWrite:
            return
        try:
            hook = await self.hooks.get(delivery.workspace_id, delivery.hook_id)
        except HookNotFound:
            hook = None
        if hook is None or not hook.wants(delivery.kind):
            delivery.give_up()
            await self.deliveries.save(delivery)
            return
        now = self.wall.now()
        secrets = [
            await self.seal.open(hook.workspace_id, hook.id, sealed)
            for sealed in hook.sealed_secrets(now)
        ]
        headers = {
            "content-type": "application/json",
            "webhook-id": delivery.message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signature(secrets, delivery.message_id, now, delivery.body),
        }
        answer = await self.receiver.post(hook.url, headers, delivery.body)
        await self._note(delivery, answer)

    async def _note(self, delivery: HookDelivery, answer: Answered) -> None:
        now = self.wall.now()

        async def work() -> None:
            hook = await self.hooks.get(delivery.workspace_id, delivery.hook_id)
            before = (hook.failing_since, hook.disabled_at)
            hook.note(answer, at=now)
            if (hook.failing_since, hook.disabled_at) != before:
                await self.hooks.save(hook)
                await self.outbox.append(hook.events)

        delivery.note(answer, at=now)
        await self.deliveries.save(delivery)
        try:
            await self.transaction.run(work)
        except (HookNotFound, StaleWrite):
            return  # removed meanwhile, or another delivery noted the same
