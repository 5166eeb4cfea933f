"""A text or a provider that changes: announced, proven, judged, accepted (obligations 107, 149 to
151).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.bridges.delivery import WorkspaceStandings
from adapters.bootstrap.changes import ReleasedChanges
from adapters.bootstrap.ports import Ports
from api.app import create_api
from domain.accounts.model.identity import Membership, PolicyAcceptance, PublishedPolicy
from domain.application import Application
from domain.billing.usecases.read_subscription import ReadEntitlements
from domain.privacy.model.documents import DocumentSlug
from domain.privacy.model.subprocessors import SUB_PROCESSORS
from domain.shared.actor import Role
from domain.shared.ids import UserId, WorkspaceId
from tests.conftest import PASSWORD, StoppedClock, drain_tasks, newest_mail
from workers.task import TASKS

UNDECIDED = {"name": "Atelier Nord", "password": PASSWORD}


def _ctx(application: Application) -> dict[str, Any]:
    return {"application": application, "job_try": 1, "job_id": "test"}


async def _announced(application: Application, ports: Ports) -> None:
    """As the sweep does, on a day before the newest text takes effect."""
    newest = (await ports.privacy.documents.versions(DocumentSlug.POLICY))[-1]
    clock = StoppedClock(application.plumbing.wall.now())
    day_before = newest.effective_on - timedelta(days=31)
    clock.at = clock.at.replace(year=day_before.year, month=day_before.month, day=day_before.day)
    announce = replace(application.privacy.announce, wall=clock)
    await announce()
    assert await announce() == 0
    await drain_tasks(application)
    await announce.prove()


@pytest.mark.obligation(150)
async def test_every_workspace_is_told_by_mail_and_on_screen_with_proof_before_the_day(
    application: Application,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    ports: Ports,
) -> None:
    spoken = await other_client.patch("/api/v1/me", json={"locale": "en"})
    assert spoken.status_code < 300, spoken.text
    await _announced(application, ports)
    for one, summary, duty in (
        (client, "summary", "aucun message ne part"),
        (other_client, "summary_en", "no message leaves"),
    ):
        user = (await one.get("/api/v1/session")).json()["user"]
        (notice,) = (await one.get("/api/v1/registers/changes")).json()["items"]
        assert (notice["subject"], notice["mode"]) == ("policy", "explicit")
        announced = date.fromisoformat(notice["announced_at"][:10])
        assert announced + timedelta(days=30) <= date.fromisoformat(notice["effective_on"])
        assert [(sent["channel"], sent["user_id"]) for sent in notice["deliveries"]] == [
            ("email", user["id"])
        ]
        mail = await newest_mail(application, user["email"])
        assert notice["changes_path"] in mail["text"]
        assert notice[summary] in mail["text"]
        assert duty in mail["text"]
        shown = await one.post(f"/api/v1/change-notices/{notice['id']}/seen")
        assert shown.status_code == 204
        await one.post(f"/api/v1/change-notices/{notice['id']}/seen")
        (again,) = (await one.get("/api/v1/registers/changes")).json()["items"]
        assert [sent["channel"] for sent in again["deliveries"]] == ["email", "display"]
    strange = await other_client.get("/api/v1/change-notices")
    for foreign in strange.json()["items"]:
        refused = await client.post(f"/api/v1/change-notices/{foreign['id']}/seen")
        assert refused.status_code == 404


@pytest.mark.obligation(149)
@pytest.mark.parametrize(("language", "said"), [("fr", "ce qui change"), ("en", "what changes")])
async def test_anybody_reads_what_a_version_changed(
    anonymous: httpx.AsyncClient, ports: Ports, language: str, said: str
) -> None:
    newest = (await ports.privacy.documents.versions(DocumentSlug.POLICY))[-1]
    page = await anonymous.get(f"/legal/policy/{newest.version}/changes?lang={language}")
    assert page.status_code == 200
    assert said in page.text
    assert "<ins>" in page.text
    assert "<del>" in page.text
    summary = newest.summary if language == "fr" else newest.summary_en
    assert summary.replace("'", "&#x27;") in page.text
    assert (await anonymous.get("/legal/policy/1999-01/changes")).status_code == 404


@dataclass(frozen=True)
class _Newer:
    """CurrentPolicy, on the day after a significant version took effect."""

    async def current(self) -> PublishedPolicy:
        return PublishedPolicy(version="2099-01", sha256="ab" * 32, since_significant=("2099-01",))


@pytest.mark.obligation(3, 151)
async def test_who_has_not_accepted_a_significant_version_accepts_exports_or_closes(
    application: Application, client: httpx.AsyncClient
) -> None:
    accounts = application.accounts
    newer = replace(
        application,
        accounts=replace(
            accounts,
            authenticate=replace(accounts.authenticate, policy=_Newer()),
            accept_policy=replace(accounts.accept_policy, policy=_Newer()),
        ),
    )
    transport = httpx.ASGITransport(create_api(newer))
    async with httpx.AsyncClient(
        transport=transport,
        base_url=str(client.base_url),
        cookies=client.cookies,
        headers=client.headers,
    ) as later:
        for path in ("/api/v1/prospects", "/api/v1/campaigns", "/api/v1/salesbook"):
            refused = await later.get(path)
            assert refused.status_code == 403
            assert refused.json()["code"] == "policy-acceptance-required"
        session = (await later.get("/api/v1/session")).json()
        assert session["owes_policy"] is True
        assert (await later.get("/api/v1/exports")).status_code == 200
        closing = await later.post("/api/v1/workspace/closure", json=UNDECIDED)
        assert (closing.status_code, closing.json()["code"]) == (409, "closure-choice-needed")
        wrong = await later.post("/api/v1/policy/acceptances", json={"version": "2026-11"})
        assert (wrong.status_code, wrong.json()["code"]) == (409, "policy-not-current")
        given = await later.post("/api/v1/policy/acceptances", json={"version": "2099-01"})
        assert given.status_code == 204
        assert (await later.get("/api/v1/prospects")).status_code == 200
        assert (await later.get("/api/v1/session")).json()["owes_policy"] is False


@pytest.mark.obligation(3, 151)
async def test_any_owner_accepts_for_the_sending_and_nobody_else(
    client: httpx.AsyncClient, ports: Ports
) -> None:
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    accounts = ports.accounts
    standings = WorkspaceStandings(
        accounts.workspaces,
        accounts.memberships,
        accounts.acceptances,
        accounts.policy,
        ReadEntitlements(subscriptions=ports.billing.subscriptions, wall=ports.shared.wall),
    )
    assert (await standings.standing(workspace_id)).policy_accepted
    newer = replace(standings, policy=_Newer())
    assert not (await newer.standing(workspace_id)).policy_accepted
    now = ports.shared.wall.now()
    for role, is_enough in ((Role.MEMBER, False), (Role.OWNER, True)):
        user_id = UserId(f"{role.value}-of-later")
        await accounts.memberships.add(
            Membership.join(f"m-{role.value}", workspace_id, user_id, role, at=now)
        )
        accepted = PolicyAcceptance(
            id=f"a-{role.value}",
            workspace_id=workspace_id,
            user_id=user_id,
            policy_version="2099-01",
            policy_sha256="ab" * 32,
            accepted_at=now,
        )
        await accounts.acceptances.add(accepted)
        assert (await newer.standing(workspace_id)).policy_accepted is is_enough


@pytest.mark.obligation(107)
async def test_a_provider_to_come_is_announced_and_can_be_objected_to_until_it_is_there(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    today = application.plumbing.wall.now().date()
    newcomer = replace(
        SUB_PROCESSORS[0],
        id="newcomer",
        name="Nouvel Hébergeur",
        effective_on=today + timedelta(days=30),
    )
    published = ReleasedChanges(ports.privacy.documents, (*SUB_PROCESSORS, newcomer))
    await replace(application.privacy.announce, published=published)()
    await drain_tasks(application)
    found = (await client.get("/api/v1/change-notices")).json()["items"]
    notice = next(one for one in found if one["subject"] == "providers")
    assert "Nouvel Hébergeur" in notice["summary"]
    path = f"/api/v1/change-notices/{notice['id']}/objection"
    assert (await client.post(path, json={"reason": "  "})).status_code == 422
    answered = await client.post(path, json={"reason": "Hors de notre secteur"})
    assert answered.status_code == 200
    (kept,) = [
        one
        for one in (await client.get("/api/v1/registers/changes")).json()["items"]
        if one["subject"] == "providers"
    ]
    assert kept["objection"] == "Hors de notre secteur"
    await TASKS["announce_changes"](_ctx(application))
