"""prospects.SearchProposer on language models."""

import json
from dataclasses import dataclass

from adapters.llm.clean_text import clean, without_direct_identifiers
from adapters.llm.model import Model, Question, ask_or
from adapters.llm.prompt import Prompt
from adapters.llm.shapes import ProposedFilters
from domain.prospects.errors import ProposerBusy
from domain.prospects.model.people_search import Seniority
from domain.prospects.ports import ProposedSearch
from domain.shared.ids import WorkspaceId

USE_CASE = "propose_search"
FIELDS = ("language", "sentence")
_MAX_TEXT = 500
_MAX_TOKENS = 600


@dataclass(frozen=True, slots=True)
class LlmSearchProposer:
    """The member's own sentence is all that leaves, without addresses or numbers to call."""

    model: Model
    prompt: Prompt

    async def propose(
        self, workspace_id: WorkspaceId, sentence: str, language: str
    ) -> ProposedSearch:
        told = without_direct_identifiers(clean(sentence, _MAX_TEXT))
        document = {"task": "propose_search", "language": language, "sentence": told}
        question = Question(
            workspace_id=workspace_id,
            use_case=USE_CASE,
            prompt=self.prompt,
            document=json.dumps(document, ensure_ascii=False),
            fields_sent=FIELDS,
            shape=ProposedFilters,
            max_tokens=_MAX_TOKENS,
        )
        _, said = await ask_or(ProposerBusy, self.model, question)
        return ProposedSearch(
            keywords=said.keywords,
            titles=tuple(said.titles),
            companies=tuple(said.companies),
            industries=tuple(said.industries),
            locations=tuple(said.locations),
            seniorities=tuple(Seniority(one) for one in said.seniorities),
            head_count_min=said.head_count_min,
            head_count_max=said.head_count_max,
            question=said.question or "",
            choices=tuple(said.choices),
            person=said.person or "",
        )
