"""vendors/unipile.md 7, 8.3."""

import json
from typing import Any

import pytest

from adapters.sandbox.world import EmailStatus, Manner, Person
from tests.sandbox.conftest import Sandbox


def someone(sandbox: Sandbox, manner: Manner, **fields: Any) -> Person:
    """The first person of the world who is like that."""
    return next(
        person
        for person in sandbox.parts.world.people.values()
        if person.manner is manner
        and all(getattr(person, name) == value for name, value in fields.items())
    )


async def test_a_mail_is_sent_listed_and_comes_back_as_mail_sent(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_sent", "mail_received")
    account = await sandbox.account()
    sent = await sandbox.mail(
        account,
        "jeanne@client.example",
        custom_headers=json.dumps([{"name": "X-Leo-Action", "value": "a1"}]),
    )
    assert sent.status_code == 201
    assert sent.json()["object"] == "EmailSent"
    assert "message_id" not in sent.json()
    listed = (await sandbox.unipile.get("/emails", account_id=account, role="sent")).json()
    [email] = listed["items"]
    assert email["tracking_id"] == sent.json()["tracking_id"]
    assert email["message_id"].startswith("<")
    assert email["origin"] == "unipile"
    await sandbox.later(seconds=15)
    [told] = sandbox.receiver.of("mail_sent")
    assert told["tracking_id"] == sent.json()["tracking_id"]
    assert told["message_id"] == email["message_id"]
    read = await sandbox.unipile.get(f"/emails/{email['id']}", include_headers="true")
    assert read.json()["headers"] == [{"name": "X-Leo-Action", "value": "a1"}]


async def test_the_same_idempotency_key_sends_once(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    key = {"Idempotency-Key": "action-1"}
    first = await sandbox.mail(account, "jeanne@client.example", headers=key)
    again = await sandbox.mail(account, "jeanne@client.example", headers=key)
    other = await sandbox.mail(account, "paul@client.example", headers=key)
    assert again.json() == first.json()
    assert other.status_code == 409
    listed = (await sandbox.unipile.get("/emails", account_id=account)).json()
    assert len(listed["items"]) == 1
    await sandbox.world("/restart")
    after = await sandbox.mail(account, "jeanne@client.example", headers=key)
    assert after.json() != first.json()


@pytest.mark.parametrize(
    ("fields", "status", "kind"),
    [
        ({"account_id": "nope"}, 404, "resource_not_found"),
        ({"to": json.dumps([{"identifier": "nope"}])}, 422, "invalid_recipient"),
        ({"to": "nope"}, 400, "invalid_parameters"),
        ({"body": ""}, 400, "missing_parameters"),
        ({"reply_to": "unknown"}, 422, "parent_mail_not_found"),
        ({"from": json.dumps({"identifier": "x@y.example"})}, 422, "send_as_denied"),
        ({"custom_headers": json.dumps([{"name": "DKIM", "value": "x"}])}, 422, "invalid_headers"),
    ],
)
async def test_what_is_wrong_is_refused(
    sandbox: Sandbox, fields: dict[str, str], status: int, kind: str
) -> None:
    account = await sandbox.account()
    answer = await sandbox.mail(account, "jeanne@client.example", **fields)
    assert (answer.status_code, answer.json()["type"]) == (status, f"errors/{kind}")


async def test_list_unsubscribe_passes_or_not_as_it_is_read(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    headers = json.dumps([{"name": "List-Unsubscribe", "value": "<http://127.0.0.1:9/u/t>"}])
    passed = await sandbox.mail(account, "jeanne@client.example", custom_headers=headers)
    await sandbox.world("/readings", name="unipile.list_unsubscribe", value="refused")
    refused = await sandbox.mail(account, "jeanne@client.example", custom_headers=headers)
    assert passed.status_code == 201
    assert refused.json()["type"] == "errors/invalid_headers"


async def test_a_json_body_without_files_is_taken(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    to = [{"identifier": "jeanne@client.example"}]
    body = {"account_id": account, "to": to, "subject": "s", "body": "b"}
    assert (await sandbox.unipile.post("/emails", json=body)).status_code == 201
    other = await sandbox.unipile.post("/emails", content=b"x", headers={"Content-Type": "x/y"})
    assert other.status_code == 415


async def test_a_reply_stays_in_its_thread_and_keeps_its_subject(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    await sandbox.mail(account, "jeanne@client.example", subject="Bonjour")
    await sandbox.world("/people/reply", address="jeanne@client.example", text="Dites-m'en plus")
    listed = (await sandbox.unipile.get("/emails", account_id=account)).json()["items"]
    answer, first = listed
    assert answer["in_reply_to"] == {"message_id": first["message_id"], "id": first["id"]}
    assert answer["thread_id"] == first["thread_id"]
    wrong = await sandbox.mail(
        account, "jeanne@client.example", subject="Autre", reply_to=answer["id"]
    )
    assert wrong.json()["type"] == "errors/invalid_reply_subject"
    for parent in (answer["id"], answer["provider_id"]):
        right = await sandbox.mail(
            account, "jeanne@client.example", subject="Re: Bonjour", reply_to=parent
        )
        assert right.status_code == 201
    thread = await sandbox.unipile.get("/emails", account_id=account, thread_id=first["thread_id"])
    assert len(thread.json()["items"]) == 4


async def test_mails_are_filtered_and_dates_are_exact(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    await sandbox.mail(account, "jeanne@client.example", subject="un")
    await sandbox.later(hours=1)
    await sandbox.mail(account, "paul@client.example", subject="deux")

    async def subjects(**params: str) -> list[str]:
        answer = await sandbox.unipile.get("/emails", account_id=account, **params)
        assert answer.status_code == 200, answer.text
        return [one["subject"] for one in answer.json()["items"]]

    assert await subjects(to="jeanne@client.example", role="sent") == ["un"]
    assert await subjects(any_email="paul@client.example", role="sent") == ["deux"]
    assert await subjects(after="2026-11-23T10:00:00.000Z", role="sent") == ["deux"]
    assert await subjects(before="2026-11-23T10:00:00.000Z", role="sent") == ["un"]
    wrong = await sandbox.unipile.get("/emails", account_id=account, after="2026-11-23T10:00:00Z")
    assert wrong.json()["type"] == "errors/invalid_parameters"
    assert (await sandbox.unipile.get("/emails")).json()["type"] == "errors/missing_parameters"


async def test_an_interested_person_answers_by_mail_in_20_to_90_minutes(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_received")
    account = await sandbox.account()
    person = someone(sandbox, Manner.INTERESTED, answers_after=1, language="fr")
    await sandbox.mail(account, person.email)
    await sandbox.later(seconds=3)
    await sandbox.later(minutes=19)
    assert sandbox.receiver.of("mail_received") == []
    await sandbox.pass_time(1.5)
    [told] = sandbox.receiver.of("mail_received")
    assert told["from_attendee"]["identifier"] == person.email
    assert told["subject"] == "Re: Une idée pour vous"
    assert told["origin"] == "external"
    assert told["in_reply_to"]["message_id"]
    assert "a écrit :" in told["body_plain"]


async def test_a_dead_address_comes_back_as_a_delivery_report(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    person = someone(sandbox, Manner.BOUNCE)
    await sandbox.mail(account, person.email)
    await sandbox.pass_time(0.5)
    [report] = (await sandbox.unipile.get("/emails", account_id=account, role="inbox")).json()[
        "items"
    ]
    assert report["from_attendee"]["identifier"].startswith("mailer-daemon@")
    assert "Status: 5.1.1" in report["body_plain"]
    read = await sandbox.unipile.get(f"/emails/{report['id']}", include_headers="true")
    headers = {one["name"]: one["value"] for one in read.json()["headers"]}
    assert headers["Content-Type"].startswith("multipart/report")
    assert headers["Auto-Submitted"] == "auto-replied"
    assert headers["X-Failed-Recipients"] == person.email


async def test_a_plain_smtp_account_learns_it_at_once(sandbox: Sandbox) -> None:
    account = await sandbox.account("MAIL")
    answer = await sandbox.mail(account, someone(sandbox, Manner.BOUNCE).email)
    assert (answer.status_code, answer.json()["type"]) == (422, "errors/recipient_rejected")


async def test_an_absent_person_is_answered_for_by_a_machine(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    await sandbox.mail(account, someone(sandbox, Manner.OUT_OF_OFFICE).email)
    await sandbox.pass_time(0.5)
    listed = await sandbox.unipile.get(
        "/emails", account_id=account, role="inbox", include_headers="true"
    )
    [absence] = listed.json()["items"]
    assert {"name": "Auto-Submitted", "value": "auto-replied"} in absence["headers"]


async def test_who_objects_by_link_reads_the_page_then_posts_one_click(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    person = someone(sandbox, Manner.OBJECTION, objects_by_link=True, answers_after=1)
    link = "http://127.0.0.1:9000/u/tok-en_1"
    await sandbox.mail(account, person.email, body=f'<p>Bonjour</p><a href="{link}">Stop</a>')
    await sandbox.pass_time(2)
    page, click = sandbox.receiver.got
    assert (page.method, page.path) == ("GET", "/u/tok-en_1")
    assert (click.method, click.body) == ("POST", b"List-Unsubscribe=One-Click")
    summary = (await sandbox.http.get("/world")).json()
    assert [one["key"] for one in summary["objected"]] == [person.key]
    assert summary["written_after_objection"] == 0
    await sandbox.mail(account, person.email)
    await sandbox.later(seconds=3)
    assert (await sandbox.http.get("/world")).json()["written_after_objection"] == 1


async def test_a_link_to_elsewhere_is_never_clicked(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    person = someone(sandbox, Manner.OBJECTION, objects_by_link=True, answers_after=1)
    await sandbox.mail(account, person.email, body="https://elsewhere.example/u/token")
    await sandbox.pass_time(2)
    assert sandbox.receiver.got == []
    inbox = await sandbox.unipile.get("/emails", account_id=account, role="inbox")
    assert len(inbox.json()["items"]) == 1  # the objection came in words


async def test_strangers_behave_the_same_each_time(sandbox: Sandbox) -> None:
    world = sandbox.parts.world
    manners = {world.by_email(f"x{number}@client.example").manner for number in range(200)}
    assert manners == set(Manner)
    assert world.by_email("A@client.example") == world.by_email("a@client.example")


def test_the_world_has_every_email_status(sandbox: Sandbox) -> None:
    found = {person.email_status for person in sandbox.parts.world.people.values()}
    assert found == set(EmailStatus) - {EmailStatus.INVALID_DOMAIN}
    assert len(sandbox.parts.world.people) == 120
