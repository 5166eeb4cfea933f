"""Campaigns, senders and messages on their way, over HTTP and on real parts."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.bootstrap.settings import Settings
from adapters.system.clock import FastCalendar
from domain.application import Application
from domain.delivery.model.action import ActionState
from domain.shared.ids import ActionId, WorkspaceId
from tests.api.test_exports import _file, _order
from tests.api.workspaces import Workspace, furnish
from tests.conftest import MONDAY, drain_tasks, sandbox_settings


@pytest.fixture
def settings(mongodb_uri: str, redis_url: str, sandbox_url: str) -> Settings:
    """A working Monday that passes at its own pace."""
    monday = FastCalendar(datetime.now(UTC), MONDAY, 1.0)  # noqa: TID251 - real time begins here
    base = sandbox_settings(mongodb_uri, redis_url, sandbox_url)
    return base.model_copy(update={"business_clock": str(monday)})


@pytest.fixture
async def space(
    application: Application, ports: Ports, world: httpx.AsyncClient
) -> AsyncIterator[Workspace]:
    made = await furnish(application, ports, "aulne")
    yield made
    await made.client.aclose()


@pytest.fixture
async def world(sandbox_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        base_url=f"{sandbox_url}/world", timeout=20, follow_redirects=True
    ) as client:
        await client.post("/reset")
        yield client


async def deliver(application: Application, *, passes: int = 1) -> None:
    """What the delivery worker does, and what follows from it."""
    for _ in range(passes):
        await application.delivery.reap()
        await application.delivery.settle()
        await application.delivery.drain("test")
        await drain_tasks(application)


def actions_of(space: Workspace) -> str:
    """Those of the running campaign."""
    return f"/actions?campaign_id={space.one('campaign')}"


async def workspace_of(space: Workspace) -> WorkspaceId:
    return WorkspaceId((await space.ask("GET", "/session"))["workspace"]["id"])


async def undo_window_over(space: Workspace) -> None:
    """As if thirty seconds had passed since the approvals."""
    workspace_id = await workspace_of(space)
    for action_id in space.ids["action"]:
        action = await space.ports.delivery.actions.get(workspace_id, ActionId(action_id))
        action.not_before -= timedelta(seconds=31)
        await space.ports.delivery.actions.save(action)


CRITERION = {
    "field": "title",
    "operator": "contains",
    "values": ["direction"],
    "mode": "score",
    "weight": 3,
}


async def drafted(client: httpx.AsyncClient) -> httpx.Response:
    """A campaign on an offer and a persona that say the least."""
    book = await client.get("/api/v1/salesbook")
    for part, body in (
        ("offers", {"name": "Offre", "promise": "Moins de temps perdu"}),
        (
            "personas",
            {"name": "Direction", "tone": "vous", "language": "fr", "criteria": [CRITERION]},
        ),
    ):
        etag = {"If-Match": book.headers["etag"]}
        written = await client.post(f"/api/v1/salesbook/{part}", json=body, headers=etag)
        assert written.status_code == 201, written.text
        book = await client.get("/api/v1/salesbook")
    body = {
        "name": "Vide",
        "offer_id": book.json()["offers"][0]["id"],
        "persona_id": book.json()["personas"][0]["id"],
        "goal": "",
    }
    made = await client.post("/api/v1/campaigns", json=body)
    assert made.status_code == 201, made.text
    return made


@pytest.mark.obligation(15, 70)
async def test_what_was_approved_is_to_the_byte_what_is_sent(
    space: Workspace, application: Application, world: httpx.AsyncClient
) -> None:
    await deliver(application)
    waiting = (await space.ask("GET", actions_of(space)))["items"]
    assert {one["state"] for one in waiting} == {"ready"}
    await undo_window_over(space)
    await deliver(application, passes=2)
    actions = (await space.ask("GET", actions_of(space)))["items"]
    assert sorted(one["state"] for one in actions) == ["ready", "sent"]
    sent = next(one for one in actions if one["state"] == "sent")
    held = next(one for one in actions if one["state"] == "ready")
    assert held["reasons"][0]["code"] == "spacing"
    assert held["reasons"][0]["title"] == "Espacement"
    [call] = [
        row
        for row in (await world.get("/received", params={"vendor": "unipile"})).json()
        if row["method"] == "POST" and row["path"] == "/emails"
    ]
    drafts = [
        await space.ask("GET", f"/reviews/{row}")
        for row in await approved_drafts(space, sent["id"])
    ]
    assert call["form"]["body"] == drafts[0]["rendered"]["html"]
    assert call["form"]["subject"] == drafts[0]["rendered"]["subject"]
    assert sent["receipt"]["sha256"] == drafts[0]["rendered"]["sha256"]
    people = (await space.ask("GET", f"/campaigns/{space.one('campaign')}/prospects"))["items"]
    states = {one["prospect_id"]: one["state"] for one in people}
    assert states[sent["prospect_id"]] == "finished"
    assert states[held["prospect_id"]] == "awaiting"


async def approved_drafts(space: Workspace, action_id: str) -> list[str]:
    action = await space.ports.delivery.actions.get(await workspace_of(space), ActionId(action_id))
    return [action.text_ref]


async def test_a_message_can_be_taken_back_and_then_never_leaves(
    space: Workspace, application: Application
) -> None:
    action_id = (await space.ask("GET", actions_of(space)))["items"][0]["id"]
    undone = await space.ask("POST", f"/actions/{action_id}/undo")
    assert (undone["state"], undone["code"]) == ("cancelled", "undone")
    again = await space.client.post(f"/api/v1/actions/{action_id}/undo")
    assert again.status_code == 409
    assert again.json()["code"] == "action-not-cancellable"
    await drain_tasks(application)
    people = (await space.ask("GET", f"/campaigns/{space.one('campaign')}/prospects"))["items"]
    states = {one["prospect_id"]: one["state"] for one in people}
    assert states[undone["prospect_id"]] == "finished"


@pytest.mark.obligation(19)
async def test_the_signed_checklist_of_a_launch_is_in_the_audit_pack(
    space: Workspace, application: Application
) -> None:
    made = await _order(application, space.client, scope="audit", format="zip")
    file = await _file(space.client, space.client, made)
    with zipfile.ZipFile(io.BytesIO(file.content)) as zipped:
        launches = json.loads(zipped.read("launches.json"))
    signer = (await space.ask("GET", "/session"))["user"]["id"]
    (launch,) = [one for one in launches if one["campaign_id"] == space.one("campaign")]
    assert (launch["launched_by"], launch["balancing_test_signed_by"]) == (signer, signer)
    assert launch["launched_at"] >= launch["balancing_test_signed_at"]
    wanted = {
        "lia-missing",
        "lia-review-due",
        "opt-out-missing",
        "register-number-missing",
        "notice-address-missing",
    }
    assert wanted <= set(launch["checked"])
    assert space.one("draft campaign") not in {one["campaign_id"] for one in launches}


async def test_the_panel_says_why_nothing_goes_out(
    space: Workspace, application: Application
) -> None:
    path = f"/campaigns/{space.one('campaign')}"
    panel = await space.ask("GET", f"{path}/why-not")
    assert panel["reason"] == "undo_window"
    counts = {one["code"]: one["count"] for one in panel["counts"]}
    assert counts["waiting_approval"] == 6
    await space.ask("POST", f"{path}/pause")
    await drain_tasks(application)
    await undo_window_over(space)
    await deliver(application)
    english = await space.client.get(f"/api/v1{path}/why-not", headers={"Accept-Language": "en"})
    assert (english.json()["reason"], english.json()["title"]) == (
        "campaign_paused",
        "Campaign paused",
    )
    assert {one["state"] for one in (await space.ask("GET", actions_of(space)))["items"]} == {
        "ready"
    }
    await space.ask("POST", f"{path}/resume")
    await drain_tasks(application)
    await deliver(application)
    states = [one["state"] for one in (await space.ask("GET", actions_of(space)))["items"]]
    assert "sent" in states


@pytest.mark.obligation(60)
async def test_an_objection_ends_everything_for_that_person_at_once(
    space: Workspace, application: Application
) -> None:
    first = (await space.ask("GET", actions_of(space)))["items"][0]
    body = {"reason": "au téléphone", "channel": "phone"}
    answer = await space.client.post(f"/api/v1/prospects/{first['prospect_id']}/opt-out", json=body)
    assert answer.status_code < 300, answer.text
    await undo_window_over(space)
    await deliver(application)
    gone = await space.ask("GET", f"/actions?prospect_id={first['prospect_id']}")
    assert {one["state"] for one in gone["items"]} <= {"suppressed", "cancelled"}
    enrolled = (await space.ask("GET", f"/campaigns/{space.one('campaign')}/prospects"))["items"]
    state = next(one for one in enrolled if one["prospect_id"] == first["prospect_id"])
    assert (state["state"], state["reason"]) == ("stopped", "opted_out")
    other = space.one("draft campaign")
    refused = await space.ask(
        "POST", f"/campaigns/{other}/prospects", json={"prospect_ids": [first["prospect_id"]]}
    )
    assert refused["refused"] == [{"prospect_id": first["prospect_id"], "code": "suppressed"}]


async def test_a_send_whose_answer_was_lost_is_found_at_the_vendor(
    space: Workspace, application: Application, world: httpx.AsyncClient
) -> None:
    fault = {"vendor": "unipile", "route": "POST /emails", "fault": "drop_after_effect"}
    await world.post("/dials", json={**fault, "count": 1})
    await undo_window_over(space)
    await deliver(application)
    states = {one["state"] for one in (await space.ask("GET", actions_of(space)))["items"]}
    assert "unknown" in states
    workspace_id = await workspace_of(space)
    for action_id in space.ids["action"]:
        action = await space.ports.delivery.actions.get(workspace_id, ActionId(action_id))
        if action.state is ActionState.UNKNOWN:
            action.reconcile_at = space.ports.shared.wall.now()
            await space.ports.delivery.actions.save(action)
    await deliver(application)
    states = {one["state"] for one in (await space.ask("GET", actions_of(space)))["items"]}
    assert "sent" in states
    assert "unknown" not in states
    mails = (await world.get("")).json()["mails"]["sent"]
    assert mails == 1


@pytest.mark.obligation(6, 19, 21)
async def test_a_launch_is_refused_with_everything_that_is_missing(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    made = await drafted(client)
    assert made.status_code == 201
    path = f"/api/v1/campaigns/{made.json()['id']}"
    refused = await client.post(f"{path}/launch")
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["code"] == "preflight-incomplete"
    codes = [one["code"] for one in problem["errors"]]
    assert codes == [
        "company-identity-missing",
        "legal-kind-missing",
        "register-number-missing",
        "notice-address-missing",
        "notice-rights-email-missing",
        "call-to-action-missing",
        "sequence-incomplete",
        "lia-missing",
        "nobody-enrolled",
    ]
    assert all(one["detail"] for one in problem["errors"])
    alerts = (await client.get("/api/v1/registers/instruction-alerts")).json()["items"]
    signed_in = (await client.get("/api/v1/session")).json()["user"]["id"]
    assert [(one["campaign_id"], one["by"]) for one in alerts] == [(made.json()["id"], signed_in)]
    assert {"lia-missing", "notice-address-missing"} <= {
        one["code"] for one in alerts[0]["reasons"] if one["title"]
    }
    assert "nobody-enrolled" not in {one["code"] for one in alerts[0]["reasons"]}
    theirs = (await other_client.get("/api/v1/registers/instruction-alerts")).json()
    assert theirs["items"] == []
    log = (await client.get("/api/v1/audit")).json()["items"]
    assert "InstructionQuestioned" in {one["action"] for one in log}
    listed = (await client.get(f"{path}/preflight")).json()
    assert not listed["ready"]
    assert [one["code"] for one in listed["missing"]] == codes
    assert all(one["fix"] for one in listed["missing"])


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "sequence-empty"),
        ([{"kind": "wait", "wait_days": 2}], "sequence-begins-with-wait"),
        ([{"kind": "email"}] * 5, "too-many-emails"),
        ([{"kind": "linkedin_invitation"}] * 8, "too-many-touches"),
        (
            [
                {"kind": "email", "key": "a", "next": "b"},
                {"kind": "email", "key": "b", "next": "a"},
            ],
            "sequence-cycle",
        ),
        ([{"kind": "email", "next": "nowhere"}], "step-unknown"),
        ([{"kind": "email"}, {"kind": "fork", "within_days": 5}], "fork-without-question"),
        ([{"kind": "linkedin_visit"}], "sequence-touches-nobody"),
    ],
)
async def test_a_sequence_that_cannot_run_is_refused_with_its_place(
    client: httpx.AsyncClient, steps: list[dict[str, Any]], code: str
) -> None:
    made = (await drafted(client)).json()
    refused = await client.put(f"/api/v1/campaigns/{made['id']}/sequence", json={"steps": steps})
    assert refused.status_code == 422
    found = {one["code"]: one for one in refused.json()["errors"]}
    assert found[code]["pointer"].startswith("/steps")
    assert found[code]["detail"]


async def test_an_edit_names_the_version_it_edits(client: httpx.AsyncClient) -> None:
    made = await drafted(client)
    path = f"/api/v1/campaigns/{made.json()['id']}"
    blind = await client.patch(path, json={"name": "M"})
    assert blind.json()["code"] == "if-match-needed"
    etag = {"If-Match": made.headers["etag"]}
    edited = await client.patch(path, json={"name": "M", "goal": "h"}, headers=etag)
    assert (edited.json()["name"], edited.json()["goal"]) == ("M", "h")
    stale = await client.patch(path, json={"name": "L"}, headers=etag)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale-write")


@pytest.mark.obligation(13)
async def test_every_kind_of_service_is_listed_with_its_state_and_mail_ends_with_its_accounts(
    space: Workspace,
) -> None:
    before = (await space.ask("GET", "/services"))["items"]
    states = {(one["kind"], one["provider"]): one["state"] for one in before}
    assert states["mail", "Unipile"] == states["linkedin", "Unipile"] == "connected"
    assert states["payment", "Stripe"] == states["hosting", "MongoDB"] == "in_use"
    assert states["support", "Intercom"] == "in_use"
    assert states["ai", "OpenAI"] == states["ai", "Anthropic"] == "in_use"
    for one in (await space.ask("GET", "/senders"))["items"]:
        if one["kind"] == "mailbox":
            gone = await space.client.delete(f"/api/v1/senders/{one['id']}")
            assert gone.status_code == 204
    after = (await space.ask("GET", "/services"))["items"]
    (mail,) = [one for one in after if one["kind"] == "mail"]
    assert (mail["state"], mail["can_disconnect"]) == ("not_connected", False)


async def test_a_released_account_can_be_connected_again(
    space: Workspace, world: httpx.AsyncClient
) -> None:
    mailbox = space.one("mailbox")
    gone = await space.client.delete(f"/api/v1/senders/{mailbox}")
    assert gone.status_code == 204
    again = await space.client.delete(f"/api/v1/senders/{mailbox}")
    assert again.status_code == 404
    listed = (await space.ask("GET", "/senders"))["items"]
    assert mailbox not in [one["id"] for one in listed]
    assert len((await world.get("")).json()["accounts"]) == len(listed) - 1  # one is held by hand
    panel = await space.ask("GET", f"/campaigns/{space.one('draft campaign')}/preflight")
    assert "mailbox-missing" in {one["code"] for one in panel["missing"]}


@pytest.mark.obligation(18)
async def test_every_version_of_the_rules_is_kept_with_who_and_when(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    user_id = (await client.get("/api/v1/session")).json()["user"]["id"]
    rules: dict[str, Any] = {"closures": [], "bridges_closed": True, "year_end_closed": True}
    for version, august in enumerate(("suspended", "unchanged")):
        calendar = await client.put(
            "/api/v1/calendar",
            json=rules | {"august": august},
            headers={"If-Match": f'"{version}"'},
        )
        assert calendar.status_code == 200, calendar.text
    limits = {"limits": {"mails_per_day": 10}, "reason": ""}
    changed = await client.put("/api/v1/senders/rules", json=limits)
    assert changed.status_code == 200, changed.text
    kept = (await client.get("/api/v1/calendar/history")).json()["items"]
    assert {one["by"] for one in kept} == {user_id}
    of_calendar = [one for one in kept if one["part"] == "calendar"]
    assert [(one["version"], one["values"]["august"]) for one in of_calendar] == [
        (2, "unchanged"),
        (1, "suspended"),
    ]
    (limit,) = [one for one in kept if one["part"] == "limits"]
    assert (limit["version"], limit["values"]) == (1, {"mails_per_day": "10"})
    assert (await other_client.get("/api/v1/calendar/history")).json()["items"] == []


async def test_a_calendar_is_set_at_its_version_and_refused_with_its_field(
    client: httpx.AsyncClient,
) -> None:
    shown = await client.get("/api/v1/calendar")
    etag = {"If-Match": shown.headers["etag"]}
    body = {
        "closures": [{"first": "2026-12-21", "last": "2026-12-23", "label": "Inventaire"}],
        "bridges_closed": True,
        "year_end_closed": True,
        "august": "suspended",
    }
    kept = await client.put("/api/v1/calendar", json=body, headers=etag)
    assert kept.status_code == 200, kept.text
    assert kept.json()["closures"] == body["closures"]
    stale = await client.put("/api/v1/calendar", json=body, headers=etag)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale-write")
    backwards = {**body, "closures": [{"first": "2026-12-23", "last": "2026-12-21"}]}
    now = {"If-Match": kept.headers["etag"]}
    refused = await client.put("/api/v1/calendar", json=backwards, headers=now)
    assert refused.status_code == 422
    [fault] = refused.json()["errors"]
    assert (fault["pointer"], fault["code"]) == (
        "/closures/0/last",
        "closure-ends-before-it-begins",
    )


async def test_a_visit_goes_by_hand_and_the_sequence_goes_on(
    space: Workspace, application: Application
) -> None:
    [task, *_] = (await space.ask("GET", "/tasks"))["items"]
    assert (task["kind"], task["state"]) == ("linkedin_visit", "open")
    assert task["linkedin_url"]
    ended = await space.ask("POST", f"/tasks/{task['id']}/end", json={"outcome": "done"})
    assert (ended["state"], ended["outcome"]) == ("done", "done")
    again = await space.client.post(f"/api/v1/tasks/{task['id']}/end", json={"outcome": "done"})
    assert (again.status_code, again.json()["code"]) == (409, "task-over")
    await drain_tasks(application)
    people = (await space.ask("GET", f"/campaigns/{task['campaign_id']}/prospects"))["items"]
    assert people[0]["step_index"] == 1


async def test_a_simulation_is_made_read_and_activated_while_nothing_changed(
    space: Workspace,
) -> None:
    path = f"/campaigns/{space.one('draft campaign')}"
    plan = await space.ask("POST", f"{path}/simulations")
    assert (plan["people"], plan["total_actions"], plan["has_drifted"]) == (1, 1, False)
    assert plan["samples"][0]["full_name"]
    await space.ask("PATCH", path, json={"goal": "Autre"}, headers=await version(space, path))
    assert (await space.ask("GET", f"{path}/simulations/last"))["has_drifted"]
    activate = f"/api/v1{path}/simulations/{plan['id']}/activate"
    drifted = await space.client.post(activate)
    assert (drifted.status_code, drifted.json()["code"]) == (409, "plan-drift")
    again = await space.ask("POST", f"{path}/simulations")
    await space.ask("POST", f"{path}/simulations/{again['id']}/activate")
    assert (await space.ask("GET", path))["state"] == "running"


async def version(space: Workspace, path: str) -> dict[str, str]:
    shown = await space.client.get(f"/api/v1{path}")
    return {"If-Match": shown.headers["etag"]}
