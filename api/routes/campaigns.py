"""Campaigns: who is written to, in which steps, and whether it may begin."""

from typing import Annotated, Self

from fastapi import APIRouter, Request, Response
from pydantic import Field

from api.deps import App, CurrentActor, ExpectedVersion, IfMatchNeeded, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf, Paragraph
from api.problem_texts import text_of
from api.problems import language, problems
from api.reason_texts import binding_title, reason_title
from domain.campaigns.errors import (
    CampaignNotEditable,
    CampaignNotFound,
    CampaignNotInState,
    EnrolmentNotFound,
    EnrolmentNotHeld,
    LiaIncomplete,
    OfferUnknown,
    PersonaUnknown,
    PreflightIncomplete,
    RevisionScopeNeeded,
    SenderUnknown,
    SequenceRefused,
    TooManyRevisions,
)
from domain.campaigns.model.campaign import Colleagues, Gone, LiaRecord, RevisionScope
from domain.campaigns.model.enrolment import Counts
from domain.campaigns.model.sequence import ForkOn, Sequence, Step, StepKind
from domain.campaigns.usecases.edit_sequence import WantedStep
from domain.campaigns.usecases.list_campaigns import CountedCampaign
from domain.campaigns.usecases.list_enrolments import NamedEnrolment
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated, WorkspaceReadOnly
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
)

router = APIRouter(prefix="/api/v1/campaigns", tags=["campaigns"])


class StepView(Answer):
    """`next` and `otherwise` are ids of steps, "" for the one below, "end" for none."""

    id: str
    kind: str
    wait_days: Count
    working_days: bool
    objective: str
    with_note: bool
    fork_on: str | None
    within_days: Count
    next: str
    otherwise: str

    @classmethod
    def of(cls, step: Step) -> Self:
        return cls(
            id=step.id,
            kind=step.kind.value,
            wait_days=step.wait_days,
            working_days=step.working_days,
            objective=step.objective,
            with_note=step.with_note,
            fork_on=step.fork_on.value if step.fork_on else None,
            within_days=step.within_days,
            next=step.next,
            otherwise=step.otherwise,
        )


class LiaView(Answer):
    interest: str
    necessity: str
    balance: str
    signed_at: Instant
    signed_by: str
    review_at: Instant

    @classmethod
    def of(cls, record: LiaRecord) -> Self:
        return cls(
            interest=record.interest,
            necessity=record.necessity,
            balance=record.balance,
            signed_at=record.signed_at,
            signed_by=record.signed_by,
            review_at=record.review_at,
        )


class CountsView(Answer):
    enrolled: Count
    active: Count
    finished: Count
    stopped: Count

    @classmethod
    def of(cls, counts: Counts) -> Self:
        return cls(
            enrolled=counts.enrolled,
            active=counts.active,
            finished=counts.finished,
            stopped=counts.stopped,
        )


class CampaignView(Answer):
    id: str
    name: str
    offer_id: str
    persona_id: str
    goal: str
    mailbox_id: str | None
    linkedin_id: str | None
    mode: str
    colleagues: str
    state: str
    steps: list[StepView]
    revision: Count
    lia: LiaView | None
    counts: CountsView
    created_at: Instant
    launched_at: Instant | None
    version: Count

    @classmethod
    def of(cls, counted: CountedCampaign) -> Self:
        campaign = counted.campaign
        return cls(
            id=campaign.id,
            name=campaign.name,
            offer_id=campaign.offer_id,
            persona_id=campaign.persona_id,
            goal=campaign.goal,
            mailbox_id=campaign.mailbox_id,
            linkedin_id=campaign.linkedin_id,
            mode=campaign.mode,
            colleagues=campaign.colleagues.value,
            state=campaign.state.value,
            steps=[StepView.of(step) for step in campaign.sequence.steps],
            revision=campaign.revision,
            lia=LiaView.of(campaign.lia) if campaign.lia else None,
            counts=CountsView.of(counted.counts),
            created_at=campaign.created_at,
            launched_at=campaign.launched_at,
            version=campaign.version,
        )


async def _shown(
    actor: CurrentActor, app: App, campaign_id: str, response: Response
) -> CampaignView:
    counted = await app.campaigns.list.one(actor, CampaignId(campaign_id))
    response.headers["ETag"] = f'"{counted.campaign.version}"'
    return CampaignView.of(counted)


