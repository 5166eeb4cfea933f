"""See ChangeProspects."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from domain.prospects.errors import ProspectNotFound, StageNotKnown
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.stage import Stage
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.sensitive_wall import SensitiveWall
from domain.shared.actor import Actor, Permission, Role
from domain.shared.clock import Clock
from domain.shared.errors import DomainError, FieldFault, Forbidden
from domain.shared.ids import ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_MAY_REOPEN = frozenset({Role.OWNER, Role.ADMIN, Role.MANAGER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    prospect_id: ProspectId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """`prospects` are those of the ask that exist, changed or not."""

    prospects: list[Prospect] = field(default_factory=list)
    changed: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    refusals: list[DomainError] = field(default_factory=list)

    def only(self) -> Prospect:
        """The one person asked for. Raise what stood against the change, or ProspectNotFound."""
        if self.refusals:
            raise self.refusals[0]
        if not self.prospects:
            raise ProspectNotFound
        return self.prospects[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProspects:
    """Tag, untag or move people, one or many, in one transaction; who cannot is named with why."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    screen: SensitiveWall
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def tag(self, actor: Actor, ids: Collection[ProspectId], tag: str) -> Changed:
        """Raise SensitiveText for a tag of a special category."""
        actor.require(Permission.PROSPECTS_WRITE)
        await self.screen.check(actor.workspace_id, {"/tag": tag})

        def change(one: Prospect, at: datetime) -> None:
            one.tag(tag, user_id=actor.user_id, at=at)

        return await self._each(actor, ids, change)

    async def untag(self, actor: Actor, ids: Collection[ProspectId], tag: str) -> Changed:
        def change(one: Prospect, at: datetime) -> None:
            one.untag(tag, user_id=actor.user_id, at=at)

        return await self._each(actor, ids, change)

    async def move(self, actor: Actor, ids: Collection[ProspectId], stage: Stage) -> Changed:
        """Reopening LOST needs a manager (SRC-8)."""

        def change(one: Prospect, at: datetime) -> None:
            if one.stage is Stage.LOST and actor.role not in _MAY_REOPEN:
                raise Forbidden
            one.move(stage, user_id=actor.user_id, at=at)

        return await self._each(actor, ids, change)

    async def apply(
        self, actor: Actor, ids: Collection[ProspectId], action: str, value: str
    ) -> Changed:
        """`action` is tag, untag or stage. Raise StageNotKnown for a stage that does not exist."""
        if action == "tag":
            return await self.tag(actor, ids, value)
        if action == "untag":
            return await self.untag(actor, ids, value)
        if value not in set(Stage):
            raise StageNotKnown(faults=[FieldFault("/value", StageNotKnown.code)])
        return await self.move(actor, ids, Stage(value))

    async def _each(
        self,
        actor: Actor,
        ids: Collection[ProspectId],
        change: Callable[[Prospect, datetime], None],
    ) -> Changed:
        actor.require(Permission.PROSPECTS_WRITE)
        now = self.clock.now()

        async def work() -> Changed:
            found = await self.prospects.many(actor.workspace_id, ids)
            unknown = set(ids) - {one.id for one in found}
            skipped = [
                Skipped(prospect_id=one, code=ProspectNotFound.code) for one in sorted(unknown)
            ]
            touched: list[Prospect] = []
            refusals: list[DomainError] = []
            for one in found:
                try:
                    change(one, now)
                except DomainError as refusal:
                    refusals.append(refusal)
                    skipped.append(Skipped(prospect_id=one.id, code=refusal.code))
                else:
                    touched += [one] if one.events else []
            await self.prospects.save(touched)
            await self.outbox.append([event for one in touched for event in one.take_events()])
            return Changed(
                prospects=list(found), changed=len(touched), skipped=skipped, refusals=refusals
            )

        return await self.transaction.run(work)
