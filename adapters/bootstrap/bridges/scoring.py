"""What `scoring` asks of other modules, answered by their objects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.messaging.model.quarantine import is_tellable
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.sensitive import sensitive_statement
from domain.prospects.model.stage import Stage
from domain.prospects.ports import ProspectReader, ProspectRepository
from domain.salesbook.model.persona import Persona
from domain.salesbook.ports import Salesbooks
from domain.scoring.model.persona import Criterion as ScoringCriterion
from domain.scoring.model.persona import Fact as ScoringFact
from domain.scoring.model.persona import Feature, Personas
from domain.scoring.model.persona import Mode as ScoringMode
from domain.scoring.model.persona import Operator as ScoringOperator
from domain.scoring.model.persona import Persona as ScoringPersona
from domain.scoring.model.score import Band, Facts
from domain.scoring.ports import BandCount
from domain.shared.ids import ProspectId, WorkspaceId

_POSITIVE = frozenset({Stage.INTERESTED, Stage.MEETING_BOOKED, Stage.WON})


@dataclass(frozen=True, slots=True)
class SpecialCategories:
    """Lets scoring refuse words that no score may rest on."""

    def speaks_of(self, text: str) -> str:
        return sensitive_statement(text)


@dataclass(frozen=True, slots=True)
class UntellableFacts:
    """Lets scoring keep from a model what the writer would not see either (vendors/llm.md 4.2)."""

    def reads_like_an_order(self, text: str) -> bool:
        return not is_tellable(text)


_FEATURES = {
    Feature.TITLE: DetailKind.JOB_TITLE,
    Feature.COMPANY: DetailKind.COMPANY,
    Feature.INDUSTRY: DetailKind.INDUSTRY,
    Feature.LOCATION: DetailKind.LOCATION,
    Feature.COUNTRY: DetailKind.COUNTRY,
    Feature.SENIORITY: DetailKind.SENIORITY,
    Feature.HEAD_COUNT: DetailKind.HEAD_COUNT,
    Feature.DOMAIN: DetailKind.DOMAIN,
}


@dataclass(frozen=True, slots=True)
class ScorablePeople:
    """Lets scoring know the allowed features of people, with their evidence."""

    prospects: ProspectRepository
    reader: ProspectReader

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Facts]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        return {one.id: self._facts(one) for one in found if one.restricted_at is None}

    @staticmethod
    def _facts(prospect: Prospect) -> Facts:
        known = ((feature, prospect.details.get(kind)) for feature, kind in _FEATURES.items())
        return {
            feature: ScoringFact(
                value=detail.value, source=detail.source, observed_at=detail.observed_at
            )
            for feature, detail in known
            if detail is not None
        }

    async def ids_after(
        self, workspace_id: WorkspaceId, after: str, limit: int
    ) -> Sequence[ProspectId]:
        return await self.reader.ids_after(workspace_id, after, limit)


def scored_persona(persona: Persona) -> ScoringPersona:
    return ScoringPersona(
        id=persona.id,
        name=persona.name,
        criteria=tuple(
            ScoringCriterion(
                id=one.id,
                feature=Feature.named(one.field.value),
                operator=ScoringOperator(one.operator.value),
                values=one.values,
                mode=ScoringMode(one.mode.value),
                weight=one.weight,
            )
            for one in persona.criteria
        ),
    )


@dataclass(frozen=True, slots=True)
class SoughtPersonas:
    """Lets scoring know whom the workspace looks for."""

    salesbooks: Salesbooks

    async def personas(self, workspace_id: WorkspaceId) -> Personas:
        book = await self.salesbooks.get(workspace_id)
        return Personas(revision=book.version, personas=tuple(map(scored_persona, book.personas)))


@dataclass(frozen=True, slots=True)
class ContactedPeople:
    """Lets scoring count, per band, who was contacted and who became interested. Whoever was lost
    afterwards counts as contacted.
    """

    reader: ProspectReader

    async def per_band(self, workspace_id: WorkspaceId) -> Mapping[Band, BandCount]:
        stages = await self.reader.stages_by_band(workspace_id)
        counts: dict[Band, BandCount] = {}
        for (band, stage), people in stages.items():
            known = counts.get(Band(band), BandCount(contacted=0, positive=0))
            positive = people if stage in _POSITIVE else 0
            counts[Band(band)] = BandCount(
                contacted=known.contacted + people, positive=known.positive + positive
            )
        return counts
