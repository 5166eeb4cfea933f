"""The promises of delivery.md 1.14, each a function over what is stored and what happened."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.delivery.model import invariants
from domain.delivery.model.action import Action, ActionState, Attempt
from domain.delivery.model.gates import AccountGate, RecipientGate
from domain.delivery.model.invariants import WIRE, Stored
from domain.delivery.model.limits import GAPS, LimitName, Touch
from domain.delivery.model.sender import Sender
from domain.delivery.model.stop import Stop, keys_over
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.model.window import MAIL_HOURS
from tests.simulation.vendor import Effect

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All there is to judge a run by."""

    actions: dict[str, Action]
    attempts: dict[str, Attempt]
    recipient_gates: dict[str, RecipientGate]
    account_gates: dict[str, AccountGate]
    senders: dict[str, Sender]
    stops: dict[str, Stop]
    wall: datetime
    effects: list[Effect]
    calls: list[tuple[datetime, str, str]]
    objected: dict[str, datetime]
    per_day: int
    per_hour: int
    caps: dict[LimitName, int]
    together: int


def at_most_one_effect(record: Record) -> Iterator[str]:
    """I1"""
    counted = Counter(effect.action_id for effect in record.effects)
    yield from (f"I1 {action_id} happened {n} times" for action_id, n in counted.items() if n > 1)


def no_effect_without_attempt(record: Record) -> Iterator[str]:
    """I2"""
    for effect in record.effects:
        armed = [
            one.armed_at
            for one in record.attempts.values()
            if one.action_id == effect.action_id and one.armed_at <= effect.called_at
        ]
        if not armed:
            yield f"I2 {effect.action_id} has no attempt before its call"


def nothing_after_an_objection(record: Record) -> Iterator[str]:
    """I3: nothing is armed after the acknowledgement, nothing is called 20 s after it."""
    for called_at, action_id, recipient in record.calls:
        objected_at = record.objected.get(recipient)
        if objected_at is None:
            continue
        if called_at > objected_at + WIRE:
            yield f"I3 {action_id} called {called_at - objected_at} after the objection"
        armed = [
            one.armed_at
            for one in record.attempts.values()
            if one.action_id == action_id and one.armed_at <= called_at
        ]
        if armed and max(armed) > objected_at:
            yield f"I3 {action_id} armed {max(armed) - objected_at} after the objection"


def never_over_a_limit(record: Record) -> Iterator[str]:
    """I4: what happened counts, by the day and the hour of its call."""
    days: Counter[tuple[str, str]] = Counter()
    by_account: dict[str, list[datetime]] = defaultdict(list)
    for effect in record.effects:
        day = effect.called_at.astimezone(PARIS).date().isoformat()
        days[effect.account_ref, day] += 1
        by_account[effect.account_ref].append(effect.called_at)
    yield from (
        f"I4 {who} sent {n} on {day}" for (who, day), n in days.items() if n > record.per_day
    )
    for who, instants in by_account.items():
        for start in instants:
            within = sum(start <= one < start + timedelta(hours=1) for one in instants)
            if within > record.per_hour:
                yield f"I4 {who} sent {within} in the hour from {start}"


def never_over_a_cap(record: Record) -> Iterator[str]:
    """I4: what happened counts, by the day of its call."""
    touches = [(one.called_at, record.actions[one.action_id]) for one in record.effects]
    yield from invariants.over_a_cap(touches, record.senders, record.caps)


def waits_for_its_company(action: Action) -> bool:
    """Longer than a run lasts: somebody else of the company was written to."""
    codes = {reason.code for reason in action.reasons}
    return action.state is ActionState.READY and ReasonCode.COMPANY_CAP in codes


def never_too_close(record: Record) -> Iterator[str]:
    """I5: from call to call, of what happened."""
    least = GAPS[Touch.MAIL][0]
    by_account: dict[str, list[datetime]] = defaultdict(list)
    for effect in record.effects:
        by_account[effect.account_ref].append(effect.called_at)
    for who, instants in by_account.items():
        ordered = sorted(instants)
        for before, after in pairwise(ordered):
            if after - before < least:
                yield f"I5 {who} sent twice within {after - before}"


