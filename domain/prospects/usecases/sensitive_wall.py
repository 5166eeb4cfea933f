"""See SensitiveWall and KeepClearances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import NotSensitive, SensitiveText, TooManyClearances
from domain.prospects.model.clearance import MOST_CLEARANCES, Clearance
from domain.prospects.model.person import DetailKind
from domain.prospects.model.sensitive import sensitive_statement
from domain.prospects.model.text import fold
from domain.prospects.ports import Clearances
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import ClearanceId, NewId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

# What says something about the person; names of people and firms would be wrong far too often.
_SCREENED = (
    DetailKind.JOB_TITLE,
    DetailKind.SENIORITY,
    DetailKind.LOCATION,
    DetailKind.INDUSTRY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveWall:
    """Nothing of a special category is typed into a card or a tag (obligation 52)."""

    clearances: Clearances

    async def check(self, workspace_id: WorkspaceId, texts: Mapping[str, str]) -> None:
        """By JSON pointer. Raise SensitiveText, which names the category and the place and never
        the words, unless a person cleared that text.
        """
        found = {
            at: category for at, text in texts.items() if (category := sensitive_statement(text))
        }
        if not found:
            return
        cleared = await self.clearances.folded(
            workspace_id, [fold(texts[pointer]) for pointer in found]
        )
        faults = [
            FieldFault(pointer, f"sensitive-{category}")
            for pointer, category in found.items()
            if fold(texts[pointer]) not in cleared
        ]
        if faults:
            raise SensitiveText(faults=faults)

    async def check_details(
        self, workspace_id: WorkspaceId, details: Mapping[DetailKind, str]
    ) -> None:
        """Raise SensitiveText."""
        await self.check(
            workspace_id, {f"/{kind.value}": details[kind] for kind in _SCREENED if kind in details}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClearances:
    """The way out of a wrong refusal: a member says why a text is not sensitive, which is kept and
    shown to everybody, and whoever handles rights may withdraw it (obligation 53).
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    clearances: Clearances
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def seen(self, actor: Actor) -> Sequence[Clearance]:
        actor.require(Permission.PROSPECTS_READ)
        return await self.clearances.list(actor.workspace_id)

    async def give(self, actor: Actor, text: str, reason: str) -> Clearance:
        """Twice is fine. Raise NotSensitive for a text the wall lets through, ReasonMissing or
        TooManyClearances.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        category, folded = sensitive_statement(text), fold(text)
        if not category:
            raise NotSensitive
        clearance_id, now = ClearanceId(self.new_id()), self.clock.now()

        async def work() -> Clearance:
            known = await self.clearances.list(actor.workspace_id)
            same = next((one for one in known if one.folded == folded), None)
            if same is not None:
                return same
            if len(known) >= MOST_CLEARANCES:
                raise TooManyClearances
            made = Clearance.give(
                clearance_id,
                actor.workspace_id,
                text,
                folded,
                category=category,
                reason=reason,
                user_id=actor.user_id,
                at=now,
            )
            await self.clearances.add(made)
            await self.outbox.append(made.take_events())
            return made

        return await self.transaction.run(work)

    async def withdraw(self, actor: Actor, clearance_id: ClearanceId) -> None:
        """What was stored meanwhile stays. Raise ClearanceNotFound."""
        actor.require(Permission.RIGHTS_HANDLE)
        now = self.clock.now()

        async def work() -> None:
            found = await self.clearances.get(actor.workspace_id, clearance_id)
            found.withdraw(actor.user_id, at=now)
            await self.clearances.remove(actor.workspace_id, clearance_id)
            await self.outbox.append(found.take_events())

        await self.transaction.run(work)
