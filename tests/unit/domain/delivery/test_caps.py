"""Caps of a company, a campaign and a workspace, in the engine and in the panel (AUT-7, SND-3)."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.delivery.errors import LimitOutOfBounds, SafeEdgePassed
from domain.delivery.model.action import Action, ActionKind, ActionState
from domain.delivery.model.caps import CapAsk, CapDoor, Caps, CapScope, digest_of
from domain.delivery.model.invariants import Stored, violations
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.model.window import MAIL_HOURS, SendWindow
from domain.delivery.ports import Answer
from domain.shared.ids import ActionId, CampaignId, EnrolmentId, ProspectId
from tests.builders import an_action
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import (
    LETTER,
    MAILBOX,
    MINE,
    OWNER,
    Post,
    With,
    answered,
    die_in,
    dying,
)

CAMPAIGN = CampaignId("campaign-1")


def of_person(number: int, **changes: object) -> Action:
    made = {
        "id": ActionId(f"action-{number}"),
        "intent": f"intent-{number}",
        "prospect_id": ProspectId(f"prospect-{number}"),
        "enrolment_id": EnrolmentId(f"enrolment-{number}"),
        "sha256": LETTER.sha256,
        "company": digest_of("client.example"),
        "rank": 1,
        **changes,
    }
    return an_action(**made)


async def sent(post: Post, *actions: Action) -> list[ActionState]:
    """Each is tried once, far enough behind the other for the account's own door."""
    found = []
    for action in actions:
        await post.actions.add(action)
        await post.send(await post.actions.get(MINE, action.id), "worker")
        found.append((await post.actions.get(MINE, action.id)).state)
        post.clock.advance(minutes=20)
        post.wall.advance(minutes=20)
    return found


async def reasons(post: Post, number: int) -> list[tuple[ReasonCode, str]]:
    action = await post.actions.get(MINE, ActionId(f"action-{number}"))
    return [(one.code, one.origin) for one in action.reasons]


async def test_a_third_person_of_a_company_waits_fourteen_days(post: Post) -> None:
    states = await sent(post, *map(of_person, range(3)))
    assert states == [ActionState.SENT, ActionState.SENT, ActionState.READY]
    assert await reasons(post, 2) == [(ReasonCode.COMPANY_CAP, "company")]
    waiting = await post.actions.get(MINE, ActionId("action-2"))
    first = await post.actions.get(MINE, ActionId("action-0"))
    assert first.sent_at is not None
    assert waiting.next_at >= first.sent_at + timedelta(days=14)


async def test_two_first_touches_at_a_company_are_three_working_days_apart(post: Post) -> None:
    first, second = (of_person(number, rank=Action.FIRST_TOUCH) for number in range(2))
    assert await sent(post, first, second) == [ActionState.SENT, ActionState.READY]
    assert await reasons(post, 1) == [(ReasonCode.COMPANY_CAP, "company")]
    elsewhere = of_person(2, rank=Action.FIRST_TOUCH, company=digest_of("autre.example"))
    assert await sent(post, elsewhere) == [ActionState.SENT]


async def test_the_follow_ups_of_a_person_who_is_in_take_no_second_place(post: Post) -> None:
    again = of_person(3, prospect_id=ProspectId("prospect-0"), kind=ActionKind.EMAIL)
    await sent(post, of_person(0), of_person(1))
    post.clock.advance(days=7)
    post.wall.advance(days=7)
    assert await sent(post, again) == [ActionState.SENT]


async def test_a_campaign_and_a_workspace_stop_at_their_own_cap(post: Post) -> None:
    rules = await post.rules.of(MINE)
    rules.values, rules.campaigns = {"workspace_per_day": 2}, {CAMPAIGN: 1}
    await post.rules.put(rules)
    here = [of_person(n, company="", campaign_id=CAMPAIGN) for n in range(2)]
    there = [of_person(n, company="", campaign_id=CampaignId("campaign-2")) for n in (2, 3)]
    states = await sent(post, *here, *there)
    assert states == [
        ActionState.SENT,
        ActionState.READY,
        ActionState.SENT,
        ActionState.READY,
    ]
    assert await reasons(post, 1) == [(ReasonCode.DAILY_LIMIT, "campaign")]
    assert (ReasonCode.DAILY_LIMIT, "workspace") in await reasons(post, 3)


async def test_the_panel_says_which_cap_binds(post: Post) -> None:
    rules = await post.rules.of(MINE)
    rules.values = {"campaign_per_day": 0}
    await post.rules.put(rules)
    await post.actions.add(of_person(0, campaign_id=CAMPAIGN))
    found = await post.why(OWNER, CAMPAIGN)
    assert (found.reason, found.origin) == (ReasonCode.DAILY_LIMIT, "campaign")


async def test_a_place_comes_back_only_when_nothing_can_have_left(post: Post) -> None:
    post.around.answers = [answered(Answer.NOT_SENT), answered(Answer.LOST)]
    proven, lost = of_person(0), of_person(1)
    await sent(post, proven)
    keys = [(CapScope.COMPANY, digest_of("client.example")), (CapScope.WORKSPACE, "")]
    assert [len(one.slots) for one in await post.caps.of(MINE, keys)] == [0, 0]
    assert await sent(post, lost) == [ActionState.UNKNOWN]
    assert [len(one.slots) for one in await post.caps.of(MINE, keys)] == [1, 1]


async def test_an_answer_by_a_person_is_under_no_cap(post: Post) -> None:
    answer = of_person(0, kind=ActionKind.EMAIL_ANSWER)
    assert answer.cap_ask() is None


