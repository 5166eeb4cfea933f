"""See TakeDelivery."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.errors import UnreadableDelivery, WebhookNotGenuine
from domain.inbox.model.deliveries import (
    AccountLinked,
    MessageArrived,
    NothingToDo,
    ReadDelivery,
)
from domain.inbox.ports import DeliveryReader
from domain.inbox.usecases.screen_incoming import ScreenIncoming
from domain.shared.clock import Clock
from domain.shared.inbound import InboundEvent, InboundEvents, InboundState
from domain.shared.purpose import Purpose

SOURCE = "unipile"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDelivery:
    """Store one delivery of the mail provider durably, once, before it is answered.

    Genuine means the address and the header that only the provider was given, compared in
    constant time; an empty secret closes the door (unipile.md 8.2). A stranger's message is
    counted and its content is not kept (obligation 50). Raises what the store raises, so that
    the provider sends again.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    path_token: str
    secret: str
    reader: DeliveryReader
    screen: ScreenIncoming
    inbound: InboundEvents
    wall: Clock

    async def __call__(self, token: str, secret: str, body: bytes) -> None:
        """Raise WebhookNotGenuine."""
        if not self.secret or not _same(token, self.path_token):
            raise WebhookNotGenuine
        signed = _same(secret, self.secret)
        try:
            read = self.reader.read(body)
        except UnreadableDelivery as error:
            if not signed:
                raise WebhookNotGenuine from error
            await self._keep(f"body:{_digest(body)}", b"", error.code)
            return
        # The hosted page calls without our header (unipile.md 5): what it says is a hint, settled
        # by a token of ours in it and by asking the provider.
        if not signed and not isinstance(read.delivery, AccountLinked):
            raise WebhookNotGenuine
        key = self._object_key(read)
        match read.delivery:
            case MessageArrived(incoming=incoming):
                if await self.screen(incoming):
                    await self._keep(key, read.kept)
                else:
                    await self._keep(key, b"", "unmatched")
            case NothingToDo(kind=kind):
                await self._keep(key, b"", f"ignored:{kind}")
            case _:
                await self._keep(key, read.kept)

    def _object_key(self, read: ReadDelivery) -> str:
        if read.object_key:
            return _digest(read.object_key.encode())
        # An account can report the same state twice; only a quick repetition is the same one.
        minute = self.wall.now().strftime("%Y%m%d%H%M")
        return f"{minute}:{_digest(read.kept)}"

    async def _keep(self, key: str, body: bytes, settled_as: str = "") -> None:
        await self.inbound.store(
            InboundEvent(
                key=f"{SOURCE}:{key}",
                source=SOURCE,
                body=body,
                received_at=self.wall.now(),
                state=InboundState.DONE if settled_as else InboundState.NEW,
                problem=settled_as,
            )
        )


def _same(given: str, ours: str) -> bool:
    """In constant time."""
    return hmac.compare_digest(given.encode(), ours.encode())


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
