"""See ReadKeptDelivery."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.deliveries import Delivery
from domain.inbox.ports import DeliveryReader
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadKeptDelivery:
    """What a stored delivery of the mail provider says, for the task that acts on it."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    reader: DeliveryReader

    def __call__(self, body: bytes) -> Delivery:
        """Raise UnreadableDelivery."""
        return self.reader.read(body).delivery
