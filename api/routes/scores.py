"""How far scores have kept their promise, and what people say of them."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Response
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf, Url
from api.problems import problems
from api.routes.prospects import BandName
from domain.scoring.errors import (
    AdviserBusy,
    FeedbackNotFound,
    NoPersonaYet,
    OpinionsOff,
    PersonNotScorable,
    SignalNotDated,
    SignalNotFound,
    SignalSensitive,
    TooManySignals,
)
from domain.scoring.model.feedback import Feedback, Reason
from domain.scoring.model.opinion import OpinionRule
from domain.scoring.model.reliability import Reliability
from domain.scoring.model.signal import Signal, SignalKind, Strength
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import FeedbackId, ProspectId, SignalId

router = APIRouter(prefix="/api/v1", tags=["scores"])

ReasonName = Literal["bad_company", "wrong_person", "bad_signal", "other"]
ReachName = Literal["company", "person", "member", "nobody"]
KindName = Literal[
    "job_change",
    "hiring",
    "linkedin_post",
    "funding",
    "expansion",
    "register_event",
    "website_change",
    "user_note",
]
Page = Annotated[Url, Field(min_length=8)]


class ReliabilityView(Answer):
    """`rate` is null under fifty people: not measurable yet."""

    band: BandName
    contacted: Count
    positive: Count
    rate: float | None

    @classmethod
    def of(cls, one: Reliability) -> Self:
        return cls(
            band=one.band.value, contacted=one.contacted, positive=one.positive, rate=one.rate
        )


class FeedbackAsk(Ask):
    """`signal_id` names the bad signal; other reasons need none."""

    reason: ReasonName
    signal_id: Id | None = None


class FeedbackView(Answer):
    """`reach` is who feels it: the whole company, this person, the member who gave it, or nobody.
    It holds until `until`, or until it is undone.
    """

    id: str
    prospect_id: str
    reason: ReasonName
    reach: ReachName
    signal_id: str | None
    given_by: str
    given_at: Instant
    until: Instant
    undone_at: Instant | None

    @classmethod
    def of(cls, one: Feedback) -> Self:
        return cls(
            id=one.id,
            prospect_id=one.prospect_id,
            reason=one.reason.value,
            reach=one.reach.value,
            signal_id=one.signal_id or None,
            given_by=one.given_by,
            given_at=one.given_at,
            until=one.until,
            undone_at=one.undone_at,
        )


class SignalAsk(Ask):
    """What happened, when, and the page it can be read on."""

    kind: KindName
    strength: Literal["strong", "medium", "weak"]
    text: Line
    source_url: Page
    seen_on: date


class SignalView(Answer):
    id: str
    kind: KindName
    strength: Literal["strong", "medium", "weak"]
    text: str
    source_url: str
    seen_at: Instant

    @classmethod
    def of(cls, one: Signal) -> Self:
        return cls(
            id=one.id,
            kind=one.kind.value,
            strength=one.strength.value,
            text=one.text,
            source_url=one.source_url,
            seen_at=one.seen_at,
        )


class ScoreRulesView(Answer):
    """`model_opinions`: whether members may ask a model about a person."""

    model_opinions: bool
    changed_at: Instant | None

    @classmethod
    def of(cls, rule: OpinionRule) -> Self:
        return cls(model_opinions=rule.is_on, changed_at=rule.changed_at)


class ScoreRulesAsk(Ask):
    model_opinions: bool


@router.get("/scores/rules", responses=problems(Unauthenticated, Forbidden))
async def read_score_rules(actor: CurrentActor, app: App) -> ScoreRulesView:
    """Whether a model's opinion may move scores; it may not until somebody allows it."""
    return ScoreRulesView.of(await app.scoring.switch_opinions.read(actor))


@router.put("/scores/rules", responses=problems(Unauthenticated, Forbidden, StaleWrite))
async def set_score_rules(body: ScoreRulesAsk, actor: CurrentActor, app: App) -> ScoreRulesView:
    """Allow a model's opinion, or take it back; everybody is scored again in the background."""
    return ScoreRulesView.of(await app.scoring.switch_opinions(actor, is_on=body.model_opinions))


