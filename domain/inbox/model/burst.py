"""Several messages of one person within minutes are one thing said (INB-1, INB-2)."""

from collections.abc import Sequence
from datetime import timedelta

from domain.inbox.model.conversation import Direction, Message, MessageState
from domain.inbox.model.labels import ReplyLabel, RuleReading
from domain.inbox.model.rules import read_by_rules

QUIET = timedelta(minutes=10)
"""So long without a word, and what comes next is another thing said."""


def burst_of(messages: Sequence[Message], message: Message) -> list[Message]:
    """The person's messages around this one, oldest first, each soon after the one before and
    with no answer of ours between them. A machine's message stands alone.
    """
    if not message.is_theirs:
        return [message]
    runs: list[list[Message]] = [[]]
    for one in messages:
        if one.direction is Direction.OUT and one.state is not MessageState.CANCELLED:
            runs.append([])
        elif one.is_theirs:
            if runs[-1] and one.at - runs[-1][-1].at > QUIET:
                runs.append([])
            runs[-1].append(one)
    return next((run for run in runs if any(one.id == message.id for one in run)), [message])


def words_of_burst(burst: Sequence[Message]) -> str:
    return "\n\n".join(one.text for one in burst if one.text)


def read_burst(burst: Sequence[Message]) -> RuleReading:
    """One reading of all: an objection, or what may be one, in any of them decides (A3)."""
    alone = [
        read_by_rules(subject=one.subject, text=one.text, automatic=one.automatic) for one in burst
    ]
    if len(burst) == 1:
        return alone[0]
    whole = read_by_rules(subject=burst[-1].subject, text=words_of_burst(burst), automatic=False)
    readings = [*alone, whole]
    for is_it in (lambda one: one.label is ReplyLabel.OPT_OUT, lambda one: one.in_doubt):
        found = next((one for one in readings if is_it(one)), None)
        if found is not None:
            return found
    return whole
