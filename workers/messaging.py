"""Drafts: written, tried again, closed."""

from domain.shared.ids import CampaignId, DraftId, EnrolmentId, ProspectId, StepId, WorkspaceId
from workers.task import Context, application, task


@task
async def generate_draft(  # noqa: PLR0917 - the fields of StepDue, as the relay passes them
    ctx: Context,
    workspace_id: str,
    campaign_id: str,
    enrolment_id: str,
    prospect_id: str,
    step_id: str,
) -> None:
    """A second run finds the draft of the step and writes nothing."""
    await application(ctx).messaging.generate(
        WorkspaceId(workspace_id),
        CampaignId(campaign_id),
        EnrolmentId(enrolment_id),
        ProspectId(prospect_id),
        StepId(step_id),
    )


@task
async def expire_drafts_after_objection(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds no open draft."""
    await application(ctx).messaging.expire.for_prospect(
        WorkspaceId(workspace_id), ProspectId(prospect_id), "objection"
    )


@task
async def expire_drafts_after_reply(
    ctx: Context, workspace_id: str, prospect_id: str, automatic: str
) -> None:
    """An automatic reply stops nothing (SEQ-3). A second run finds no open draft."""
    if automatic != str(True):
        await application(ctx).messaging.expire.for_prospect(
            WorkspaceId(workspace_id), ProspectId(prospect_id), "reply"
        )


@task
async def expire_drafts_of_enrolment(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """One active enrolment per person, so all their drafts go. A second run finds none open."""
    await application(ctx).messaging.expire.for_prospect(
        WorkspaceId(workspace_id), ProspectId(prospect_id), "enrolment-ended"
    )


@task
async def expire_old_drafts(ctx: Context) -> None:
    """A second run finds them expired."""
    await application(ctx).messaging.expire.by_age()


@task
async def retry_drafts(ctx: Context) -> None:
    """A draft written meanwhile is left alone; two runs at once: the second writer loses."""
    await application(ctx).messaging.retry()


@task
async def approve_unattended(ctx: Context, workspace_id: str, draft_id: str) -> None:
    """Only a text that still waits is let go, and counted once: a second run changes nothing."""
    await application(ctx).messaging.approve_unattended(
        WorkspaceId(workspace_id), DraftId(draft_id)
    )


@task
async def give_draft_back(ctx: Context, workspace_id: str, draft_id: str) -> None:
    """Its mandate is lost before it left; a second run finds it waiting for a person."""
    await application(ctx).messaging.approve_unattended.give_back(
        WorkspaceId(workspace_id), DraftId(draft_id)
    )
