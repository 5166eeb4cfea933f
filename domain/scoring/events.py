"""What other modules learn from scoring."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import FeedbackId, ProspectId, SignalId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectScored(Event):
    """One person's score is another than before (obligation 25)."""

    prospect_id: ProspectId
    score: int
    band: str
    verdict: str
    model_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven(Event):
    """A member said what is wrong with a proposed prospect (SCO-3)."""

    feedback_id: FeedbackId
    prospect_id: ProspectId
    reason: str
    reach: str
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackUndone(Event):
    """A feedback holds no longer, as if it had never been given."""

    feedback_id: FeedbackId
    prospect_id: ProspectId
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalAdded(Event):
    """A dated event was noted about a person (SCO-2)."""

    signal_id: SignalId
    prospect_id: ProspectId
    kind: str
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRemoved(Event):
    signal_id: SignalId
    prospect_id: ProspectId
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Event):
    """A model was asked about a person; `points` are what it may move the score by."""

    prospect_id: ProspectId
    points: int
    is_suspect: bool
    model: str
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsSwitched(Event):
    """A member let models have an opinion, or no longer."""

    is_on: bool
    revision: int
    user_id: UserId
