"""The published policy, for anybody; what changes, for a workspace."""

from datetime import date
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query

from api.deps import App, CurrentActor, CurrentPerson, OpenSession
from api.models import Answer, Ask, Id, Instant, Paragraph
from api.problems import problems
from domain.accounts.errors import PolicyNotCurrent
from domain.privacy.errors import (
    ChangeNotFound,
    DocumentNotFound,
    ObjectionTooLate,
    ReasonNeeded,
)
from domain.privacy.model.changes import AcceptanceMode, ChangeNotice, Channel, Subject
from domain.privacy.model.documents import LegalDocument
from domain.shared.errors import Forbidden, Unauthenticated

router = APIRouter(prefix="/api/v1", tags=["policy"])


class PolicyTranslation(Answer):
    """For information: `text` says itself that the original prevails."""

    language: str
    title: str
    text: str
    hash: str


class PolicyView(Answer):
    """`hash` is the SHA-256 of `text` in UTF-8; `text` is Markdown. French prevails."""

    version: str
    published_on: date
    effective_on: date
    url: str
    changes_url: str
    hash: str
    language: str
    title: str
    text: str
    governing_law: Literal["FR"]
    jurisdiction: str
    translation: PolicyTranslation | None

    @classmethod
    def of(cls, policy: LegalDocument, public_url: str) -> Self:
        translation = policy.translation
        return cls(
            version=policy.version,
            published_on=policy.published_on,
            effective_on=policy.effective_on,
            url=f"{public_url}/privacy",
            changes_url=f"{public_url}/legal/{policy.slug.value}/{policy.version}/changes",
            hash=policy.sha256,
            language=policy.language,
            title=policy.title,
            text=policy.text,
            governing_law="FR",
            jurisdiction=policy.jurisdiction,
            translation=None
            if translation is None
            else PolicyTranslation(
                language=translation.language,
                title=translation.title,
                text=translation.text,
                hash=translation.sha256,
            ),
        )


@router.get("/policy", responses=problems(DocumentNotFound))
async def read_policy(
    app: App,
    version: Annotated[str | None, Query(min_length=1, max_length=20)] = None,
) -> PolicyView:
    """The policy in force, or any version published before, to the byte."""
    policy = await app.privacy.read_policy(version)
    return PolicyView.of(policy, app.plumbing.public_url)


class AcceptedPolicy(Ask):
    version: Id


@router.post(
    "/policy/acceptances", status_code=204, responses=problems(Unauthenticated, PolicyNotCurrent)
)
async def accept_policy(body: AcceptedPolicy, session: OpenSession, app: App) -> None:
    """Accept the version in force for the workspace of this session; kept as proof."""
    await app.accounts.accept_policy(session, body.version)


class OwnMembership(Answer):
    workspace_id: str
    role: str
    joined_at: Instant


class OwnAcceptance(Answer):
    workspace_id: str
    policy_version: str
    policy_sha256: str
    accepted_at: Instant


class OwnSession(Answer):
    opened_at: Instant
    seen_at: Instant
    device: str
    network: str


class OwnDataView(Answer):
    """Everything about the user as a user; the workspace's data are the workspace's to export."""

    id: str
    email: str
    first_name: str
    last_name: str
    locale: str
    created_at: Instant
    has_second_factor: bool
    memberships: list[OwnMembership]
    acceptances: list[OwnAcceptance]
    sessions: list[OwnSession]


@router.get("/me/data", responses=problems(Unauthenticated))
async def read_own_data(session: OpenSession, app: App) -> OwnDataView:
    """A user's own data in a form another service can read (Art. 20)."""
    held = await app.accounts.own_data(session)
    return OwnDataView(
        id=held.user.id,
        email=held.user.email.value,
        first_name=held.user.first_name,
        last_name=held.user.last_name,
        locale=held.user.locale.value,
        created_at=held.user.created_at,
        has_second_factor=held.user.factor is not None,
        memberships=[
            OwnMembership(
                workspace_id=one.workspace_id, role=one.role.value, joined_at=one.joined_at
            )
            for one in held.memberships
        ],
        acceptances=[
            OwnAcceptance(
                workspace_id=one.workspace_id,
                policy_version=one.policy_version,
                policy_sha256=one.policy_sha256,
                accepted_at=one.accepted_at,
            )
            for one in held.acceptances
        ],
        sessions=[
            OwnSession(
                opened_at=one.opened_at,
                seen_at=one.seen_at,
                device=one.device.name,
                network=one.device.network,
            )
            for one in held.sessions
        ],
    )


class DeliveryView(Answer):
    channel: Channel
    user_id: str
    at: Instant


class ChangeNoticeView(Answer):
    """`ref` is the version of a text, or the day of a change of providers."""

    id: str
    subject: Subject
    ref: str
    title: str
    reason: str
    summary: str
    summary_en: str
    effective_on: date
    mode: AcceptanceMode
    announced_at: Instant
    changes_path: str | None
    deliveries: list[DeliveryView]
    objection: str
    objected_at: Instant | None

    @classmethod
    def of(cls, one: ChangeNotice) -> Self:
        change = one.change
        is_text = change.subject is not Subject.PROVIDERS
        return cls(
            id=one.id,
            subject=change.subject,
            ref=change.ref,
            title=change.title,
            reason=change.reason,
            summary=change.summary,
            summary_en=change.summary_en,
            effective_on=change.effective_on,
            mode=change.mode,
            announced_at=one.announced_at,
            changes_path=(
                f"/legal/{change.subject.value}/{change.ref}/changes" if is_text else None
            ),
            deliveries=[
                DeliveryView(channel=sent.channel, user_id=sent.user_id, at=sent.at)
                for sent in one.deliveries
            ],
            objection=one.objection,
            objected_at=one.objected_at,
        )


class ChangeNoticeList(Answer):
    items: list[ChangeNoticeView]


class ObjectedChange(Ask):
    reason: Paragraph


@router.get("/change-notices", responses=problems(Unauthenticated))
async def list_change_notices(actor: CurrentPerson, app: App) -> ChangeNoticeList:
    """What takes effect later than today: to be shown to every member."""
    found = await app.privacy.changes.upcoming(actor)
    return ChangeNoticeList(items=[ChangeNoticeView.of(one) for one in found])


@router.get("/registers/changes", responses=problems(Unauthenticated, Forbidden))
async def list_announced_changes(actor: CurrentActor, app: App) -> ChangeNoticeList:
    """Every change ever announced to the workspace, with the proof of each delivery."""
    found = await app.privacy.changes.history(actor)
    return ChangeNoticeList(items=[ChangeNoticeView.of(one) for one in found])


@router.post(
    "/change-notices/{notice_id}/seen",
    status_code=204,
    responses=problems(Unauthenticated, ChangeNotFound),
)
async def note_change_seen(notice_id: Id, actor: CurrentPerson, app: App) -> None:
    """The notice was on this member's screen: proof of display."""
    await app.privacy.changes.seen(actor, notice_id)


@router.post(
    "/change-notices/{notice_id}/objection",
    responses=problems(Unauthenticated, Forbidden, ChangeNotFound, ReasonNeeded, ObjectionTooLate),
)
async def object_to_change(
    notice_id: Id, body: ObjectedChange, actor: CurrentActor, app: App
) -> ChangeNoticeView:
    """Object before the change takes effect; the publisher answers, and the register keeps it."""
    return ChangeNoticeView.of(await app.privacy.changes.object(actor, notice_id, body.reason))
