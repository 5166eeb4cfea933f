"""No id of another workspace opens anything: every operation of the document, every id in it.

security.md 3.2. Asked as workspace A, an id of workspace B is answered as an id that nobody has,
and leaves no trace in B. The same requests with A's own ids go through, or the first half would
prove nothing.
"""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio

from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import Ports
from adapters.mongo import driver
from adapters.system.clock import SystemClock
from tests.api.surface import OPEN, Operation, id_places, operations, put, sample
from tests.api.test_live import told
from tests.api.workspaces import Workspace, furnish
from tests.conftest import drain_tasks, opened_ports, sandbox_settings

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(600),  # building two workspaces counts for the first test
    pytest.mark.obligation(65),
]

NOBODYS = "00000000-0000-7000-8000-00000000dead"
# Kinds whose ids are not ours to make.
NOBODYS_OF = {"checkout": "cs_test_nobodys", "invoice": "in_nobodys"}

# Outside /api/v1 nobody is signed in: a sealed token is what opens these (test_public_pages,
# test_webhooks), and the others show nothing of a workspace.
SEALED = {
    "show_objection",
    "object_to_messages",
    "show_notice",
    "ask_by_link",
    "download_copy",
    "take_unipile_delivery",
    "take_stripe_delivery",
    "take_intercom_delivery",
    "take_fullenrich_delivery",
    "take_fullenrich_contact",
}
WORKSPACELESS = {
    "show_policy",
    "show_legal_notice",
    "show_text_changes",
    "show_rights_form",
    "send_rights_form",
    "show_abuse_form",
    "send_abuse_form",
    "show_trust_centre",
}
# Path parameters that name nothing stored, or are sealed (test_exports, test_closure).
PLAIN_PARAMETERS = {"slug", "tag", "token", "version"}
# Place in the document → kind of thing, where it is not the place's name without "_id".
KINDS = {
    "ids": "prospect",
    "other_id": "namesake",
    "steps id": "step",
    "proofs id": "proof",
    "criteria id": "criterion",
}
# Operation and kind → what the operation needs it to be like.
STATES = {
    ("map_import", "import"): "checked import",
    ("start_import", "import"): "checked import",
    ("quote_enrichment", "prospect"): "prospect without address",
    ("request_enrichment", "prospect"): "prospect without address",
    ("cancel_operation", "operation"): "queued operation",
    ("resume_operation", "operation"): "queued operation",
    ("edit_campaign", "campaign"): "draft campaign",
    ("edit_sequence", "campaign"): "campaign to edit",
    ("edit_sequence", "step"): "step to edit",
    ("enrol_prospects", "campaign"): "draft campaign",
    ("enrol_prospects", "prospect"): "prospect in no campaign",
    ("oppose_prospect", "prospect"): "prospect who objects",
    ("sign_lia", "campaign"): "draft campaign",
    ("launch_campaign", "campaign"): "draft campaign",
    ("activate_plan", "campaign"): "draft campaign",
    ("sign_mandate", "campaign"): "draft campaign",
    ("sign_mandate", "sender"): "mailbox",
    ("revoke_mandate", "campaign"): "draft campaign",
    ("choose_level", "campaign"): "draft campaign",
    ("list_tasks", "campaign"): "campaign with a task",
    ("report_done", "action"): "prepared action",
    ("resume_sender", "sender"): "held sender",
    ("grant_rights_request", "request"): "request to grant",
    ("refuse_rights_request", "request"): "request to refuse",
    ("extend_rights_request", "request"): "request to extend",
    ("remove_hook", "hook"): "spare hook",
    ("let_person_go", "prospect"): "prospect to let go",
    ("settle_checkout", "session"): "checkout",
    ("disconnect_sender", "sender"): "sender to leave",
    ("remove_member", "user"): "user to go",
    ("remove_signal", "signal"): "spare signal",
    ("list_actions", "sender"): "mailbox",
    ("answer_conversation", "draft"): "proposal",
}
# What decides a draft uses it up.
USED_UP = {"approve_review", "edit_review", "skip_review", "dismiss_review"}
# Own ids, and refused all the same: operation and code, and why no draft of ours escapes it.
REFUSED_OWN = {
    ("undo_action", "action-not-cancellable"): "requests of this file stopped it since",
    ("lift_doubt", "no-doubt-to-settle"): "no reply of ours is doubtful",
    ("draft_answer", "answer-by-hand"): "no campaign of ours wrote to who replied",
    ("draft_answer", "nothing-to-answer"): "requests of this file answered it since",
    ("ask_opinion", "opinions-off"): "a workspace asks no model before it is allowed",
    ("undo_answer", "answer-on-its-way"): "its thirty seconds are over",
    ("add_referral", "referral-settled"): "no reply of ours names somebody else",
    ("set_referral_aside", "referral-settled"): "no reply of ours names somebody else",
    ("write_call_script", "not-a-call"): "the task of this space is a visit",
    ("close_incident", "stale-write"): "a request of this file told the workspace of it since",
    ("release_enrolment", "enrolment-not-held"): "nobody of ours is held back",
    ("order_draft", "enrolment-not-held"): "no step of ours waits for an order",
    ("activate_plan", "plan-drift"): "requests of this file changed the campaign since",
    ("sign_mandate", "plan-drift"): "requests of this file changed the campaign since",
    ("sign_mandate", "autopilot-not-in-plan"): "a trial has no Autopilot",
    ("propose_lookalikes", "nobody-to-resemble"): "one person is too few to resemble",
    ("search_people", "search-consent-missing"): "requests of this file withdrew the consent",
    ("show_more_people", "search-exhausted"): "one page shows all who match",
    ("approve_review", "draft-outdated"): "requests of this file rewrote the offer since",
    ("choose_import_sheet", "import-already-started"): "the import is over",
    ("clear_import_column", "import-already-started"): "the import is over",
    ("preview_import", "import-already-started"): "the import is over",
}
# Where an unknown id is not answered with 404: the status, and why nothing is lost by it.
NOT_404 = {
    ("approve_batch", "body items 0 draft_id"): (200, "each draft has a decision of its own"),
    ("quote_enrichment", "body prospect_ids 0"): (200, "named among the refused"),
    ("request_enrichment", "body prospect_ids 0"): (409, "named among the refused"),
    ("change_prospects", "body ids 0"): (200, "named among the skipped"),
    ("propose_lookalikes", "body prospect_ids 0"): (409, "nobody of ours to resemble"),
    ("enrol_prospects", "body prospect_ids 0"): (200, "named among the refused"),
    ("list_reviews", "query campaign_id"): (200, "a filter that nothing passes"),
    ("list_tasks", "query campaign_id"): (200, "a filter that nothing passes"),
    ("list_actions", "query campaign_id"): (200, "a filter that nothing passes"),
    ("list_actions", "query prospect_id"): (200, "a filter that nothing passes"),
    ("list_actions", "query sender_id"): (200, "a filter that nothing passes"),
    ("sign_mandate", "body step_ids 0"): (422, "no step of the campaign of ours"),
    ("sign_mandate", "body sender_ids 0"): (422, "no account of the campaign of ours"),
    ("choose_notice_pilot", "body mailbox_id"): (422, "no mailbox of ours"),
    ("add_offer", "body proofs 0 id"): (201, "an unknown part is a new part"),
    ("rewrite_offer", "body proofs 0 id"): (200, "an unknown part is a new part"),
    ("add_persona", "body criteria 0 id"): (201, "an unknown part is a new part"),
    ("redefine_persona", "body criteria 0 id"): (200, "an unknown part is a new part"),
    ("edit_sequence", "body steps 0 id"): (200, "an unknown part is a new part"),
}
# Bodies that the schema alone does not make.
BODIES: dict[str, dict[str, Any]] = {
    "add_signal": {
        "kind": "hiring",
        "strength": "strong",
        "text": "Recrute",
        "source_url": "https://fret.example/emplois",
        "seen_on": SystemClock().now().date().isoformat(),
    },
    "give_feedback": {"reason": "bad_signal", "signal_id": ""},
    "approve_batch": {"items": [{"draft_id": "", "sha256": "0" * 64}]},
    "answer_conversation": {"text": "Bonjour", "draft_id": ""},
    "snooze_conversation": {"until": "2099-01-05T09:00:00Z"},
    "order_export": {
        "scope": "prospects",
        "format": "csv",
        "purpose": "Sauvegarde",
        "acknowledged": True,
    },
    "change_matching_prospects": {"action": "tag", "value": "relance", "campaign_id": ""},
    "enrol_matching_prospects": {"campaign_id": ""},
    "choose_notice_pilot": {"choice": "inform", "mailbox_id": ""},
    "save_view": {"name": "Tous", "filter": {"all": []}},
    "change_view": {"name": "Tous", "filter": {"all": []}},
    "accept_people": {
        "results": ["1"],
        "legal_basis": "legitimate_interest",
        "professional_audience": True,
    },
    "search_people": {"sender_id": "", "source": "sales_navigator", "keywords": "directeur"},
    "merge_prospects": {"other_id": "", "choices": {}},
    "change_prospects": {"ids": [""], "action": "tag", "value": "relance"},
    "edit_sequence": {"steps": [{"id": "", "kind": "email", "objective": "Faire connaître"}]},
    "map_import": {"mapping": {}},
    "choose_level": {"level": "copilot"},
    "sign_mandate": {
        "simulation_id": "",
        "step_ids": [""],
        "kinds": ["first_touch"],
        "sender_ids": [""],
        "per_day": 5,
        "in_total": 20,
        "credit_cap": 40,
        "name": "Ada Martin",
    },
    "settle_action": {"choice": "retry", "reason": "Maintenant"},
    "accept_risk": {"version": 1, "name": "Ada Martin", "accepted": True},
    "set_sender_limits": {"limits": {"invitations_per_day": 5}},
    "edit_review": {"subject": None, "body": "Bonjour Claire,\n\nOn en parle ?"},
    "edit_prospect": {"job_title": "Directrice"},
}


