"""kill -9 of any one process at any point: nothing is lost, nothing is sent twice."""

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.e2e.api_journey import Journey
from tests.e2e.conftest import Product, until

EVERY_PROCESS = {
    "mongodb",
    "valkey",
    "sandbox",
    "api",
    "worker-default",
    "worker-delivery",
    "scheduler",
}
STEPS: list[dict[str, Any]] = [
    {"kind": "email", "objective": "Ouvrir la conversation sur les délais de devis"},
    {"kind": "wait", "wait_days": 1},
    {"kind": "linkedin_invitation", "objective": "Se relier après le premier message"},
    {"kind": "wait", "wait_days": 1},
    {"kind": "email", "objective": "Relancer avec une preuve nouvelle"},
]
# Who is written to: most say nothing, so that all three steps come about.
CROWD = {"silent": 8, "objection": 2, "interested": 1, "out_of_office": 1}
ROWS = 1_100
# A message that was approved may still be stopped by what its reader does; else it leaves, or a
# person is told that nobody knows.
AT_WORK = {"ready", "claimed", "sending", "unknown"}
LEFT = {"sent", "unconfirmed"}


@dataclass
class World:
    """The simulated vendors: the truth about what was sent."""

    url: str

    def get(self, path: str, **options: Any) -> Any:
        def ask() -> list[Any] | None:
            try:
                answer = httpx.get(f"{self.url}{path}", timeout=10, **options)
            except httpx.TransportError:
                return None
            return [answer.json()] if answer.status_code == 200 else None

        return until(ask, seconds=30, what=f"the sandbox answers {path}")[0]

    def slow(self, vendor: str, route: str, seconds: float) -> None:
        dial = {"vendor": vendor, "route": route, "fault": "latency", "seconds": seconds}
        httpx.post(f"{self.url}/world/dials", json=dial, timeout=10).raise_for_status()

    def quick(self) -> None:
        httpx.delete(f"{self.url}/world/dials", timeout=10).raise_for_status()

    def begun(self, vendor: str, path: str | None = None) -> set[str]:
        """Requests that have no answer yet, or never got one."""
        asked = {"vendor": vendor, "limit": "100"} | ({"path": path} if path else {})
        rows = self.get("/world/received", params=asked)
        return {row["id"] for row in rows if row["status"] is None and row["method"] == "POST"}

    def people(self, manner: str, count: int) -> list[dict[str, Any]]:
        found = [
            one
            for one in self.get("/world/people")
            if one["manner"] == manner and one["email_status"] == "DELIVERABLE"
        ]
        assert len(found) >= count
        return found[:count]

    def sent_mails(self) -> list[dict[str, Any]]:
        """What lies in the mailboxes' folder of sent mail, with its headers."""
        key = {"X-API-KEY": "sandbox-unipile-key"}
        mails = []
        for account in self.get("/world")["accounts"]:
            if account["type"] == "LINKEDIN":
                continue
            cursor: dict[str, str] = {"account_id": account["id"], "role": "sent"}
            while cursor:
                page = self.get(
                    "/unipile/api/v1/emails",
                    params={**cursor, "limit": "100", "include_headers": "true"},
                    headers=key,
                )
                mails += page["items"]
                cursor = {"cursor": page["cursor"]} if page["cursor"] else {}
        return mails


@dataclass
class Blow:
    """Kill `part` once `when` says so."""

    part: str
    when: Callable[[], bool]


@dataclass
class Campaigning:
    """Approves whatever is written, and strikes where it was told to."""

    product: Product
    journey: Journey
    campaign_id: str
    struck: Counter[str]
    blows: list[Blow] = field(default_factory=list)
    approved: list[dict[str, Any]] = field(default_factory=list)

    def tend(self) -> None:
        if self.blows and self.blows[0].when():
            blow = self.blows.pop(0)
            self.product.kill(blow.part)
            self.struck[blow.part] += 1
        self.approved += self.journey.approve_all(self.campaign_id)

    def actions(self) -> list[dict[str, Any]]:
        return self.journey.everything(f"/actions?campaign_id={self.campaign_id}")

    def standing(self) -> list[dict[str, Any]]:
        return self.journey.everything(f"/campaigns/{self.campaign_id}/prospects")

    def leftovers(self) -> list[dict[str, Any]]:
        """Who is not through, with their open actions and drafts: what a failure is read from."""
        drafts = [
            draft
            for state in ("drafting", "blocked", "to_approve", "expired")
            for draft in self.journey.everything(
                f"/reviews?campaign_id={self.campaign_id}&state={state}"
            )
        ]
        work = [one for one in self.actions() if one["state"] in AT_WORK]
        people = [one for one in self.standing() if one["state"] not in {"finished", "stopped"}]
        return [*people, *work, *drafts, {"blows": [blow.part for blow in self.blows]}]

    def over(self) -> bool:
        states = {one["state"] for one in self.standing()}
        at_work = {one["state"] for one in self.actions()} & AT_WORK
        return states <= {"finished", "stopped"} and not at_work


