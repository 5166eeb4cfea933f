"""See ConnectSender."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.delivery.errors import SenderLimitReached
from domain.delivery.model.sender import Sender, SenderKind, SenderState
from domain.delivery.ports import SenderLink, Senders, WorkspaceCheck
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import WorkspaceReadOnly
from domain.shared.ids import NewId, SenderId
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker

_LINK_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectSender:
    """Open a page of the vendor where the actor links their own mailbox or LinkedIn account.

    LEO never sees a password. The link is good for half an hour and one account; only the hash of
    its secret is kept.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    workspaces: WorkspaceCheck
    link: SenderLink
    tokens: TokenMaker
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, kind: SenderKind) -> tuple[Sender, str]:
        """The sender that waits for its account, and the address to open. Raise LinkBusy,
        WorkspaceReadOnly, or SenderLimitReached when the plan covers no further account.
        """
        actor.require(Permission.SENDERS_CONNECT)
        await self._check_plan(actor, kind)
        token = self.tokens.new()
        until = self.wall.now() + _LINK_FOR
        sender = Sender(
            id=SenderId(self.new_id()),
            workspace_id=actor.workspace_id,
            kind=kind,
            owner_id=actor.user_id,
            asked_at=self.clock.now(),
            link_digest=self.tokens.digest(token),
            link_open_until=until,
        )
        await self._forget_older(actor, kind)
        await self.senders.add(sender)
        return sender, await self.link.open(kind, token, until=until)

    async def _check_plan(self, actor: Actor, kind: SenderKind) -> None:
        """Accounts that lost their connection are left out: linking one again must be possible.
        The rules of sending look again, so that two links opened at once gain nothing.
        """
        workspace = await self.workspaces.standing(actor.workspace_id)
        if not workspace.is_paid:
            raise WorkspaceReadOnly
        room = workspace.room_for(kind)
        senders = await self.senders.list(actor.workspace_id)
        used = sum(one.kind is kind and one.is_connected for one in senders)
        if room is not None and used >= room:
            raise SenderLimitReached(str(room))

    async def _forget_older(self, actor: Actor, kind: SenderKind) -> None:
        """One open link per person and kind: a new click closes the last one."""
        for sender in await self.senders.list(actor.workspace_id):
            mine = sender.owner_id == actor.user_id and sender.kind is kind
            waits = sender.state is SenderState.PENDING and not sender.announced_ref
            if mine and waits and sender.remove(at=self.clock.now()):
                await self.senders.save(sender)
