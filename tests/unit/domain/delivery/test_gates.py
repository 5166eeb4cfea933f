"""The doors: one at a time, never over, never too close, never after a no."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery.model.gates import AccountGate, Ask, Holder, Passage, RecipientGate
from domain.delivery.model.limits import (
    Allowance,
    Touch,
    invitation_allowance,
    mail_allowance,
)
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.model.window import MAIL_HOURS, SendWindow
from domain.shared.ids import ActionId, ProspectId, SenderId, WorkspaceId
from tests.conftest import MONDAY

OWN = SendWindow(hours=MAIL_HOURS, zone=ZoneInfo("Europe/Paris"), is_holiday=lambda _: False)
PLENTY = Allowance(per_day=100, per_hour=100)
GAP = timedelta(minutes=10)


def holder(action: str = "a", epoch: int = 1) -> Holder:
    return Holder(action_id=ActionId(action), epoch=epoch)


def ask(action: str = "a", epoch: int = 1, touch: Touch | None = Touch.MAIL) -> Ask:
    return Ask(
        holder=holder(action, epoch),
        attempt_id=f"{action}:1",
        touch=touch,
        gap=GAP,
        rest=timedelta(minutes=40),
        look_at=MONDAY,
    )


def passage(action: str = "a", epoch: int = 1, **changes: object) -> Passage:
    made = {
        "holder": holder(action, epoch),
        "since": MONDAY,
        "by_hand": False,
        "is_mail": True,
        "look_at": MONDAY,
    }
    return Passage(**{**made, **changes})  # type: ignore[arg-type]


def an_account_gate() -> AccountGate:
    return AccountGate.open_for(WorkspaceId("w"), SenderId("s"))


def a_recipient_gate() -> RecipientGate:
    return RecipientGate.open_for(WorkspaceId("w"), ProspectId("p"))


def codes(gate: AccountGate, asked: Ask, allowance: Allowance, at: datetime) -> list[str]:
    return [reason.code.value for reason in gate.refusals(asked, allowance, OWN, at=at)]


# --- the account -------------------------------------------------------------------------------


def test_two_sends_of_one_account_are_never_at_once() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    assert "spacing" in codes(gate, ask("b"), PLENTY, MONDAY + timedelta(hours=1))


def test_the_gap_counts_from_the_end_of_the_send() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    gate.leave(ask("a"), at=MONDAY + timedelta(minutes=9))
    assert codes(gate, ask("b"), PLENTY, MONDAY + timedelta(minutes=18)) == ["spacing"]
    assert codes(gate, ask("b"), PLENTY, MONDAY + timedelta(minutes=19)) == []


def test_freeing_a_dead_holders_door_keeps_the_gap() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    assert gate.leave(ask("a"), at=MONDAY + timedelta(hours=2))
    assert codes(gate, ask("b"), PLENTY, MONDAY + timedelta(hours=2, minutes=5)) == ["spacing"]


def test_a_slot_of_a_dead_claim_of_another_day_is_no_room_today() -> None:
    gate, once = an_account_gate(), Allowance(per_day=1, per_hour=10)
    gate.enter(ask("a"), at=MONDAY)
    tuesday = MONDAY + timedelta(days=1)
    gate.leave(ask("a"), at=MONDAY, unused=False)
    gate.enter(ask("b"), at=tuesday)
    gate.leave(ask("b"), at=tuesday)
    later = tuesday + timedelta(hours=2)
    assert codes(gate, ask("a", epoch=2), once, later) == ["daily_limit"]
    # Tried again on a day with room, it counts for that day.
    wednesday = MONDAY + timedelta(days=2)
    assert codes(gate, ask("a", epoch=2), once, wednesday) == []
    gate.enter(ask("a", epoch=2), at=wednesday)
    gate.leave(ask("a", epoch=2), at=wednesday)
    assert codes(gate, ask("c"), once, wednesday + timedelta(hours=2)) == ["daily_limit"]


def test_a_claim_that_wakes_late_gives_no_slot_back_that_a_later_one_took() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    gate.leave(ask("a"), at=MONDAY)
    gate.enter(ask("a", epoch=2), at=MONDAY + timedelta(hours=1))
    assert not gate.leave(ask("a"), at=MONDAY + timedelta(hours=1), unused=True)
    assert [slot.attempt_id for slot in gate.slots] == ["a:1"]
    assert gate.leave(ask("a", epoch=2), at=MONDAY + timedelta(hours=1), unused=True)
    assert gate.slots == []


def test_a_stale_claim_frees_nothing() -> None:
    gate = an_account_gate()
    gate.enter(ask("a", epoch=2), at=MONDAY)
    assert not gate.leave(ask("a", epoch=1), at=MONDAY)
    assert gate.holder == holder("a", 2)


def test_the_same_attempt_takes_one_slot_however_often_it_enters() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    gate.enter(ask("a", epoch=2), at=MONDAY + timedelta(seconds=40))
    assert gate.used(Touch.MAIL, MONDAY) == 1


def test_a_slot_comes_back_only_when_nothing_was_sent() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    gate.leave(ask("a"), at=MONDAY)
    assert gate.used(Touch.MAIL, MONDAY) == 1
    gate.enter(ask("b"), at=MONDAY + GAP)
    gate.leave(ask("b"), at=MONDAY + GAP, unused=True)
    assert gate.used(Touch.MAIL, MONDAY) == 1


def test_the_day_ends_at_midnight_of_the_account() -> None:
    gate, two = an_account_gate(), Allowance(per_day=2, per_hour=100)
    for number in range(2):
        at = MONDAY + GAP * 2 * number
        gate.enter(ask(f"a{number}"), at=at)
        gate.leave(ask(f"a{number}"), at=at)
    later = MONDAY + timedelta(hours=2)
    [reason] = gate.refusals(ask("b"), two, OWN, at=later)
    assert reason.code is ReasonCode.DAILY_LIMIT
    assert reason.until == OWN.next_opening(MONDAY + timedelta(hours=20))
    assert codes(gate, ask("b"), two, MONDAY + timedelta(days=1)) == []


def test_the_hour_is_a_rolling_one() -> None:
    gate, two = an_account_gate(), Allowance(per_day=100, per_hour=2)
    for number in range(2):
        at = MONDAY + GAP * 2 * number
        gate.enter(ask(f"a{number}"), at=at)
        gate.leave(ask(f"a{number}"), at=at)
    [reason] = gate.refusals(ask("b"), two, OWN, at=MONDAY + timedelta(minutes=50))
    assert reason.code is ReasonCode.HOURLY_LIMIT
    assert reason.until is not None
    assert codes(gate, ask("b"), two, reason.until) == []


def test_a_lower_limit_takes_effect_at_once() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    gate.leave(ask("a"), at=MONDAY)
    assert codes(gate, ask("b"), Allowance(per_day=0), MONDAY + timedelta(hours=1)) == [
        "daily_limit"
    ]


def test_a_persons_answer_is_not_counted_and_keeps_a_minutes_distance() -> None:
    gate = an_account_gate()
    gate.enter(ask("a"), at=MONDAY)
    gate.leave(ask("a"), at=MONDAY)
    answer = ask("b", touch=None)
    nothing = Allowance(per_day=0)
    assert codes(gate, answer, nothing, MONDAY + timedelta(seconds=30)) == ["spacing"]
    assert codes(gate, answer, nothing, MONDAY + timedelta(seconds=61)) == []
    gate.enter(answer, at=MONDAY + timedelta(seconds=61))
    assert gate.used(Touch.MAIL, MONDAY) == 1


def test_four_invitations_in_a_row_then_a_rest() -> None:
    gate, at = an_account_gate(), MONDAY
    for number in range(4):
        asked = ask(f"i{number}", touch=Touch.INVITATION)
        gate.enter(asked, at=at)
        gate.leave(asked, at=at)
        at += GAP
    assert codes(gate, ask("x", touch=Touch.INVITATION), PLENTY, at) == ["spacing"]
    assert gate.next_free_at == at - GAP + timedelta(minutes=40)


def test_a_push_back_of_linkedin_stops_a_day_and_halves_a_week() -> None:
    gate = an_account_gate()
    gate.push_back(is_linkedin=True, at=MONDAY)
    [reason] = gate.refusals(ask("a", touch=Touch.INVITATION), PLENTY, OWN, at=MONDAY)
    assert (reason.code, reason.until) == (
        ReasonCode.LINKEDIN_PUSH_BACK,
        MONDAY + timedelta(hours=24),
    )
    gate.push_back(is_linkedin=True, at=MONDAY + timedelta(days=2))
    [reason] = gate.refusals(
        ask("a", touch=Touch.INVITATION), PLENTY, OWN, at=MONDAY + timedelta(days=30)
    )
    assert reason.until is None


def test_a_pause_for_good_is_not_shortened_and_a_reconnection_lifts_it() -> None:
    gate = an_account_gate()
    gate.pause(ReasonCode.SENDER_DISCONNECTED, None)
    gate.pause(ReasonCode.SENDER_PAUSED, MONDAY)
    assert gate.pause_reason(MONDAY + timedelta(days=1)) is not None
    assert gate.resume()
    assert gate.pause_reason(MONDAY) is None
    assert not gate.resume()


@given(
    st.lists(st.integers(0, 3600), min_size=1, max_size=60),
    st.integers(1, 6),
    st.integers(1, 9),
)
def test_whoever_asks_whenever_never_gets_more_than_allowed(
    pauses: list[int], per_hour: int, per_day: int
) -> None:
    gate, at = an_account_gate(), MONDAY
    allowance = Allowance(per_day=per_day, per_hour=per_hour)
    sent: list[datetime] = []
    for number, pause in enumerate(pauses):
        at += timedelta(seconds=pause)
        asked = ask(f"a{number}")
        if gate.refusals(asked, allowance, OWN, at=at):
            continue
        gate.enter(asked, at=at)
        gate.leave(asked, at=at)
        sent.append(at)
    days = [one.astimezone(OWN.zone).date() for one in sent]
    assert all(days.count(day) <= per_day for day in days)
    for first in sent:
        within = [one for one in sent if first <= one < first + timedelta(hours=1)]
        assert len(within) <= per_hour
    assert all(b - a >= GAP for a, b in pairwise(sent))


# --- the person --------------------------------------------------------------------------------


def test_one_message_at_a_time_to_one_person() -> None:
    gate = a_recipient_gate()
    gate.enter(passage("a"))
    refusal = gate.refusal(passage("b"))
    assert refusal is not None
    assert refusal.code is ReasonCode.UNCONFIRMED
    assert gate.refusal(passage("a", epoch=2)) is None


@pytest.mark.obligation(60)
def test_an_objection_closes_every_channel_for_good_also_for_answers() -> None:
    gate = a_recipient_gate()
    assert gate.close(at=MONDAY)
    assert not gate.close(at=MONDAY + timedelta(days=1))
    for one in (passage(), passage(by_hand=True), passage(is_mail=False)):
        refusal = gate.refusal(one)
        assert refusal is not None
        assert refusal.code is ReasonCode.SUPPRESSED


def test_a_reply_ends_what_began_before_it_and_not_an_answer() -> None:
    gate = a_recipient_gate()
    gate.note_reply(at=MONDAY + timedelta(hours=1))
    refusal = gate.refusal(passage())
    assert refusal is not None
    assert refusal.code is ReasonCode.REPLIED
    assert gate.refusal(passage(by_hand=True)) is None
    assert gate.refusal(passage(since=MONDAY + timedelta(days=90))) is None


def test_a_bounce_ends_mails_and_not_linkedin() -> None:
    gate = a_recipient_gate()
    gate.note_bounce(at=MONDAY)
    assert gate.refusal(passage()) is not None
    assert gate.refusal(passage(is_mail=False)) is None


def test_the_last_mail_is_remembered_whoever_holds_the_door() -> None:
    gate = a_recipient_gate()
    gate.enter(passage("b"))
    assert gate.leave(holder("a"), mail_at=MONDAY)
    assert gate.last_mail_at == MONDAY
    assert gate.holder == holder("b")


# --- limits ------------------------------------------------------------------------------------


def test_a_new_mailbox_starts_at_ten_and_gains_two_a_working_day() -> None:
    assert mail_allowance({}, {}, age_in_working_days=0).per_day == 10
    grown = mail_allowance({}, {}, age_in_working_days=3)
    assert (grown.per_day, grown.ramp) == (16, True)
    assert mail_allowance({}, {}, age_in_working_days=50).ramp is False
    assert (
        mail_allowance({"mails_per_day": 4}, {"mails_per_day": 9}, age_in_working_days=50).per_day
        == 4
    )


def test_invitations_depend_on_the_seat_and_its_age() -> None:
    free = invitation_allowance({}, {}, paid=False, age_in_days=400)
    assert (free.per_day, free.per_week) == (5, 15)
    young = invitation_allowance({}, {}, paid=True, age_in_days=3)
    assert (young.per_day, young.per_week) == (15, 60)
    settled = invitation_allowance({}, {}, paid=True, age_in_days=31)
    assert (settled.per_day, settled.per_week) == (20, 80)