class CampaignAsk(Ask):
    name: Line
    offer_id: Id
    persona_id: Id
    goal: Paragraph
    mailbox_id: Id | None = None
    linkedin_id: Id | None = None


class CampaignEdit(Ask):
    """What is left out stays; null takes a sender away."""

    name: Line | None = None
    offer_id: Id | None = None
    persona_id: Id | None = None
    goal: Paragraph | None = None
    mailbox_id: Id | None = None
    linkedin_id: Id | None = None
    colleagues: Colleagues | None = None

    @property
    def senders(self) -> dict[str, SenderId | None]:
        """By channel, those that are in the request."""
        given = {"email": ("mailbox_id", self.mailbox_id)}
        given["linkedin"] = ("linkedin_id", self.linkedin_id)
        return {
            channel: SenderId(chosen) if chosen else None
            for channel, (name, chosen) in given.items()
            if name in self.model_fields_set
        }


_Name = Annotated[str, Field(max_length=64)]


class StepAsk(Ask):
    """`next` and `otherwise` name a step of this request by its `key` (its id, unless given), ""
    for the one below, "end" for none.
    """

    id: Id | None = None
    key: _Name = ""
    kind: StepKind
    wait_days: Annotated[int, Field(ge=0, le=365)] = 0
    working_days: bool = False
    objective: Annotated[Paragraph, Field(max_length=500)] = ""
    with_note: bool = True
    fork_on: ForkOn | None = None
    within_days: Annotated[int, Field(ge=0, le=365)] = 0
    next: _Name = ""
    otherwise: _Name = ""


class SequenceAsk(Ask):
    """`scope` and `gone` are for a campaign that runs: whom the change is for, and where people
    go who stand at a step that is taken out.
    """

    scope: RevisionScope | None = None
    gone: Gone = Gone.NEXT_STEP
    steps: Annotated[list[StepAsk], Field(max_length=Sequence.MOST_STEPS)]


class EnrolAsk(Ask):
    prospect_ids: Annotated[list[Id], Field(min_length=1, max_length=2000)]


class RefusedView(Answer):
    prospect_id: str
    code: str


class EnrolledView(Answer):
    enrolled: Count
    refused: list[RefusedView]


class EnrolmentView(Answer):
    enrolment_id: str
    prospect_id: str
    full_name: str
    state: str
    step_index: Count
    next_at: Instant | None
    reason: str
    ref: str

    @classmethod
    def of(cls, named: NamedEnrolment) -> Self:
        enrolment = named.enrolment
        return cls(
            enrolment_id=enrolment.id,
            prospect_id=enrolment.prospect_id,
            full_name=named.full_name,
            state=enrolment.state.value,
            step_index=enrolment.step_index,
            next_at=enrolment.next_at,
            reason=enrolment.reason,
            ref=enrolment.ref,
        )


class LiaAsk(Ask):
    """The balancing test of Art. 6(1)(f): whose interest, why it is needed, what it means."""

    interest: Paragraph
    necessity: Paragraph
    balance: Paragraph


class MissingView(Answer):
    code: str
    title: str
    fix: str


class PreflightView(Answer):
    ready: bool
    missing: list[MissingView]


class WaitCount(Answer):
    code: str
    title: str
    count: Count


class WhyNotView(Answer):
    """`reason` is null when something leaves within seconds, or nothing is left to do. `origin`
    names the limit that binds, where that reason has several sources.
    """

    reason: str | None
    title: str
    origin: str
    next_at: Instant | None
    counts: list[WaitCount]


_READ = problems(Unauthenticated, Forbidden, CampaignNotFound)


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_campaigns(actor: CurrentActor, app: App, page: PageQuery) -> ListOf[CampaignView]:
    """Campaigns of the workspace, newest first."""
    found = await app.campaigns.list(actor, page)
    return ListOf(items=[CampaignView.of(one) for one in found.items], next=found.next)


_PARTS = (OfferUnknown, PersonaUnknown, SenderUnknown)


@router.post("", status_code=201, responses=problems(Unauthenticated, Forbidden, *_PARTS))
async def draft_campaign(
    ask: CampaignAsk, actor: CurrentActor, app: App, response: Response
) -> CampaignView:
    """Begin a campaign as a draft."""
    made = await app.campaigns.draft(
        actor,
        name=ask.name,
        offer_id=OfferId(ask.offer_id),
        persona_id=PersonaId(ask.persona_id),
        goal=ask.goal,
        mailbox_id=SenderId(ask.mailbox_id) if ask.mailbox_id else None,
        linkedin_id=SenderId(ask.linkedin_id) if ask.linkedin_id else None,
    )
    return await _shown(actor, app, made.id, response)


