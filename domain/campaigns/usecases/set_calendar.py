"""See SetCalendar."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.calendar import August, CalendarRules, Closure
from domain.campaigns.ports import Calendars
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar:
    """The days on which the workspace writes to nobody, beside the public holidays (SEQ-5)."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    calendars: Calendars
    transaction: Transaction
    clock: Clock

    async def read(self, actor: Actor) -> CalendarRules:
        actor.require(Permission.CAMPAIGNS_READ)
        return await self.calendars.of(actor.workspace_id)

    async def __call__(
        self,
        actor: Actor,
        *,
        expected_version: int,
        closures: tuple[Closure, ...],
        bridges_closed: bool,
        year_end_closed: bool,
        august: August,
    ) -> CalendarRules:
        """Raise CalendarRefused, or StaleWrite when it is not at the expected version any more."""
        actor.require(Permission.LIMITS_SET)

        async def work() -> CalendarRules:
            rules = await self.calendars.of(actor.workspace_id)
            if rules.version != expected_version:
                raise StaleWrite
            rules.set(
                closures=closures,
                bridges_closed=bridges_closed,
                year_end_closed=year_end_closed,
                august=august,
                by=actor.user_id,
                at=self.clock.now(),
            )
            await self.calendars.save(rules)
            return rules

        return await self.transaction.run(work)