# What a list cannot be asked without.
QUERIES = {
    "preview_plan": {"lookup_key": "solo_m_eur_v1"},
    "count_affected": {"store": "prospects"},
}

# Asked by both workspaces, under one key.
SAME_KEY = {"Idempotency-Key": "the-same-of-both"}
REPEATED = {
    "last_name": "Petit",
    "email": "luc@fret.example",
    "source": "Salon",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-02",
}


@dataclass(frozen=True)
class Place:
    """Where a request names something by id: `way` is path, query or body."""

    operation: Operation
    way: str
    steps: tuple[Any, ...]

    @property
    def name(self) -> str:
        return " ".join(map(str, (self.way, *self.steps)))

    @property
    def kind(self) -> str:
        named = [str(step) for step in self.steps if not isinstance(step, int)]
        kind = KINDS.get(" ".join(named)) or re.sub("_ids?$", "", named[-1])
        return STATES.get((self.operation.id, kind), kind)

    def __str__(self) -> str:
        return f"{self.operation.id}-{self.name.replace(' ', '.')}"


def body_of(operation: Operation) -> Any:
    if operation.id in BODIES:
        return BODIES[operation.id]
    return None if operation.body_schema is None else sample(operation.body_schema)


def places_of(operation: Operation) -> Iterator[Place]:
    for name in operation.path_parameters:
        if name not in PLAIN_PARAMETERS:
            yield Place(operation, "path", (name,))
    for parameter in operation.spec.get("parameters", []):
        if parameter["in"] == "query" and parameter["name"].endswith(("_id", "_ids")):
            yield Place(operation, "query", (parameter["name"],))
    for steps in id_places(body_of(operation)):
        yield Place(operation, "body", steps)


