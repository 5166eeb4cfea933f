"""Limits that people set, and senders that their own results hold."""

from datetime import timedelta

import pytest

from adapters.memory.rows import MemoryTransaction
from domain.delivery.errors import LimitOutOfBounds, SafeEdgePassed, SenderNotResumable
from domain.delivery.model.action import ActionKind, ActionState
from domain.delivery.model.limits import LIMITS, LimitName, Origin
from domain.delivery.model.stop import Stop, StopScope
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.usecases.record_complaint import RecordComplaint
from domain.shared.actor import Role
from domain.shared.errors import Forbidden
from domain.shared.ids import ActionId, CampaignId, ProspectId, SenderId
from tests.builders import an_action
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import LINKEDIN, MAILBOX, MINE, OWNER, Post
from tests.unit.domain.delivery.test_by_hand import acting


async def sent(post: Post, count: int, *, bounced: int = 0) -> None:
    """Mails of the last days, so many of which came back."""
    known = len(post.store.table("actions"))
    for number in range(known, known + count):
        await post.actions.add(
            an_action(
                id=ActionId(f"sent-{number:03d}"),
                intent=f"intent-{number}",
                state=ActionState.SENT,
                sent_at=post.clock.now() - timedelta(hours=1),
                bounced_at=post.clock.now() if number - known < bounced else None,
            )
        )


async def invited(post: Post, count: int, *, accepted: int) -> None:
    for number in range(count):
        await post.actions.add(
            an_action(
                id=ActionId(f"invited-{number:03d}"),
                intent=f"invitation-{number}",
                kind=ActionKind.INVITATION,
                sender_id=LINKEDIN,
                state=ActionState.SENT,
                sent_at=MONDAY - timedelta(days=20),
                accepted_at=MONDAY if number < accepted else None,
            )
        )


# --- limits ------------------------------------------------------------------------------------


async def test_a_limit_that_is_lowered_holds_from_the_next_message_on(post: Post) -> None:
    await post.limits.of_sender(OWNER, MAILBOX, {"mails_per_day": 1}, "")
    first, second = await post.ready(number=1), await post.ready(number=2, person="prospect-2")
    await post.drain("w")
    post.clock.advance(hours=2)
    await post.drain("w")
    assert (await post.now(first)).state is ActionState.SENT
    held = await post.now(second)
    assert (held.reasons[0].code, held.reasons[0].origin) == (ReasonCode.DAILY_LIMIT, "account")


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
async def test_a_limit_outside_its_bounds_is_refused_with_its_field(
    post: Post, name: LimitName, limit: object
) -> None:
    bounds = LIMITS[name]
    for value in (bounds.least - 1, bounds.most + 1):
        with pytest.raises(LimitOutOfBounds) as refused:
            await post.limits.of_workspace(OWNER, {name.value: value}, "Salon")
        [fault] = refused.value.faults
        assert fault.pointer == f"/limits/{name.value}"
        assert fault.detail == f"{bounds.least}–{bounds.most}"


async def test_a_limit_of_the_other_channel_is_refused(post: Post) -> None:
    with pytest.raises(LimitOutOfBounds):
        await post.limits.of_sender(OWNER, MAILBOX, {"invitations_per_day": 5}, "")


async def test_beyond_the_safe_edge_a_reason_is_needed_and_kept(post: Post) -> None:
    with pytest.raises(SafeEdgePassed) as refused:
        await post.limits.of_sender(OWNER, MAILBOX, {"mails_per_day": 45}, " ")
    assert refused.value.faults[0].code == "beyond-safe-edge"
    sender = await post.limits.of_sender(OWNER, MAILBOX, {"mails_per_day": 45}, "Salon")
    assert sender.limit_changes[-1].reason == "Salon"
    assert post.told() == ["LimitsChanged"]


async def test_the_account_goes_before_the_workspace_and_that_before_the_default(
    post: Post,
) -> None:
    await post.limits.of_workspace(OWNER, {"mails_per_day": 12, "mails_per_hour": 3}, "")
    await post.limits.of_sender(OWNER, MAILBOX, {"mails_per_hour": 2}, "")
    use = await post.list_senders.one(OWNER, MAILBOX)
    assert [(one.value, one.origin) for one in use.limits] == [
        (12, Origin.WORKSPACE),
        (2, Origin.ACCOUNT),
    ]
    assert (use.allowance.per_day, use.allowance.origin) == (12, Origin.WORKSPACE)
    await post.limits.of_sender(OWNER, MAILBOX, {"mails_per_hour": None}, "")
    use = await post.list_senders.one(OWNER, MAILBOX)
    assert use.limits[1].origin is Origin.WORKSPACE


