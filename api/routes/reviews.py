"""The validation queue: what a person decides before anything leaves."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, StringConstraints

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, OptionalLine, Paragraph
from api.problem_texts import text_of
from api.problems import language, problems
from domain.messaging.errors import (
    ApprovalMismatch,
    BatchTooLarge,
    DraftAlreadyDecided,
    DraftBeingWritten,
    DraftBlocked,
    DraftNotFound,
    DraftOutdated,
    DraftTooOld,
    EmptyMessage,
    InstructionTooLong,
    ModelBudgetSpent,
    NoModelAllowed,
    NothingUsableWritten,
    PersonMayNotBeContacted,
    StepNotWritable,
    TooManyRewrites,
    WriterBusy,
)
from domain.messaging.model.draft import (
    Claim,
    DismissReason,
    DraftState,
    DraftVersion,
    Finding,
    Rendered,
    Segment,
)
from domain.messaging.model.risk import Age, Risk
from domain.messaging.ports import ReviewFilter
from domain.messaging.usecases.list_reviews import Review
from domain.messaging.usecases.render_message import body_of
from domain.shared.errors import Forbidden, PaymentNeeded, StaleWrite, Unauthenticated
from domain.shared.ids import CampaignId, DraftId

router = APIRouter(prefix="/api/v1/reviews", tags=["reviews"])

Sha256 = Annotated[str, StringConstraints(max_length=64, pattern=r"^[0-9a-f]{64}$")]
Instruction = Annotated[Paragraph, Field(max_length=300)]


class ReviewProspectView(Answer):
    """`on_file` is false once they are gone; somebody on file may still have no name."""

    id: str
    on_file: bool
    full_name: str
    job_title: str
    company: str
    score: int | None


class ReviewCampaignView(Answer):
    id: str
    name: str


class ClaimView(Answer):
    about: str
    ref: str
    quote: str
    source: str
    observed_at: Instant | None
    state: str

    @classmethod
    def of(cls, claim: Claim) -> Self:
        return cls(
            about=claim.about,
            ref=claim.ref,
            quote=claim.quote,
            source=claim.source,
            observed_at=claim.observed_at,
            state=claim.state.value,
        )


class SegmentView(Answer):
    text: str
    kind: str
    claims: list[ClaimView]

    @classmethod
    def of(cls, segment: Segment) -> Self:
        return cls(
            text=segment.text,
            kind=segment.kind.value,
            claims=[ClaimView.of(claim) for claim in segment.claims],
        )


class RenderedView(Answer):
    """The exact bytes that would leave, and the hash that approves them."""

    subject: str
    text: str
    html: str
    sha256: str

    @classmethod
    def of(cls, rendered: Rendered) -> Self:
        return cls(
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            sha256=rendered.sha256,
        )


class FindingView(Answer):
    code: str
    title: str
    detail: str

    @classmethod
    def of(cls, finding: Finding, speech: str) -> Self:
        title, general = text_of(finding.code, speech)
        return cls(code=finding.code, title=title, detail=finding.excerpt or general)


class PriorContactView(Answer):
    """Who was in touch before, how long ago and whether there was an answer; never what was said
    (TEAM-4). `with_person` False is somebody else of the company.
    """

    with_person: bool
    colleague: str
    channel: str
    days: Count
    answered: bool


class ReviewView(Answer):
    draft_id: str
    prospect: ReviewProspectView
    campaign: ReviewCampaignView
    enrolment_id: str
    step_index: Count
    channel: str
    kind: str
    language: str
    subject: str | None
    segments: list[SegmentView]
    rendered: RenderedView | None
    blocks: list[FindingView]
    warnings: list[FindingView]
    ai_generated: bool
    model: str
    edited_by: str
    rewrites: Count
    versions: Count
    previous_text: str
    risk: Risk
    age: Age
    outdated: bool
    prior: list[PriorContactView]
    state: str
    decided_at: Instant | None
    created_at: Instant
    expires_at: Instant
    version: Count

    @classmethod
    def of(cls, review: Review, speech: str) -> Self:
        draft, person = review.draft, review.person
        current: DraftVersion | None = draft.versions[-1] if draft.versions else None
        blocks = list(current.verdict.blocks) if current else []
        if draft.problem:
            blocks.append(Finding(code=draft.problem))
        has_subject = draft.kind.has_subject
        return cls(
            draft_id=draft.id,
            prospect=ReviewProspectView(
                id=draft.prospect_id,
                on_file=person is not None,
                full_name=person.full_name if person else "",
                job_title=person.job_title if person else "",
                company=person.company if person else "",
                score=person.score if person else None,
            ),
            campaign=ReviewCampaignView(id=draft.campaign_id, name=review.campaign_name),
            enrolment_id=draft.enrolment_id,
            step_index=draft.step_index,
            channel=draft.channel,
            kind=draft.kind.value,
            language=draft.language.value,
            subject=current.rendered.subject if current and has_subject else None,
            segments=[SegmentView.of(one) for one in current.segments] if current else [],
            rendered=RenderedView.of(current.rendered) if current else None,
            blocks=[FindingView.of(one, speech) for one in blocks],
            warnings=[FindingView.of(one, speech) for one in current.verdict.warnings]
            if current
            else [],
            ai_generated=current is not None and current.provenance.ai_generated,
            model=current.provenance.model if current else "",
            edited_by=current.provenance.edited_by if current else "",
            rewrites=draft.rewrites,
            versions=len(draft.versions),
            previous_text=body_of(draft.versions[-2].segments, draft.kind)
            if len(draft.versions) > 1
            else "",
            risk=review.risk,
            age=review.age,
            outdated=review.outdated,
            prior=[
                PriorContactView(
                    with_person=one.with_person,
                    colleague=one.colleague,
                    channel=one.channel,
                    days=max(0, one.days),
                    answered=one.answered,
                )
                for one in review.prior
            ],
            state=draft.state.value,
            decided_at=draft.decided_at,
            created_at=draft.created_at,
            expires_at=draft.expires_at,
            version=draft.version,
        )


class ReviewList(Answer):
    """`total` counts at most 10 000."""

    items: list[ReviewView]
    next: str | None
    total: Count


class Approval(Ask):
    """`sha256` names the bytes that were shown."""

    sha256: Sha256


class ShownDraft(Ask):
    draft_id: Id
    sha256: Sha256


class BatchApproval(Ask):
    """Drafts that were displayed, each with the hash of what was shown."""

    items: Annotated[list[ShownDraft], Field(min_length=1, max_length=20)]


class BatchDecision(Answer):
    """`code` is "" for an approved one, else why it stays in the queue."""

    draft_id: str
    code: str


class BatchDecisions(Answer):
    items: list[BatchDecision]


class QueueView(Answer):
    """What waits for a person. `age` turns amber at 4 working hours and red at a working day."""

    to_approve: Count
    errors: Count
    to_answer: Count
    to_confirm: Count
    to_decide: Count
    oldest_at: Instant | None
    age: Age


class Edit(Ask):
    """`subject` is left alone on LinkedIn and in a follow-up, where code sets it."""

    subject: OptionalLine | None = None
    body: Paragraph
    approve: bool = False


class Dismissal(Ask):
    reason: DismissReason


class Rewrite(Ask):
    instruction: Instruction = ""


async def _show(
    draft_id: str, actor: CurrentActor, app: App, request: Request, response: Response
) -> ReviewView:
    review = await app.messaging.reviews.one(actor, DraftId(draft_id))
    response.headers["ETag"] = f'"{review.draft.version}"'
    return ReviewView.of(review, language(request))


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_reviews(
    *,
    actor: CurrentActor,
    app: App,
    request: Request,
    page: PageQuery,
    state: DraftState = DraftState.TO_APPROVE,
    campaign_id: Annotated[Id | None, Query()] = None,
    channel: Annotated[str | None, Query(pattern="^(email|linkedin|phone)$")] = None,
) -> ReviewList:
    """Drafts in one state, those that wait longest first."""
    wanted = ReviewFilter(
        state=state,
        campaign_id=CampaignId(campaign_id) if campaign_id else None,
        channel=channel,
    )
    found = await app.messaging.reviews(actor, wanted, page)
    speech = language(request)
    return ReviewList(
        items=[ReviewView.of(review, speech) for review in found.page.items],
        next=found.page.next,
        total=found.total,
    )


@router.get("/queue", responses=problems(Unauthenticated, Forbidden))
async def get_queue(actor: CurrentActor, app: App) -> QueueView:
    """How much waits for a decision, by kind, and for how long."""
    drafts, inbox = await app.messaging.reviews.counts(actor), await app.inbox.count(actor)
    return QueueView(
        to_approve=drafts.to_approve,
        errors=drafts.errors,
        to_answer=inbox.to_answer,
        to_confirm=inbox.to_confirm,
        to_decide=inbox.to_decide,
        oldest_at=drafts.oldest_at,
        age=drafts.age,
    )


@router.post("/batch", responses=problems(Unauthenticated, Forbidden, BatchTooLarge))
async def approve_batch(body: BatchApproval, actor: CurrentActor, app: App) -> BatchDecisions:
    """Approve low-risk drafts together; each is its own approval, and a refused one stays."""
    decided = await app.messaging.approve_many(
        actor, [(DraftId(one.draft_id), one.sha256) for one in body.items]
    )
    return BatchDecisions(
        items=[BatchDecision(draft_id=one.draft_id, code=one.code) for one in decided]
    )


@router.get("/{draft_id}", responses=problems(Unauthenticated, Forbidden, DraftNotFound))
async def get_review(
    draft_id: Id, actor: CurrentActor, app: App, request: Request, response: Response
) -> ReviewView:
    """One draft with its evidence and its exact rendering."""
    return await _show(draft_id, actor, app, request, response)


@router.post(
    "/{draft_id}/approve",
    responses=problems(
        Unauthenticated,
        Forbidden,
        DraftNotFound,
        DraftAlreadyDecided,
        DraftBeingWritten,
        DraftBlocked,
        DraftTooOld,
        DraftOutdated,
        ApprovalMismatch,
        PersonMayNotBeContacted,
        StaleWrite,
    ),
)
async def approve_review(
    *,
    draft_id: Id,
    body: Approval,
    actor: CurrentActor,
    app: App,
    request: Request,
    response: Response,
) -> ReviewView:
    """Approve these exact bytes. It is not sending: limits and hours still apply."""
    await app.messaging.approve(actor, DraftId(draft_id), body.sha256)
    return await _show(draft_id, actor, app, request, response)


@router.post(
    "/{draft_id}/edit",
    responses=problems(
        Unauthenticated,
        Forbidden,
        DraftNotFound,
        DraftAlreadyDecided,
        DraftBeingWritten,
        DraftBlocked,
        DraftTooOld,
        EmptyMessage,
        StepNotWritable,
        PersonMayNotBeContacted,
        StaleWrite,
    ),
)
async def edit_review(
    *,
    draft_id: Id,
    body: Edit,
    actor: CurrentActor,
    app: App,
    request: Request,
    response: Response,
) -> ReviewView:
    """Replace the words by the person's own; with `approve`, approve the result at once."""
    edited = await app.messaging.edit(
        actor, DraftId(draft_id), subject=body.subject, body=body.body
    )
    if body.approve:
        await app.messaging.approve(actor, edited.id, edited.current.rendered.sha256)
    return await _show(draft_id, actor, app, request, response)