def a_file(rows: int) -> bytes:
    """A French Excel export with people who stand in it twice, and a row that names nobody."""
    lines = ["Prénom;Nom;Société;Fonction;Adresse de messagerie"]
    for number in range(rows):
        who = number % (rows - 40)
        address = f"claire.martin{who}@societe{who % 90}.example"
        lines.append(f"Claire;Martin{who};Société {who % 90};Directrice commerciale;{address}")
    lines.append(";;;;")
    lines.append(";;;Directrice;")
    return "\r\n".join(lines).encode("cp1252")


def moved_on(journey: Journey, operation_id: str, rows: int) -> None:
    until(
        lambda: journey.get(f"/operations/{operation_id}")["done"] >= rows or None,
        seconds=150,
        what=f"{rows} rows stored",
    )


@pytest.fixture
def world(bare_product: Product) -> Iterator[World]:
    there = World(bare_product.sandbox)
    yield there
    with contextlib.suppress(httpx.HTTPError):
        there.quick()


@pytest.fixture
def journey(bare_product: Product) -> Iterator[Journey]:
    with contextlib.closing(Journey(bare_product.url)) as begun:
        yield begun


@pytest.mark.timeout(1_200)
def test_nothing_is_lost_and_nothing_is_sent_twice(
    bare_product: Product, journey: Journey, world: World
) -> None:
    product, struck = bare_product, Counter[str]()

    def kill(part: str) -> None:
        product.kill(part)
        struck[part] += 1

    # An import that nobody disturbs, in a workspace of its own.
    with contextlib.closing(Journey(product.url)) as calm:
        calm.sign_up("Référence")
        import_id, operation_id = calm.start_import("clients.csv", a_file(ROWS))
        calm.finished(operation_id)
        expected = calm.get(f"/imports/{import_id}")["counts"]
    assert expected["created"] == ROWS - 40

    journey.sign_up()
    book = journey.salesbook()
    import_id, operation_id = journey.start_import("clients.csv", a_file(ROWS))
    moved_on(journey, operation_id, 1)
    kill("worker-default")
    moved_on(journey, operation_id, 501)
    kill("mongodb")
    journey.finished(operation_id)
    assert journey.get(f"/imports/{import_id}")["counts"] == expected
    kill("valkey")

    senders = {"mailbox": journey.connect("mailbox")}
    kill("api")
    senders["linkedin"] = journey.connect("linkedin")
    lookup = world.people("interested", 5)[-1]
    sought = journey.add_prospect(lookup, email="")
    kill("scheduler")
    assert journey.enrich(sought)["items"][0]["state"] == "found"
    people = [one for manner, count in CROWD.items() for one in world.people(manner, count)]
    chosen = [journey.add_prospect(one) for one in people]
    until(
        lambda: all(journey.get(f"/prospects/{one}")["score"] for one in chosen) or None,
        seconds=90,
        what="everybody has a score",
    )

    campaign_id = journey.campaign(book, senders, STEPS)
    journey.enrol(campaign_id, chosen)
    for vendor in ("openai", "anthropic"):
        world.slow(vendor, "*", 0.8)
    world.slow("unipile", "POST /emails", 0.8)
    world.slow("unipile", "POST /users/invite", 0.8)
    run = Campaigning(product, journey, campaign_id, struck)

    def in_flight(vendor: str, path: str | None = None, after: int = 0) -> Callable[[], bool]:
        """A request of this kind has just gone out, and `after` messages are already sent."""
        known: set[str] = set()

        def ask() -> bool:
            begun = world.begun(vendor, path)
            fresh = begun - known
            known.update(begun)
            return bool(fresh) and sent() >= after

        return ask

    def sent(kind: str | None = None) -> int:
        return sum(one["state"] == "sent" and kind in {None, one["kind"]} for one in run.actions())

    model = "openai" if not world.begun("anthropic") else "anthropic"
    run.blows = [
        Blow("worker-default", in_flight(model)),
        Blow("sandbox", in_flight(model)),
        Blow("valkey", in_flight(model)),
        Blow("worker-delivery", in_flight("unipile", "/emails")),
        Blow("sandbox", in_flight("unipile", "/emails", 2)),
        Blow("mongodb", in_flight("unipile", "/emails", 4)),
        Blow("scheduler", lambda: sent() >= 6),
        Blow("api", lambda: sent() >= 7),
        Blow("worker-delivery", in_flight("unipile", "/users/invite")),
        Blow("mongodb", in_flight("unipile", "/users/invite")),
        Blow("worker-default", lambda: sent("linkedin_invitation") >= 4),
        Blow("worker-delivery", in_flight("unipile", "/emails")),
        Blow("valkey", in_flight("unipile", "/emails")),
    ]
    journey.ask("POST", f"/campaigns/{campaign_id}/launch", expect=200)
    deadline = time.monotonic() + 600
    while not run.over():
        run.tend()
        assert time.monotonic() < deadline, run.leftovers()
        time.sleep(0.3)

    assert run.blows == []
    assert set(struck) == EVERY_PROCESS
    judge_actions(run, people)
    judge_vendor(run, world)
    judge_credits(journey, run)


