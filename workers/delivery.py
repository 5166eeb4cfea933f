"""The delivery engine's hands: loops that need no queue, and reactions to events."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable

import structlog

from domain.application import Application
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    ProspectId,
    SenderId,
    StepId,
    WorkspaceId,
)
from workers.task import Context, application, task

_LOG = structlog.get_logger()
_IDLE, _AFTER_A_FAULT = 1.0, 3.0
_TEND_EVERY = 2.0


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


async def deliver_forever(app: Application) -> None:
    """Send what is due, take up what dead processes left, and ask the vendor about what is
    unknown, side by side until cancelled. The database alone says what is to be done, so this
    goes on while the queue is down (delivery.md 1.8).
    """
    async with asyncio.TaskGroup() as group:
        group.create_task(_repeat("drain", lambda: app.delivery.drain(_owner()), _IDLE))
        group.create_task(_repeat("reap", app.delivery.reap, _TEND_EVERY))
        group.create_task(_repeat("settle", app.delivery.settle, _TEND_EVERY))


async def _repeat(name: str, work: Callable[[], Awaitable[int]], every: float) -> None:
    """One fault does not end the loop: what was under way is found again by its row."""
    while True:
        try:
            busy = await work()
        except Exception:  # noqa: BLE001 - the loop outlives any fault, and logs it whole
            _LOG.exception("delivery_loop_fault", loop=name)
            await asyncio.sleep(_AFTER_A_FAULT)
        else:
            await asyncio.sleep(0.05 if busy and name == "drain" else every)


@task
async def plan_action(  # noqa: PLR0917 - the fields of the event
    ctx: Context,
    workspace_id: str,
    draft_id: str,
    campaign_id: str,
    enrolment_id: str,
    prospect_id: str,
    step_id: str,
    channel: str,
    sha256: str,
    mandate_id: str,
) -> None:
    """One action per step of an enrolment: a second run finds it."""
    await application(ctx).delivery.plan_action(
        WorkspaceId(workspace_id),
        draft_id=DraftId(draft_id),
        campaign_id=CampaignId(campaign_id),
        enrolment_id=EnrolmentId(enrolment_id),
        prospect_id=ProspectId(prospect_id),
        step_id=StepId(step_id),
        channel=channel,
        sha256=sha256,
        mandate_id=mandate_id,
    )


@task
async def cancel_after_objection(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """Ends everything that waits for the person, answers too; a second run finds nothing."""
    await application(ctx).delivery.cancel.for_prospect(
        WorkspaceId(workspace_id), ProspectId(prospect_id), "suppressed", answers=True
    )


@task
async def count_objection(ctx: Context, workspace_id: str, prospect_id: str, channel: str) -> None:
    """Held against the mail it answers to once; a second run finds it marked."""
    await application(ctx).delivery.note_objection(
        WorkspaceId(workspace_id), ProspectId(prospect_id), channel
    )


@task
async def cancel_after_enrolment(
    ctx: Context, workspace_id: str, enrolment_id: str, reason: str
) -> None:
    """Ends what waits for an enrolment that is over; a second run finds nothing."""
    await application(ctx).delivery.cancel.for_enrolment(
        WorkspaceId(workspace_id), EnrolmentId(enrolment_id), reason
    )


@task
async def wake_campaign(ctx: Context, workspace_id: str, campaign_id: str) -> None:
    """The rules decide again; waking twice is harmless."""
    await application(ctx).delivery.wake.of_campaign(
        WorkspaceId(workspace_id), CampaignId(campaign_id)
    )


@task
async def wake_sender(ctx: Context, workspace_id: str, sender_id: str) -> None:
    """The rules decide again; waking twice is harmless."""
    await application(ctx).delivery.wake.of_sender(WorkspaceId(workspace_id), SenderId(sender_id))


@task
async def confirm_sender(ctx: Context, workspace_id: str, sender_id: str) -> None:
    """Binds the announced account once; a second run finds it bound. Comes back until it is
    ready.
    """
    await application(ctx).delivery.confirm_sender(WorkspaceId(workspace_id), SenderId(sender_id))


@task
async def check_sender(ctx: Context, workspace_id: str, sender_id: str) -> None:
    """Reads the account's health at the vendor; asking twice changes nothing more."""
    await application(ctx).delivery.record_health(WorkspaceId(workspace_id), SenderId(sender_id))


@task
async def check_senders(ctx: Context) -> None:
    """Reads every account's health; a second run asks again."""
    await application(ctx).delivery.check_senders()


@task
async def confirm_reported(ctx: Context) -> None:
    """Looks in LinkedIn for what people say they sent; a second run looks again."""
    await application(ctx).delivery.confirm_reported()


@task
async def withdraw_invitations(ctx: Context) -> None:
    """One per account and run; a second run finds the next one, and its account's door shut."""
    await application(ctx).delivery.withdraw_invitations()


@task
async def record_withdrawal_by_hand(  # noqa: PLR0917 - the fields of one event
    ctx: Context, workspace_id: str, enrolment_id: str, step_id: str, kind: str, outcome: str
) -> None:
    """A person took the invitation back in LinkedIn; a second run finds that known."""
    if (kind, outcome) == ("linkedin_invitation", "done"):
        await application(ctx).delivery.withdraw_invitations.by_hand(
            WorkspaceId(workspace_id), EnrolmentId(enrolment_id), StepId(step_id)
        )


@task
async def check_health(ctx: Context) -> None:
    """Holds senders whose results say that they do harm; a second run holds nothing twice."""
    await application(ctx).delivery.check_health()


@task
async def keep_listening(ctx: Context) -> None:
    """Finds the provider's announcements set up, or sets them up; asking again changes nothing."""
    await application(ctx).delivery.keep_listening()
