"""What nobody clicked leaves only while its mandate holds, and goes back to a person after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.delivery.model.action import Action, ActionState
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.shared.ids import CampaignId, DraftId, EnrolmentId, StepId
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import MINE, PERSON, Post

LOST = [
    ReasonCode.MANDATE_MISSING,
    ReasonCode.MANDATE_EXPIRED,
    ReasonCode.PLAN_DRIFT,
    ReasonCode.PLAN_LACKS_FEATURE,
]


async def approved(post: Post, mandate: str) -> Action:
    planned = await post.plan(
        MINE,
        draft_id=DraftId("draft-1"),
        campaign_id=CampaignId("campaign-1"),
        enrolment_id=EnrolmentId("enrolment-1"),
        prospect_id=PERSON,
        step_id=StepId("step-1"),
        channel="email",
        sha256=post.around.letters["draft-1"].sha256,
        mandate_id=mandate,
    )
    assert planned is not None
    return planned


async def test_it_is_held_for_two_minutes_where_a_persons_is_held_for_half_a_minute(
    post: Post,
) -> None:
    action = await approved(post, "mandate-1")
    post.wall.advance(seconds=119)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.READY
    post.wall.advance(seconds=2)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT


@pytest.mark.obligation(30)
@pytest.mark.parametrize("code", LOST)
async def test_once_the_mandate_is_lost_nothing_more_leaves_and_it_goes_back(
    post: Post, code: ReasonCode
) -> None:
    action = await approved(post, "mandate-1")
    post.wall.advance(seconds=121)
    post.around.uncovered = code
    await post.drain("w")
    waiting = await post.now(action)
    assert (waiting.state, waiting.reasons[0].code) == (ActionState.READY, code)
    assert post.around.orders == []
    assert post.told().count("ActionUncovered") == 1


@pytest.mark.obligation(30)
async def test_a_mandate_lost_between_the_rules_and_the_call_still_holds_it(post: Post) -> None:
    """The last look before the wire: what was revoked a moment ago does not leave."""
    action = await approved(post, "mandate-1")
    post.wall.advance(seconds=121)
    asked = 0
    first = post.around.refusal

    async def revoked_meanwhile(seen: Action) -> ReasonCode | None:
        nonlocal asked
        asked += 1
        return await first(seen) if asked == 1 else ReasonCode.MANDATE_MISSING

    post.around.refusal = revoked_meanwhile  # type: ignore[method-assign, assignment]
    await post.drain("w")
    assert (post.around.orders, asked) == ([], 2)
    assert (await post.now(action)).uncovered


async def test_given_back_it_waits_for_a_person_even_if_the_mandate_would_cover_it_again(
    post: Post,
) -> None:
    action = await approved(post, "mandate-1")
    post.wall.advance(seconds=121)
    post.around.uncovered = ReasonCode.MANDATE_MISSING
    await post.drain("w")
    post.around.uncovered = None
    post.around.letters.clear()  # its draft waits for a decision, so nobody has the bytes
    post.clock.advance(hours=1)
    await post.drain("w")
    waiting = await post.now(action)
    assert (waiting.state, waiting.reasons[0].code) == (
        ActionState.READY,
        ReasonCode.MANDATE_MISSING,
    )


async def test_a_persons_approval_takes_it_up_again_and_it_leaves_once(post: Post) -> None:
    action = await approved(post, "mandate-1")
    post.wall.advance(seconds=121)
    post.around.uncovered = ReasonCode.MANDATE_EXPIRED
    await post.drain("w")
    again = await approved(post, "")
    assert (again.id, again.mandate_id, again.uncovered) == (action.id, "", False)
    late = await approved(post, "mandate-1")  # the first approval, told once more
    assert late.mandate_id == ""
    post.wall.advance(seconds=31)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT
    assert len(post.around.orders) == 1


async def test_a_full_day_holds_it_until_the_next_without_giving_it_back(post: Post) -> None:
    action = await approved(post, "mandate-1")
    post.wall.advance(seconds=121)
    tomorrow = MONDAY + timedelta(days=1)
    post.around.full = Reason(code=ReasonCode.DAILY_LIMIT, until=tomorrow, origin="mandate")
    await post.drain("w")
    waiting = await post.now(action)
    assert (waiting.state, waiting.next_at) == (ActionState.READY, tomorrow)
    assert waiting.reasons[0].origin == "mandate"
    assert "ActionUncovered" not in post.told()


async def test_the_mandate_rule_is_pure_and_names_its_code(post: Post) -> None:
    action = await approved(post, "mandate-1")
    dossier = await post.gate.dossier(action)
    held = post.gate.judge(replace(dossier, mandate=ReasonCode.PLAN_DRIFT))
    assert [one.code for one in held.reasons] == [ReasonCode.PLAN_DRIFT]
    assert post.gate.judge(dossier).may_leave
