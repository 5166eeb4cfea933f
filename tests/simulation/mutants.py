"""The engine with one safety taken out each: the checks must notice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.delivery.model.caps import CapDoor
from domain.delivery.model.gates import AccountGate, RecipientGate
from domain.delivery.ports import Sighting, Trace
from tests.simulation.world import Switches


class _Wrapped:
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class DeafDoor(_Wrapped):
    """The person's door does not know who objected."""

    async def of(self, workspace_id: Any, prospect_id: Any) -> RecipientGate:
        gate: RecipientGate = await self._inner.of(workspace_id, prospect_id)
        return replace(gate, opposed_at=None)


class OpenDoor(_Wrapped):
    """The person's door does not know who stands in it."""

    async def of(self, workspace_id: Any, prospect_id: Any) -> RecipientGate:
        gate: RecipientGate = await self._inner.of(workspace_id, prospect_id)
        return replace(gate, holder=None)

    async def forgotten(self, **_: Any) -> list[RecipientGate]:
        return []


class Countless(_Wrapped):
    """The account's door forgets what it let through."""

    async def of(self, workspace_id: Any, sender_id: Any) -> AccountGate:
        gate: AccountGate = await self._inner.of(workspace_id, sender_id)
        return replace(gate, slots=[])


class Boundless(_Wrapped):
    """The doors of company, campaign and workspace forget what they let through."""

    async def of(self, workspace_id: Any, keys: Any) -> list[CapDoor]:
        return [replace(one, slots=[]) for one in await self._inner.of(workspace_id, keys)]


class Hasty(_Wrapped):
    """The account's door keeps no distance."""

    async def of(self, workspace_id: Any, sender_id: Any) -> AccountGate:
        gate: AccountGate = await self._inner.of(workspace_id, sender_id)
        return replace(gate, next_free_at=None, holder=None)


class Unrecorded(_Wrapped):
    """The attempt is written after the fact, or not at all."""

    async def arm(self, attempt: Any) -> None:
        return None


class DeafSwitch(_Wrapped):
    """Nobody hears the stop switch."""

    async def on(self, keys: Any) -> list[Any]:
        return []


class Guess(_Wrapped):
    """Instead of asking, it is taken for granted that nothing was sent."""

    async def look(self, trace: Trace) -> Sighting:
        return Sighting(receipt=None, complete=True)


class Fresh(_Wrapped):
    """What the vendor lists is taken for all there is."""

    async def seen_since(self, *_: Any) -> bool:
        return True


def mutants() -> dict[str, Switches]:
    return {
        "no check at the egress": Switches(checks_deadline=False),
        "no objection at the door": Switches(recipient_gates=DeafDoor),
        "two at once to one person": Switches(recipient_gates=OpenDoor),
        "no count": Switches(account_gates=Countless),
        "no caps": Switches(cap_doors=Boundless),
        "no distance": Switches(account_gates=Hasty),
        "no stop switch": Switches(stops=DeafSwitch),
        "no record before the call": Switches(attempts=Unrecorded),
        "no question before a repetition": Switches(evidence=Guess, untold=0.7),
        "no patience": Switches(horizon=timedelta(seconds=21), sent=Fresh, untold=0.5),
    }