def judge_actions(run: Campaigning, people: list[dict[str, Any]]) -> None:
    """Whatever was approved has one action, and it ended where its owner can see it."""
    actions = run.actions()
    asked = Counter(one["enrolment_id"] for one in run.approved)
    assert Counter(one["enrolment_id"] for one in actions) == asked
    assert len({(one["enrolment_id"], one["step_id"]) for one in actions}) == len(actions)
    standing = {one["enrolment_id"]: one for one in run.standing()}
    assert len(standing) == len(people)
    for action in actions:
        if action["state"] not in LEFT:
            assert action["state"] in {"cancelled", "suppressed"}, action
            assert standing[action["enrolment_id"]]["state"] == "stopped", action
    through = [one for one in standing.values() if one["state"] == "finished"]
    assert len(through) >= CROWD["silent"]
    for one in through:
        assert asked[one["enrolment_id"]] == 3


def judge_vendor(run: Campaigning, world: World) -> None:
    """One effect at most for each message, and one for each that we call sent."""
    actions = run.actions()
    mails = world.sent_mails()
    marks = Counter(
        header["value"]
        for mail in mails
        for header in mail["headers"]
        if header["name"].lower() == "x-leo-action"
    )
    assert sum(marks.values()) == len(mails)
    assert set(marks.values()) == {1}
    by_mail = {one["id"]: one["state"] for one in actions if one["kind"] == "email"}
    is_sent = {one for one, state in by_mail.items() if state == "sent"}
    assert is_sent <= set(marks) <= {one for one, state in by_mail.items() if state in LEFT}

    invitations = [one for one in actions if one["kind"] == "linkedin_invitation"]
    least = sum(one["state"] == "sent" for one in invitations)
    most = sum(one["state"] in LEFT for one in invitations)
    assert least <= world.get("/world")["invitations"] <= most
    assert world.get("/world")["written_after_objection"] == 0
    assert len(world.get("/world")["objected"]) == CROWD["objection"]


def judge_credits(journey: Journey, run: Campaigning) -> None:
    """The entries add up to the balance; each draft and the one address were paid once."""
    entries = journey.everything("/credits/entries")
    moved = Counter[str]()
    for one in entries:
        moved[one["kind"]] += one["amount"]
    given_back = moved["release"] + moved["expire"]
    balance = journey.get("/credits")
    assert {name: balance[name] for name in ("available", "reserved", "spent")} == {
        "available": moved["grant"] - moved["reserve"] + given_back,
        "reserved": moved["reserve"] - moved["commit"] - given_back,
        "spent": moved["commit"],
    }
    assert moved["reserve"] == moved["commit"] + given_back
    paid = Counter[str]()
    for one in entries:
        if one["kind"] == "commit":
            paid[one["id"].split(":", 1)[1].removesuffix(":commit")] += one["amount"]
    drafts = {f"draft:{one['draft_id']}" for one in run.approved}
    # A draft whose reader answered before anybody approved it was written, and paid, too.
    assert all(paid[one] == 2 for one in drafts)
    others = {key: amount for key, amount in paid.items() if not key.startswith("draft:")}
    assert list(others.values()) == [5]


def test_a_second_start_finds_everything_within_fifteen_seconds(
    bare_product: Product, journey: Journey
) -> None:
    journey.sign_up("Deuxième départ")
    workspace = journey.get("/session")["workspace"]
    bare_product.stop()
    began = time.monotonic()
    bare_product.start()
    spent = time.monotonic() - began
    assert bare_product.url == journey.url
    assert journey.get("/session")["workspace"] == workspace
    assert spent < 15, f"{spent:.1f} s"
