"""The Unipile adapters against its simulator, held to vendors/unipile.md over real HTTP."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.system.clock import SystemClock
from adapters.unipile.adapter import (
    UnipileCourier,
    UnipileEvidence,
    UnipileLink,
    UnipileWithdrawals,
    slug_of,
)
from adapters.unipile.client import UnipileClient
from adapters.unipile.mails import UnipileMails
from adapters.unipile.webhooks import UnipileWebhooks
from domain.delivery.errors import AccountGone, LinkBusy
from domain.delivery.model.action import ActionKind
from domain.delivery.model.letter import Letter
from domain.delivery.model.sender import Health, SenderKind
from domain.delivery.ports import Answer, SendOrder, Trace, WithdrawalOrder
from domain.shared.errors import NotFound
from domain.shared.ids import ActionId

LETTER = Letter.of(
    subject="Bonjour",
    text="Bonjour",
    html="<p>Bonjour é</p>",
    headers={"List-Unsubscribe": "<https://leo.example/u/x>", "X-Campaign": "c"},
)
NOTE = Letter.of(subject="", text="Ravi d'échanger. STOP pour s'opposer", html="", headers={})


now = SystemClock().now


@pytest.fixture
async def world(sandbox_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """The simulator's own controls, on a fresh world."""
    async with httpx.AsyncClient(base_url=sandbox_url, timeout=20) as client:
        await client.post("/world/reset")
        for name, value in (await client.get("/world/readings")).json()["possible"].items():
            await client.post("/world/readings", json={"name": name, "value": value[0]})
        yield client
        await client.delete("/world/dials")


@pytest.fixture
async def unipile(sandbox_url: str) -> AsyncIterator[UnipileClient]:
    client = UnipileClient(
        f"{sandbox_url}/unipile/api/v1", "sandbox-unipile-key", wall=SystemClock(), is_live=False
    )
    yield client
    await client.close()


async def an_account(world: httpx.AsyncClient, provider: str) -> str:
    asked = {
        "provider": provider,
        "address": f"ada.{provider.lower()}@atelier.example",
        "display_name": "Ada Martin",
    }
    made = await world.post("/world/accounts", json=asked)
    assert made.status_code == 201, made.text
    # The simulator still has it become connected by itself, which must not undo what comes next.
    await world.post("/world/settle")
    return str(made.json()["id"])


@pytest.fixture
async def mailbox(world: httpx.AsyncClient) -> str:
    return await an_account(world, "GOOGLE")


@pytest.fixture
async def linkedin(world: httpx.AsyncClient) -> str:
    return await an_account(world, "LINKEDIN")


async def somebody(world: httpx.AsyncClient) -> dict[str, Any]:
    people = (await world.get("/world/people")).json()
    return next(one for one in people if one["manner"] != "bounce")


def an_order(account: str, kind: ActionKind = ActionKind.EMAIL, **changes: Any) -> SendOrder:
    made: dict[str, Any] = {
        "action_id": ActionId("action-1"),
        "key": "action-1",
        "kind": kind,
        "account_ref": account,
        "from_name": "Ada Martin",
        "to_name": "Élise Durand",
        "to_email": "elise.durand@client.example",
        "to_linkedin": "",
        "letter": NOTE if kind is ActionKind.INVITATION else LETTER,
        "reply_ref": "",
        "chat_ref": "",
        "deadline": now() + timedelta(seconds=10),
        "repeated": False,
    }
    return SendOrder(**{**made, **changes})


def a_trace(order: SendOrder, **changes: Any) -> Trace:
    made: dict[str, Any] = {
        "action_id": order.action_id,
        "kind": order.kind,
        "account_ref": order.account_ref,
        "to_email": order.to_email,
        "to_linkedin": order.to_linkedin,
        "recipient_ref": "",
        "chat_ref": order.chat_ref,
        "text": order.letter.text,
        "armed_at": now() - timedelta(minutes=1),
    }
    return Trace(**{**made, **changes})


async def received(world: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        await world.get("/world/received", params={"vendor": "unipile", "path": path})
    ).json()
    return rows


async def dial(world: httpx.AsyncClient, **fault: Any) -> None:
    made = await world.post("/world/dials", json={"vendor": "unipile", "count": 1, **fault})
    assert made.status_code == 201, made.text


# --- mail --------------------------------------------------------------------------------------


