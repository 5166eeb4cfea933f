"""Tasks of accounts."""

from datetime import date

from domain.accounts.model.letter import LetterKind
from domain.privacy.model.changes import Subject
from domain.shared.ids import EventId, WorkspaceId
from workers.task import Context, application, task


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
async def tell_of_change(ctx: Context, workspace_id: str, notice_id: str) -> None:
    """A second run finds the letters written."""
    app, workspace = application(ctx), WorkspaceId(workspace_id)
    change = await app.privacy.changes.announced(workspace, notice_id)
    is_text = change.subject is not Subject.PROVIDERS
    await app.accounts.tell_members(
        workspace,
        LetterKind.TEXT_CHANGES if is_text else LetterKind.PROVIDERS_CHANGE,
        EventId(notice_id),
        slug=change.subject.value,
        version=change.ref,
        title=change.title,
        reason=change.reason,
        mode=change.mode.value,
        summary=change.summary,
        summary_en=change.summary_en,
        day=change.effective_on.strftime("%d/%m/%Y"),
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