ALL = list(operations())
PLACES = [place for operation in ALL for place in places_of(operation)]
NAMING = [operation for operation in ALL if any(places_of(operation))]
LISTS = [one for one in ALL if one.method == "GET" and not one.path_parameters]


@dataclass
class Walls:
    """`mine` asks; `theirs` is what must stay hidden and untouched."""

    mine: Workspace
    theirs: Workspace
    ports: Ports
    database: driver.Database
    untouched: dict[str, list[str]]
    cursors: dict[str, str]

    async def are_as_before(self) -> bool:
        """Whether no row of theirs changed since the last time this was asked."""
        before, self.untouched = self.untouched, await _rows(self.database, self.theirs)
        return before == self.untouched

    def hides(self, answer: httpx.Response) -> None:
        shown = f"{answer.text} {answer.headers}".casefold()
        assert self.theirs.mark not in shown, answer.text

    async def ask(self, operation: Operation, **ids: str) -> httpx.Response:
        """The request with A's ids, but for the places named in `ids`."""
        values: dict[str, dict[str, Any]] = {"path": {}, "query": {}}
        body = body_of(operation)
        for place in places_of(operation):
            value = ids.get(place.name) or self.mine.one(place.kind)
            if place.way == "body":
                body = put(body, place.steps, value)
            elif place.way == "path" or place.name in ids:
                values[place.way][place.steps[0]] = value
        plain = dict.fromkeys(PLAIN_PARAMETERS, self.mine.mark)
        return await self.mine.client.request(
            operation.method,
            operation.path.format(**plain | values["path"]),
            params=values["query"],
            headers={"If-Match": await self._version(operation, values["path"])},
            **await self._content(operation, body),
        )

    async def _version(self, operation: Operation, path: dict[str, str]) -> str:
        """Of what A itself would edit; "0" where nothing is versioned."""
        where = operation.path.format(**dict.fromkeys(PLAIN_PARAMETERS, "-") | path)
        if where.startswith("/api/v1/salesbook"):
            where = "/api/v1/salesbook"
        asked = [one["name"] for one in operation.spec.get("parameters", [])]
        if "if-match" not in asked:
            return '"0"'
        return str((await self.mine.client.get(where)).headers.get("etag", '"0"'))

    async def _content(self, operation: Operation, body: Any) -> dict[str, Any]:
        if operation.takes_file:
            content = "Prénom;Nom;E-mail\nLuc;Petit;luc@fret.example\n".encode()
            return {"files": {"file": ("people.csv", content, "text/csv")}}
        if operation.id == "approve_review":
            shown = await self.mine.ask("GET", f"/reviews/{self.mine.one('draft')}")
            body = {"sha256": shown["rendered"]["sha256"]}
        return {} if body is None else {"json": body}


