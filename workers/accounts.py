"""Tasks of accounts."""

from datetime import date

from domain.accounts.model.letter import LetterKind
from domain.shared.ids import EventId, WorkspaceId
from workers.task import Context, application, task

# Both languages read this word as it stands.
_REASONS = {
    "legal": "légal (legal)",
    "regulatory": "réglementaire (regulatory)",
    "technical": "technique (technical)",
    "operational": "opérationnel (operational)",
}


@task
async def post_letter(ctx: Context, _workspace_id: str, letter_id: str) -> None:
    """A letter that has left is not sent again; a crash right after it left sends it twice."""
    await application(ctx).accounts.post_letter(letter_id)


@task
async def tell_credits_low(ctx: Context, workspace_id: str, event_id: str, available: str) -> None:
    """A second run finds the letters written."""
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id), LetterKind.CREDITS_LOW, EventId(event_id), credits=available
    )


@task
async def tell_key_ending(
    ctx: Context, workspace_id: str, event_id: str, hint: str, day: str
) -> None:
    """A second run finds the letters written."""
    told = date.fromisoformat(day).strftime("%d/%m/%Y")
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id), LetterKind.KEY_ENDING, EventId(event_id), hint=hint, day=told
    )


@task
async def tell_people_to_inform(
    ctx: Context, workspace_id: str, event_id: str, people: str, by: str
) -> None:
    """A second run finds the letters written."""
    day = date.fromisoformat(by).strftime("%d/%m/%Y")
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id),
        LetterKind.PEOPLE_TO_INFORM,
        EventId(event_id),
        people=people,
        day=day,
    )


@task
async def tell_of_change(  # noqa: PLR0917 - the named fields of the event
    ctx: Context,
    workspace_id: str,
    notice_id: str,
    subject: str,
    ref: str,
    title: str,
    reason: str,
    summary: str,
    effective_on: str,
) -> None:
    """A second run finds the letters written."""
    is_text = subject != "providers"
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id),
        LetterKind.TEXT_CHANGES if is_text else LetterKind.PROVIDERS_CHANGE,
        EventId(notice_id),
        slug=subject,
        version=ref,
        title=title,
        reason=_REASONS.get(reason, reason),
        summary=summary,
        day=date.fromisoformat(effective_on).strftime("%d/%m/%Y"),
    )


@task
async def tell_authority_request(
    ctx: Context, workspace_id: str, request_id: str, authority: str, wanted: str
) -> None:
    """A second run finds the letters written."""
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id),
        LetterKind.AUTHORITY_REQUEST,
        EventId(request_id),
        authority=authority,
        wanted=wanted,
    )


@task
async def tell_incident_notice(
    ctx: Context, workspace_id: str, incident_id: str, number: str
) -> None:
    """The second channel beside the product itself; a second run finds the letters written."""
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id),
        LetterKind.INCIDENT_NOTICE,
        EventId(f"{incident_id}.{number}"),
        number=number,
        contact=await application(ctx).privacy.incidents.contact(
            WorkspaceId(workspace_id), incident_id
        ),
    )


@task
async def tell_payment_failed(ctx: Context, workspace_id: str, event_id: str) -> None:
    """A second run finds the letters written."""
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id), LetterKind.PAYMENT_FAILED, EventId(event_id)
    )


@task
async def tell_subscription_ended(ctx: Context, workspace_id: str, event_id: str) -> None:
    """A second run finds the letters written."""
    await application(ctx).accounts.tell_members(
        WorkspaceId(workspace_id), LetterKind.SUBSCRIPTION_ENDED, EventId(event_id)
    )
