"""Campaigns: begin, go on, stop."""

from datetime import date

from domain.campaigns.model.campaign import Gone, RevisionScope
from domain.campaigns.model.enrolment import StepOutcome
from domain.campaigns.model.human_task import TaskOutcome
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    ProspectId,
    StepId,
    UserId,
    WorkspaceId,
)
from workers.task import Context, application, task

# Labels that a machine earns: they stop nothing (product.md 3.10).
_AUTOMATIC = frozenset({"auto_reply", "out_of_office"})


@task
async def take_next_steps(ctx: Context) -> None:
    """Moves whoever is due, one transaction each; a second run finds nobody due."""
    await application(ctx).campaigns.take_next_steps()


@task
async def follow_campaign(ctx: Context, workspace_id: str, campaign_id: str) -> None:
    """Reads the campaign's state afresh and brings its people into line with it."""
    await application(ctx).campaigns.follow(WorkspaceId(workspace_id), CampaignId(campaign_id))


async def _step_over(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str, outcome: StepOutcome
) -> None:
    await application(ctx).campaigns.record_step_done(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id), StepId(step_id), outcome
    )


@task
async def record_step_sent(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str
) -> None:
    """Only the awaited step moves the pointer: a second run finds another one awaited."""
    await _step_over(ctx, workspace_id, enrolment_id, step_id, StepOutcome.SENT)


@task
async def record_step_skipped(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str
) -> None:
    """As record_step_sent."""
    await _step_over(ctx, workspace_id, enrolment_id, step_id, StepOutcome.SKIPPED)


@task
async def record_step_failed(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str
) -> None:
    """As record_step_sent."""
    await _step_over(ctx, workspace_id, enrolment_id, step_id, StepOutcome.FAILED)


@task
async def record_step_undone(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str, code: str
) -> None:
    """A message that a person took back, or says did not leave, passes its step; as
    record_step_sent.
    """
    if code in {"undone", "settled_not_sent"}:
        await _step_over(ctx, workspace_id, enrolment_id, step_id, StepOutcome.CANCELLED)


async def _end(ctx: Context, workspace_id: str, enrolment_id: str, reason: str) -> None:
    await application(ctx).campaigns.end_enrolment(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id), reason
    )


@task
async def end_enrolment(ctx: Context, workspace_id: str, enrolment_id: str, reason: str) -> None:
    """A stop is final: a second run changes nothing."""
    await _end(ctx, workspace_id, enrolment_id, reason)


@task
async def stop_after_dismissal(ctx: Context, workspace_id: str, enrolment_id: str) -> None:
    """The person leaves the campaign; as end_enrolment."""
    await _end(ctx, workspace_id, enrolment_id, "dismissed")


@task
async def stop_after_bounce(
    ctx: Context, workspace_id: str, enrolment_id: str, permanent: str
) -> None:
    """Only a permanent refusal stops the sequence; as end_enrolment."""
    if permanent == "True":
        await _end(ctx, workspace_id, enrolment_id, "bounced")


@task
async def stop_after_reply(ctx: Context, workspace_id: str, prospect_id: str, label: str) -> None:
    """Any human reply stops every sequence of the person (SEQ-3); a second run finds none."""
    if label in _AUTOMATIC:
        return
    reason = "opted_out" if label == "opt_out" else "replied"
    await application(ctx).campaigns.end_enrolment.of_prospect(
        WorkspaceId(workspace_id), ProspectId(prospect_id), reason
    )