@router.get("/{campaign_id}", responses=_READ)
async def get_campaign(
    campaign_id: Id, actor: CurrentActor, app: App, response: Response
) -> CampaignView:
    """One campaign with its sequence and counts."""
    return await _shown(actor, app, campaign_id, response)


@router.patch(
    "/{campaign_id}",
    responses=problems(
        Unauthenticated,
        Forbidden,
        CampaignNotFound,
        *_PARTS,
        CampaignNotEditable,
        StaleWrite,
        IfMatchNeeded,
    ),
)
async def edit_campaign(  # noqa: PLR0917 - path, body and what a route needs
    campaign_id: Id,
    ask: CampaignEdit,
    version: ExpectedVersion,
    actor: CurrentActor,
    app: App,
    response: Response,
) -> CampaignView:
    """Change a draft; the name may change at any time."""
    await app.campaigns.edit(
        actor,
        CampaignId(campaign_id),
        expected_version=version,
        name=ask.name,
        offer_id=OfferId(ask.offer_id) if ask.offer_id else None,
        persona_id=PersonaId(ask.persona_id) if ask.persona_id else None,
        goal=ask.goal,
        senders=ask.senders,
        colleagues=ask.colleagues,
    )
    return await _shown(actor, app, campaign_id, response)


@router.put(
    "/{campaign_id}/sequence",
    responses=problems(
        Unauthenticated,
        Forbidden,
        CampaignNotFound,
        CampaignNotEditable,
        RevisionScopeNeeded,
        TooManyRevisions,
        SequenceRefused,
        StaleWrite,
    ),
)
async def edit_sequence(
    campaign_id: Id, ask: SequenceAsk, actor: CurrentActor, app: App, response: Response
) -> CampaignView:
    """Replace the steps: at most seven touches and four e-mails on any way through."""
    wanted = [
        WantedStep(
            id=StepId(step.id) if step.id else None,
            kind=step.kind,
            key=step.key,
            wait_days=step.wait_days,
            working_days=step.working_days,
            objective=step.objective,
            with_note=step.with_note,
            fork_on=step.fork_on,
            within_days=step.within_days,
            next=step.next,
            otherwise=step.otherwise,
        )
        for step in ask.steps
    ]
    await app.campaigns.edit_sequence(
        actor, CampaignId(campaign_id), wanted, scope=ask.scope, gone=ask.gone
    )
    return await _shown(actor, app, campaign_id, response)


@router.get("/{campaign_id}/prospects", responses=_READ)
async def list_enrolments(
    campaign_id: Id, actor: CurrentActor, app: App, page: PageQuery
) -> ListOf[EnrolmentView]:
    """Who is in the campaign and where each stands, in the order of enrolment."""
    found = await app.campaigns.list_enrolments(actor, CampaignId(campaign_id), page)
    return ListOf(items=[EnrolmentView.of(one) for one in found.items], next=found.next)


@router.post(
    "/{campaign_id}/prospects",
    responses=problems(
        Unauthenticated, Forbidden, CampaignNotFound, CampaignNotEditable, StaleWrite
    ),
)
async def enrol_prospects(
    campaign_id: Id, ask: EnrolAsk, actor: CurrentActor, app: App
) -> EnrolledView:
    """Put people into the campaign; who may not be written to is refused, each with why."""
    done = await app.campaigns.enrol(
        actor, CampaignId(campaign_id), [ProspectId(one) for one in ask.prospect_ids]
    )
    return EnrolledView(
        enrolled=done.enrolled,
        refused=[RefusedView(prospect_id=one.prospect_id, code=one.code) for one in done.refused],
    )


@router.post(
    "/{campaign_id}/prospects/{enrolment_id}/release",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, EnrolmentNotFound, EnrolmentNotHeld, StaleWrite),
)
async def release_enrolment(
    campaign_id: Id, enrolment_id: Id, actor: CurrentActor, app: App
) -> None:
    """Let somebody go on whose company was frozen by a colleague's reply."""
    await app.campaigns.change_enrolment.release(
        actor, CampaignId(campaign_id), EnrolmentId(enrolment_id)
    )


