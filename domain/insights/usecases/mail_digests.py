"""See MailDigests."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from domain.insights.model import MailPace, NoticeKind
from domain.insights.ports import (
    NoticeMails,
    NotificationChoices,
    Notifications,
    Spaces,
    Team,
    Teammate,
    WorkFigures,
)
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.page import PageAsk
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDigests:
    """One letter a day per member and workspace, from 8:30 in the member's zone, with what they
    have not seen and what waits; on Mondays the week too (NOT-1). A day with nothing to say has
    none.
    """

    purpose: ClassVar[Purpose] = Purpose.RESULTS
    spaces: Spaces
    team: Team
    choices: NotificationChoices
    notifications: Notifications
    figures: WorkFigures
    mails: NoticeMails
    transaction: Transaction
    wall: Clock

    async def __call__(self) -> int:
        """How many letters were written; a second run finds the day's written."""
        now, written, after = self.wall.now(), 0, WorkspaceId("")
        while found := await self.spaces.after(after, _BATCH):
            after = found[-1]
            for workspace_id in found:
                for member in await self.team.members(workspace_id):
                    choice = await self.choices.of(workspace_id, member.user_id)
                    if choice.morning_at(now):
                        written += await self._tell(workspace_id, member, now)
        return written

    async def _tell(self, workspace_id: WorkspaceId, member: Teammate, now: datetime) -> int:
        try:
            return await self.transaction.run(partial(self._write, workspace_id, member, now))
        except StaleWrite:
            return 0  # the member changed their choice, or another runner was faster

    async def _write(self, workspace_id: WorkspaceId, member: Teammate, now: datetime) -> int:
        choice = await self.choices.of(workspace_id, member.user_id)
        day = choice.morning_at(now)
        if not day:
            return 0
        known = max(choice.seen_up_to, choice.digested_up_to)
        figures: dict[str, int] = {}
        for kind in choice.kinds_at(MailPace.DAILY, member.permissions):
            figures[kind.value] = await self.notifications.count_after(workspace_id, {kind}, known)
        is_week_start = date.fromisoformat(day).weekday() == 0
        for part in choice.parts(member.permissions, is_week_start=is_week_start):
            figures |= await self.figures.of(workspace_id, part)
        newest = await self.notifications.page(workspace_id, set(NoticeKind), PageAsk(limit=1))
        choice.digested(day, newest.items[0].id if newest.items else "")
        await self.choices.save(choice)
        counted = {name: count for name, count in figures.items() if count}
        if not counted:
            return 0
        letter_id = f"digest:{workspace_id}:{member.user_id}:{day}"
        return await self.mails.digest(workspace_id, member.user_id, letter_id, counted)