@router.post(
    "/prospects/{prospect_id}/opinion",
    status_code=204,
    responses=problems(
        Unauthenticated, Forbidden, PersonNotScorable, OpinionsOff, NoPersonaYet, AdviserBusy
    ),
)
async def ask_opinion(prospect_id: Id, actor: CurrentActor, app: App) -> Response:
    """Ask a model which facts speak for or against a person; it moves the score by at most fifteen
    points, each with the words it rests on. The card shows it.
    """
    await app.scoring.opinion(actor, ProspectId(prospect_id))
    return Response(status_code=204)


@router.get("/scores/reliability", responses=problems(Unauthenticated, Forbidden))
async def read_score_reliability(actor: CurrentActor, app: App) -> ListOf[ReliabilityView]:
    """Per band, how many contacted people became interested, with how many that is counted on."""
    shown = await app.scoring.reliability(actor)
    return ListOf(items=[ReliabilityView.of(one) for one in shown], next=None)


@router.get(
    "/prospects/{prospect_id}/feedback",
    responses=problems(Unauthenticated, Forbidden, PersonNotScorable),
)
async def list_feedback(prospect_id: Id, actor: CurrentActor, app: App) -> ListOf[FeedbackView]:
    """What members said of a person or of their company and still holds, the newest first."""
    heard = await app.scoring.feedback.heard(actor, ProspectId(prospect_id))
    return ListOf(items=[FeedbackView.of(one) for one in heard], next=None)


@router.post(
    "/prospects/{prospect_id}/feedback",
    status_code=201,
    responses=problems(Unauthenticated, Forbidden, PersonNotScorable, SignalNotFound),
)
async def give_feedback(
    prospect_id: Id, body: FeedbackAsk, actor: CurrentActor, app: App
) -> FeedbackView:
    """Say what is wrong with a proposed prospect; the answer says how far that reaches."""
    given = await app.scoring.feedback(
        actor,
        ProspectId(prospect_id),
        Reason(body.reason),
        SignalId(body.signal_id) if body.signal_id else None,
    )
    return FeedbackView.of(given)


@router.post(
    "/prospects/{prospect_id}/feedback/{feedback_id}/undo",
    responses=problems(Unauthenticated, Forbidden, PersonNotScorable, FeedbackNotFound),
)
async def undo_feedback(
    prospect_id: Id, feedback_id: Id, actor: CurrentActor, app: App
) -> FeedbackView:
    """Take a feedback back, as if it had never been given; twice is fine."""
    undone = await app.scoring.feedback.undo(
        actor, ProspectId(prospect_id), FeedbackId(feedback_id)
    )
    return FeedbackView.of(undone)


@router.post(
    "/prospects/{prospect_id}/signals",
    status_code=201,
    responses=problems(
        Unauthenticated,
        Forbidden,
        PersonNotScorable,
        SignalNotDated,
        SignalSensitive,
        TooManySignals,
    ),
)
async def add_signal(prospect_id: Id, body: SignalAsk, actor: CurrentActor, app: App) -> SignalView:
    """Note a dated event about a person. It adds to the score, less every day, for ninety days."""
    added = await app.scoring.signal.add(
        actor,
        ProspectId(prospect_id),
        kind=SignalKind(body.kind),
        strength=Strength(body.strength),
        text=body.text,
        source_url=body.source_url,
        seen_at=datetime.combine(body.seen_on, time(), UTC),
    )
    return SignalView.of(added)


@router.delete(
    "/prospects/{prospect_id}/signals/{signal_id}",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, SignalNotFound),
)
async def remove_signal(prospect_id: Id, signal_id: Id, actor: CurrentActor, app: App) -> Response:
    """Take a signal off a person for everybody."""
    await app.scoring.signal.remove(actor, ProspectId(prospect_id), SignalId(signal_id))
    return Response(status_code=204)
