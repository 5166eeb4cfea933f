"""See AnnounceChanges and FollowChanges."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from domain.privacy.errors import ReasonNeeded
from domain.privacy.events import ChangeAnnounced
from domain.privacy.model.changes import Change, ChangeNotice, Channel
from domain.privacy.ports import Audience, ChangeNotices, Mails, PublishedChanges
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200
_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceChanges:
    """Tell every workspace of a new text or provider before it takes effect, and keep the proof of
    every mail that left (obligations 107, 150).
    """

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    published: PublishedChanges
    notices: ChangeNotices
    audience: Audience
    mails: Mails
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self) -> int:
        """How many announcements were made; a second run finds them made."""
        now = self.wall.now()
        upcoming = await self.published.upcoming(now.date())
        made, after = 0, WorkspaceId("")
        while upcoming and (found := await self.audience.after(after, _BATCH)):
            after = found[-1]
            notices = [ChangeNotice.of(one, change, at=now) for one in found for change in upcoming]
            known = await self.notices.known([one.id for one in notices])
            for notice in notices:
                if notice.id not in known:
                    made += await self.transaction.run(partial(self._announce, notice))
        return made

    async def _announce(self, notice: ChangeNotice) -> int:
        if not await self.notices.add(notice):
            return 0
        announced = ChangeAnnounced(
            at=notice.announced_at, workspace_id=notice.workspace_id, notice_id=notice.id
        )
        await self.outbox.append([announced])
        return 1

    async def prove(self) -> int:
        """Write down the mails that were handed over since; how many."""
        proven = 0
        for notice in await self.notices.upcoming(self.wall.now().date(), _BATCH):
            sent = await self.mails.posted(notice.workspace_id, notice.id)
            fresh = [
                notice.delivered(Channel.EMAIL, user_id, at=at) for user_id, at in sent.items()
            ]
            if any(fresh):
                await self.notices.save(notice)
                proven += sum(fresh)
        return proven


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowChanges:
    """What a workspace sees of the changes announced to it, and says about them."""

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    notices: ChangeNotices
    transaction: Transaction
    wall: Clock

    async def announced(self, workspace_id: WorkspaceId, notice_id: str) -> Change:
        """What the letters about it say. Raise ChangeNotFound."""
        return (await self.notices.get(workspace_id, notice_id)).change

    async def upcoming(self, actor: Actor) -> Sequence[ChangeNotice]:
        """For every member: what takes effect later than today."""
        today = self.wall.now().date()
        found = await self.notices.of(actor.workspace_id, _SHOWN)
        return [one for one in found if one.is_upcoming(today)]

    async def history(self, actor: Actor) -> Sequence[ChangeNotice]:
        """All of them with their proofs, the newest first."""
        actor.require(Permission.REGISTERS_READ)
        return await self.notices.of(actor.workspace_id, _SHOWN)

    async def seen(self, actor: Actor, notice_id: str) -> ChangeNotice:
        """The banner was on this member's screen. Raise ChangeNotFound."""

        async def work() -> ChangeNotice:
            notice = await self.notices.get(actor.workspace_id, notice_id)
            if notice.delivered(Channel.DISPLAY, actor.user_id, at=self.wall.now()):
                await self.notices.save(notice)
            return notice

        return await self.transaction.run(work)

    async def object(self, actor: Actor, notice_id: str, reason: str) -> ChangeNotice:
        """Raise ChangeNotFound, ReasonNeeded or ObjectionTooLate."""
        actor.require(Permission.WORKSPACE_CLOSE)
        if not reason.strip():
            raise ReasonNeeded

        async def work() -> ChangeNotice:
            notice = await self.notices.get(actor.workspace_id, notice_id)
            notice.object(reason.strip(), actor.user_id, at=self.wall.now())
            await self.notices.save(notice)
            return notice

        return await self.transaction.run(work)
