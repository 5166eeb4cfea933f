"""The claim ledger: every statement points at its evidence (GEN-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from domain.messaging.model.brief import Brief
from domain.messaging.model.draft import Claim, ClaimState, Segment, SegmentKind

STALE_AFTER = timedelta(days=180)

# What the offer says of itself, citable next to its proofs.
PROMISE = "promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSegment:
    """One segment as the writer returned it, with the ids it says it relies on."""

    text: str
    kind: SegmentKind
    fact_ids: tuple[str, ...]
    proof_ids: tuple[str, ...]


def ledger(written: Sequence[WrittenSegment], brief: Brief, *, at: datetime) -> tuple[Segment, ...]:
    """Resolve the cited ids.

    An unknown id, and a statement about the prospect without any, is unsupported; evidence older
    than 180 days, or a proof past its end, is stale.
    """
    return tuple(
        Segment(text=one.text, kind=one.kind, claims=_claims(one, brief, at)) for one in written
    )


def _claims(one: WrittenSegment, brief: Brief, at: datetime) -> tuple[Claim, ...]:
    claims = [_about_prospect(ref, brief, at) for ref in one.fact_ids]
    claims += [_about_us(ref, brief, at) for ref in one.proof_ids]
    if one.kind is SegmentKind.ABOUT_PROSPECT and not one.fact_ids:
        claims.append(_unsupported("prospect", "", one.text))
    if one.kind is SegmentKind.ABOUT_US and not one.proof_ids:
        claims.append(_unsupported("us", "", one.text))
    return tuple(claims)


def _about_prospect(ref: str, brief: Brief, at: datetime) -> Claim:
    fact = next((fact for fact in brief.prospect.facts if fact.id == ref), None)
    if fact is None:
        return _unsupported("prospect", ref, "")
    return Claim(
        about="prospect",
        ref=ref,
        quote=fact.value,
        source=fact.source,
        observed_at=fact.observed_at,
        state=ClaimState.STALE if at - fact.observed_at > STALE_AFTER else ClaimState.SOURCED,
    )


def _about_us(ref: str, brief: Brief, at: datetime) -> Claim:
    offer = brief.salesbook.offer
    if ref == PROMISE:
        return Claim(
            about="us",
            ref=ref,
            quote=offer.promise,
            source=offer.name,
            observed_at=None,
            state=ClaimState.SOURCED,
        )
    proof = next((proof for proof in offer.proofs if proof.id == ref), None)
    if proof is None:
        return _unsupported("us", ref, "")
    seen = datetime.combine(proof.dated_on, time(), UTC) if proof.dated_on else None
    over = proof.expires_on is not None and at.date() > proof.expires_on
    return Claim(
        about="us",
        ref=ref,
        quote=proof.text,
        source=proof.source,
        observed_at=seen,
        state=ClaimState.STALE if over else ClaimState.SOURCED,
    )


def _unsupported(about: str, ref: str, quote: str) -> Claim:
    return Claim(
        about=about,
        ref=ref,
        quote=quote,
        source="",
        observed_at=None,
        state=ClaimState.UNSUPPORTED,
    )
