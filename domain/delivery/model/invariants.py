"""The promises of delivery.md 1.14, as far as what is stored can show them.

The same functions judge the simulation, the chaos run and `leo audit delivery`. What only the
provider's own log shows (I1, I6) is judged beside them where there is such a log.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.delivery.model.action import Action, ActionState, Attempt, Outcome
from domain.delivery.model.caps import CAP_NAMES, COMPANY_SPAN
from domain.delivery.model.gates import AccountGate, RecipientGate
from domain.delivery.model.limits import GAPS, LIMITS, LimitName, Touch
from domain.delivery.model.sender import Sender
from domain.delivery.model.stop import Stop, StopScope, keys_over

WIRE = timedelta(seconds=20)
_LATE = timedelta(minutes=10)
_UNDECIDED = timedelta(hours=26)
# What may have reached the provider.
_MAYBE = frozenset({Outcome.ACCEPTED, Outcome.LOST, Outcome.ARMED})
_FOR_PEOPLE = frozenset({ActionState.UNCONFIRMED, ActionState.QUARANTINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """All that is kept of one workspace's sending. `stops` holds the platform's own too."""

    actions: Mapping[str, Action]
    attempts: Mapping[str, Attempt]
    recipient_gates: Mapping[str, RecipientGate]
    account_gates: Mapping[str, AccountGate]
    senders: Mapping[str, Sender]
    stops: Mapping[str, Stop]
    wall: datetime

    def tries(self) -> Iterator[tuple[Action, Attempt]]:
        """Attempts that may have had an effect, with their action.

        The row is written first, then the action counts it, then the call is made: one that its
        action never counted belongs to a claim that came too late, and was never called.
        """
        for attempt in self.attempts.values():
            action = self.actions.get(attempt.action_id)
            if action is None or attempt.outcome not in _MAYBE:
                continue
            if attempt.number <= action.attempts:
                yield action, attempt


def no_send_without_attempt(stored: Stored) -> Iterator[str]:
    """I2: what was sent by us has the row that was written before its call."""
    tried = {attempt.action_id for attempt in stored.attempts.values()}
    for action in stored.actions.values():
        ours = action.state is ActionState.SENT and not action.reported and action.attempts
        if ours and action.id not in tried:
            yield f"I2 {action.id} was sent without a row"


def nothing_armed_after_a_no(stored: Stored) -> Iterator[str]:
    """I3, on the business clock: nothing accepted was armed after the person's objection."""
    for action, attempt in stored.tries():
        gate = stored.recipient_gates.get(
            RecipientGate.key(action.workspace_id, action.prospect_id)
        )
        opposed = gate.opposed_at if gate is not None else None
        if opposed is not None and attempt.at > opposed and attempt.outcome is Outcome.ACCEPTED:
            yield f"I3 {action.id} was armed {attempt.at - opposed} after the objection"


_MOST = {
    Touch.MAIL: (LimitName.MAILS_PER_DAY, None),
    Touch.INVITATION: (LimitName.INVITATIONS_PER_DAY, LimitName.INVITATIONS_PER_WEEK),
}


def _by_account(stored: Stored) -> dict[tuple[str, Touch], list[datetime]]:
    found: dict[tuple[str, Touch], list[datetime]] = defaultdict(list)
    for action, attempt in stored.tries():
        touch = action.kind.touch
        if touch in _MOST:
            found[action.sender_id, touch].append(attempt.at)
    return found


def never_over_the_highest_limit(stored: Stored) -> Iterator[str]:
    """I4: no account went past what no setting can allow, by its own day and in any week."""
    for (sender_id, touch), instants in _by_account(stored).items():
        sender = stored.senders.get(sender_id)
        zone = ZoneInfo(sender.zone if sender is not None else "Europe/Paris")
        day, week = _MOST[touch]
        days = Counter(one.astimezone(zone).date() for one in instants)
        for when, count in days.items():
            if count > LIMITS[day].most:
                yield f"I4 {sender_id} sent {count} on {when}"
        if week is None:
            continue
        ordered = sorted(instants)
        for place, start in enumerate(ordered):
            within = sum(one < start + timedelta(days=7) for one in ordered[place:])
            if within > LIMITS[week].most:
                yield f"I4 {sender_id} sent {within} in the week from {start}"


def over_a_cap(
    touches: Iterable[tuple[datetime, Action]],
    senders: Mapping[str, Sender],
    most: Mapping[LimitName, int],
) -> Iterator[str]:
    """I4, of what left and when: a day by campaign and workspace, by people of a company."""
    companies: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    days: Counter[tuple[LimitName, str, date]] = Counter()
    for at, action in touches:
        if not action.kind.is_step:
            continue
        sender = senders.get(action.sender_id)
        day = at.astimezone(ZoneInfo(sender.zone if sender else "Europe/Paris")).date()
        days[LimitName.CAMPAIGN_PER_DAY, action.campaign_id or "", day] += 1
        days[LimitName.WORKSPACE_PER_DAY, action.workspace_id, day] += 1
        if action.company:
            companies[action.company].append((at, action.prospect_id))
    for (name, which, day), count in days.items():
        if count > most[name]:
            yield f"I4 {name} of {which}: {count} on {day}"
    for company, met in companies.items():
        for start, _ in met:
            within = {who for at, who in met if start <= at < start + COMPANY_SPAN}
            if len(within) > most[LimitName.COMPANY_PEOPLE]:
                yield f"I4 {len(within)} people of company {company} from {start}"