async def test_a_mail_leaves_as_it_was_approved_with_our_marks(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    answer = await UnipileCourier(unipile).send(an_order(mailbox))
    assert answer.answer is Answer.ACCEPTED
    assert answer.receipt is not None
    assert answer.receipt.tracking_ref
    assert answer.receipt.provider_ref
    assert answer.receipt.recipient_ref == "elise.durand@client.example"
    query = {"account_id": mailbox, "include_headers": "true", "meta_only": "false"}
    listed = (await unipile.get("emails", query=query)).body["items"]
    assert len(listed) == 1
    assert listed[0]["body"] == "<p>Bonjour é</p>"
    headers = {one["name"]: one["value"] for one in listed[0]["headers"]}
    assert headers["X-Leo-Action"] == "action-1"
    assert headers["List-Unsubscribe"] == "<https://leo.example/u/x>"


async def test_the_same_key_twice_is_one_mail(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    courier = UnipileCourier(unipile)
    first = await courier.send(an_order(mailbox))
    second = await courier.send(an_order(mailbox))
    assert first.receipt == second.receipt
    listed = (await unipile.get("emails", query={"account_id": mailbox})).body["items"]
    assert len(listed) == 1


async def test_a_key_used_for_another_mail_proves_nothing(
    unipile: UnipileClient, mailbox: str
) -> None:
    courier = UnipileCourier(unipile)
    await courier.send(an_order(mailbox))
    other = Letter.of(subject="Autre", text="", html="<p>x</p>", headers={})
    answer = await courier.send(an_order(mailbox, letter=other))
    assert answer.answer is Answer.LOST


async def test_where_list_unsubscribe_is_refused_the_mail_leaves_without_it(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    reading = {"name": "unipile.list_unsubscribe", "value": "refused"}
    await world.post("/world/readings", json=reading)
    answer = await UnipileCourier(unipile).send(an_order(mailbox))
    assert answer.answer is Answer.ACCEPTED
    query = {"account_id": mailbox, "include_headers": "true", "meta_only": "false"}
    [listed] = (await unipile.get("emails", query=query)).body["items"]
    assert {one["name"] for one in listed["headers"]} == {"X-Leo-Action", "X-Campaign"}


async def test_an_answer_without_provider_id_is_accepted_too(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    await world.post("/world/readings", json={"name": "unipile.sent_ids", "value": "tracking_only"})
    answer = await UnipileCourier(unipile).send(an_order(mailbox))
    assert answer.receipt is not None
    assert answer.receipt.provider_ref == ""
    assert answer.receipt.tracking_ref


async def test_a_follow_up_is_threaded_under_the_mail_before(
    unipile: UnipileClient, mailbox: str
) -> None:
    courier = UnipileCourier(unipile)
    first = await courier.send(an_order(mailbox))
    assert first.receipt is not None
    reply = replace(LETTER, subject="Re: Bonjour")
    order = an_order(
        mailbox,
        letter=reply,
        key="action-2",
        action_id=ActionId("action-2"),
        reply_ref=first.receipt.provider_ref,
    )
    assert (await courier.send(order)).answer is Answer.ACCEPTED
    listed = (await unipile.get("emails", query={"account_id": mailbox})).body["items"]
    assert len({one["thread_id"] for one in listed}) == 1


async def test_nothing_is_written_to_the_wire_after_the_deadline(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    late = an_order(mailbox, deadline=now() - timedelta(milliseconds=1))
    answer = await UnipileCourier(unipile).send(late)
    assert answer.answer is Answer.NOT_SENT
    assert await received(world, "/emails") == []


FAULTS: list[tuple[dict[str, Any], Answer]] = [
    ({"fault": "drop"}, Answer.LOST),
    ({"fault": "drop_after_effect"}, Answer.LOST),
    ({"fault": "html_502"}, Answer.LOST),
    ({"fault": "error", "status": 503, "body": {"type": "errors/no_client_session"}}, Answer.LOST),
    ({"fault": "error", "status": 500, "body": {"type": "errors/provider_error"}}, Answer.LOST),
    (
        {"fault": "error", "status": 401, "body": {"type": "errors/disconnected_account"}},
        Answer.ACCOUNT_BROKEN,
    ),
    (
        {"fault": "error", "status": 401, "body": {"type": "errors/missing_credentials"}},
        Answer.NOT_SENT,
    ),
    (
        {"fault": "error", "status": 429, "body": {"type": "errors/too_many_requests"}},
        Answer.PUSHED_BACK,
    ),
    (
        {"fault": "error", "status": 422, "body": {"type": "errors/recipient_rejected"}},
        Answer.REFUSED,
    ),
    ({"fault": "error", "status": 422, "body": {"type": "errors/brand_new"}}, Answer.REFUSED),
]


@pytest.mark.parametrize(("fault", "proves"), FAULTS)
async def test_each_failure_proves_what_the_sheet_says(
    unipile: UnipileClient,
    world: httpx.AsyncClient,
    mailbox: str,
    fault: dict[str, Any],
    proves: Answer,
) -> None:
    body = fault.get("body")
    if body is not None:
        full = {"title": "x", "status": fault["status"], **body}
        fault = {**fault, "body": full}
    await dial(world, route="POST /emails", **fault)
    assert (await UnipileCourier(unipile).send(an_order(mailbox))).answer is proves


async def test_a_vendor_that_does_not_answer_in_time_is_lost_at_the_deadline(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    await dial(world, route="POST /emails", fault="hang")
    soon = now() + timedelta(seconds=1)
    answer = await UnipileCourier(unipile).send(an_order(mailbox, deadline=soon))
    assert answer.answer is Answer.LOST
    assert now() - soon < timedelta(seconds=2)


async def test_a_vendor_that_cannot_be_reached_got_nothing() -> None:
    client = UnipileClient("http://127.0.0.1:9/api/v1", "k", wall=SystemClock(), is_live=False)
    answer = await UnipileCourier(client).send(an_order("account"))
    await client.close()
    assert answer.answer is Answer.NOT_SENT


async def test_a_disconnected_account_is_told_from_a_refusal(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    await world.post(f"/world/accounts/{mailbox}/status", json={"status": "CREDENTIALS"})
    answer = await UnipileCourier(unipile).send(an_order(mailbox))
    assert answer.answer is Answer.ACCOUNT_BROKEN


# --- LinkedIn ----------------------------------------------------------------------------------


async def an_invitation(world: httpx.AsyncClient, account: str, **changes: Any) -> SendOrder:
    person = await somebody(world)
    profile = f"https://www.linkedin.com/in/{person['linkedin_slug']}/"
    return an_order(account, ActionKind.INVITATION, to_linkedin=profile, **changes)


async def test_an_invitation_goes_to_the_id_the_acting_account_sees(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    order = await an_invitation(world, linkedin)
    answer = await UnipileCourier(unipile).send(order)
    assert answer.answer is Answer.ACCEPTED
    assert answer.receipt is not None
    assert answer.receipt.recipient_ref.startswith("ACo")
    [call] = await received(world, "/users/invite")
    sent = call["json"]
    assert sent["message"] == NOTE.text
    assert sent["provider_id"] == answer.receipt.recipient_ref


async def test_who_is_invited_already_is_refused_and_after_a_lost_answer_that_is_the_proof(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    order, courier = await an_invitation(world, linkedin), UnipileCourier(unipile)
    await courier.send(order)
    again = await courier.send(order)
    assert (again.answer, again.code) == (Answer.REFUSED, "already_invited_recently")
    after_a_lost_answer = await courier.send(replace(order, repeated=True))
    assert after_a_lost_answer.answer is Answer.ACCEPTED
    assert after_a_lost_answer.receipt is not None
    assert after_a_lost_answer.receipt.recipient_ref.startswith("ACo")


async def test_a_profile_that_does_not_exist_ends_it(
    unipile: UnipileClient, linkedin: str, world: httpx.AsyncClient
) -> None:
    order = an_order(linkedin, ActionKind.INVITATION, to_linkedin="nobody-of-that-name")
    body = {"title": "x", "status": 404, "type": "errors/resource_not_found"}
    await dial(world, route="GET /users/*", fault="error", status=404, body=body)
    answer = await UnipileCourier(unipile).send(order)
    assert answer.answer is Answer.REFUSED
    assert await received(world, "/users/invite") == []


async def test_a_profile_that_cannot_be_read_means_nothing_was_sent(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    order = await an_invitation(world, linkedin)
    await dial(world, route="GET /users/*", fault="html_502", count=3)
    assert (await UnipileCourier(unipile).send(order)).answer is Answer.NOT_SENT
    assert await received(world, "/users/invite") == []


async def test_a_cap_of_linkedin_is_a_push_back(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    order = await an_invitation(world, linkedin)
    body = {"title": "x", "status": 422, "type": "errors/cannot_resend_yet"}
    await dial(world, route="POST /users/invite", fault="error", status=422, body=body)
    assert (await UnipileCourier(unipile).send(order)).answer is Answer.PUSHED_BACK


def test_the_public_id_is_read_from_any_address_of_a_profile() -> None:
    for text in ("elise", "https://www.linkedin.com/in/elise", "http://linkedin.com/in/elise/?x=1"):
        assert slug_of(text) == "elise"


# --- evidence ----------------------------------------------------------------------------------


async def test_a_mail_is_found_by_our_header_after_its_answer_was_lost(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    await dial(world, route="POST /emails", fault="drop_after_effect")
    order = an_order(mailbox)
    assert (await UnipileCourier(unipile).send(order)).answer is Answer.LOST
    sighting = await UnipileEvidence(unipile).look(a_trace(order))
    assert sighting.receipt is not None
    assert sighting.receipt.message_ref.startswith("<")


async def test_a_complete_look_that_finds_nothing_says_so(
    unipile: UnipileClient, mailbox: str
) -> None:
    await UnipileCourier(unipile).send(an_order(mailbox))
    other = an_order(mailbox, action_id=ActionId("action-2"))
    sighting = await UnipileEvidence(unipile).look(a_trace(other))
    assert (sighting.receipt, sighting.complete) == (None, True)


async def test_only_what_was_sent_to_that_person_is_read(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    await UnipileEvidence(unipile).look(a_trace(an_order(mailbox)))
    [call] = await received(world, "/emails")
    asked = json.dumps(call)
    assert "elise.durand%40client.example" in asked or "elise.durand@client.example" in asked


async def test_a_failed_look_is_no_information(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    await dial(world, route="GET /emails", fault="html_502", count=3)
    sighting = await UnipileEvidence(unipile).look(a_trace(an_order(mailbox)))
    assert (sighting.receipt, sighting.complete) == (None, False)


async def test_a_broken_account_proves_no_absence(
    unipile: UnipileClient, world: httpx.AsyncClient, mailbox: str
) -> None:
    await world.post(f"/world/accounts/{mailbox}/status", json={"status": "CREDENTIALS"})
    sighting = await UnipileEvidence(unipile).look(a_trace(an_order(mailbox)))
    assert not sighting.complete


async def test_an_invitation_is_found_pending_and_after_it_was_accepted(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    person = await somebody(world)
    order = await an_invitation(world, linkedin)
    evidence = UnipileEvidence(unipile)
    assert (await evidence.look(a_trace(order))).receipt is None
    await UnipileCourier(unipile).send(order)
    pending = await evidence.look(a_trace(order))
    assert pending.receipt is not None
    accepted = await world.post("/world/people/accept", json={"slug": person["linkedin_slug"]})
    assert accepted.status_code == 200, accepted.text
    connected = await evidence.look(a_trace(order))
    assert connected.receipt is not None
    assert connected.receipt.recipient_ref == pending.receipt.recipient_ref


# --- taking an invitation back -------------------------------------------------------------------


def a_withdrawal(order: SendOrder, **changes: Any) -> WithdrawalOrder:
    made: dict[str, Any] = {
        "account_ref": order.account_ref,
        "to_linkedin": order.to_linkedin,
        "invitation_ref": "",
        "recipient_ref": "",
        "deadline": now() + timedelta(seconds=10),
    }
    return WithdrawalOrder(**{**made, **changes})


@pytest.mark.parametrize("ids", ["same", "different"])
async def test_an_invitation_is_taken_back_by_its_person_whatever_the_list_calls_it(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str, ids: str
) -> None:
    await world.post("/world/readings", json={"name": "unipile.invitation_ids", "value": ids})
    order = await an_invitation(world, linkedin)
    sent = (await UnipileCourier(unipile).send(order)).receipt
    assert sent is not None
    desk = UnipileWithdrawals(unipile)
    answer = await desk.withdraw(
        a_withdrawal(order, invitation_ref=sent.provider_ref, recipient_ref=sent.recipient_ref)
    )
    assert answer.answer is Answer.ACCEPTED
    assert answer.receipt is not None
    assert answer.receipt.provider_ref.endswith(sent.provider_ref)
    again = await desk.withdraw(a_withdrawal(order, recipient_ref=sent.recipient_ref))
    assert (again.answer, again.code) == (Answer.REFUSED, "not_pending")


async def test_what_was_accepted_is_said_to_be(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    person, order = await somebody(world), await an_invitation(world, linkedin)
    await UnipileCourier(unipile).send(order)
    await world.post("/world/people/accept", json={"slug": person["linkedin_slug"]})
    answer = await UnipileWithdrawals(unipile).withdraw(a_withdrawal(order))
    assert (answer.answer, answer.code) == (Answer.REFUSED, "already_connected")


async def test_a_withdrawal_whose_answer_was_lost_is_found_done(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    order = await an_invitation(world, linkedin)
    await UnipileCourier(unipile).send(order)
    await dial(world, route="DELETE *", fault="fail_after_effect")
    desk = UnipileWithdrawals(unipile)
    assert (await desk.withdraw(a_withdrawal(order))).answer is Answer.LOST
    again = await desk.withdraw(a_withdrawal(order))
    assert (again.answer, again.code) == (Answer.REFUSED, "not_pending")


async def test_after_its_deadline_nothing_is_taken_back(
    unipile: UnipileClient, world: httpx.AsyncClient, linkedin: str
) -> None:
    order = await an_invitation(world, linkedin)
    await UnipileCourier(unipile).send(order)
    late = a_withdrawal(order, deadline=now() - timedelta(seconds=1))
    assert (await UnipileWithdrawals(unipile).withdraw(late)).answer is Answer.NOT_SENT
    assert (await UnipileEvidence(unipile).look(a_trace(order))).receipt is not None


# --- accounts ----------------------------------------------------------------------------------


@pytest.fixture
def link(unipile: UnipileClient, sandbox_url: str) -> UnipileLink:
    return UnipileLink(
        unipile,
        api_url=f"{sandbox_url}/unipile",
        notify_url="http://127.0.0.1:9/webhooks/unipile/token",
        back_url="http://127.0.0.1:9/senders",
    )


@pytest.mark.parametrize("kind", list(SenderKind))
async def test_a_link_opens_a_page_of_the_vendor(
    link: UnipileLink, world: httpx.AsyncClient, kind: SenderKind
) -> None:
    until = now() + timedelta(minutes=30)
    url = await link.open(kind, "token-1", until=until)
    assert (await world.get(url)).status_code == 200
    [call] = await received(world, "/hosted/accounts/link")
    assert "token-1" in json.dumps(call)


async def test_a_mailbox_and_a_linkedin_account_are_read(
    link: UnipileLink, mailbox: str, linkedin: str
) -> None:
    mail = await link.account(mailbox)
    assert (mail.kind, mail.health) == (SenderKind.MAILBOX, Health.OK)
    assert mail.address == "ada.google@atelier.example"
    profile = await link.account(linkedin)
    assert (profile.kind, profile.is_paid) == (SenderKind.LINKEDIN, True)
    assert profile.display_name == "Ada Martin"
    assert profile.address == "ada-martin"


async def test_health_follows_the_vendor(
    link: UnipileLink, world: httpx.AsyncClient, mailbox: str
) -> None:
    for status, health in (("CONNECTING", Health.CONNECTING), ("STOPPED", Health.BROKEN)):
        await world.post(f"/world/accounts/{mailbox}/status", json={"status": status})
        assert (await link.account(mailbox)).health is health


async def test_a_released_account_is_gone_and_releasing_again_is_fine(
    link: UnipileLink, mailbox: str
) -> None:
    await link.release(mailbox)
    await link.release(mailbox)
    with pytest.raises(AccountGone):
        await link.account(mailbox)


async def test_a_silent_vendor_is_busy(link: UnipileLink, world: httpx.AsyncClient) -> None:
    await dial(world, route="POST /hosted/*", fault="drop")
    with pytest.raises(LinkBusy):
        await link.open(SenderKind.MAILBOX, "t", until=now() + timedelta(minutes=5))


# --- mails and webhooks ------------------------------------------------------------------------


async def test_one_mail_is_read_whole_by_its_id(unipile: UnipileClient, mailbox: str) -> None:
    await UnipileCourier(unipile).send(an_order(mailbox))
    [listed] = (await unipile.get("emails", query={"account_id": mailbox})).body["items"]
    mail = await UnipileMails(unipile).read(mailbox, listed["id"])
    assert ("X-Leo-Action", "action-1") in mail.headers
    assert mail.body_html == "<p>Bonjour é</p>"
    with pytest.raises(NotFound):
        await UnipileMails(unipile).read(mailbox, "unknown")


async def test_webhooks_are_made_once_and_mended(
    unipile: UnipileClient, world: httpx.AsyncClient
) -> None:
    hooks = UnipileWebhooks(unipile, "http://127.0.0.1:9/webhooks/unipile/t", "secret")
    assert await hooks.ensure() == 4
    assert await hooks.ensure() == 0
    moved = UnipileWebhooks(unipile, "http://127.0.0.1:9/webhooks/unipile/other", "secret")
    assert await moved.ensure() == 4
    listed = (await unipile.get("webhooks")).body["items"]
    assert {one["request_url"] for one in listed} == {"http://127.0.0.1:9/webhooks/unipile/other"}
    assert len(listed) == 4
