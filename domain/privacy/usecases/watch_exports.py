"""See WatchExports."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.privacy.model.exports import ExportScope
from domain.privacy.model.incidents import Findings, Incident, Nature, Severity
from domain.privacy.ports import AffectedData, Exports, Incidents
from domain.shared.actor import SYSTEM
from domain.shared.clock import Clock
from domain.shared.ids import NewId, WorkspaceId
from domain.shared.page import PageAsk
from domain.shared.purpose import Purpose

_ABOUT_PEOPLE = frozenset({ExportScope.PROSPECTS, ExportScope.MESSAGES, ExportScope.WORKSPACE})
_LOOKED_AT = PageAsk(limit=50)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchExports:
    """Open an incident when people's data leave the workspace unusually often (obligation 90).

    No promise that nobody ever gets in: what shows it must not wait for somebody to look. The
    incident says what was counted; a person finds out the rest, tells it or closes it. One a day.
    """

    MOST_AN_HOUR: ClassVar[int] = 5
    ONCE_IN: ClassVar[timedelta] = timedelta(days=1)
    purpose: ClassVar[Purpose] = Purpose.SECURITY
    exports: Exports
    incidents: Incidents
    data: AffectedData
    wall: Clock
    new_id: NewId

    async def __call__(self, workspace_id: WorkspaceId) -> bool:
        """Whether an incident was opened; a second run finds it."""
        now = self.wall.now()
        made = [
            one
            for one in (await self.exports.page(workspace_id, _LOOKED_AT)).items
            if one.scope in _ABOUT_PEOPLE and one.asked_at > now - timedelta(hours=1)
        ]
        if len(made) <= self.MOST_AN_HOUR or await self._is_open(workspace_id, now):
            return False
        people = await self.data.of(workspace_id, ["prospects"])
        await self.incidents.add(
            Incident(
                id=self.new_id(),
                workspace_id=workspace_id,
                detected_at=now,
                aware_at=now,
                declared_by=SYSTEM,
                findings=Findings(
                    nature=Nature.CONFIDENTIALITY,
                    severity=Severity.RISK,
                    description=(
                        f"Ouvert automatiquement : {len(made)} exports de données de personnes en "
                        "une heure."
                    ),
                    data_categories=people.categories,
                    people_count=people.people,
                    record_count=sum(sum(one.counts.values()) for one in made),
                    consequences="",
                    measures="",
                    contact="",
                ),
            )
        )
        return True

    async def _is_open(self, workspace_id: WorkspaceId, now: datetime) -> bool:
        known = (await self.incidents.page(workspace_id, _LOOKED_AT)).items
        return any(
            one.declared_by == SYSTEM and one.detected_at > now - self.ONCE_IN for one in known
        )
