"""What people write, and what happens when they are told to act."""

import pytest

from adapters.sandbox import lines
from adapters.sandbox.reader import read_reply
from adapters.sandbox.world import Manner, make_world
from tests.sandbox.conftest import Sandbox

CLIENT = "jeanne@client.example"
COLLEAGUE = {"colleague": "Zoé Roy", "colleague_title": "DAF", "colleague_email": "z@r.example"}
LABELS = {
    Manner.INTERESTED: "interested",
    Manner.NOT_NOW: "not_now",
    Manner.NOT_INTERESTED: "not_interested",
    Manner.OBJECTION: "opt_out",
    Manner.OUT_OF_OFFICE: "out_of_office",
    Manner.WRONG_PERSON: "wrong_person",
    Manner.REFERRAL: "referred",
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("manner", LABELS)
def test_what_people_write_reads_as_what_they_mean(manner: Manner, language: str) -> None:
    for pick in range(6):
        text = lines.line(manner, language, pick, COLLEAGUE)
        assert read_reply({"reply": {"text": text}})["label"] == LABELS[manner], text
        assert read_reply({"text": lines.short(text)})["label"] == LABELS[manner], text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_who_was_answered_books_and_who_is_written_to_again_is_angry(language: str) -> None:
    for pick in range(3):
        text = lines.next_line(language, pick)
        assert read_reply({"text": text})["label"] == "meeting_booked"
    angry = read_reply({"text": lines.angry_line(language)})
    assert angry["label"] == "opt_out"
    assert "complaint" in angry["flags"]


def test_one_seed_is_one_world_and_another_seed_another() -> None:
    assert make_world(7).people == make_world(7).people
    assert make_world(7).people != make_world(8).people
    people = make_world(1).people.values()
    assert all(person.email.endswith(".example") for person in people)
    assert len({person.slug for person in people}) == len({p.email for p in people}) == 120


@pytest.mark.parametrize("action", ["reply", "bounce", "object"])
async def test_who_got_nothing_has_nothing_to_react_to(sandbox: Sandbox, action: str) -> None:
    answer = await sandbox.http.post(f"/world/people/{action}", json={"address": CLIENT})
    assert answer.status_code == 409


async def test_a_person_is_made_to_reply_bounce_and_object(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    await sandbox.mail(account, CLIENT)
    await sandbox.world("/people/reply", address=CLIENT, manner="not_now")
    await sandbox.world("/people/reply", address=CLIENT, text="Et vos tarifs ?")
    await sandbox.world("/people/bounce", address=CLIENT)
    await sandbox.world("/people/object", address=CLIENT)
    inbox = await sandbox.unipile.get("/emails", account_id=account, role="inbox")
    objection, bounce, price, not_now = inbox.json()["items"]
    assert bounce["from_attendee"]["identifier"] == "mailer-daemon@client.example"
    assert price["body_plain"].startswith("Et vos tarifs ?\n")
    assert read_reply({"text": not_now["body_plain"]})["label"] == "not_now"
    assert read_reply({"text": objection["body_plain"]})["label"] == "opt_out"


async def test_an_objection_by_link_posts_at_once(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    await sandbox.mail(account, CLIENT, body="http://127.0.0.1:9000/u/abc")
    await sandbox.world("/people/object", address=CLIENT, by="link")
    assert [got.method for got in sandbox.receiver.got] == ["GET", "POST"]


async def test_settle_brings_all_that_is_to_come(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    for person in sandbox.parts.world.people.values():
        await sandbox.mail(account, person.email)
    await sandbox.world("/settle")
    inbox = (await sandbox.unipile.get("/emails", account_id=account, role="inbox")).json()["items"]
    reports = [one for one in inbox if "mailer-daemon" in one["from_attendee"]["identifier"]]
    bouncing = [p for p in sandbox.parts.world.people.values() if p.manner is Manner.BOUNCE]
    assert len(reports) == len(bouncing)
    assert 40 < len(inbox) < 110
    assert (await sandbox.http.get("/world")).json()["waiting"] == 0


async def test_who_gets_three_mails_before_answering_answers_once(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    people = sandbox.parts.world.people.values()
    person = next(p for p in people if p.manner is Manner.INTERESTED and p.answers_after == 1)
    for _ in range(3):
        await sandbox.mail(account, person.email)
    await sandbox.world("/settle")
    inbox = await sandbox.unipile.get("/emails", account_id=account, role="inbox")
    assert len(inbox.json()["items"]) == 1


async def test_reset_is_the_first_day_again(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    await sandbox.mail(account, CLIENT)
    await sandbox.world("/reset")
    summary = (await sandbox.http.get("/world")).json()
    assert summary["accounts"] == []
    assert summary["mails"] == {"sent": 0, "received": 0}
    assert (await sandbox.unipile.get(f"/accounts/{account}")).status_code == 404


async def test_an_unknown_reading_is_refused(sandbox: Sandbox) -> None:
    body = {"name": "unipile.is_sender", "value": "sometimes"}
    assert (await sandbox.http.post("/world/readings", json=body)).status_code == 422