async def _rows(database: driver.Database, workspace: Workspace) -> dict[str, list[str]]:
    """Every document of every collection that belongs to the workspace or carries its mark."""
    found = {}
    for name in await database.list_collection_names():
        texts = [repr(sorted(row.items())) async for row in database[name].find({})]
        found[name] = sorted(one for one in texts if workspace.id in one or workspace.mark in one)
    # A store that comes into being meanwhile is nothing, as long as it is empty.
    return {name: rows for name, rows in found.items() if rows}


async def _cursors(workspace: Workspace) -> dict[str, str]:
    """One per list that has a second page."""
    found = {}
    for operation in LISTS:
        if "cursor" in [one["name"] for one in operation.spec.get("parameters", [])]:
            page = await workspace.client.get(operation.path, params={"limit": 1})
            if page.json()["next"] is not None:
                found[operation.id] = page.json()["next"]
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def walls(mongodb_uri: str, redis_url: str, sandbox_url: str) -> AsyncIterator[Walls]:
    settings = sandbox_settings(mongodb_uri, redis_url, sandbox_url)
    client = driver.connect(settings.mongodb_uri)
    async with opened_ports(settings) as ports:
        application = build_application(ports)
        theirs = await furnish(application, ports, "zzb7f3a91")
        mine = await furnish(application, ports, "zza7f3a91")
        asked = await theirs.ask("POST", "/prospects", json=REPEATED, headers=SAME_KEY)
        theirs.ids["repeated prospect"] = [asked["id"]]
        await drain_tasks(application)
        # Left to the workers on purpose: what is queued can be cancelled.
        spare = await mine.upload(3)
        mine.ids["queued operation"] = [await mine.start(spare)]
        theirs.ids["queued operation"] = theirs.ids["operation"]
        database = client[settings.mongodb_database]
        cursors = await _cursors(theirs)
        untouched = await _rows(database, theirs)
        yield Walls(mine, theirs, ports, database, untouched, cursors)
        await mine.client.aclose()
        await theirs.client.aclose()
    driver.close(client)


def _shape(answer: httpx.Response) -> tuple[int, str, list[str]]:
    """All of an answer but what differs by itself: ids, instants, versions."""
    text = re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "<id>", answer.text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "<instant>", text)
    text = re.sub(r'"(version|revision)":\d+', r'"\1":0', text)
    if answer.is_error:
        text = text.replace(answer.headers["x-request-id"], "<request>")
    return answer.status_code, text, sorted(answer.headers)