@task
async def stop_after_objection(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """As stop_after_reply."""
    await application(ctx).campaigns.end_enrolment.of_prospect(
        WorkspaceId(workspace_id), ProspectId(prospect_id), "opted_out"
    )


@task
async def stop_after_own_hand(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A member took over from their own mailbox (INB-1); as stop_after_reply."""
    await application(ctx).campaigns.end_enrolment.of_prospect(
        WorkspaceId(workspace_id), ProspectId(prospect_id), "answered_by_hand"
    )


@task
async def follow_absence(
    ctx: Context, workspace_id: str, prospect_id: str, resume_on: str, has_left: str
) -> None:
    """Who is away goes on later, who left the company stops (product.md 3.10). Twice is once."""
    who = WorkspaceId(workspace_id), ProspectId(prospect_id)
    if has_left == str(True):
        await application(ctx).campaigns.end_enrolment.of_prospect(*who, "left_company")
    elif resume_on:
        await application(ctx).campaigns.delay_enrolment(*who, date.fromisoformat(resume_on))


@task
async def hold_colleagues(ctx: Context, workspace_id: str, prospect_id: str, label: str) -> None:
    """A human answer concerns the company (SEQ-3); a second run finds nobody left to hold."""
    if label not in _AUTOMATIC:
        await application(ctx).campaigns.hold_colleagues(
            WorkspaceId(workspace_id), ProspectId(prospect_id)
        )


@task
async def record_acceptance(ctx: Context, workspace_id: str, enrolment_id: str) -> None:
    """The first acceptance counts, another changes nothing."""
    await application(ctx).campaigns.change_enrolment.accepted(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id)
    )


@task
async def record_withdrawal(ctx: Context, workspace_id: str, enrolment_id: str) -> None:
    """The invitation is not pending any more; another time changes nothing."""
    await application(ctx).campaigns.change_enrolment.withdrawn(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id)
    )


@task
async def open_withdrawal_task(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str
) -> None:
    """An old invitation that a person takes back in LinkedIn; as open_task."""
    await application(ctx).campaigns.open_task.to_withdraw(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id), StepId(step_id)
    )


@task
async def follow_revision(  # noqa: PLR0917 - the fields of one event
    ctx: Context, workspace_id: str, campaign_id: str, revision: str, scope: str, gone: str
) -> None:
    """Only who is on an earlier revision moves: a second run finds nobody."""
    if RevisionScope(scope) is RevisionScope.ALL:
        await application(ctx).campaigns.follow_revision(
            WorkspaceId(workspace_id), CampaignId(campaign_id), int(revision), Gone(gone)
        )


@task
async def hold_after_expiry(  # noqa: PLR0917 - the fields of one event
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str, draft_id: str, reason: str
) -> None:
    """A draft too old to approve: the person waits in plain sight (COP-4). Twice is once."""
    if reason == "age":
        await application(ctx).campaigns.change_enrolment.draft_expired(
            WorkspaceId(workspace_id), EnrolmentId(enrolment_id), StepId(step_id), DraftId(draft_id)
        )


@task
async def release_after_draft(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str
) -> None:
    """It was written again; as hold_after_expiry."""
    await application(ctx).campaigns.change_enrolment.draft_written(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id), StepId(step_id)
    )


@task
async def open_task(ctx: Context, workspace_id: str, enrolment_id: str, step_id: str) -> None:
    """What a step asks to be done by hand; one task per step, however often this runs."""
    await application(ctx).campaigns.open_task(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id), StepId(step_id)
    )


@task
async def open_task_with_text(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str, draft_id: str
) -> None:
    """An approved text that a person sends by hand; as open_task."""
    await application(ctx).campaigns.open_task(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id), StepId(step_id), draft_id=draft_id
    )


@task
async def record_task_done(
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str, outcome: str
) -> None:
    """The step of a task is over, unless the person left; as record_step_sent."""
    if outcome and not TaskOutcome(outcome).stops_the_sequence:
        await _step_over(ctx, workspace_id, enrolment_id, step_id, TaskOutcome(outcome).of_step)


@task
async def stop_after_call(ctx: Context, workspace_id: str, prospect_id: str, outcome: str) -> None:
    """Who spoke with us leaves the sequence, and their colleagues wait (SEQ-3). Twice is once."""
    if not outcome or not TaskOutcome(outcome).stops_the_sequence:
        return
    campaigns = application(ctx).campaigns
    who = WorkspaceId(workspace_id), ProspectId(prospect_id)
    reason = "opted_out" if outcome == TaskOutcome.OPPOSED else "replied"
    await campaigns.end_enrolment.of_prospect(*who, reason)
    await campaigns.hold_colleagues(*who)


@task
async def cancel_tasks(ctx: Context, workspace_id: str, enrolment_id: str) -> None:
    """Nothing is left to be done by hand for who left; a second run finds nothing open."""
    await application(ctx).campaigns.end_task.of_enrolment(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id)
    )


@task
async def pass_overdue_tasks(ctx: Context) -> None:
    """What nobody did in time; a second run finds none."""
    await application(ctx).campaigns.end_task.overdue()


@task
async def end_mandates_of_leaver(ctx: Context, workspace_id: str, user_id: str) -> None:
    """Whoever leaves takes their mandates along; a second run finds none open."""
    await application(ctx).campaigns.end_mandate.of_person(
        WorkspaceId(workspace_id), UserId(user_id), left=True
    )


@task
async def end_mandates_of_demoted(ctx: Context, workspace_id: str, user_id: str) -> None:
    """Reads the role afresh: one that may still sign keeps its mandates."""
    await application(ctx).campaigns.end_mandate.of_person(
        WorkspaceId(workspace_id), UserId(user_id), left=False
    )


@task
async def watch_mandates(ctx: Context) -> None:
    """Ends what is over and reminds once; a second run finds nothing left to do."""
    await application(ctx).campaigns.end_mandate.overdue()


@task
async def follow_levels(ctx: Context) -> None:
    """Lowers what the evidence takes; a second run finds it lowered."""
    await application(ctx).campaigns.autonomy.follow()
