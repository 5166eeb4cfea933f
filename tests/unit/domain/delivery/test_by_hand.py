"""Where people decide: the stop switch, messages no machine may judge, LinkedIn by hand."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.delivery import MemoryStops
from domain.delivery.errors import (
    ActionNotSettleable,
    ReasonNeeded,
    RiskNotSignable,
    StopNotFound,
    StopScopeInvalid,
)
from domain.delivery.model.action import Action, ActionState, Choice, Receipt
from domain.delivery.model.sender import RISK_VERSION
from domain.delivery.model.stop import PLATFORM, Stop, StopScope
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.ports import Answer, Sighting
from domain.delivery.usecases.doubt_after_restore import DoubtAfterRestore
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden
from domain.shared.ids import UserId
from tests.builders import a_sender
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import LINKEDIN, MAILBOX, MINE, OWNER, Post, answered

WHY = "Un lien est faux"
SCOPES = [
    (StopScope.WORKSPACE, ""),
    (StopScope.CHANNEL, "email"),
    (StopScope.SENDER, MAILBOX),
    (StopScope.CAMPAIGN, "campaign-1"),
]


def acting(role: Role, user: str = "karim") -> Actor:
    return Actor(user_id=UserId(user), workspace_id=MINE, role=role, permissions=PERMISSIONS[role])


# --- the stop switch -----------------------------------------------------------------------------


@pytest.mark.parametrize(("scope", "target"), SCOPES)
async def test_a_stop_holds_what_is_queued_and_a_restart_frees_it(
    post: Post, scope: StopScope, target: str
) -> None:
    action = await post.ready()
    report = await post.turn.stop(OWNER, scope, target, WHY)
    assert report.in_flight == 0
    await post.drain("w")
    held = await post.now(action)
    assert (held.state, held.reasons[0].code) == (ActionState.READY, ReasonCode.KILL_SWITCH_ON)
    assert held.reasons[0].origin == scope.value
    assert post.around.orders == []
    assert await post.doors() == (None, None)
    await post.turn.restart(OWNER, scope, target, "Corrigé")
    await post.drain("w")
    assert len(post.around.orders) == 1


async def test_the_platform_stop_holds_every_workspace_and_no_workspace_lifts_it(
    post: Post,
) -> None:
    await post.ready()
    await post.turn.stop_platform("Incident chez le fournisseur")
    await post.drain("w")
    assert post.around.orders == []
    with pytest.raises(StopNotFound):
        await post.turn.restart(OWNER, StopScope.PLATFORM, "", "Non")
    await post.turn.restart_platform("Incident clos")
    await post.drain("w")
    assert len(post.around.orders) == 1


@dataclass
class TurnedMeanwhile:
    """The switches, one of which is turned between the first look and the second."""

    inner: MemoryStops
    turn: Callable[[], Awaitable[object]]
    looks: int = 0

    async def on(self, keys: Sequence[str]) -> Sequence[Stop]:
        self.looks += 1
        if self.looks == 2:
            await self.turn()
        return await self.inner.on(keys)


async def test_a_stop_between_the_rules_and_the_call_still_holds_it(post: Post) -> None:
    """The switch is read again as one of the last steps (delivery.md F18)."""
    action = await post.ready()
    stops: Any = TurnedMeanwhile(
        post.stops, lambda: post.turn.stop(OWNER, StopScope.WORKSPACE, "", WHY)
    )
    await replace(post.send, gate=replace(post.gate, stops=stops))(action, "w")
    held = await post.now(action)
    assert post.around.orders == []
    assert (held.state, held.reasons[0].code) == (ActionState.READY, ReasonCode.KILL_SWITCH_ON)
    [attempt] = await post.attempts.of(MINE, action.id)
    assert attempt.outcome.value == "not_sent"


async def test_who_stopped_and_why_stays_with_the_switch(post: Post) -> None:
    await post.turn.stop(OWNER, StopScope.WORKSPACE, "", WHY)
    again = await post.turn.stop(acting(Role.ADMIN), StopScope.WORKSPACE, "", "Moi aussi")
    stop = await post.turn.restart(acting(Role.ADMIN), StopScope.WORKSPACE, "", "Corrigé")
    assert len(again.stop.flips) == 1
    assert [(flip.is_on, flip.by, flip.reason) for flip in stop.flips] == [
        (True, "ada", WHY),
        (False, "karim", "Corrigé"),
    ]
    assert post.told() == ["SendingStopped", "SendingRestarted"]


async def test_a_member_stops_their_own_account_and_nothing_wider(post: Post) -> None:
    ada = acting(Role.MEMBER, "ada")
    await post.turn.stop(ada, StopScope.SENDER, MAILBOX, WHY)
    with pytest.raises(Forbidden):
        await post.turn.stop(acting(Role.MEMBER), StopScope.SENDER, MAILBOX, WHY)
    with pytest.raises(Forbidden):
        await post.turn.stop(ada, StopScope.WORKSPACE, "", WHY)
    with pytest.raises(Forbidden):
        await post.turn.restart(ada, StopScope.SENDER, MAILBOX, WHY)


@pytest.mark.parametrize(
    ("scope", "target", "reason"),
    [
        (StopScope.WORKSPACE, "campaign-1", WHY),
        (StopScope.CHANNEL, "pigeon", WHY),
        (StopScope.CAMPAIGN, "", WHY),
        (StopScope.PLATFORM, "", WHY),
        (StopScope.WORKSPACE, "", "  "),
    ],
)
async def test_a_stop_that_names_nothing_is_refused(
    post: Post, scope: StopScope, target: str, reason: str
) -> None:
    with pytest.raises(StopScopeInvalid):
        await post.turn.stop(OWNER, scope, target, reason)


# --- decisions by hand ---------------------------------------------------------------------------


async def an_unconfirmed(post: Post) -> Action:
    action = await post.ready()
    post.around.answers = [answered(Answer.LOST)]
    await post.drain("w")
    post.wall.advance(hours=30)
    await post.settle()
    unconfirmed = await post.now(action)
    assert unconfirmed.state is ActionState.UNCONFIRMED
    return unconfirmed


async def test_an_unconfirmed_message_taken_as_sent_goes_on_and_says_whose_word_it_is(
    post: Post,
) -> None:
    action = await an_unconfirmed(post)
    settled = await post.decide(OWNER, action.id, Choice.SENT, "Vu dans Gmail")
    assert (settled.state, settled.reported) == (ActionState.SENT, True)
    assert settled.decisions[0].reason == "Vu dans Gmail"
    assert "MessageSent" in post.told()
    assert await post.doors() == (None, None)


async def test_an_unconfirmed_message_taken_as_not_sent_is_over_and_gives_its_slot_back(
    post: Post,
) -> None:
    action = await an_unconfirmed(post)
    settled = await post.decide(OWNER, action.id, Choice.NOT_SENT, "Absent des envoyés")
    assert (settled.state, settled.code) == (ActionState.CANCELLED, "settled_not_sent")
    assert await post.doors() == (None, None)
    post.wall.advance(hours=48)
    await post.drain("w")
    assert len(post.around.orders) == 1


async def test_verifying_asks_the_provider_and_never_sends_again(post: Post) -> None:
    action = await an_unconfirmed(post)
    await post.decide(OWNER, action.id, Choice.VERIFY, "Le fournisseur est revenu")
    post.wall.advance(hours=1)
    post.around.sighting = Sighting(receipt=None, complete=True)
    for _ in range(4):
        await post.settle()
        post.wall.advance(hours=25)
        await post.drain("w")
    assert len(post.around.orders) == 1
    assert (await post.now(action)).state is ActionState.UNCONFIRMED
    await post.decide(OWNER, action.id, Choice.VERIFY, "Encore")
    post.around.sighting = Sighting(receipt=Receipt(message_ref="<1>"), complete=True)
    await post.settle()
    assert (await post.now(action)).state is ActionState.SENT


async def test_only_what_waits_for_a_person_can_be_decided(post: Post) -> None:
    action = await post.ready()
    with pytest.raises(ActionNotSettleable):
        await post.decide(OWNER, action.id, Choice.SENT, "Si")
    with pytest.raises(ReasonNeeded):
        await post.decide(OWNER, action.id, Choice.RETRY, " ")
    with pytest.raises(Forbidden):
        await post.decide(acting(Role.MEMBER), action.id, Choice.RETRY, "Maintenant")


# --- LinkedIn by hand ----------------------------------------------------------------------------


async def assisted(post: Post) -> None:
    sender = await post.senders.get(MINE, LINKEDIN)
    await post.senders.save(replace(sender, risks=()))


async def test_in_assisted_mode_a_person_sends_and_the_sequence_goes_on(post: Post) -> None:
    await assisted(post)
    action = await post.ready("linkedin")
    await post.drain("w")
    held = await post.now(action)
    assert (held.state, held.reasons[0].code) == (ActionState.READY, ReasonCode.PERSON_ACTS)
    assert post.around.orders == []
    done = await post.done(acting(Role.MEMBER), action.id)
    assert (done.state, done.reported, done.seen_at) == (ActionState.SENT, True, None)
    assert "MessageSent" in post.told()
    gate = await post.accounts.of(MINE, LINKEDIN)
    assert [slot.attempt_id for slot in gate.slots] == [done.attempt_id]
    with pytest.raises(ActionNotSettleable):
        await post.done(acting(Role.MEMBER), action.id)


async def test_what_was_reported_is_confirmed_by_evidence(post: Post) -> None:
    await assisted(post)
    action = await post.ready("linkedin")
    await post.done(OWNER, action.id)
    post.wall.advance(minutes=1)
    await post.confirm()
    assert (await post.now(action)).seen_at is None
    post.around.sighting = Sighting(receipt=Receipt(recipient_ref="ACo1"), complete=True)
    post.wall.advance(hours=1)
    await post.confirm()
    seen = await post.now(action)
    assert (seen.seen_at, seen.recipient_ref, seen.reconcile_at) == (MONDAY, "ACo1", None)


async def test_leo_acts_in_linkedin_only_under_a_signature_in_force(post: Post) -> None:
    await assisted(post)
    action = await post.ready("linkedin")
    await post.risk.accept(OWNER, LINKEDIN, "Ada Martin", RISK_VERSION)
    with pytest.raises(ActionNotSettleable):
        await post.done(OWNER, action.id)
    sender = await post.risk.revoke(acting(Role.MANAGER), LINKEDIN)
    assert sender.risks[0].revoked_by == "karim"
    await post.drain("w")
    assert post.around.orders == []
    await post.risk.accept(OWNER, LINKEDIN, "Ada Martin", RISK_VERSION)
    await post.drain("w")
    assert len(post.around.orders) == 1
    assert post.told().count("LinkedInModeChanged") == 3


async def test_only_the_owner_signs_and_only_the_text_in_force(post: Post) -> None:
    await assisted(post)
    for actor, sender_id, version in (
        (acting(Role.ADMIN), LINKEDIN, RISK_VERSION),
        (OWNER, MAILBOX, RISK_VERSION),
        (OWNER, LINKEDIN, RISK_VERSION + 1),
    ):
        with pytest.raises(RiskNotSignable):
            await post.risk.accept(actor, sender_id, "Ada Martin", version)


# --- why, and after a restore --------------------------------------------------------------------


async def test_a_sender_and_a_person_are_told_why_by_the_code_that_decides(post: Post) -> None:
    action = await post.ready()
    await post.turn.stop(OWNER, StopScope.SENDER, MAILBOX, WHY)
    for found in (
        await post.why.of_sender(OWNER, MAILBOX),
        await post.why.of_prospect(OWNER, action.prospect_id),
    ):
        assert found.reason is ReasonCode.KILL_SWITCH_ON
        assert found.counts == ((ReasonCode.KILL_SWITCH_ON, 1),)


async def test_after_a_restore_everything_is_doubted_and_asked_about_before_it_may_leave(
    post: Post,
) -> None:
    await post.senders.add(a_sender(id="mailbox-2", account_ref="account-9"))
    sent = await post.ready(number=1)
    unsent = await post.ready(number=2, person="prospect-2")
    doubt = DoubtAfterRestore(
        actions=post.actions, queue=post.actions, stops=post.turn, wall=post.wall
    )
    assert await doubt(MONDAY - timedelta(hours=2)) == 2
    assert await doubt(MONDAY - timedelta(hours=2)) == 0
    [stop] = await post.stops.of_workspace(PLATFORM)
    assert stop.is_on
    post.around.sighting = Sighting(receipt=Receipt(message_ref="<1>"), complete=True)
    first = await post.now(sent)
    await post.settle._settle(first)  # noqa: SLF001 - one of two that are due
    post.around.sighting = Sighting(receipt=None, complete=True)
    post.wall.advance(minutes=5)
    await post.settle()
    assert (await post.now(unsent)).state is ActionState.UNKNOWN
    post.wall.advance(hours=1)
    await post.settle()
    assert (await post.now(sent)).state is ActionState.SENT
    assert (await post.now(unsent)).state is ActionState.READY
    await post.drain("w")
    assert post.around.orders == []
    await post.turn.restart_platform("Vérifié")
    await post.drain("w")
    assert [order.action_id for order in post.around.orders] == [unsent.id]
