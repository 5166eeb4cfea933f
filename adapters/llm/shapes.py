"""What models must answer: no constraint, no default, every field present (vendors/llm.md 2.2).

The structured-output schema is system data for the vendors: it holds nothing of a customer.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WrittenSegmentShape(_Shape):
    text: str
    kind: Literal["greeting", "about_prospect", "about_us", "question", "call_to_action", "closing"]
    fact_ids: list[str]
    proof_ids: list[str]


class WrittenMessage(_Shape):
    subject: str | None
    segments: list[WrittenSegmentShape]
    language: Literal["fr", "en"]


class ReplyReading(_Shape):
    label: Literal[
        "opt_out",
        "interested",
        "meeting_booked",
        "not_now",
        "not_interested",
        "wrong_person",
        "referred",
        "out_of_office",
        "auto_reply",
        "to_qualify",
    ]
    confidence: float
    quote: str
    flags: list[
        Literal[
            "price",
            "contract",
            "legal",
            "personal_data",
            "competitor",
            "anger",
            "wants_human",
            "asks_if_ai",
            "rights_request",
            "complaint",
            "suspicious",
        ]
    ]


class HeardPassage(_Shape):
    kind: Literal[
        "question",
        "price",
        "meeting",
        "date",
        "need",
        "tool",
        "hesitation",
        "refusal",
        "thanks",
    ]
    quote: str


class ExtractedReply(_Shape):
    passages: list[HeardPassage]


class ProposedFilters(_Shape):
    titles: list[str]
    seniorities: list[Literal["owner", "c_level", "vp", "director", "manager", "senior", "entry"]]
    companies: list[str]
    industries: list[str]
    locations: list[str]
    head_count_min: int | None
    head_count_max: int | None
    keywords: str
    question: str | None
    choices: list[str]
    person: str | None


_Mark = Literal["pass", "doubt", "fail"]


class SecondReading(_Shape):
    claim: _Mark
    tone: _Mark
    legal: _Mark
    identity: _Mark
    language: _Mark
    sentence: str


class FitClaim(_Shape):
    fact: str
    quote: str
    speaks: Literal["for", "against"]
    strength: Literal["strong", "medium", "weak"]


class FitOpinion(_Shape):
    claims: list[FitClaim]
