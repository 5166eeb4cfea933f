"""Campaigns: begin, go on, stop."""

from domain.campaigns.model import StepOutcome
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, StepId, WorkspaceId
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
    """A message that a person took back passes its step; as record_step_sent."""
    if code == "undone":
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