async def test_a_member_lowers_their_own_limits_and_raises_none(post: Post) -> None:
    ada = acting(Role.MEMBER, "ada")
    await post.limits.of_sender(ada, MAILBOX, {"mails_per_day": 20}, "")
    for values in ({"mails_per_day": 21}, {"mails_per_day": None}, {}):
        with pytest.raises(Forbidden):
            await post.limits.of_sender(ada, MAILBOX, values, "")
    with pytest.raises(Forbidden):
        await post.limits.of_sender(acting(Role.MEMBER), MAILBOX, {"mails_per_day": 1}, "")
    with pytest.raises(Forbidden):
        await post.limits.of_workspace(ada, {"mails_per_day": 1}, "")


# --- health ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "bounced", "held"), [(49, 10, False), (50, 1, False), (50, 2, True), (99, 20, True)]
)
async def test_bounces_hold_a_mailbox_from_fifty_mails_on(
    post: Post, count: int, bounced: int, *, held: bool
) -> None:
    await sent(post, count, bounced=bounced)
    assert await post.check() == held
    assert await post.check() == 0
    assert post.told().count("SenderHeld") == held
    gate = await post.accounts.of(MINE, MAILBOX)
    assert (gate.health == "bounces") is held


async def test_what_health_holds_waits_for_a_person_who_read_the_cause(post: Post) -> None:
    await sent(post, 50, bounced=2)
    await post.check()
    action = await post.ready()
    await post.drain("w")
    assert (await post.now(action)).reasons[0].code is ReasonCode.SENDER_PAUSED
    with pytest.raises(SenderNotResumable):
        await post.resume(OWNER, MAILBOX, "Adresses corrigées")
    post.clock.advance(hours=24)
    with pytest.raises(Forbidden):
        await post.resume(acting(Role.MEMBER), MAILBOX, "Adresses corrigées")
    await post.resume(OWNER, MAILBOX, "Adresses corrigées")
    assert await post.check() == 0
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT
    [resume] = (await post.accounts.of(MINE, MAILBOX)).resumes
    assert (resume.by, resume.reason) == ("ada", "Adresses corrigées")


async def test_one_in_ten_bounced_rests_thirty_days(post: Post) -> None:
    await sent(post, 100, bounced=10)
    await post.check()
    post.clock.advance(days=29)
    with pytest.raises(SenderNotResumable):
        await post.resume(OWNER, MAILBOX, "Déjà ?")


@pytest.mark.parametrize(
    ("count", "accepted", "held", "halved"),
    [(59, 0, False, False), (60, 15, False, False), (60, 14, False, True), (60, 8, True, False)],
)
async def test_few_acceptances_halve_the_cap_and_very_few_hold_the_account(
    post: Post, count: int, accepted: int, *, held: bool, halved: bool
) -> None:
    await invited(post, count, accepted=accepted)
    assert await post.check() == held
    gate = await post.accounts.of(MINE, LINKEDIN)
    assert (gate.health == "acceptance", gate.halved_until is not None) == (held, halved)


async def test_a_sender_that_nothing_holds_is_not_resumed(post: Post) -> None:
    with pytest.raises(SenderNotResumable):
        await post.resume(OWNER, MAILBOX, "Pour voir")


# --- complaints and objections (SND-4) -------------------------------------------------------


async def wrote(post: Post, count: int, *, days_ago: int = 1, campaign: str = "campaign-1") -> None:
    """Mails that left, one person each."""
    known = len(post.store.table("actions"))
    for number in range(known, known + count):
        await post.actions.add(
            an_action(
                id=ActionId(f"wrote-{number:04d}"),
                intent=f"wrote-{number}",
                prospect_id=ProspectId(f"reader-{number}"),
                campaign_id=CampaignId(campaign),
                state=ActionState.SENT,
                sent_at=post.clock.now() - timedelta(days=days_ago),
            )
        )


async def object_all(post: Post, readers: range, channel: str = "link") -> None:
    for number in readers:
        await post.objected(MINE, ProspectId(f"reader-{number}"), channel)


async def held(post: Post) -> tuple[str, timedelta]:
    gate = await post.accounts.of(MINE, MAILBOX)
    return gate.health, gate.rested


