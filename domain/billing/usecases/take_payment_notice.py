import json
from dataclasses import dataclass
from typing import ClassVar

from domain.billing.ports import PaymentNotices, PaymentProvider
from domain.billing.usecases.follow_customer import FollowCustomer
from domain.shared.clock import Clock
from domain.shared.inbound import InboundEvent, InboundEvents
from domain.shared.purpose import Purpose

SOURCE = "stripe"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePaymentNotice:
    """Keep a genuine delivery once, and of it only the references (obligation 104): whoever acts
    on it reads the state again. Raises PaymentNoticeForged.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    notices: PaymentNotices
    inbound: InboundEvents
    wall: Clock

    async def __call__(self, body: bytes, signature: str) -> bool:
        """False when it is known already."""
        notice = self.notices.read(body, signature)
        kept = {"kind": notice.kind, "customer": notice.customer_ref, "charge": notice.charge_ref}
        return await self.inbound.store(
            InboundEvent(
                key=f"{SOURCE}:{notice.event_ref}",
                source=SOURCE,
                body=json.dumps(kept).encode(),
                received_at=self.wall.now(),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyPaymentNotice:
    """Follow the customer that a kept delivery concerns; a word on what became of it. Whatever
    its kind, and however often or late it runs, the outcome is what the provider says now.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    provider: PaymentProvider
    follow: FollowCustomer

    async def __call__(self, body: bytes) -> str:
        kept = json.loads(body)
        customer_ref = kept["customer"]
        if not customer_ref and kept["charge"]:
            customer_ref = await self.provider.charge_customer(kept["charge"])
        return "followed" if await self.follow.of_customer(customer_ref) else "unmatched"
