"""See ChoosePilot and PilotNotices."""

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.errors import MailboxNeeded
from domain.privacy.events import PeopleToInform
from domain.privacy.model.clocks import Mark, PersonClock
from domain.privacy.model.pilot import AtDayThirty, Pilot, written
from domain.privacy.ports import (
    NoticeCourier,
    NoticeSources,
    OwnNotices,
    PersonClocks,
    Pilots,
)
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import DomainError, Unavailable
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePilot:
    """The workspace says what happens to people nobody informed (obligation 57, PRV-2)."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    clocks: PersonClocks
    pilots: Pilots
    courier: NoticeCourier
    transaction: Transaction
    clock: Clock

    async def read(self, actor: Actor) -> Pilot:
        actor.require(Permission.RIGHTS_HANDLE)
        return await self.pilots.of(actor.workspace_id)

    async def __call__(self, actor: Actor, choice: AtDayThirty, mailbox_id: str) -> Pilot:
        """Raise MailboxNeeded when the notices have no mailbox to leave from."""
        actor.require(Permission.RIGHTS_HANDLE)
        informs = choice is AtDayThirty.INFORM
        if informs and not await self.courier.has_mailbox(actor.workspace_id, mailbox_id):
            raise MailboxNeeded

        async def work() -> Pilot:
            pilot = await self.pilots.of(actor.workspace_id)
            pilot.choice, pilot.mailbox_id = choice, mailbox_id if informs else ""
            pilot.chosen_by, pilot.chosen_at = actor.user_id, self.clock.now()
            await self.pilots.save(pilot)
            if informs:  # also those whose day came while nobody had chosen
                await self.clocks.unmark(Mark.ASKED, actor.workspace_id)
            return pilot

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotNotices:
    """Day 20: warn the workspace. Day 27: send the notice it ordered. On day 30 LetGo erases whom
    nothing reached (Art. 14(3)(a), obligation 57).
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    clocks: PersonClocks
    pilots: Pilots
    notices: OwnNotices
    sources: NoticeSources
    courier: NoticeCourier
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def warn(self) -> int:
        """How many people the warnings speak of; a second run finds them marked."""
        now = self.clock.now()
        due = await self.clocks.unmarked(Mark.WARNED, now + PersonClock.WARNS_BEFORE, _BATCH)
        by_workspace: dict[WorkspaceId, list[PersonClock]] = defaultdict(list)
        for clock in due:
            by_workspace[clock.workspace_id].append(clock)
        warnings = [
            PeopleToInform(
                at=now,
                workspace_id=workspace_id,
                people=len(clocks),
                by=min(one.inform_by for one in clocks if one.inform_by).date().isoformat(),
            )
            for workspace_id, clocks in by_workspace.items()
        ]

        async def work() -> None:
            await self.clocks.mark(Mark.WARNED, due, now)
            await self.outbox.append(warnings)

        if due:
            await self.transaction.run(work)
        return len(due)

    async def inform(self) -> int:
        """How many notices were ordered. Whom none can reach is marked too, and let go in time."""
        now, ordered = self.clock.now(), 0
        for clock in await self.clocks.unmarked(Mark.ASKED, now + Pilot.TELLS_BEFORE, _BATCH):
            pilot = await self.pilots.of(clock.workspace_id)
            if pilot.informs:
                ordered += await self._tell(clock, pilot)
            await self.clocks.mark(Mark.ASKED, [clock], now)
        return ordered

    async def _tell(self, clock: PersonClock, pilot: Pilot) -> int:
        notice_id = f"notice:{clock.id}"
        try:
            notice = await self.notices.find(clock.workspace_id, notice_id)
            if notice is None:
                told = await self.sources.of(clock.workspace_id, clock.id)
                notice = written(notice_id, clock.workspace_id, clock.id, told, at=self.clock.now())
                await self.notices.add(notice)
            await self.courier.send(notice, pilot.mailbox_id)
        except Unavailable:
            raise
        except DomainError:
            return 0
        return 1

    async def failed(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """The notice bounced or never left: the person is not informed after all."""
        await self.clocks.not_informed(workspace_id, prospect_id)
