"""See NoteSignal."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.scoring.errors import (
    PersonNotScorable,
    SignalNotDated,
    SignalNotFound,
    SignalSensitive,
    TooManySignals,
)
from domain.scoring.events import SignalAdded, SignalRemoved
from domain.scoring.model.signal import (
    FADED_AFTER,
    MOST_SIGNALS,
    Signal,
    SignalKind,
    Strength,
)
from domain.scoring.ports import ProspectFacts, SensitiveWords, Signals
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, ProspectId, SignalId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSignal:
    """Note a dated event about a person, with the page it can be read on, or take it off (SCO-2).

    The person's score follows at once.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    signals: Signals
    facts: ProspectFacts
    words: SensitiveWords
    score: ScoreProspects
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def add(
        self,
        actor: Actor,
        prospect_id: ProspectId,
        *,
        kind: SignalKind,
        strength: Strength,
        text: str,
        source_url: str,
        seen_at: datetime,
    ) -> Signal:
        """Raise PersonNotScorable, SignalNotDated, SignalSensitive or TooManySignals."""
        actor.require(Permission.PROSPECTS_WRITE)
        now = self.clock.now()
        since = now - FADED_AFTER
        if not since < seen_at <= now:
            raise SignalNotDated
        if self.words.speaks_of(text):
            raise SignalSensitive
        if prospect_id not in await self.facts.of(actor.workspace_id, [prospect_id]):
            raise PersonNotScorable
        signal = Signal(
            id=SignalId(self.new_id()),
            workspace_id=actor.workspace_id,
            prospect_id=prospect_id,
            kind=kind,
            strength=strength,
            text=text,
            source_url=source_url,
            seen_at=seen_at,
            added_by=actor.user_id,
            added_at=now,
        )

        async def work() -> None:
            if len(await self.signals.of(actor.workspace_id, [prospect_id], since)) >= MOST_SIGNALS:
                raise TooManySignals
            await self.signals.add(signal)
            await self.outbox.append(
                [
                    SignalAdded(
                        at=now,
                        workspace_id=actor.workspace_id,
                        signal_id=signal.id,
                        prospect_id=prospect_id,
                        kind=kind.value,
                        user_id=actor.user_id,
                    )
                ]
            )

        await self.transaction.run(work)
        await self.score.one(actor.workspace_id, prospect_id)
        return signal

    async def remove(self, actor: Actor, prospect_id: ProspectId, signal_id: SignalId) -> None:
        """Raise SignalNotFound, also for another person's."""
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> None:
            signal = await self.signals.get(actor.workspace_id, signal_id)
            if signal.prospect_id != prospect_id:
                raise SignalNotFound
            await self.signals.remove(actor.workspace_id, signal_id)
            await self.outbox.append(
                [
                    SignalRemoved(
                        at=self.clock.now(),
                        workspace_id=actor.workspace_id,
                        signal_id=signal_id,
                        prospect_id=prospect_id,
                        user_id=actor.user_id,
                    )
                ]
            )

        await self.transaction.run(work)
        await self.score.one(actor.workspace_id, prospect_id)
