"""What comes in: kept for known people, dropped for everyone else, never twice."""

import pytest

from adapters.memory.rows import MemoryStore
from domain.inbox.model.conversation import Channel
from domain.inbox.model.incoming import Bounce
from domain.inbox.usecases.receive_message import Received
from domain.shared.ids import ActionId, ProspectId
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.inbox.world import (
    CAMILLE,
    JULES,
    OURS,
    InboxWorld,
    a_chat,
    a_mail,
)

REPORT = """This is the mail system at host mx.example.
<camille@nord.example>: host mx.nord.example said: 550 5.1.1 unknown user
Final-Recipient: rfc822; camille@nord.example
Action: failed
Status: 5.1.1
Message-ID: <ours-1@atelier.example>
"""


@pytest.fixture
def world(
    memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds
) -> InboxWorld:
    return InboxWorld(memory_store, stopped_clock, new_id)


async def test_a_reply_is_stored_and_everything_planned_stops(world: InboxWorld) -> None:
    assert await world.receive(a_mail()) is Received.STORED
    assert world.outside.replied == [CAMILLE]
    conversation = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    assert conversation is not None
    assert conversation.unread
    assert conversation.preview == "Bonjour, cela m’intéresse."
    assert (await world.told("ReplyReceived"))[0] == {
        "conversation_id": conversation.id,
        "message_id": (await world.messages.in_conversation(OURS, conversation.id))[0].id,
        "prospect_id": CAMILLE,
        "channel": "email",
        "campaign_id": "c-1",
        "enrolment_id": "e-1",
        "step_id": "st-1",
        "automatic": False,
    }


async def test_the_same_mail_is_stored_once_whichever_mailbox_saw_it(world: InboxWorld) -> None:
    await world.receive(a_mail())
    assert await world.receive(a_mail()) is Received.KNOWN
    assert await world.receive(a_mail(provider_id="mail-2")) is Received.KNOWN
    assert len(await world.told("ReplyReceived")) == 1


@pytest.mark.obligation(50)
async def test_of_a_full_mailbox_only_known_people_leave_a_trace(
    world: InboxWorld, memory_store: MemoryStore
) -> None:
    for number in range(1000):
        stranger = a_mail(
            provider_id=f"m-{number}",
            message_id=f"<{number}@bank.example>",
            from_ref=f"bank{number}@bank.example",
            in_reply_to=(),
            thread_ref=f"t-{number}",
            body_plain="Your private statement",
        )
        assert not await world.screen(stranger)
        assert await world.receive(stranger) is Received.UNMATCHED
    assert world.mails.reads == []
    assert memory_store.table("messages") == {}
    assert memory_store.table("conversations") == {}
    assert await world.outbox.waiting(10) == []


@pytest.mark.obligation(48)
async def test_a_mail_is_read_at_the_provider_only_when_it_is_matched(world: InboxWorld) -> None:
    await world.receive(a_mail())
    assert world.mails.reads == ["mail-1"]


async def test_a_mail_that_was_deleted_meanwhile_is_kept_as_announced(world: InboxWorld) -> None:
    world.mails.gone = True
    assert await world.receive(a_mail()) is Received.STORED


@pytest.mark.obligation(44, 45)
async def test_an_account_that_is_not_ours_says_nothing(
    world: InboxWorld, memory_store: MemoryStore
) -> None:
    for incoming in (a_mail(account_ref="acc-unknown"), a_chat(account_ref="acc-unknown")):
        assert not await world.screen(incoming)
        assert await world.receive(incoming) is Received.UNMATCHED
    assert world.mails.reads == []
    assert memory_store.table("messages") == {}
    assert memory_store.table("conversations") == {}


@pytest.mark.parametrize("own", [{"is_own": True}, {"from_ref": "Ada@atelier.example"}])
async def test_our_own_echo_is_no_reply(world: InboxWorld, own: dict[str, object]) -> None:
    assert await world.receive(a_mail(**own)) is Received.UNMATCHED


async def test_an_alias_is_known_by_the_message_it_answers(world: InboxWorld) -> None:
    assert await world.receive(a_mail(from_ref="c.roux@alias.example")) is Received.STORED
    assert world.outside.replied == [CAMILLE]


async def test_in_a_shared_thread_the_writer_counts(world: InboxWorld) -> None:
    await world.receive(a_mail(from_ref="jules@sud.example"))
    assert world.outside.replied == [JULES]


async def test_a_chat_message_is_known_by_the_public_profile(world: InboxWorld) -> None:
    assert await world.receive(a_chat()) is Received.STORED
    assert world.mails.reads == []
    assert await world.conversations.of(OURS, CAMILLE, Channel.LINKEDIN) is not None


async def test_a_person_we_invited_is_known_by_the_id_the_provider_gave(
    world: InboxWorld,
) -> None:
    chat = a_chat(from_ref="ACoAAInvited", from_profiles=())
    assert await world.receive(chat) is Received.STORED
    assert (await world.told("ReplyReceived"))[0]["campaign_id"] == "c-1"


