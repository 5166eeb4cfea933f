"""What `salesbook` asks of other modules, answered by their objects."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.scoring import scored_persona
from domain.salesbook.model.persona import Persona
from domain.salesbook.ports import Audience
from domain.scoring.model.score import Verdict
from domain.scoring.usecases.preview_persona import PreviewPersona as PreviewScoringPersona
from domain.shared.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class CountedAudience:
    """Lets the Salesbook preview a persona."""

    preview: PreviewScoringPersona

    async def count(self, workspace_id: WorkspaceId, persona: Persona) -> Audience:
        found = await self.preview(workspace_id, scored_persona(persona))
        return Audience(
            kept=found.counts.get(Verdict.KEPT, 0),
            to_check=found.counts.get(Verdict.TO_CHECK, 0),
            dismissed=found.counts.get(Verdict.DISMISSED, 0),
            removed_by=found.removed_by,
        )
