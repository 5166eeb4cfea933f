"""What may leave without a click, as far as the message itself says (AUT-3, AUT-5). Pure."""

import hashlib

from domain.messaging.model.brief import MessageKind
from domain.messaging.model.draft import ClaimState, Draft, DraftState
from domain.messaging.model.risk import Risk, risk_of

LEAST_SCORE = 60
_SAMPLE_OF = 10
_MACHINE_SENDS = frozenset(
    {MessageKind.EMAIL, MessageKind.LINKEDIN_NOTE, MessageKind.LINKEDIN_INVITE}
)


def for_a_person(draft: Draft, *, job_title: str, score: int | None, to_check: bool) -> str:
    """Why a person decides whatever the level, as a code; "" when nothing speaks for it."""
    made = draft.current
    claims = [claim for segment in made.segments for claim in segment.claims]
    found = {
        "not_waiting": draft.state is not DraftState.TO_APPROVE,
        "sampled": draft.sampled,
        "second_reader": bool(draft.doubt),
        "by_hand": draft.kind not in _MACHINE_SENDS,
        "rewritten": draft.rewrites > 0 or bool(made.provenance.edited_by),
        "unsupported_claim": any(claim.state is ClaimState.UNSUPPORTED for claim in claims),
        "high_risk": risk_of(draft, job_title) is Risk.HIGH,
        "profile_unverified": to_check,
        "relevance_low": score is None or score < LEAST_SCORE,
        "ai_line_missing": not draft.kind.is_bare and not made.unattended,
    }
    return next((code for code, holds in found.items() if holds), "")


def is_sample(draft: Draft) -> bool:
    """One in ten waits for a person (AUT-2). Drawn by the id, so asking again draws nothing new."""
    return int(hashlib.sha256(draft.id.encode()).hexdigest(), 16) % _SAMPLE_OF == 0