async def test_an_audit_finds_a_company_that_was_written_to_too_often(post: Post) -> None:
    await sent(post, of_person(0))
    table = post.store.table
    book = Stored(
        actions=dict(table("actions")),
        attempts=dict(table("attempts")),
        recipient_gates={},
        account_gates={},
        senders=table("senders"),
        stops={},
        wall=post.wall.now(),
    )
    assert violations(book) == []
    action, attempt = book.actions["action-0"], book.attempts["action-0:1"]
    for number in range(1, 4):
        name = f"action-{number}"
        person = ProspectId(f"prospect-{number}")
        book.actions[name] = replace(action, id=ActionId(name), prospect_id=person)  # type: ignore[index]
        moved = attempt.at + timedelta(hours=number)
        book.attempts[f"{name}:1"] = replace(  # type: ignore[index]
            attempt, id=f"{name}:1", action_id=ActionId(name), at=moved
        )
    assert [one for one in violations(book) if "company" in one]


async def test_a_cap_has_bounds_and_a_safe_edge_like_every_limit(post: Post) -> None:
    with pytest.raises(LimitOutOfBounds):
        await post.limits.of_workspace(OWNER, {"company_people": 4}, "")
    with pytest.raises(SafeEdgePassed):
        await post.limits.of_workspace(OWNER, {"company_people": 3}, "")
    kept = await post.limits.of_workspace(OWNER, {"company_people": 3}, "Grand groupe")
    assert kept.values == {"company_people": 3}
    with pytest.raises(LimitOutOfBounds):
        await post.limits.of_campaign(OWNER, CAMPAIGN, 201, "Salon")
    kept = await post.limits.of_campaign(OWNER, CAMPAIGN, 12, "")
    assert kept.campaigns == {CAMPAIGN: 12}
    assert (await post.limits.of_campaign(OWNER, CAMPAIGN, None, "")).campaigns == {}
    with pytest.raises(LimitOutOfBounds):
        await post.limits.of_sender(OWNER, MAILBOX, {"company_people": 2}, "")


def ask_of(number: int, *, epoch: int = 1) -> CapAsk:
    return CapAsk(
        workspace_id=MINE,
        campaign_id=None,
        company="",
        prospect_id=ProspectId(f"prospect-{number}"),
        attempt_id=f"action-{number}:1",
        epoch=epoch,
        first=False,
    )


CAPS = Caps(company_people=2, campaign_per_day=1, workspace_per_day=1)
WINDOW = SendWindow(hours=MAIL_HOURS, zone=ZoneInfo("Europe/Paris"), is_holiday=lambda _: False)


def test_a_slot_of_a_dead_claim_of_another_day_is_no_room_today() -> None:
    door = CapDoor.open_for(MINE, CapScope.WORKSPACE, "")
    first, second = map(ask_of, range(2))
    tuesday = MONDAY + timedelta(days=1)
    assert door.enter(first, at=MONDAY)
    assert door.enter(second, at=tuesday)
    refused = door.refusal(first, CAPS, WINDOW, at=tuesday)
    assert refused is not None
    assert refused.code is ReasonCode.DAILY_LIMIT
    assert door.refusal(second, CAPS, WINDOW, at=tuesday) is None
    assert len(door.slots) == 2


def test_a_slot_of_a_dead_claim_is_no_place_at_the_company_for_good() -> None:
    """Two others were let in when it had aged; asked for again at once it is no second place."""
    door = CapDoor.open_for(MINE, CapScope.COMPANY, digest_of("client.example"))
    dead, *others = map(ask_of, range(3))
    door.enter(dead, at=MONDAY)
    assert door.refusal(dead, CAPS, WINDOW, at=MONDAY + timedelta(hours=1)) is None
    later = MONDAY + timedelta(days=15)
    for other in others:
        assert door.refusal(other, CAPS, WINDOW, at=later) is None
        door.enter(other, at=later)
    refused = door.refusal(dead, CAPS, WINDOW, at=later + timedelta(hours=1))
    assert refused is not None
    assert refused.code is ReasonCode.COMPANY_CAP


def test_a_claim_that_wakes_late_gives_no_place_back_that_a_later_one_took() -> None:
    door = CapDoor.open_for(MINE, CapScope.WORKSPACE, "")
    door.enter(ask_of(0), at=MONDAY)
    door.enter(ask_of(0, epoch=2), at=MONDAY + timedelta(hours=1))
    assert not door.leave("action-0:1", 1)
    assert len(door.slots) == 1
    assert door.leave("action-0:1", 2)
    assert door.slots == []


@pytest.mark.parametrize("company", ["", digest_of("client.example")])
async def test_what_a_dead_claim_took_comes_back_when_its_action_is_cancelled(
    post: Post, company: str
) -> None:
    """Also at a company that was not known when it was planned."""
    assert post.around.recipient is not None
    post.around.recipient = replace(post.around.recipient, company="client.example")
    await post.actions.add(of_person(0, company=company))
    await die_in(post, attempts=With(post.attempts, arm=dying))
    keys = [(CapScope.COMPANY, digest_of("client.example")), (CapScope.WORKSPACE, "")]
    assert [len(one.slots) for one in await post.caps.of(MINE, keys)] == [1, 1]
    post.wall.advance(minutes=5)
    await post.reap()
    person = ProspectId("prospect-0")
    assert await post.cancel.for_prospect(MINE, person, "opposed", answers=True) == 1
    assert [len(one.slots) for one in await post.caps.of(MINE, keys)] == [0, 0]
