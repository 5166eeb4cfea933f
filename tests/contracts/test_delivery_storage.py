"""The storage ports of delivery, in memory and on the database."""

import asyncio
from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.delivery import (
    MemoryAccountGates,
    MemoryActions,
    MemoryAttempts,
    MemoryCapDoors,
    MemoryRecipientGates,
    MemorySenders,
    MemorySendingRules,
    MemoryStops,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.mongo.delivery import (
    MongoAccountGates,
    MongoActions,
    MongoAttempts,
    MongoCapDoors,
    MongoDeliveryBooks,
    MongoRecipientGates,
    MongoSenders,
    MongoSendingRules,
    MongoStops,
)
from adapters.mongo.driver import Database
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import MongoOutbox
from domain.delivery.errors import (
    ActionAlreadyPlanned,
    ActionNotFound,
    SenderAlreadyConnected,
    SenderNotFound,
)
from domain.delivery.model.action import (
    Action,
    ActionKind,
    ActionState,
    Attempt,
    Choice,
    Decision,
    Outcome,
    Receipt,
)
from domain.delivery.model.caps import CapAsk, CapDoor, Caps, CapScope, CapSlot
from domain.delivery.model.gates import AccountGate, Holder, RecipientGate, Resume, Slot
from domain.delivery.model.limits import LimitChange, LimitRules, Touch
from domain.delivery.model.sender import RiskAcceptance, Sender, SenderKind, SenderState
from domain.delivery.model.stop import PLATFORM, Stop, StopScope
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.model.window import MAIL_HOURS, SendWindow, zone_of
from domain.delivery.ports import ActionFilter, Tally
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.errors import StaleWrite
from domain.shared.ids import (
    ActionId,
    CampaignId,
    EnrolmentId,
    ProspectId,
    SenderId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import PageAsk
from tests.builders import a_sender, an_action
from tests.conftest import MONDAY, CountingIds, StoppedClock

MINE, THEIRS = WorkspaceId("workspace-1"), WorkspaceId("workspace-2")
MAILBOX = SenderId("mailbox-1")
PERSON = ProspectId("prospect-1")


@pytest.fixture(params=["memory", "mongo"])
def store(request: pytest.FixtureRequest) -> MemoryStore | Database:
    name = "memory_store" if request.param == "memory" else "mongo_database"
    return request.getfixturevalue(name)  # type: ignore[no-any-return]


def fitting(store: MemoryStore | Database, memory: Any, mongo: Any) -> Any:
    return memory(store) if isinstance(store, MemoryStore) else mongo(store)


@pytest.fixture
def actions(store: MemoryStore | Database) -> MemoryActions | MongoActions:
    return fitting(store, MemoryActions, MongoActions)  # type: ignore[no-any-return]


@pytest.fixture
def attempts(store: MemoryStore | Database) -> MemoryAttempts | MongoAttempts:
    return fitting(store, MemoryAttempts, MongoAttempts)  # type: ignore[no-any-return]


@pytest.fixture
def people(store: MemoryStore | Database) -> MemoryRecipientGates | MongoRecipientGates:
    return fitting(store, MemoryRecipientGates, MongoRecipientGates)  # type: ignore[no-any-return]


@pytest.fixture
def accounts(store: MemoryStore | Database) -> MemoryAccountGates | MongoAccountGates:
    return fitting(store, MemoryAccountGates, MongoAccountGates)  # type: ignore[no-any-return]


@pytest.fixture
def caps(store: MemoryStore | Database) -> MemoryCapDoors | MongoCapDoors:
    return fitting(store, MemoryCapDoors, MongoCapDoors)  # type: ignore[no-any-return]


@pytest.fixture
def senders(store: MemoryStore | Database) -> MemorySenders | MongoSenders:
    return fitting(store, MemorySenders, MongoSenders)  # type: ignore[no-any-return]


def off_default(thing: object, kind: type) -> None:
    same = [
        one.name
        for one in fields(kind)
        if one.default is not MISSING and getattr(thing, one.name) == one.default
    ]
    assert same == []


def numbered(number: int, **changes: Any) -> Action:
    made = {"id": ActionId(f"action-{number}"), "intent": f"intent-{number}", **changes}
    return an_action(**made)


def a_full_action() -> Action:
    action = an_action(
        kind=ActionKind.LINKEDIN_ANSWER,
        company="ab12",
        reply_ref="mail-1",
        chat_ref="chat-1",
        state=ActionState.UNKNOWN,
        epoch=3,
        owner="worker",
        lease_until=MONDAY,
        deadline=MONDAY,
        armed_at=MONDAY,
        attempts=2,
        repeats=1,
        deaths=1,
        failures=2,
        reconcile_at=MONDAY,
        lost_at=MONDAY,
        looks=4,
        cancel_asked="replied",
        reported=True,
        decisions=(Decision(choice=Choice.VERIFY, by=UserId("ada"), at=MONDAY, reason="Vérifier"),),
        reasons=(Reason(code=ReasonCode.SPACING, until=MONDAY, account_wide=True),),
        code="unconfirmed",
        subject="Bonjour",
        receipt=Receipt(provider_ref="p", message_ref="<m>", tracking_ref="t", thread_ref="h"),
        refs=("<m>", "p"),
        recipient_ref="ACo1",
        sent_at=MONDAY,
        seen_at=MONDAY,
        bounced_at=MONDAY,
        accepted_at=MONDAY,
        withdraw_next_at=MONDAY,
        withdrawn_at=MONDAY,
        withdrawal_ref="invitation-7",
        opposed_at=MONDAY,
        complained_at=MONDAY,
        ended_at=MONDAY,
        mandate_id="mandate-1",
        uncovered=True,
        version=7,
    )
    off_default(action, Action)
    return action


def an_attempt(**changes: Any) -> Attempt:
    made: dict[str, Any] = {
        "id": "action-1:1",
        "workspace_id": MINE,
        "action_id": ActionId("action-1"),
        "number": 1,
        "epoch": 1,
        "key": "action-1",
        "request_hash": "ab",
        "armed_at": MONDAY,
        "deadline": MONDAY + timedelta(seconds=15),
        "at": MONDAY,
    }
    return Attempt(**{**made, **changes})


# --- actions -----------------------------------------------------------------------------------


async def test_an_action_comes_back_equal(actions: MemoryActions | MongoActions) -> None:
    action = a_full_action()
    await actions.add(action)
    assert await actions.get(MINE, action.id) == action
    with pytest.raises(ActionNotFound):
        await actions.get(THEIRS, action.id)


async def test_one_action_per_intent(actions: MemoryActions | MongoActions) -> None:
    await actions.add(an_action())
    with pytest.raises(ActionAlreadyPlanned):
        await actions.add(an_action(id=ActionId("other")))
    await actions.add(an_action(id=ActionId("theirs"), workspace_id=THEIRS))
    found = await actions.of_intent(MINE, "enrolment-1:step-1")
    assert found is not None
    assert found.id == "action-1"
    assert await actions.of_intent(MINE, "nothing") is None


async def test_of_two_claims_one_wins(actions: MemoryActions | MongoActions) -> None:
    await actions.add(an_action())
    mine, theirs = [await actions.get(MINE, ActionId("action-1")) for _ in range(2)]
    await actions.save(theirs)
    with pytest.raises(StaleWrite):
        await actions.save(mine)


async def test_due_means_due_on_both_clocks(actions: MemoryActions | MongoActions) -> None:
    later = MONDAY + timedelta(minutes=1)
    await actions.add(numbered(1, next_at=MONDAY))
    await actions.add(numbered(2, next_at=MONDAY - timedelta(minutes=9)))
    await actions.add(numbered(3, next_at=later))
    await actions.add(numbered(4, not_before=later))
    await actions.add(numbered(5, state=ActionState.CLAIMED))
    due = await actions.due(at=MONDAY, wall=MONDAY, limit=10)
    assert [one.id for one in due] == ["action-2", "action-1"]
    assert len(await actions.due(at=MONDAY, wall=MONDAY, limit=1)) == 1


async def test_stale_and_unknown_ones_are_found_by_wall_time(
    actions: MemoryActions | MongoActions,
) -> None:
    before, after = MONDAY - timedelta(seconds=1), MONDAY + timedelta(seconds=1)
    await actions.add(numbered(1, state=ActionState.CLAIMED, lease_until=before))
    await actions.add(numbered(2, state=ActionState.CLAIMED, lease_until=after))
    await actions.add(numbered(3, state=ActionState.SENDING, deadline=before))
    await actions.add(numbered(4, state=ActionState.SENDING, deadline=after))
    await actions.add(numbered(5, state=ActionState.UNKNOWN, reconcile_at=before))
    await actions.add(numbered(6, state=ActionState.UNKNOWN, reconcile_at=after))
    stale = await actions.stale(wall=MONDAY, limit=10)
    assert sorted(one.id for one in stale) == ["action-1", "action-3"]
    unknown = await actions.unknown(wall=MONDAY, limit=10)
    assert [one.id for one in unknown] == ["action-5"]


async def test_deferring_moves_what_is_unchanged_and_ready(
    actions: MemoryActions | MongoActions,
) -> None:
    await actions.add(numbered(1))
    await actions.add(numbered(2))
    await actions.add(numbered(3, state=ActionState.CLAIMED))
    read = [await actions.get(MINE, ActionId(f"action-{number}")) for number in (1, 2, 3)]
    await actions.save(await actions.get(MINE, ActionId("action-2")))
    later = MONDAY + timedelta(hours=1)
    reason = Reason(code=ReasonCode.SPACING, until=later, account_wide=True)
    await actions.defer([(one, later) for one in read], [reason])
    moved = [await actions.get(MINE, one.id) for one in read]
    assert [one.next_at for one in moved] == [later, MONDAY, MONDAY]
    assert moved[0].reasons == (reason,)
    with pytest.raises(StaleWrite):
        await actions.save(read[0])


async def test_waking_brings_waiting_ones_forward(
    actions: MemoryActions | MongoActions,
) -> None:
    later = MONDAY + timedelta(days=1)
    await actions.add(numbered(1, next_at=later))
    await actions.add(numbered(2, next_at=later, sender_id=SenderId("other")))
    await actions.add(numbered(3, next_at=later, workspace_id=THEIRS))
    assert await actions.wake_sender(MINE, MAILBOX, MONDAY) == 1
    assert await actions.wake_sender(MINE, MAILBOX, MONDAY) == 0
    assert await actions.wake_campaign(MINE, CampaignId("campaign-1"), MONDAY) == 1


async def test_open_ones_of_a_person_and_an_enrolment(
    actions: MemoryActions | MongoActions,
) -> None:
    for number, state in enumerate(ActionState):
        await actions.add(numbered(number, state=state))
    wanted = {"ready", "claimed", "sending", "unknown"}
    for asked in (
        {"prospect_id": PERSON},
        {"enrolment_id": EnrolmentId("enrolment-1")},
    ):
        found = await actions.open_of(MINE, **asked)
        assert {one.state.value for one in found} == wanted
    assert await actions.open_of(THEIRS, prospect_id=PERSON) == []
    assert await actions.unsettled_of_campaign(MINE, CampaignId("campaign-1")) == 3
    waiting = await actions.waiting_of(MINE, ActionFilter(campaign_id=CampaignId("campaign-1")), 10)
    assert [one.state for one in waiting] == [ActionState.READY]


async def test_what_comes_back_finds_what_left(actions: MemoryActions | MongoActions) -> None:
    sent = {"state": ActionState.SENT, "sent_at": MONDAY}
    await actions.add(numbered(1, refs=("<1@x>", "thread"), **sent))
    later = {"state": ActionState.SENT, "sent_at": MONDAY + timedelta(days=3)}
    await actions.add(numbered(2, refs=("<2@x>", "thread"), **later))
    found = await actions.of_refs(MINE, MAILBOX, ["nothing", "<1@x>"])
    assert found is not None
    assert found.id == "action-1"
    newest = await actions.of_refs(MINE, MAILBOX, ["thread"])
    assert newest is not None
    assert newest.id == "action-2"
    assert await actions.of_refs(MINE, SenderId("other"), ["<1@x>"]) is None
    assert await actions.of_refs(THEIRS, MAILBOX, ["<1@x>"]) is None
    first = await actions.first_mail(MINE, EnrolmentId("enrolment-1"))
    last = await actions.last_mail(MINE, EnrolmentId("enrolment-1"))
    assert first is not None
    assert last is not None
    assert (first.id, last.id) == ("action-1", "action-2")
    both = await actions.to(MINE, PERSON, mail=True)
    assert [one.id for one in both] == ["action-1", "action-2"]
    latest = await actions.latest(MINE, PERSON, mail=True)
    assert latest == last
    assert await actions.latest(MINE, PERSON, mail=False) is None


async def test_a_list_is_fresh_when_something_newer_was_seen(
    actions: MemoryActions | MongoActions,
) -> None:
    seen = {"state": ActionState.SENT, "armed_at": MONDAY, "seen_at": MONDAY, "sent_at": MONDAY}
    await actions.add(numbered(1, **seen))
    await actions.add(numbered(2, **{**seen, "seen_at": None}, sender_id=SenderId("other")))
    before = MONDAY - timedelta(seconds=1)
    assert await actions.seen_since(MINE, MAILBOX, before)
    assert not await actions.seen_since(MINE, MAILBOX, MONDAY)
    assert not await actions.seen_since(MINE, SenderId("other"), before)


async def test_an_invitation_is_found_by_the_persons_id(
    actions: MemoryActions | MongoActions,
) -> None:
    await actions.add(numbered(1, kind=ActionKind.INVITATION, recipient_ref="ACo1"))
    found = await actions.invitation(MINE, MAILBOX, ["", "ACo1"])
    assert found is not None
    assert await actions.invitation(MINE, MAILBOX, [""]) is None
    unsettled = numbered(2, state=ActionState.UNKNOWN)
    await actions.add(unsettled)
    assert [one.id for one in await actions.unsettled_mail(MINE, MAILBOX)] == ["action-2"]


async def test_old_pending_invitations_are_found_oldest_first(
    actions: MemoryActions | MongoActions,
) -> None:
    old, later = MONDAY - timedelta(days=22), MONDAY + timedelta(hours=1)
    made: dict[str, Any] = {"kind": ActionKind.INVITATION, "state": ActionState.SENT}
    cases: tuple[dict[str, Any], ...] = (
        {"sent_at": old},
        {"sent_at": old - timedelta(days=1), "withdraw_next_at": MONDAY},
        {"sent_at": old, "withdraw_next_at": later},
        {"sent_at": old, "accepted_at": MONDAY},
        {"sent_at": old, "withdrawn_at": MONDAY},
        {"sent_at": old, "state": ActionState.UNKNOWN},
        {"sent_at": old, "kind": ActionKind.EMAIL},
        {"sent_at": old, "workspace_id": THEIRS},
        {"sent_at": old, "sender_id": SenderId("other")},
        {"sent_at": MONDAY},
    )
    for number, changes in enumerate(cases):
        await actions.add(numbered(number, **{**made, **changes}))
    asked: dict[str, Any] = {"before": MONDAY - timedelta(days=21), "at": MONDAY}
    found = await actions.pending_invitations(MINE, MAILBOX, **asked, limit=10)
    assert [one.id for one in found] == ["action-1", "action-0"]
    assert len(await actions.pending_invitations(MINE, MAILBOX, **asked, limit=1)) == 1


async def test_actions_are_listed_newest_first_and_filtered(
    actions: MemoryActions | MongoActions,
) -> None:
    for number in range(3):
        await actions.add(numbered(number, prospect_id=ProspectId(f"p{number % 2}")))
    everything = await actions.page(MINE, ActionFilter(), PageAsk(limit=2))
    assert [one.id for one in everything.items] == ["action-2", "action-1"]
    assert everything.next == "action-1"
    wanted = ActionFilter(prospect_id=ProspectId("p0"), state=ActionState.READY)
    some = await actions.page(MINE, wanted, PageAsk())
    assert [one.id for one in some.items] == ["action-2", "action-0"]


# --- attempts ----------------------------------------------------------------------------------


async def test_a_row_of_a_dead_claim_is_taken_over_and_one_of_a_newer_claim_is_not(
    attempts: MemoryAttempts | MongoAttempts,
) -> None:
    await attempts.arm(an_attempt(epoch=1))
    await attempts.arm(an_attempt(epoch=2))
    with pytest.raises(StaleWrite):
        await attempts.arm(an_attempt(epoch=1))
    [kept] = await attempts.of(MINE, ActionId("action-1"))
    assert kept.epoch == 2


async def test_a_row_whose_end_is_known_is_never_armed_again(
    attempts: MemoryAttempts | MongoAttempts,
) -> None:
    await attempts.arm(an_attempt())
    await attempts.record(MINE, "action-1:1", Outcome.LOST)
    with pytest.raises(StaleWrite):
        await attempts.arm(an_attempt(epoch=9))


async def test_an_acceptance_is_never_replaced(
    attempts: MemoryAttempts | MongoAttempts,
) -> None:
    await attempts.arm(an_attempt())
    receipt = Receipt(message_ref="<1@x>")
    await attempts.record(MINE, "action-1:1", Outcome.LOST, code="timeout")
    await attempts.record(MINE, "action-1:1", Outcome.ACCEPTED, receipt=receipt)
    await attempts.record(MINE, "action-1:1", Outcome.ABSENT)
    await attempts.record(THEIRS, "action-1:1", Outcome.ABSENT)
    [kept] = await attempts.of(MINE, ActionId("action-1"))
    assert kept == an_attempt(outcome=Outcome.ACCEPTED, receipt=receipt)
    assert await attempts.of(THEIRS, ActionId("action-1")) == []


# --- doors -------------------------------------------------------------------------------------


def a_full_recipient_gate() -> RecipientGate:
    gate = RecipientGate(
        id=RecipientGate.key(MINE, PERSON),
        workspace_id=MINE,
        prospect_id=PERSON,
        opposed_at=MONDAY,
        replied_at=MONDAY,
        bounced_at=MONDAY,
        last_mail_at=MONDAY,
        withdrawn_at=MONDAY,
        holder=Holder(action_id=ActionId("a"), epoch=2),
        look_at=MONDAY,
    )
    off_default(replace(gate, version=1), RecipientGate)
    return gate


def a_full_account_gate() -> AccountGate:
    gate = AccountGate(
        id=MAILBOX,
        workspace_id=MINE,
        holder=Holder(action_id=ActionId("a"), epoch=2),
        look_at=MONDAY,
        slots=[Slot(attempt_id="a:1", touch=Touch.MAIL, at=MONDAY, epoch=2)],
        next_free_at=MONDAY,
        last_at=MONDAY,
        run=2,
        paused_for=ReasonCode.SENDER_PAUSED,
        paused_until=MONDAY,
        halved_until=MONDAY,
        pushed_back_at=MONDAY,
        health="bounces",
        rested=timedelta(days=1),
        rest_until=MONDAY,
        judged_from=MONDAY,
        resumes=(Resume(by=UserId("ada"), at=MONDAY, reason="Corrigé"),),
    )
    off_default(replace(gate, version=1), AccountGate)
    return gate


async def test_a_persons_door_comes_back_equal(
    people: MemoryRecipientGates | MongoRecipientGates,
) -> None:
    fresh = await people.of(MINE, PERSON)
    assert fresh == RecipientGate.open_for(MINE, PERSON)
    gate = a_full_recipient_gate()
    await people.put(gate)
    assert await people.of(MINE, PERSON) == gate
    assert (await people.of(THEIRS, PERSON)).holder is None


async def test_of_two_writers_at_a_persons_door_one_wins(
    people: MemoryRecipientGates | MongoRecipientGates,
) -> None:
    mine, theirs = [await people.of(MINE, PERSON) for _ in range(2)]
    await people.put(theirs)
    with pytest.raises(StaleWrite):
        await people.put(mine)
    mine, theirs = [await people.of(MINE, PERSON) for _ in range(2)]
    await people.put(theirs)
    with pytest.raises(StaleWrite):
        await people.put(mine)


async def test_forgotten_holders_are_found(
    people: MemoryRecipientGates | MongoRecipientGates,
    accounts: MemoryAccountGates | MongoAccountGates,
) -> None:
    await people.put(a_full_recipient_gate())
    await accounts.put(a_full_account_gate())
    assert len(await people.forgotten(wall=MONDAY, limit=5)) == 1
    assert len(await accounts.forgotten(wall=MONDAY, limit=5)) == 1
    before = MONDAY - timedelta(seconds=1)
    assert list(await people.forgotten(wall=before, limit=5)) == []
    assert list(await accounts.forgotten(wall=before, limit=5)) == []


async def test_an_accounts_door_comes_back_equal_and_has_one_writer(
    accounts: MemoryAccountGates | MongoAccountGates,
) -> None:
    gate = a_full_account_gate()
    await accounts.put(gate)
    mine, theirs = [await accounts.of(MINE, MAILBOX) for _ in range(2)]
    assert mine == gate
    await accounts.put(theirs)
    with pytest.raises(StaleWrite):
        await accounts.put(mine)


def a_cap_door(scope: CapScope = CapScope.COMPANY, target: str = "ab12") -> CapDoor:
    door = CapDoor.open_for(MINE, scope, target)
    door.slots = [CapSlot(attempt_id="a:1", at=MONDAY, epoch=2, person="cd34", first=True)]
    return door


async def test_a_cap_door_comes_back_equal_to_its_workspace_alone_and_has_one_writer(
    caps: MemoryCapDoors | MongoCapDoors,
) -> None:
    door = a_cap_door()
    await caps.put([door])
    asked = [(CapScope.WORKSPACE, ""), (CapScope.COMPANY, "ab12")]
    fresh, mine = await caps.of(MINE, asked)
    assert mine == door
    assert fresh == CapDoor.open_for(MINE, CapScope.WORKSPACE, "")
    assert [one.version for one in await caps.of(THEIRS, asked)] == [0, 0]
    (theirs,) = await caps.of(MINE, asked[1:])
    await caps.put([theirs])
    with pytest.raises(StaleWrite):
        await caps.put([mine])


async def test_cap_doors_are_written_together_each_onto_the_version_that_was_read(
    caps: MemoryCapDoors | MongoCapDoors,
) -> None:
    asked = [(CapScope.WORKSPACE, ""), (CapScope.COMPANY, "ab12")]
    mine, theirs = [await caps.of(MINE, asked) for _ in range(2)]
    await caps.put(mine)
    assert [one.version for one in mine] == [1, 1]
    with pytest.raises(StaleWrite):
        await caps.put(theirs)
    alone, both = await caps.of(MINE, asked[1:]), await caps.of(MINE, asked)
    await caps.put(alone)
    with pytest.raises(StaleWrite):
        await caps.put(both)
    assert [one.version for one in await caps.of(MINE, asked)] == [2, 2]


@pytest.mark.parametrize(("people_count", "most"), [(50, 2)])
async def test_fifty_at_once_never_pass_two_people_of_one_company(
    people: MemoryRecipientGates | MongoRecipientGates,
    accounts: MemoryAccountGates | MongoAccountGates,
    caps: MemoryCapDoors | MongoCapDoors,
    people_count: int,
    most: int,
) -> None:
    """Product.md 6: 50 workers never exceed 2 people per company in 14 days (AUT-7)."""
    clock = StoppedClock()
    keeper = GateKeeper(recipients=people, accounts=accounts, caps=caps, clock=clock, wall=clock)
    rules = Caps(company_people=most, campaign_per_day=100, workspace_per_day=500)
    window = SendWindow(hours=MAIL_HOURS, zone=zone_of("", "FR"), is_holiday=lambda _: False)

    def asks(number: int) -> CapAsk:
        return CapAsk(
            workspace_id=MINE,
            campaign_id=CampaignId("campaign-1"),
            company="ab12",
            prospect_id=ProspectId(f"prospect-{number}"),
            attempt_id=f"action-{number}:1",
            epoch=1,
            first=False,
        )

    async def enters(ask: CapAsk) -> Reason | None:
        return await keeper.enter_caps(await caps.of(MINE, ask.keys), ask, rules, window)

    shut = await asyncio.gather(*(enters(asks(number)) for number in range(people_count)))
    assert sum(one is None for one in shut) == most
    (door,) = await caps.of(MINE, [(CapScope.COMPANY, "ab12")])
    assert len(door.slots) == most


async def test_many_who_close_one_door_at_once_all_succeed(
    people: MemoryRecipientGates | MongoRecipientGates,
    accounts: MemoryAccountGates | MongoAccountGates,
    caps: MemoryCapDoors | MongoCapDoors,
) -> None:
    clock = StoppedClock()
    keeper = GateKeeper(recipients=people, accounts=accounts, caps=caps, clock=clock, wall=clock)
    instants = [MONDAY + timedelta(minutes=number) for number in range(12)]
    await asyncio.gather(
        *(
            keeper.change_recipient(MINE, PERSON, lambda gate, at=at: gate.note_reply(at=at))  # type: ignore[misc]
            for at in instants
        )
    )
    assert (await people.of(MINE, PERSON)).replied_at == instants[-1]


# --- senders -----------------------------------------------------------------------------------


A_CHANGE = LimitChange(values={"mails_per_day": 12}, by=UserId("ada"), at=MONDAY, reason="Salon")


def a_full_sender() -> Sender:
    sender = a_sender(
        kind=SenderKind.LINKEDIN,
        link_digest="digest",
        announced_ref="account-1",
        is_paid=True,
        risks=(RiskAcceptance(by=UserId("ada"), name="Ada", version=1, at=MONDAY),),
        zone="Europe/London",
        country="GB",
        problem="broken",
        state=SenderState.DEGRADED,
        settings={"invitations_per_day": 9},
        warming_since=MONDAY,
        limit_changes=(A_CHANGE,),
        version=2,
    )
    off_default(sender, Sender)
    return sender


async def test_a_sender_comes_back_equal(senders: MemorySenders | MongoSenders) -> None:
    sender = a_full_sender()
    await senders.add(sender)
    assert await senders.get(MINE, sender.id) == sender
    assert await senders.of_account("account-1") == sender
    assert await senders.of_link("digest") == sender
    assert await senders.of_link("") is None
    with pytest.raises(SenderNotFound):
        await senders.get(THEIRS, sender.id)


async def test_an_account_is_bound_in_one_workspace_only(
    senders: MemorySenders | MongoSenders,
) -> None:
    await senders.add(a_sender())
    other = a_sender(id=SenderId("other"), workspace_id=THEIRS, account_ref="")
    await senders.add(other)
    other.account_ref = "account-1"
    with pytest.raises(SenderAlreadyConnected):
        await senders.save(other)


async def test_a_removed_sender_is_gone_and_its_account_free(
    senders: MemorySenders | MongoSenders,
) -> None:
    sender = a_sender()
    await senders.add(sender)
    sender.remove(at=MONDAY)
    await senders.save(sender)
    with pytest.raises(SenderNotFound):
        await senders.get(MINE, sender.id)
    assert list(await senders.list(MINE)) == []
    assert list(await senders.living(None, 10)) == []
    other = a_sender(id=SenderId("other"), workspace_id=THEIRS)
    await senders.add(other)
    found = await senders.of_account("account-1")
    assert found is not None
    assert found.id == "other"


async def test_senders_are_walked_through_by_id(senders: MemorySenders | MongoSenders) -> None:
    for number in range(3):
        await senders.add(a_sender(id=SenderId(f"s{number}"), account_ref=f"account-{number}"))
    first = await senders.living(None, 2)
    rest = await senders.living(first[-1].id, 2)
    assert [one.id for one in (*first, *rest)] == ["s0", "s1", "s2"]


# --- together ----------------------------------------------------------------------------------


async def test_a_rollback_leaves_neither_action_nor_event(
    store: MemoryStore | Database,
    actions: MemoryActions | MongoActions,
    request: pytest.FixtureRequest,
    new_id: CountingIds,
) -> None:
    outbox: MemoryOutbox | MongoOutbox
    transaction: MemoryTransaction | MongoTransaction
    if isinstance(store, MemoryStore):
        outbox, transaction = MemoryOutbox(store, new_id), MemoryTransaction(store)
    else:
        outbox = MongoOutbox(store, new_id)
        transaction = MongoTransaction(request.getfixturevalue("mongo_client"))
    action = an_action()
    action.tell_planned()

    async def work() -> None:
        await actions.add(action)
        await outbox.append(action.take_events())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await transaction.run(work)
    assert await actions.of_intent(MINE, action.intent) is None
    assert list(await outbox.waiting(10)) == []


# --- the stop switch ---------------------------------------------------------------------------


@pytest.fixture
def stops(store: MemoryStore | Database) -> MemoryStops | MongoStops:
    return fitting(store, MemoryStops, MongoStops)  # type: ignore[no-any-return]


async def test_a_switch_that_is_on_is_found_by_its_key_and_by_nobody_else(
    stops: MemoryStops | MongoStops,
) -> None:
    mine = Stop.unset(MINE, StopScope.CAMPAIGN, "campaign-1")
    mine.turn(on=True, by=UserId("ada"), at=MONDAY, reason="Erreur de texte")
    await stops.put(mine)
    everywhere = Stop.unset(PLATFORM, StopScope.PLATFORM)
    everywhere.turn(on=True, by=UserId("system"), at=MONDAY, reason="Restauration")
    await stops.put(everywhere)
    assert await stops.on([everywhere.id, "nothing", mine.id]) == [everywhere, mine]
    assert await stops.of(THEIRS, mine.id) is None
    assert await stops.of_workspace(MINE) == [mine]
    mine.turn(on=False, by=UserId("ada"), at=MONDAY, reason="Corrigé")
    mine.judged_from = MONDAY
    await stops.put(mine)
    assert await stops.on([mine.id]) == []
    with pytest.raises(StaleWrite):
        await stops.put(replace(mine, version=1))


async def test_waking_a_workspace_leaves_the_others_asleep(
    actions: MemoryActions | MongoActions,
) -> None:
    later = MONDAY + timedelta(hours=5)
    await actions.add(numbered(1, next_at=later))
    await actions.add(numbered(2, next_at=later, workspace_id=THEIRS))
    assert await actions.wake_workspace(MINE, MONDAY) == 1
    assert [one.id for one in await actions.due(at=MONDAY, wall=MONDAY, limit=9)] == ["action-1"]
    assert await actions.wake_workspace(None, MONDAY) == 1


async def test_what_a_person_reported_is_looked_for_when_it_is_due(
    actions: MemoryActions | MongoActions,
) -> None:
    sent = {"state": ActionState.SENT, "sent_at": MONDAY, "reconcile_at": MONDAY}
    await actions.add(numbered(1, reported=True, **sent))
    await actions.add(numbered(2, **sent))
    early = MONDAY - timedelta(seconds=1)
    assert await actions.reported(wall=early, limit=9) == []
    found = await actions.reported(wall=MONDAY, limit=9)
    assert [one.id for one in found] == ["action-1"]


async def test_an_action_is_listed_by_its_reason_and_its_sender(
    actions: MemoryActions | MongoActions,
) -> None:
    acts = (Reason(code=ReasonCode.PERSON_ACTS),)
    await actions.add(numbered(1, reasons=acts))
    await actions.add(numbered(2, reasons=(Reason(code=ReasonCode.SPACING),)))
    wanted = ActionFilter(reason=ReasonCode.PERSON_ACTS, sender_id=MAILBOX)
    page = await actions.page(MINE, wanted, PageAsk(limit=9))
    assert [one.id for one in page.items] == ["action-1"]
    elsewhere = ActionFilter(sender_id=SenderId("other"))
    assert await actions.waiting_of(MINE, elsewhere, 9) == []


async def test_what_never_left_is_found_in_every_workspace(
    actions: MemoryActions | MongoActions,
) -> None:
    for number, state in enumerate(ActionState):
        await actions.add(numbered(number, state=state, workspace_id=(MINE, THEIRS)[number % 2]))
    first = await actions.unsent(after="", limit=2)
    rest = await actions.unsent(after=first[-1].id, limit=9)
    states = [one.state.value for one in (*first, *rest)]
    assert states == ["ready", "claimed", "sending"]


async def test_the_books_go_through_every_workspace_once(mongo_database: Database) -> None:
    kept = MongoActions(mongo_database)
    await kept.add(numbered(1))
    await kept.add(numbered(2, workspace_id=THEIRS))
    await MongoAttempts(mongo_database).arm(an_attempt())
    everywhere = Stop.unset(PLATFORM, StopScope.PLATFORM)
    await MongoStops(mongo_database).put(everywhere)
    books = [stored async for stored in MongoDeliveryBooks(mongo_database).each(MONDAY)]
    assert [list(stored.actions) for stored in books] == [["action-1"], ["action-2"]]
    assert [list(stored.attempts) for stored in books] == [["action-1:1"], []]
    assert all(everywhere.id in stored.stops for stored in books)


# --- rules and results -------------------------------------------------------------------------


async def test_the_rules_of_a_workspace_come_back_equal_and_are_its_own(
    store: MemoryStore | Database,
) -> None:
    kept = fitting(store, MemorySendingRules, MongoSendingRules)
    assert await kept.of(MINE) == LimitRules(id=MINE, workspace_id=MINE)
    rules = LimitRules(
        id=MINE,
        workspace_id=MINE,
        values=A_CHANGE.values,
        campaigns={"campaign-1": 5},
        changes=(A_CHANGE,),
    )
    await kept.put(rules)
    assert await kept.of(MINE) == rules
    assert (await kept.of(THEIRS)).values == {}
    with pytest.raises(StaleWrite):
        await kept.put(LimitRules(id=MINE, workspace_id=MINE))


async def test_results_of_a_sender_are_counted_since_an_instant(
    actions: MemoryActions | MongoActions,
) -> None:
    sent = {"state": ActionState.SENT}
    await actions.add(numbered(1, sent_at=MONDAY - timedelta(days=8), bounced_at=MONDAY, **sent))
    await actions.add(numbered(2, sent_at=MONDAY, bounced_at=MONDAY, **sent))
    await actions.add(numbered(3, sent_at=MONDAY, **sent))
    await actions.add(numbered(4, sent_at=MONDAY, workspace_id=THEIRS, **sent))
    for number in (5, 6):
        at = MONDAY + timedelta(hours=number)
        await actions.add(numbered(number, kind=ActionKind.INVITATION, sent_at=at, **sent))
    old = {"sent_at": MONDAY - timedelta(days=8), "campaign_id": CampaignId("campaign-2")}
    await actions.add(numbered(7, opposed_at=MONDAY, complained_at=MONDAY, **old, **sent))
    await actions.add(numbered(8, opposed_at=MONDAY - timedelta(days=8), **old, **sent))
    since = MONDAY - timedelta(days=7)
    tally = await actions.tally(MINE, since, sender_id=MAILBOX)
    assert tally == Tally(sent=2, bounced=1, opposed=1, complained=1)
    other = await actions.tally(MINE, since, campaign_id=CampaignId("campaign-2"))
    assert other == Tally(sent=0, bounced=0, opposed=1, complained=1)
    newest = await actions.invitations(MINE, MAILBOX, 1)
    assert [one.id for one in newest] == ["action-6"]
