"""vendors/unipile.md 8."""

from tests.sandbox.conftest import Sandbox

CLIENT = "jeanne@client.example"


async def test_a_webhook_carries_its_own_headers_and_no_other(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_sent")
    await sandbox.mail(await sandbox.account(), CLIENT)
    await sandbox.later(seconds=15)
    [got] = sandbox.receiver.got
    assert got.headers["unipile-auth"] == "s3cret"
    assert "content-type" not in got.headers


async def test_only_200_counts_and_five_retries_follow(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_sent")
    sandbox.receiver.statuses = [201, 500, 204, 302, 404, 500, 200]
    await sandbox.mail(await sandbox.account(), CLIENT)
    await sandbox.pass_time(6)
    assert len(sandbox.receiver.of("mail_sent")) == 6
    bodies = {got.body for got in sandbox.receiver.got}
    assert len(bodies) == 1


async def test_a_delivery_taken_is_not_repeated(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_sent")
    sandbox.receiver.statuses = [500, 200]
    await sandbox.mail(await sandbox.account(), CLIENT)
    await sandbox.pass_time(6)
    assert len(sandbox.receiver.of("mail_sent")) == 2


async def test_events_and_accounts_are_filtered(sandbox: Sandbox) -> None:
    first = await sandbox.account()
    second = await sandbox.account(address="b@nord.example")
    await sandbox.listen("email", "mail_sent", account_ids=[second])
    await sandbox.mail(first, CLIENT)
    await sandbox.mail(second, CLIENT)
    await sandbox.later(seconds=15)
    assert [one["account_id"] for one in sandbox.receiver.of("mail_sent")] == [second]


async def test_fields_are_renamed_and_a_form_is_a_form(sandbox: Sandbox) -> None:
    data = [{"name": "kind", "key": "event"}, {"name": "mail", "key": "email_id"}]
    await sandbox.listen("email", "mail_sent", data=data)
    await sandbox.listen("email", "mail_sent", format="form")
    await sandbox.mail(await sandbox.account(), CLIENT)
    await sandbox.later(seconds=15)
    as_json = next(got for got in sandbox.receiver.got if got.body.startswith(b"{"))
    as_form = next(got for got in sandbox.receiver.got if not got.body.startswith(b"{"))
    assert as_json.json.keys() == {"kind", "mail"}
    assert b"event=mail_sent" in as_form.body


async def test_webhooks_are_listed_without_their_source_and_deleted(sandbox: Sandbox) -> None:
    hook = await sandbox.listen("users")
    listed = (await sandbox.unipile.get("/webhooks")).json()
    [shown] = listed["items"]
    assert (shown["id"], shown["events"]) == (hook, ["new_relation"])
    assert "source" not in shown
    assert (await sandbox.unipile.delete(f"/webhooks/{hook}")).json()["object"] == "WebhookDeleted"
    assert (await sandbox.unipile.get("/webhooks")).json()["items"] == []
    bad = await sandbox.unipile.post("/webhooks", json={"request_url": "x", "source": "mails"})
    assert bad.status_code == 400


async def test_dials_double_lose_and_reorder(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_sent")
    account = await sandbox.account()
    dial = {"vendor": "unipile", "route": "mail_sent", "count": 1}
    await sandbox.world("/dials", **dial, fault="duplicate_webhook")
    await sandbox.mail(account, CLIENT, subject="twice")
    await sandbox.world("/dials", **dial, fault="lose_webhook")
    await sandbox.mail(account, CLIENT, subject="never")
    await sandbox.world("/dials", **dial, fault="reorder_webhook")
    await sandbox.mail(account, CLIENT, subject="late")
    await sandbox.mail(account, CLIENT, subject="early")
    for _ in range(12):
        await sandbox.later(seconds=10)
    subjects = [one["subject"] for one in sandbox.receiver.of("mail_sent")]
    assert sorted(subjects) == ["early", "late", "twice", "twice"]
    assert subjects[-1] == "late"


async def test_a_host_that_is_not_this_machine_gets_nothing(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_sent", request_url="https://elsewhere.example/hook")
    await sandbox.mail(await sandbox.account(), CLIENT)
    await sandbox.later(seconds=15)
    assert sandbox.receiver.got == []
    [attempt] = (await sandbox.http.get("/world/deliveries")).json()
    assert "this machine only" in attempt["problem"]


async def test_request_faults_come_before_or_after_the_effect(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    dial = {"vendor": "unipile", "route": "POST /emails", "count": 1}

    async def sent() -> int:
        listed = await sandbox.unipile.get("/emails", account_id=account, role="sent")
        return len(listed.json()["items"])

    body = {"title": "x", "type": "errors/too_many_requests", "status": 429}
    await sandbox.world("/dials", **dial, fault="error", status=429, body=body)
    refused = await sandbox.mail(account, CLIENT)
    assert (refused.status_code, refused.json()) == (429, body)
    assert await sent() == 0
    await sandbox.world("/dials", **dial, fault="fail_after_effect")
    failed = await sandbox.mail(account, CLIENT)
    assert failed.json()["type"] == "errors/provider_error"
    assert await sent() == 1
    await sandbox.world("/dials", **dial, fault="html_502")
    gateway = await sandbox.mail(account, CLIENT)
    assert gateway.headers["content-type"] == "text/html"
    assert (await sandbox.mail(account, CLIENT)).status_code == 201
    received = (await sandbox.http.get("/world/received?vendor=unipile&path=/emails")).json()
    assert [one["status"] for one in received if one["method"] == "POST"] == [201, 502, 500, 429]
    assert received[0]["form"]["account_id"] == account
