"""What is written to members by e-mail: at once or in the morning, by choice, and once."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.mail.texts import write
from adapters.memory.insights import (
    MemoryEventLog,
    MemoryNotificationChoices,
    MemoryNotifications,
)
from adapters.memory.rows import MemoryStore, MemoryTransaction
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.insights.model import (
    DUTIES,
    TOLD_OTHERWISE,
    DigestPart,
    MailChoice,
    MailPace,
    NoticeKind,
    NotificationChoice,
)
from domain.insights.ports import Teammate
from domain.insights.usecases.mail_digests import MailDigests
from domain.insights.usecases.mail_notice import MailNotice
from domain.insights.usecases.notify import NoticeEvent, ReadNotifications
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.events import StoredEvent
from domain.shared.ids import EventId, UserId, WorkspaceId

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
# 2 November 2026 is a Monday; Paris is an hour ahead of UTC then.
MONDAY_IN_PARIS = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)


class Wall:
    def __init__(self) -> None:
        self.at = MONDAY_IN_PARIS

    def now(self) -> datetime:
        return self.at


class Post:
    """Team, Spaces, NoticeMails and WorkFigures of two small workspaces."""

    def __init__(self) -> None:
        self.teams: dict[WorkspaceId, list[Teammate]] = {OURS: [], THEIRS: []}
        self.letters: dict[str, Mapping[str, Any]] = {}
        self.work: dict[DigestPart, Mapping[str, int]] = {}

    def hire(self, user: str, role: Role, workspace: WorkspaceId = OURS) -> None:
        member = Teammate(user_id=UserId(user), permissions=PERMISSIONS[role])
        self.teams[workspace].append(member)

    async def members(self, workspace_id: WorkspaceId) -> Sequence[Teammate]:
        return self.teams[workspace_id]

    async def after(self, workspace_id: WorkspaceId, limit: int) -> Sequence[WorkspaceId]:
        return [one for one in sorted(self.teams) if one > workspace_id][:limit]

    async def tell(
        self, workspace_id: WorkspaceId, user_id: UserId, letter_id: str, kind: NoticeKind
    ) -> bool:
        return self._keep(letter_id, {"to": user_id, "in": workspace_id, "kind": kind.value})

    async def digest(
        self,
        workspace_id: WorkspaceId,
        user_id: UserId,
        letter_id: str,
        figures: Mapping[str, int],
    ) -> bool:
        return self._keep(letter_id, {"to": user_id, "in": workspace_id, **figures})

    async def of(self, workspace_id: WorkspaceId, part: DigestPart) -> Mapping[str, int]:
        return self.work.get(part, {}) if workspace_id == OURS else {}

    def _keep(self, letter_id: str, letter: Mapping[str, Any]) -> bool:
        is_new = letter_id not in self.letters
        self.letters[letter_id] = letter
        return is_new

    def to(self, user: str) -> list[dict[str, Any]]:
        return [
            {name: value for name, value in one.items() if name not in {"to", "in"}}
            for one in self.letters.values()
            if one["to"] == user
        ]


class Desk:
    def __init__(self) -> None:
        self.store, self.post, self.wall = MemoryStore(), Post(), Wall()
        transaction, events = MemoryTransaction(self.store), MemoryEventLog(self.store)
        kept, choices = MemoryNotifications(self.store), MemoryNotificationChoices(self.store)
        self.choices = choices
        self.notice = NoticeEvent(events=events, notifications=kept)
        self.read = ReadNotifications(notifications=kept, choices=choices, transaction=transaction)
        self.tell = MailNotice(
            events=events,
            team=self.post,
            choices=choices,
            mails=self.post,
            transaction=transaction,
        )
        self.digests = MailDigests(
            spaces=self.post,
            team=self.post,
            choices=choices,
            notifications=kept,
            figures=self.post,
            mails=self.post,
            transaction=transaction,
            wall=self.wall,
        )
        self._count = 0

    async def happened(self, name: str, **data: Any) -> EventId:
        self._count += 1
        event_id = EventId(f"ev-{self._count:03d}")
        self.store.table("outbox")[event_id] = StoredEvent(
            id=event_id, workspace_id=OURS, name=name, at=MONDAY_IN_PARIS, data=data
        )
        await self.notice(OURS, event_id)
        await self.tell(OURS, event_id)
        return event_id


def an_actor(user: str, role: Role = Role.OWNER) -> Actor:
    return Actor(user_id=UserId(user), workspace_id=OURS, role=role, permissions=PERMISSIONS[role])


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.post.hire("ada", Role.OWNER)
    desk.post.hire("bob", Role.MEMBER)
    desk.post.hire("eve", Role.OWNER, THEIRS)
    return desk


async def test_what_needs_somebody_now_is_written_at_once_to_who_may_act_on_it(desk: Desk) -> None:
    await desk.happened("ReplyClassified", label="interested", conversation_id="k-1")
    await desk.happened("RightsRequestReceived", request_id="r-1")
    assert desk.post.to("ada") == [{"kind": "interested_reply"}, {"kind": "rights_request"}]
    assert desk.post.to("bob") == [{"kind": "interested_reply"}]
    assert desk.post.to("eve") == []


async def test_a_letter_is_written_once_however_often_the_event_is_read(desk: Desk) -> None:
    event_id = await desk.happened("SenderHeld", sender_id="s-1")
    before = dict(desk.post.letters)
    assert await desk.tell(OURS, event_id) == 0
    assert desk.post.letters == before


@pytest.mark.obligation(107, 138)
async def test_a_member_switches_letters_off_and_never_those_of_duty(desk: Desk) -> None:
    off = [MailChoice(kind=kind, pace=MailPace.NEVER) for kind in NoticeKind]
    shown = await desk.read.choose_mail(an_actor("ada"), off, list(DigestPart), "Europe/Paris")
    assert {one.kind for one in shown.kinds if one.pace is not MailPace.NEVER} == DUTIES
    await desk.happened("ReplyClassified", label="interested", conversation_id="k-1")
    await desk.happened("IncidentAlarm", incident_id="i-1")
    await desk.happened("RightsRequestReceived", request_id="r-1")
    assert desk.post.to("ada") == [{"kind": "incident"}, {"kind": "rights_request"}]
    assert desk.post.to("bob") == [{"kind": "interested_reply"}]
    desk.post.work = {DigestPart.QUEUE: {"queue": 3}}
    await desk.digests()
    assert len(desk.post.to("ada")) == 2


async def test_what_another_letter_tells_is_not_told_twice(desk: Desk) -> None:
    await desk.happened("PaymentFailed")
    await desk.happened("CreditsLow", available=10)
    assert desk.post.letters == {}
    shown = await desk.read.mail(an_actor("ada"))
    assert not TOLD_OTHERWISE & {one.kind for one in shown.kinds}


async def test_a_draft_is_no_letter(desk: Desk) -> None:
    await desk.happened("DraftGenerated", draft_id="d-1")
    assert desk.post.letters == {}


async def test_the_mornings_letter_waits_for_half_past_eight_where_the_member_is(
    desk: Desk,
) -> None:
    desk.post.work = {DigestPart.QUEUE: {"queue": 3}}
    await desk.read.choose_mail(an_actor("bob", Role.MEMBER), [], [], "America/New_York")
    desk.wall.at = MONDAY_IN_PARIS - timedelta(minutes=1)
    assert await desk.digests() == 0
    desk.wall.at = MONDAY_IN_PARIS
    assert await desk.digests() == 1
    assert desk.post.to("ada") == [{"queue": 3}]
    desk.wall.at = datetime(2026, 11, 2, 13, 30, tzinfo=UTC)
    assert await desk.digests() == 1
    assert desk.post.to("bob") == [{"queue": 3}]


async def test_one_letter_a_day_and_the_next_one_the_next_morning(desk: Desk) -> None:
    desk.post.work = {DigestPart.TASKS: {"tasks": 2}}
    assert await desk.digests() == 2
    for hours in (1, 5, 16):
        desk.wall.at = MONDAY_IN_PARIS + timedelta(hours=hours)
        assert await desk.digests() == 0
    desk.wall.at = MONDAY_IN_PARIS + timedelta(days=1)
    assert await desk.digests() == 2


async def test_a_morning_with_nothing_to_say_has_no_letter(desk: Desk) -> None:
    desk.post.work = {DigestPart.QUEUE: {"queue": 0}}
    assert await desk.digests() == 0
    desk.post.work = {DigestPart.QUEUE: {"queue": 1}}
    desk.wall.at = MONDAY_IN_PARIS + timedelta(hours=1)
    assert await desk.digests() == 0, "the morning is over"


async def test_the_week_is_told_on_mondays(desk: Desk) -> None:
    desk.post.work = {
        DigestPart.RESULTS: {"sent": 9, "replied": 2, "interested": 1},
        DigestPart.PEOPLE_TO_INFORM: {"to_inform": 4, "leaving": 0},
    }
    await desk.digests()
    assert desk.post.to("ada") == [{"sent": 9, "replied": 2, "interested": 1, "to_inform": 4}]
    assert desk.post.to("bob") == [{"sent": 9, "replied": 2, "interested": 1}]
    desk.wall.at = MONDAY_IN_PARIS + timedelta(days=1)
    assert await desk.digests() == 0


async def test_notices_of_the_day_count_until_they_are_seen_or_told(desk: Desk) -> None:
    doubt = {"label": "to_qualify", "in_doubt": True, "conversation_id": "k"}
    await desk.happened("ReplyClassified", **doubt)
    seen = await desk.happened("ReplyClassified", **doubt)
    await desk.happened("ReplyClassified", **doubt)
    await desk.read.see(an_actor("bob", Role.MEMBER), seen)
    await desk.digests()
    assert desk.post.to("ada") == [{"objection_doubt": 3}]
    assert desk.post.to("bob") == [{"objection_doubt": 1}]
    desk.wall.at = MONDAY_IN_PARIS + timedelta(days=1)
    assert await desk.digests() == 0


async def test_a_kind_moved_to_the_morning_is_not_written_at_once(desk: Desk) -> None:
    daily = [MailChoice(kind=NoticeKind.INTERESTED_REPLY, pace=MailPace.DAILY)]
    await desk.read.choose_mail(an_actor("ada"), daily, [], "Europe/Paris")
    await desk.happened("ReplyClassified", label="interested", conversation_id="k-1")
    assert desk.post.to("ada") == []
    await desk.digests()
    assert desk.post.to("ada") == [{"interested_reply": 1}]


def test_every_kind_and_figure_has_its_words_in_both_languages() -> None:
    words = {"name": "Ada", "company": "Atelier Nord"}
    figures = ["queue", "tasks", "sent", "replied", "interested", "to_inform", "leaving"]
    kinds = [kind.value for kind in NoticeKind if kind not in TOLD_OTHERWISE]
    for locale in Locale:
        for kind in kinds:
            subject, text = write(
                LetterKind.NOTICE, locale, {**words, "notice": kind}, "https://leo.example"
            )
            assert not subject.startswith(" ")
            assert "@" not in text
        counted = {name: "7" for name in [*figures, *kinds] if name not in DUTIES}
        _, text = write(LetterKind.DIGEST, locale, {**words, **counted}, "https://leo.example")
        assert text.count(": 7") == len(counted)


def test_summer_and_winter_have_the_same_half_past_eight() -> None:
    choice = NotificationChoice(id="c", workspace_id=OURS, user_id=UserId("ada"))
    assert choice.morning_at(datetime(2026, 7, 1, 6, 30, tzinfo=UTC)) == "2026-07-01"
    assert choice.morning_at(datetime(2026, 12, 1, 6, 30, tzinfo=UTC)) == ""
    assert choice.morning_at(datetime(2026, 12, 1, 7, 30, tzinfo=UTC)) == "2026-12-01"
