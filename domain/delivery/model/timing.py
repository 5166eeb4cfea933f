"""Every duration of the engine, in one place (delivery.md 1.5, 1.6, 2.5)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Wall-clock durations. A lease outlives a call, and a horizon outlives what a vendor hides."""

    undo: timedelta = timedelta(seconds=30)
    unattended_undo: timedelta = timedelta(seconds=120)
    lease: timedelta = timedelta(seconds=45)
    call: timedelta = timedelta(seconds=15)
    margin: timedelta = timedelta(seconds=5)
    mail_horizon: timedelta = timedelta(minutes=30)
    linkedin_horizon: timedelta = timedelta(minutes=60)
    first_look: timedelta = timedelta(seconds=15)
    undecided: timedelta = timedelta(hours=24)
    backoff: timedelta = timedelta(seconds=15)
    longest_backoff: timedelta = timedelta(minutes=10)
    gate_look: timedelta = timedelta(seconds=60)

    def __post_init__(self) -> None:
        """A rescue before the end of a call would make two callers (delivery.md 0.1, River)."""
        if self.lease < self.call + 2 * self.margin:
            raise ValueError("a lease must outlast a call")
        if min(self.mail_horizon, self.linkedin_horizon) <= self.call + self.margin:
            raise ValueError("a settle horizon must outlast a call")

    def compressed(self, factor: float) -> Self:
        """The waiting for evidence, divided; what bounds a process or a call stays."""
        return type(self)(
            undo=self.undo,
            unattended_undo=self.unattended_undo,
            lease=self.lease,
            call=self.call,
            margin=self.margin,
            mail_horizon=max(self.mail_horizon / factor, self.call + 2 * self.margin),
            linkedin_horizon=max(self.linkedin_horizon / factor, self.call + 2 * self.margin),
            first_look=self.first_look / factor,
            undecided=self.undecided / factor,
            backoff=self.backoff / factor,
            longest_backoff=self.longest_backoff / factor,
            gate_look=self.gate_look,
        )