async def test_a_complaint_holds_the_mailbox_until_a_person_looked(post: Post) -> None:
    await wrote(post, 20)
    await object_all(post, range(1), "complaint")
    assert await held(post) == ("complaints", timedelta())
    use = await post.list_senders.one(OWNER, MAILBOX)
    assert (use.binding, use.week.complained) == (ReasonCode.SENDER_PAUSED, 1)
    post.clock.advance(days=3)
    assert await post.check() == 0
    assert (await held(post))[0] == "complaints"
    await post.resume(OWNER, MAILBOX, "Texte revu")
    assert await post.check() == 0
    assert await held(post) == ("", timedelta())


async def test_a_report_about_an_older_mail_is_held_against_that_mail_and_once(post: Post) -> None:
    """Its reader had objected before, and had been written to again from another mailbox."""
    await wrote(post, 1, days_ago=4)
    await post.actions.add(
        an_action(
            id=ActionId("newer"),
            intent="newer",
            sender_id=SenderId("mailbox-2"),
            prospect_id=ProspectId("reader-0"),
            state=ActionState.SENT,
            sent_at=post.clock.now() - timedelta(days=1),
            opposed_at=post.clock.now(),
        )
    )
    complaint = RecordComplaint(
        actions=post.actions,
        senders=post.senders,
        health=post.check,
        transaction=MemoryTransaction(post.store),
        clock=post.clock,
    )
    assert await complaint(MINE, ActionId("wrote-0000"))
    assert not await complaint(MINE, ActionId("wrote-0000"))
    await object_all(post, range(1), "complaint")
    assert await held(post) == ("complaints", timedelta())
    newer = await post.actions.get(MINE, ActionId("newer"))
    assert newer.complained_at is None
    assert post.told().count("SenderHeld") == 1


@pytest.mark.parametrize(
    ("mails", "complaints", "days"), [(20, 2, 7), (999, 1, 0), (1000, 1, 7), (1000, 3, 30)]
)
async def test_more_complaints_rest_longer(
    post: Post, mails: int, complaints: int, days: int
) -> None:
    await wrote(post, mails)
    await object_all(post, range(complaints), "complaint")
    assert await held(post) == ("complaints", timedelta(days=days))
    first = (await post.accounts.of(MINE, MAILBOX)).rest_until
    post.clock.advance(hours=3)
    assert await post.check() == 0
    assert (await post.accounts.of(MINE, MAILBOX)).rest_until == first
    if days:
        with pytest.raises(SenderNotResumable):
            await post.resume(OWNER, MAILBOX, "Trop tôt")


async def test_after_thirty_days_a_mailbox_starts_its_ramp_up_anew(post: Post) -> None:
    await wrote(post, 100)
    await object_all(post, range(0))
    await sent(post, 100, bounced=20)
    await post.check()
    post.clock.advance(days=31)
    await post.resume(OWNER, MAILBOX, "Liste nettoyée")
    use = await post.list_senders.one(OWNER, MAILBOX)
    assert (use.allowance.per_day, use.allowance.origin) == (10, Origin.RAMP_UP)


@pytest.mark.parametrize(
    ("mails", "objections", "stopped"), [(49, 10, False), (50, 2, False), (50, 3, True)]
)
async def test_six_percent_of_objections_stop_the_campaign_and_no_other(
    post: Post, mails: int, objections: int, *, stopped: bool
) -> None:
    await wrote(post, mails)
    await object_all(post, range(objections))
    assert [one.target for one in await post.stops.of_workspace(MINE) if one.is_on] == (
        ["campaign-1"] if stopped else []
    )


async def test_a_person_lifts_it_and_what_they_saw_counts_no_more(post: Post) -> None:
    await wrote(post, 50)
    await object_all(post, range(3))
    key = Stop.key(MINE, StopScope.CAMPAIGN, "campaign-1")
    assert [one.id for one in await post.stops.on([key])] == [key]
    post.clock.advance(minutes=5)
    await post.turn.restart(OWNER, StopScope.CAMPAIGN, "campaign-1", "Audience revue")
    await object_all(post, range(3, 5))
    assert await post.stops.on([key]) == []


async def test_what_the_team_entered_is_no_reaction_to_a_mail(post: Post) -> None:
    await wrote(post, 50)
    for channel in ("user", "api"):
        assert not await post.objected(MINE, ProspectId("reader-0"), channel)
    assert not await post.objected(MINE, ProspectId("nobody"), "link")
    assert (await post.list_senders.one(OWNER, MAILBOX)).week.opposed == 0
