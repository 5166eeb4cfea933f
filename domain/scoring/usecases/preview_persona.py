"""See PreviewPersona."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.model.matching import Outcome
from domain.scoring.model.persona import Mode, Persona
from domain.scoring.model.score import Verdict, against, with_seniority
from domain.scoring.ports import ProspectFacts
from domain.shared.clock import Clock
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose

_BATCH = 500
# A preview answers while somebody waits; beyond this many people it speaks of the first ones.
_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How a workspace's people fare; `removed_by` counts per criterion those it keeps out."""

    counts: Mapping[Verdict, int]
    removed_by: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPersona:
    """Judge everybody against a persona that nobody stored yet; nothing is kept (SB-2)."""

    purpose: ClassVar[Purpose] = Purpose.SCORING
    facts: ProspectFacts
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, persona: Persona) -> Preview:
        counts: Counter[Verdict] = Counter()
        removed: Counter[str] = Counter()
        after, seen = "", 0
        while seen < _MOST:
            ids = await self.facts.ids_after(workspace_id, after, _BATCH)
            for facts in (await self.facts.of(workspace_id, ids)).values():
                result = against(persona, with_seniority(facts), at=self.clock.now())
                counts[result.verdict] += 1
                removed.update(
                    line.criterion_id
                    for line in result.lines
                    if (line.mode, line.outcome)
                    in {(Mode.FILTER, Outcome.NOT_MET), (Mode.EXCLUDE, Outcome.MET)}
                )
            seen += len(ids)
            if len(ids) < _BATCH:
                break
            after = ids[-1]
        return Preview(counts=counts, removed_by=removed)
