"""See NoticeEvent and ReadNotifications."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from domain.insights.model import (
    DUTIES,
    PART_READERS,
    READERS,
    TOLD_OTHERWISE,
    DigestPart,
    MailChoice,
    MailPace,
    NoticeKind,
    Notification,
    NotificationChoice,
    notice_of,
)
from domain.insights.ports import EventLog, NotificationChoices, Notifications
from domain.shared.actor import Actor
from domain.shared.ids import EventId, WorkspaceId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEvent:
    """Keep what one event asks somebody to look at, once (NOT-1)."""

    purpose: ClassVar[Purpose] = Purpose.RESULTS
    events: EventLog
    notifications: Notifications

    async def __call__(self, workspace_id: WorkspaceId, event_id: EventId) -> None:
        event = await self.events.get(workspace_id, event_id)
        notice = None if event is None else notice_of(event)
        if notice is not None:
            await self.notifications.add(notice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`unread` counts at most 100."""

    page: Page[Notification]
    unread: int
    seen_up_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    kind: NoticeKind
    is_muted: bool
    is_duty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedKind:
    kind: NoticeKind
    pace: MailPace
    is_duty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailShown:
    """What the member is written to about, of what concerns their role."""

    zone: str
    kinds: list[MailedKind]
    parts: dict[DigestPart, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNotifications:
    """What needs the member now, of what their role may act on and they did not leave aside."""

    purpose: ClassVar[Purpose] = Purpose.RESULTS
    notifications: Notifications
    choices: NotificationChoices
    transaction: Transaction

    async def __call__(self, actor: Actor, ask: PageAsk) -> Shown:
        choice = await self.choices.of(actor.workspace_id, actor.user_id)
        kinds = choice.wanted_by(actor)
        return Shown(
            page=await self.notifications.page(actor.workspace_id, kinds, ask),
            unread=await self.notifications.count_after(
                actor.workspace_id, kinds, choice.seen_up_to
            ),
            seen_up_to=choice.seen_up_to,
        )

    async def see(self, actor: Actor, up_to: str) -> None:
        """Everything up to this one was seen."""

        async def work() -> None:
            choice = await self.choices.of(actor.workspace_id, actor.user_id)
            choice.see(up_to)
            await self.choices.save(choice)

        await self.transaction.run(work)

    async def kinds(self, actor: Actor) -> list[Kind]:
        """Those that concern the member's role, in order, with what they chose."""
        choice = await self.choices.of(actor.workspace_id, actor.user_id)
        return _kinds(choice, actor)

    async def mute(self, actor: Actor, kinds: Collection[NoticeKind]) -> list[Kind]:
        """Leave these kinds aside, and only these. Notices of duty stay."""

        async def work() -> NotificationChoice:
            choice = await self.choices.of(actor.workspace_id, actor.user_id)
            choice.mute(kinds)
            await self.choices.save(choice)
            return choice

        return _kinds(await self.transaction.run(work), actor)

    async def mail(self, actor: Actor) -> MailShown:
        """What the member is written to about, and when."""
        return _mail(await self.choices.of(actor.workspace_id, actor.user_id), actor)

    async def choose_mail(
        self,
        actor: Actor,
        chosen: Collection[MailChoice],
        unwanted: Collection[DigestPart],
        zone: str,
    ) -> MailShown:
        """Replace it. Notices of duty stay as they are."""

        async def work() -> NotificationChoice:
            choice = await self.choices.of(actor.workspace_id, actor.user_id)
            choice.choose_mails(chosen, unwanted, zone)
            await self.choices.save(choice)
            return choice

        return _mail(await self.transaction.run(work), actor)


def _mail(choice: NotificationChoice, actor: Actor) -> MailShown:
    return MailShown(
        zone=choice.zone,
        kinds=[
            MailedKind(kind=kind, pace=choice.pace_of(kind), is_duty=kind in DUTIES)
            for kind in NoticeKind
            if READERS[kind] in actor.permissions and kind not in TOLD_OTHERWISE
        ],
        parts={
            part: part not in choice.unwanted
            for part in DigestPart
            if PART_READERS[part] in actor.permissions
        },
    )


def _kinds(choice: NotificationChoice, actor: Actor) -> list[Kind]:
    everything = NotificationChoice(
        id=choice.id, workspace_id=choice.workspace_id, user_id=choice.user_id
    ).wanted_by(actor)
    return [
        Kind(kind=kind, is_muted=kind in choice.muted, is_duty=kind in DUTIES)
        for kind in NoticeKind
        if kind in everything
    ]
