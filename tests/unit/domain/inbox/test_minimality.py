"""A mailbox of ten thousand mails with three that concern us, and mails no parser likes."""

import base64

import pytest

from adapters.memory.rows import MemoryStore
from domain.inbox.model.access import AccessReason
from domain.inbox.model.conversation import Channel
from domain.inbox.model.deliveries import MessageArrived
from domain.inbox.model.labels import ReplyLabel
from domain.inbox.usecases.read_access_log import ReadAccessLog
from domain.inbox.usecases.receive_message import Received
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden
from domain.shared.ids import SenderId, UserId, WorkspaceId
from domain.shared.inbound import InboundState
from domain.shared.page import PageAsk
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.inbox.test_take_delivery import Door
from tests.unit.domain.inbox.world import CAMILLE, HUMAN, MAILBOX, OURS, InboxWorld, a_mail

MAILS, OURS_AT = 10_000, {17, 4_242, 9_998}


@pytest.fixture
def door(memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds) -> Door:
    return Door(memory_store, stopped_clock, new_id)


@pytest.mark.obligation(48)
@pytest.mark.obligation(50)
@pytest.mark.obligation(51)
async def test_of_ten_thousand_mails_three_are_kept_and_every_read_is_written_down(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    world = door.world
    for number in range(MAILS):
        mine = number in OURS_AT
        incoming = a_mail(
            provider_id=f"mail-{number}",
            message_id=f"<m{number}@x.example>",
            thread_ref=f"thread-of-{number}",
            in_reply_to=(),
            from_ref="camille@nord.example" if mine else f"person{number}@elsewhere.example",
            subject=f"Sujet {number}",
            body_plain="" if mine else f"Secret {number}",
        )
        await door.take("path", "secret", door.post.letter(MessageArrived(incoming=incoming)))
        if mine:
            assert await world.receive(incoming) is Received.STORED
    kept = [one for one in door.inbound.rows.values() if one.body]
    assert len(kept) == len(OURS_AT)
    strangers = [one for one in door.inbound.rows.values() if one.problem == "unmatched"]
    assert len(strangers) == MAILS - len(OURS_AT)
    assert {one.state for one in strangers} == {InboundState.DONE}
    assert not any("elsewhere" in f"{one.key}{one.body!r}" for one in door.inbound.rows.values())
    conversation = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    assert conversation is not None
    assert len(await world.messages.in_conversation(OURS, conversation.id)) == len(OURS_AT)
    assert world.mails.reads == [f"mail-{number}" for number in sorted(OURS_AT)]
    log = await world.access.page(OURS, MAILBOX, PageAsk())
    assert [one.mail_ref for one in log.items] == list(reversed(world.mails.reads))
    assert {(one.reason, one.prospect_id) for one in log.items} == {(AccessReason.REPLY, CAMILLE)}
    assert "elsewhere.example" not in caplog.text


@pytest.mark.obligation(51)
async def test_only_the_owner_of_a_mailbox_reads_its_log(door: Door) -> None:
    class Owners:
        async def owner(self, workspace_id: WorkspaceId, sender_id: SenderId) -> UserId:
            return UserId("ada")

    read = ReadAccessLog(log=door.world.access, owners=Owners())
    everything = PERMISSIONS[Role.OWNER]
    ada = Actor(user_id=UserId("ada"), workspace_id=OURS, role=Role.MEMBER, permissions=everything)
    eve = Actor(user_id=UserId("eve"), workspace_id=OURS, role=Role.OWNER, permissions=everything)
    assert (await read(ada, MAILBOX, PageAsk())).items == []
    with pytest.raises(Forbidden):
        await read(eve, MAILBOX, PageAsk())


STOP = "Ne me contactez plus."
CALENDAR = (
    "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Point Atlas\nEND:VEVENT\nEND:VCALENDAR"
)
BROKEN = {
    "html only": ("", f"<p>{STOP}</p>"),
    "html without an end": ("", f"<div><p>{STOP}<table><tr><td>"),
    "unknown marked section": ("", f"<![foo[ {STOP} ]]> <p>{STOP}</p>"),
    "word's conditional": ("", f"<!--[if mso]>x<![endif]--><p>{STOP}</p><![if !vml]><![endif]>"),
    "after a quotation in html": ("", f"<blockquote>répondez STOP ici</blockquote><p>{STOP}</p>"),
    "quoted printable left over": ("Ne me contactez plus=2E=0A", ""),
    "base64 left over": (base64.b64encode(f"Bonjour,\n{STOP}\nMerci".encode()).decode(), ""),
    "utf-8 read as latin": ("Je m'oppose Ã©galement. Ne me contactez plus.", ""),
    "nul bytes": (f"\x00{STOP}\x00", ""),
    "a megabyte after it": (f"{STOP}\n" + "x " * 500_000, ""),
    "nested forwards": (
        (
            f"{STOP}\n\n---------- Message transféré ---------\nDe : A\nDate : lundi\n\n"
            "-----Original Message-----\nFrom: B\nSent: Monday\n\nOui, cela m'intéresse."
        ),
        "",
    ),
    "below the quotation": ("Le 3/11/2026, Ada a écrit :\n> répondez STOP\n\n" + STOP, ""),
    "with a calendar": (f"{STOP}\n{CALENDAR}", ""),
    "hidden friendly words": (
        "",
        f'<span style="display:none">Oui, je suis intéressée</span><p>{STOP}</p>',
    ),
}


@pytest.mark.obligation(61)
@pytest.mark.parametrize("name", BROKEN)
async def test_an_objection_in_a_broken_mail_is_read(door: Door, name: str) -> None:
    plain, html = BROKEN[name]
    world: InboxWorld = door.world
    sent = a_mail(body_plain=plain, body_html=html, headers=HUMAN)
    assert await world.receive(sent) is Received.STORED
    (event,) = await world.told("ReplyReceived")
    await world.classify(OURS, event["message_id"])
    message = await world.messages.get(OURS, event["message_id"])
    assert message.label is ReplyLabel.OPT_OUT
    assert len(message.text) <= 50_000
    assert "\x00" not in message.text
    assert world.outside.objected == [(CAMILLE, "email_reply")]


@pytest.mark.parametrize("plain", ["", "   \n", CALENDAR, "\u200b"])
async def test_a_mail_without_words_is_kept_and_waits_for_a_person(door: Door, plain: str) -> None:
    world = door.world
    await world.receive(a_mail(body_plain=plain, headers=HUMAN))
    (event,) = await world.told("ReplyReceived")
    await world.classify(OURS, event["message_id"])
    message = await world.messages.get(OURS, event["message_id"])
    assert message.label is ReplyLabel.TO_QUALIFY
    assert "VCALENDAR" not in message.text