@pytest.mark.parametrize(
    "header",
    [
        ("Auto-Submitted", "auto-replied"),
        ("Precedence", "auto_reply"),
        ("X-Autoreply", "yes"),
        ("X-Auto-Response-Suppress", "All"),
        ("Return-Path", "<>"),
    ],
)
async def test_an_automatic_reply_is_kept_and_stops_nothing(
    world: InboxWorld, header: tuple[str, str]
) -> None:
    world.mails.headers = (header,)
    assert await world.receive(a_mail(body_plain="Je suis absent")) is Received.STORED
    assert world.outside.replied == []
    assert (await world.told("ReplyReceived"))[0]["automatic"] is True


async def test_auto_submitted_no_is_a_person(world: InboxWorld) -> None:
    world.mails.headers = (("Auto-Submitted", "no"),)
    await world.receive(a_mail())
    assert world.outside.replied == [CAMILLE]


async def test_a_delivery_report_is_a_bounce_and_no_conversation(
    world: InboxWorld, memory_store: MemoryStore
) -> None:
    report = a_mail(
        from_ref="MAILER-DAEMON@mx.example",
        subject="Undelivered Mail",
        in_reply_to=(),
        thread_ref="",
        message_id="<dsn-1@mx.example>",
        body_plain=REPORT,
    )
    assert await world.screen(report)
    assert await world.receive(report) is Received.BOUNCE
    assert world.outside.bounced == [("a-1", "5.1.1", True)]
    assert (world.outside.replied, memory_store.table("messages")) == ([], {})


async def test_a_report_is_matched_by_the_address_it_failed_for(world: InboxWorld) -> None:
    world.mails.headers = (
        ("Content-Type", "multipart/report; report-type=delivery-status"),
        ("X-Failed-Recipients", "camille@nord.example"),
    )
    report = a_mail(
        from_ref="postmaster@mx.example",
        in_reply_to=(),
        thread_ref="",
        body_plain="550 5.7.1 policy",
    )
    assert await world.receive(report) is Received.BOUNCE
    assert world.outside.bounced == [("a-1", "5.7.1", False)]


async def test_a_report_without_words_is_kept_until_it_was_read(world: InboxWorld) -> None:
    bare = a_mail(from_ref="mailer-daemon@mx.example", in_reply_to=(), thread_ref="", body_plain="")
    assert await world.screen(bare)
    world.mails.body_plain = REPORT
    assert await world.receive(bare) is Received.BOUNCE


async def test_a_delay_notice_is_not_a_bounce(world: InboxWorld) -> None:
    late = REPORT.replace("failed", "delayed").replace("5.1.1", "4.4.1")
    report = a_mail(from_ref="mailer-daemon@mx.example", in_reply_to=(), body_plain=late)
    assert await world.receive(report) is Received.REPORT
    assert world.outside.bounced == []


async def test_an_abuse_report_is_an_objection_and_held_against_its_mail(
    world: InboxWorld,
) -> None:
    world.mails.headers = (("Content-Type", "multipart/report; report-type=feedback-report"),)
    report = a_mail(from_ref="postmaster@isp.example", body_plain="Feedback-Type: abuse")
    assert await world.receive(report) is Received.COMPLAINT
    assert world.outside.objected == [(CAMILLE, "complaint")]
    assert world.outside.complained == [ActionId("a-1")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Status: 5.1.1", "5.1.1"),
        ("said: 550 5.2.2 mailbox full", "5.2.2"),
        ("SMTP error 421 - try later", "4.0.0"),
        ("nothing to read here", ""),
    ],
)
def test_a_report_is_read_by_its_codes(text: str, code: str) -> None:
    assert Bounce.read(a_mail(body_plain=text)) == Bounce(code=code)


async def test_a_reply_at_the_door_shuts_the_gate_when_it_is_surely_human(
    world: InboxWorld,
) -> None:
    assert await world.screen(a_mail())
    assert world.outside.replied == []
    assert await world.screen(a_mail(body_plain="STOP"))
    assert await world.screen(a_chat())
    assert world.outside.replied == [CAMILLE, CAMILLE]


async def test_an_absence_note_at_the_door_shuts_nothing(world: InboxWorld) -> None:
    away = a_chat(subject="Out of office")
    assert await world.screen(away)
    assert world.outside.replied == []


async def test_a_later_message_joins_the_conversation(
    world: InboxWorld, stopped_clock: StoppedClock
) -> None:
    await world.receive(a_mail())
    stopped_clock.advance(hours=1)
    await world.receive(
        a_mail(provider_id="mail-2", message_id="<reply-2@nord.example>", body_plain="Et alors ?")
    )
    page = await world.conversations.of(OURS, ProspectId(CAMILLE), Channel.EMAIL)
    assert page is not None
    assert (page.preview, page.reply_ref) == ("Et alors ?", "mail-2")
    assert len(await world.messages.in_conversation(OURS, page.id)) == 2
