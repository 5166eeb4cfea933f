"""See ConfirmSender."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import (
    AccountGone,
    LinkBusy,
    SenderAlreadyConnected,
    WrongAccountKind,
)
from domain.delivery.model.sender import Account, Health, Sender, SenderState
from domain.delivery.ports import SenderLink, Senders
from domain.shared.clock import Clock
from domain.shared.ids import SenderId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSender:
    """Read the announced account at the vendor and bind it to its sender.

    An account that is bound elsewhere, of the wrong sort or unknown to the vendor is noted on the
    sender for its owner to see. Raise LinkBusy while it is not ready. A second call changes
    nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    link: SenderLink
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, sender_id: SenderId) -> Sender:
        waiting = await self.senders.get(workspace_id, sender_id)
        if waiting.state is not SenderState.PENDING or not waiting.announced_ref:
            return waiting
        try:
            account = await self.link.account(waiting.announced_ref)
            if account.health is not Health.OK:
                raise LinkBusy
            return await self._bind(workspace_id, sender_id, account)
        except (AccountGone, WrongAccountKind, SenderAlreadyConnected) as error:
            return await self._reject(workspace_id, sender_id, error.code)

    async def _bind(
        self, workspace_id: WorkspaceId, sender_id: SenderId, account: Account
    ) -> Sender:
        async def work() -> Sender:
            sender = await self.senders.get(workspace_id, sender_id)
            if sender.state is SenderState.PENDING:
                sender.connect(account, at=self.clock.now())
                events = sender.take_events()
                await self.senders.save(sender)
                await self.outbox.append(events)
            return sender

        return await self.transaction.run(work)

    async def _reject(self, workspace_id: WorkspaceId, sender_id: SenderId, code: str) -> Sender:
        async def work() -> Sender:
            sender = await self.senders.get(workspace_id, sender_id)
            if sender.state is SenderState.PENDING:
                sender.reject(code)
                await self.senders.save(sender)
            return sender

        return await self.transaction.run(work)