def only_in_working_hours(record: Record) -> Iterator[str]:
    """I6, a quarter of a minute for a call that began in time."""
    for effect in record.effects:
        local = (effect.called_at - timedelta(seconds=15)).astimezone(PARIS)
        early = effect.called_at.astimezone(PARIS)
        if early.weekday() >= 5 or not (
            MAIL_HOURS.holds(early.time()) or MAIL_HOURS.holds(local.time())
        ):
            yield f"I6 {effect.action_id} at {early}"


def one_at_a_time(record: Record) -> Iterator[str]:
    """I7, counted at every call."""
    if record.together:
        yield f"I7 {record.together} calls while another to the same person was not settled"


_FOR_PEOPLE = {ActionState.UNCONFIRMED, ActionState.QUARANTINED}


def nothing_is_lost(record: Record) -> Iterator[str]:
    """I8: after the faults stopped, everything has ended or waits for a person.

    Behind a message that a person must decide about, others to the same person wait too.
    """
    held = {one.prospect_id for one in record.actions.values() if one.state in _FOR_PEOPLE}
    for action in record.actions.values():
        codes = {reason.code for reason in action.reasons}
        if action.prospect_id in held and codes == {ReasonCode.UNCONFIRMED}:
            continue
        if waits_for_its_company(action):
            continue
        if not action.is_final and action.state not in _FOR_PEOPLE:
            yield f"I8 {action.id} is still {action.state} {action.reasons}"


def sent_means_sent(record: Record) -> Iterator[str]:
    """I9"""
    happened = {effect.action_id for effect in record.effects}
    for action in record.actions.values():
        exists = action.id in happened
        if action.state is ActionState.SENT and not exists:
            yield f"I9 {action.id} is SENT without an effect"
        if action.is_final and action.state is not ActionState.SENT and exists:
            yield f"I9 {action.id} is {action.state} with an effect"


def nothing_arrives_under_a_stop(record: Record) -> Iterator[str]:
    """I12: nothing is called 20 s after a stop was acknowledged, until the restart."""
    for called_at, action_id, _ in record.calls:
        action = record.actions[action_id]
        for key in keys_over(action):
            stop = record.stops.get(key)
            if stop is None:
                continue
            ends = [*(flip.at for flip in stop.flips[1:]), datetime.max.replace(tzinfo=UTC)]
            for flip, end in zip(stop.flips, ends, strict=True):
                if flip.is_on and flip.at + WIRE < called_at < end:
                    yield f"I12 {action_id} called {called_at - flip.at} after {key}"


def no_door_held_by_the_dead(record: Record) -> Iterator[str]:
    """I11"""
    gates: list[RecipientGate | AccountGate] = [
        *record.recipient_gates.values(),
        *record.account_gates.values(),
    ]
    for gate in gates:
        if gate.holder is None:
            continue
        action = record.actions[gate.holder.action_id]
        if action.is_final:
            yield f"I11 {gate.id} is held by {action.id}, which is {action.state}"


def bytes_are_the_approved_ones(record: Record) -> Iterator[str]:
    """I15"""
    for effect in record.effects:
        if effect.sha256 != record.actions[effect.action_id].sha256:
            yield f"I15 {effect.action_id} left with other bytes"


CHECKS: tuple[Callable[[Record], Iterator[str]], ...] = (
    at_most_one_effect,
    no_effect_without_attempt,
    nothing_after_an_objection,
    never_over_a_limit,
    never_over_a_cap,
    never_too_close,
    only_in_working_hours,
    one_at_a_time,
    nothing_is_lost,
    sent_means_sent,
    nothing_arrives_under_a_stop,
    no_door_held_by_the_dead,
    bytes_are_the_approved_ones,
)


def violations(record: Record) -> list[str]:
    """By the vendor's log, and by the invariants that `leo audit delivery` asks of any store."""
    stored = Stored(
        actions=record.actions,
        attempts=record.attempts,
        recipient_gates=record.recipient_gates,
        account_gates=record.account_gates,
        senders=record.senders,
        stops=record.stops,
        wall=record.wall,
    )
    seen = [found for check in CHECKS for found in check(record)]
    return seen + [f"stored {found}" for found in invariants.violations(stored)]
