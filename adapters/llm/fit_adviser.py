"""scoring.Adviser on language models."""

import json
from dataclasses import dataclass

from adapters.llm.clean_text import clean, without_direct_identifiers
from adapters.llm.model import Model, Question, ask_or
from adapters.llm.prompt import Prompt
from adapters.llm.shapes import FitOpinion
from domain.scoring.errors import AdviserBusy
from domain.scoring.model.opinion import Advice, Claim
from domain.scoring.model.persona import Feature, Persona
from domain.scoring.model.score import Facts
from domain.scoring.model.signal import Strength
from domain.shared.ids import WorkspaceId

USE_CASE = "fit_opinion"
FIELDS = ("persona", "facts")
_MAX_TEXT = 200
_MAX_TOKENS = 400


@dataclass(frozen=True, slots=True)
class LlmFitAdviser:
    """What leaves are criteria and professional facts: no name, no address (obligation 68)."""

    model: Model
    prompt: Prompt

    async def advise(self, workspace_id: WorkspaceId, persona: Persona, facts: Facts) -> Advice:
        question = Question(
            workspace_id=workspace_id,
            use_case=USE_CASE,
            prompt=self.prompt,
            document=json.dumps(_document(persona, facts), ensure_ascii=False),
            fields_sent=FIELDS,
            shape=FitOpinion,
            max_tokens=_MAX_TOKENS,
        )
        answer, value = await ask_or(AdviserBusy, self.model, question)
        return Advice(
            claims=tuple(
                Claim(
                    feature=one.fact,
                    quote=one.quote,
                    speaks_for=one.speaks == "for",
                    strength=Strength(one.strength),
                )
                for one in value.claims
            ),
            model=answer.model,
            prompt=self.prompt.version,
        )


def _document(persona: Persona, facts: Facts) -> dict[str, object]:
    return {
        "task": "fit_opinion",
        "persona": {
            "name": clean(persona.name, _MAX_TEXT),
            "criteria": [
                {
                    "fact": one.feature.value,
                    "operator": one.operator.value,
                    "values": list(one.values),
                    "mode": one.mode.value,
                }
                for one in persona.criteria
            ],
        },
        "facts": {
            feature.value: without_direct_identifiers(clean(fact.value, _MAX_TEXT))
            for feature, fact in facts.items()
            if feature is not Feature.DOMAIN
        },
    }