def never_over_a_cap(stored: Stored) -> Iterator[str]:
    """I4: no company, campaign or workspace went past what no setting can allow (AUT-7)."""
    touches = ((attempt.at, action) for action, attempt in stored.tries())
    yield from over_a_cap(touches, stored.senders, {name: LIMITS[name].most for name in CAP_NAMES})


def never_too_close(stored: Stored) -> Iterator[str]:
    """I5: the smallest gap lies between any two sends of one account."""
    for (sender_id, touch), instants in _by_account(stored).items():
        for before, after in pairwise(sorted(instants)):
            if after - before < GAPS[touch][0]:
                yield f"I5 {sender_id} armed twice within {after - before}"


def one_at_a_time(stored: Stored) -> Iterator[str]:
    """I7: at most one message to one person is on its way."""
    busy = Counter(
        action.prospect_id
        for action in stored.actions.values()
        if action.state in {ActionState.SENDING, ActionState.UNKNOWN}
        and (action.attempts or action.state is ActionState.SENDING)
    )
    yield from (f"I7 {count} on their way to {who}" for who, count in busy.items() if count > 1)


def nothing_is_forgotten(stored: Stored) -> Iterator[str]:
    """I8: whoever died, somebody took it up in time."""
    for action in stored.actions.values():
        limit = {
            ActionState.CLAIMED: (action.lease_until, _LATE),
            ActionState.SENDING: (action.deadline, _LATE),
            ActionState.UNKNOWN: (action.lost_at, _UNDECIDED),
        }.get(action.state)
        if limit is None or limit[0] is None:
            continue
        if stored.wall > limit[0] + limit[1]:
            yield f"I8 {action.id} is still {action.state} since {limit[0]}"


def sent_means_sent(stored: Stored) -> Iterator[str]:
    """I9: SENT rests on proof or a person's word, and nothing else hides an acceptance."""
    accepted = {
        attempt.action_id
        for attempt in stored.attempts.values()
        if attempt.outcome is Outcome.ACCEPTED
    }
    for action in stored.actions.values():
        proof = action.refs or action.recipient_ref or action.seen_at or action.reported
        if action.state is ActionState.SENT and not proof and action.id not in accepted:
            yield f"I9 {action.id} is SENT without proof"
        if action.is_final and action.state is not ActionState.SENT and action.id in accepted:
            yield f"I9 {action.id} is {action.state} and was accepted"


def claims_only_grow(stored: Stored) -> Iterator[str]:
    """I10: a later try has a later claim."""
    tries: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in stored.attempts.values():
        tries[attempt.action_id].append(attempt)
    for action_id, found in tries.items():
        ordered = sorted(found, key=lambda one: one.number)
        for before, after in pairwise(ordered):
            if after.epoch <= before.epoch:
                yield f"I10 try {after.number} of {action_id} has an older claim"


def no_door_held_by_the_dead(stored: Stored) -> Iterator[str]:
    """I11"""
    gates: list[RecipientGate | AccountGate] = [
        *stored.recipient_gates.values(),
        *stored.account_gates.values(),
    ]
    for gate in gates:
        if gate.holder is None or (gate.look_at is not None and stored.wall < gate.look_at + _LATE):
            continue
        action = stored.actions.get(gate.holder.action_id)
        if action is None or action.is_final:
            yield f"I11 {gate.id} is held by {gate.holder.action_id}, which is over"


def nothing_armed_under_a_stop(stored: Stored) -> Iterator[str]:
    """I12: nothing that was called was armed while a switch over it was on. What died between
    arming and its last look at the switch was never called.
    """
    for action, attempt in stored.tries():
        if attempt.outcome is Outcome.ARMED:
            continue
        for key in keys_over(action):
            stop = stored.stops.get(key)
            if stop is not None and _was_on(stop, attempt.armed_at):
                yield f"I12 {action.id} was armed at {attempt.armed_at} under {_named(stop)}"


def _was_on(stop: Stop, at: datetime) -> bool:
    """Clocks of two machines may be a little apart, so the first seconds do not count."""
    on = False
    for flip in stop.flips:
        begins = flip.at + WIRE if flip.is_on else flip.at
        if begins < at:
            on = flip.is_on
    return on


def _named(stop: Stop) -> str:
    return stop.scope.value if stop.scope is StopScope.PLATFORM else stop.id


def bytes_are_the_approved_ones(stored: Stored) -> Iterator[str]:
    """I15"""
    for action, attempt in stored.tries():
        if attempt.request_hash != action.sha256:
            yield f"I15 try {attempt.number} of {action.id} had other bytes"


def nothing_crosses_workspaces(stored: Stored) -> Iterator[str]:
    """I16"""
    for attempt in stored.attempts.values():
        action = stored.actions.get(attempt.action_id)
        if action is None:
            yield f"I16 {attempt.id} belongs to no action of its workspace"
            continue
        sender = stored.senders.get(action.sender_id)
        homes = {attempt.workspace_id, action.workspace_id}
        if sender is not None:
            homes.add(sender.workspace_id)
        if len(homes) > 1:
            yield f"I16 {attempt.id} joins workspaces"


Check = Callable[[Stored], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    no_send_without_attempt,
    nothing_armed_after_a_no,
    never_over_the_highest_limit,
    never_over_a_cap,
    never_too_close,
    one_at_a_time,
    nothing_is_forgotten,
    sent_means_sent,
    claims_only_grow,
    no_door_held_by_the_dead,
    nothing_armed_under_a_stop,
    bytes_are_the_approved_ones,
    nothing_crosses_workspaces,
)


def violations(stored: Stored) -> list[str]:
    return [found for check in CHECKS for found in check(stored)]
