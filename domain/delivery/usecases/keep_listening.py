"""See KeepListening."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.ports import ProviderHooks
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepListening:
    """See to it that the provider tells us what happens: replies, sent mails, account states.

    What is there and right stays as it is. Raise LinkBusy while the provider does not answer.
    """

    purpose: ClassVar[Purpose] = Purpose.OPERATIONS
    hooks: ProviderHooks

    async def __call__(self) -> int:
        """How many announcements had to be set up."""
        return await self.hooks.ensure()
