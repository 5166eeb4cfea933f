from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain.salesbook.model.offer import Offer
from domain.salesbook.model.salesbook import Salesbook
from domain.salesbook.usecases.revision import Revision
from domain.shared.actor import Actor
from domain.shared.ids import NewId, OfferId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffer:
    """Add an offer (one without an id), or rewrite the one with that id, as long as the Salesbook
    is at the expected version.
    """

    purpose: ClassVar[Purpose] = Purpose.SALESBOOK
    revision: Revision
    new_id: NewId

    async def __call__(
        self, actor: Actor, offer: Offer, *, expected: int = 0
    ) -> tuple[Salesbook, Offer]:
        fresh = OfferId(self.new_id())

        def change(book: Salesbook, at: datetime) -> Offer:
            if offer.id:
                before = book.offer(offer.id)
                book.expect(expected)
                return book.rewrite_offer(offer.with_proof_ids(before, self.new_id), at=at)
            added = replace(offer, id=fresh).with_proof_ids(None, self.new_id)
            return book.add_offer(added, at=at)

        return await self.revision.run(actor, change)