@router.post(
    "/{draft_id}/skip",
    responses=problems(
        Unauthenticated, Forbidden, DraftNotFound, DraftAlreadyDecided, DraftTooOld, StaleWrite
    ),
)
async def skip_review(
    draft_id: Id, actor: CurrentActor, app: App, request: Request, response: Response
) -> ReviewView:
    """Pass this step: nothing leaves and the sequence goes on."""
    await app.messaging.skip(actor, DraftId(draft_id))
    return await _show(draft_id, actor, app, request, response)


@router.post(
    "/{draft_id}/dismiss",
    responses=problems(
        Unauthenticated, Forbidden, DraftNotFound, DraftAlreadyDecided, DraftTooOld, StaleWrite
    ),
)
async def dismiss_review(
    *,
    draft_id: Id,
    body: Dismissal,
    actor: CurrentActor,
    app: App,
    request: Request,
    response: Response,
) -> ReviewView:
    """Set the person aside, with a reason: they leave the campaign."""
    await app.messaging.dismiss(actor, DraftId(draft_id), body.reason)
    return await _show(draft_id, actor, app, request, response)


@router.post(
    "/{draft_id}/regenerate",
    responses=problems(
        Unauthenticated,
        Forbidden,
        DraftNotFound,
        DraftAlreadyDecided,
        DraftBeingWritten,
        DraftTooOld,
        InstructionTooLong,
        TooManyRewrites,
        PersonMayNotBeContacted,
        StepNotWritable,
        NothingUsableWritten,
        PaymentNeeded,
        WriterBusy,
        ModelBudgetSpent,
        NoModelAllowed,
        StaleWrite,
    ),
)
async def regenerate_review(
    *,
    draft_id: Id,
    body: Rewrite,
    actor: CurrentActor,
    app: App,
    request: Request,
    response: Response,
) -> ReviewView:
    """Have it written again; free the first time, then one credit."""
    await app.messaging.regenerate(actor, DraftId(draft_id), body.instruction)
    return await _show(draft_id, actor, app, request, response)