@router.post(
    "/{campaign_id}/prospects/{enrolment_id}/draft",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, EnrolmentNotFound, EnrolmentNotHeld, StaleWrite),
)
async def order_draft(campaign_id: Id, enrolment_id: Id, actor: CurrentActor, app: App) -> None:
    """Ask for the text of a step at the manual level, which is written for nobody unasked."""
    await app.campaigns.change_enrolment.order_draft(
        actor, CampaignId(campaign_id), EnrolmentId(enrolment_id)
    )


@router.post(
    "/{campaign_id}/prospects/{enrolment_id}/stop",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, EnrolmentNotFound, EnrolmentNotHeld, StaleWrite),
)
async def stop_enrolment(campaign_id: Id, enrolment_id: Id, actor: CurrentActor, app: App) -> None:
    """Stop the sequence for one person; messages that wait for them are cancelled."""
    await app.campaigns.change_enrolment.stop(
        actor, CampaignId(campaign_id), EnrolmentId(enrolment_id)
    )


@router.post(
    "/{campaign_id}/lia",
    responses=problems(Unauthenticated, Forbidden, CampaignNotFound, LiaIncomplete, StaleWrite),
)
async def sign_lia(
    campaign_id: Id, ask: LiaAsk, actor: CurrentActor, app: App, response: Response
) -> CampaignView:
    """Sign the balancing test of the campaign."""
    await app.campaigns.sign_lia(
        actor,
        CampaignId(campaign_id),
        interest=ask.interest,
        necessity=ask.necessity,
        balance=ask.balance,
    )
    return await _shown(actor, app, campaign_id, response)


@router.get("/{campaign_id}/preflight", responses=_READ)
async def run_preflight(
    campaign_id: Id, request: Request, actor: CurrentActor, app: App
) -> PreflightView:
    """Everything the campaign lacks before it may begin."""
    found = await app.campaigns.preflight(actor, CampaignId(campaign_id))
    speech = language(request)
    texts = {code: text_of(code, speech) for code in found.missing}
    return PreflightView(
        ready=found.is_ready,
        missing=[
            MissingView(code=code, title=title, fix=fix) for code, (title, fix) in texts.items()
        ],
    )


_MOVED = problems(Unauthenticated, Forbidden, CampaignNotFound, CampaignNotInState, StaleWrite)


@router.post(
    "/{campaign_id}/launch",
    responses=problems(
        Unauthenticated,
        Forbidden,
        CampaignNotFound,
        CampaignNotInState,
        PreflightIncomplete,
        StaleWrite,
        WorkspaceReadOnly,
    ),
)
async def launch_campaign(
    campaign_id: Id, actor: CurrentActor, app: App, response: Response
) -> CampaignView:
    """Begin. Refused with every missing item at once."""
    await app.campaigns.launch(actor, CampaignId(campaign_id))
    return await _shown(actor, app, campaign_id, response)


@router.post("/{campaign_id}/pause", responses=_MOVED)
async def pause_campaign(
    campaign_id: Id, actor: CurrentActor, app: App, response: Response
) -> CampaignView:
    """Hold everything that has not left."""
    await app.campaigns.pause(actor, CampaignId(campaign_id))
    return await _shown(actor, app, campaign_id, response)


@router.post(
    "/{campaign_id}/resume",
    responses=problems(
        Unauthenticated,
        Forbidden,
        CampaignNotFound,
        CampaignNotInState,
        StaleWrite,
        WorkspaceReadOnly,
    ),
)
async def resume_campaign(
    campaign_id: Id, actor: CurrentActor, app: App, response: Response
) -> CampaignView:
    """Go on where it stood."""
    await app.campaigns.resume(actor, CampaignId(campaign_id))
    return await _shown(actor, app, campaign_id, response)


@router.get("/{campaign_id}/why-not", responses=_READ)
async def explain_wait(
    campaign_id: Id, request: Request, actor: CurrentActor, app: App
) -> WhyNotView:
    """Why nothing is going out, when the next message can leave, and how many wait for what."""
    found = await app.delivery.explain_wait(actor, CampaignId(campaign_id))
    speech = language(request)
    return WhyNotView(
        reason=found.reason.value if found.reason else None,
        title=binding_title(found.reason, found.origin, speech) if found.reason else "",
        origin=found.origin,
        next_at=found.next_at,
        counts=[
            WaitCount(code=code.value, title=reason_title(code, speech), count=count)
            for code, count in found.counts
        ],
    )
