"""See ProjectEvent."""

from dataclasses import dataclass
from typing import ClassVar

from domain.insights.model import Mark, Metric, project
from domain.insights.ports import EventLog, FunnelStore, TimelineStore
from domain.shared.ids import EventId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEvent:
    """Write one event into the person's timeline and the campaign's counts, once.

    Reads other modules' events, changes none of them.
    """

    purpose: ClassVar[Purpose] = Purpose.RESULTS
    events: EventLog
    timeline: TimelineStore
    funnel: FunnelStore
    transaction: Transaction

    async def __call__(self, workspace_id: WorkspaceId, event_id: EventId) -> None:
        event = await self.events.get(workspace_id, event_id)
        if event is None:
            return
        seen = project(event)
        if not seen.entries:
            return

        async def work() -> None:
            await self.timeline.add(seen.entries)
            for mark in seen.marks:
                await self.funnel.add(mark)
            if seen.opposed_by is None:
                return
            last = await self.funnel.last_sent(workspace_id, seen.opposed_by)
            if last is not None:
                campaign_id, step_id = last
                await self.funnel.add(
                    Mark(
                        workspace_id=workspace_id,
                        campaign_id=campaign_id,
                        step_id=step_id,
                        prospect_id=seen.opposed_by,
                        metric=Metric.OPPOSED,
                        at=event.at,
                    )
                )

        await self.transaction.run(work)