async def test_every_operation_and_every_id_of_the_document_is_known_here(walls: Walls) -> None:
    outside = {one.id for one in operations("")} - {one.id for one in ALL}
    health = {one.id for one in operations("") if one.spec["tags"] == ["health"]}
    assert outside - health == SEALED | WORKSPACELESS, "an operation outside /api/v1 is new"
    for place in PLACES:
        for workspace in (walls.mine, walls.theirs):
            assert workspace.ids.get(place.kind), (
                f"{place}: nothing makes a {place.kind!r}; tests/api/workspaces.py must"
            )
    named = {(place.operation.id, place.name) for place in PLACES}
    assert set(NOT_404) <= named
    assert {operation for operation, _ in STATES} <= {operation for operation, _ in named}
    # What the session alone opens has no place for an id.
    assert {place.operation.id for place in PLACES} & OPEN == set()


@pytest.mark.parametrize("operation", LISTS, ids=lambda one: one.id)
async def test_a_list_shows_the_own_rows_only(operation: Operation, walls: Walls) -> None:
    if operation.id == "stream_live":
        return
    texts = [
        one["name"]
        for one in operation.spec.get("parameters", [])
        if one["in"] == "query" and one["name"] in {"q", "tag"}
    ]
    first = QUERIES.get(operation.id, {})
    queries = [first, *({name: walls.theirs.mark} for name in texts)]
    if operation.id in walls.cursors:
        queries.append({"cursor": walls.cursors[operation.id]})
    for query in queries:
        answer = await walls.mine.client.get(operation.path, params=query)
        expected = {200} if query == first else {200, 422}
        assert answer.status_code in expected, answer.text
        walls.hides(answer)
        for ids in walls.theirs.ids.values():
            for one in ids:
                assert one not in answer.text
        if set(query) & set(texts):
            found = answer.json()
            assert found.get("items", []) == []
            assert found.get("count", 0) == 0


async def test_the_live_feed_tells_of_the_own_workspace_only(walls: Walls) -> None:
    outbox = walls.database["outbox"]
    first = await outbox.find({"workspace_id": walls.theirs.id}).sort("_id", 1).to_list(1)
    for after in ("0", first[0]["_id"]):
        mine = walls.mine
        said = await told(mine.client, mine.application, until=mine.one("prospect"), after=after)
        assert walls.theirs.id not in said
        for ids in walls.theirs.ids.values():
            assert not [one for one in ids if one in said]


@pytest.mark.parametrize("place", PLACES, ids=str)
async def test_an_id_of_another_workspace_is_as_good_as_none(place: Place, walls: Walls) -> None:
    theirs = walls.theirs.one(place.kind)
    answer = await walls.ask(place.operation, **{place.name: theirs})
    none = await walls.ask(place.operation, **{place.name: NOBODYS_OF.get(place.kind, NOBODYS)})
    expected, _ = NOT_404.get((place.operation.id, place.name), (404, ""))
    assert answer.status_code == expected, answer.text
    assert _shape(answer) == _shape(none)
    walls.hides(answer)
    assert await walls.are_as_before()


async def test_an_answer_kept_for_another_workspace_is_not_given_again(walls: Walls) -> None:
    again = await walls.mine.client.post("/api/v1/prospects", json=REPEATED, headers=SAME_KEY)
    assert again.status_code == 201, again.text
    assert again.json()["id"] != walls.theirs.one("repeated prospect")


@pytest.mark.parametrize("operation", NAMING, ids=lambda one: one.id)
async def test_the_own_ids_reach_what_they_name(operation: Operation, walls: Walls) -> None:
    filters = {
        one.name: walls.mine.one(one.kind) for one in places_of(operation) if one.way == "query"
    }
    answer = await walls.ask(operation, **filters)
    if operation.id in USED_UP:
        walls.mine.ids["draft"].pop(0)
    code = answer.json()["code"] if answer.is_error else ""
    assert not answer.is_error or (operation.id, code) in REFUSED_OWN, answer.text
    for place in places_of(operation):
        expected, reason = NOT_404.get((operation.id, place.name), (404, ""))
        if expected == 200 and "named among" in reason:
            assert walls.mine.one(place.kind) not in answer.text
        if "filter" in reason:
            assert answer.json()["items"]


async def test_nor_does_any_of_it_reach_another_workspace_through_the_workers(
    walls: Walls,
) -> None:
    """Last in this file: what the requests above set going."""
    await drain_tasks(walls.mine.application)
    assert await walls.are_as_before()
