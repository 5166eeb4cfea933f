"""Two records of one person: suggested, compared, merged and parted again."""

from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Id, Instant, Line, ListOf
from api.problems import problems
from domain.prospects.errors import (
    CursorNotKnown,
    MergeNotFound,
    MergeNotUndoable,
    ProspectAlreadyExists,
    ProspectEngaged,
    ProspectNotFound,
    SameProspect,
)
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.merge import UNDO_WITHIN, Merge
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Detail, Prospect
from domain.prospects.usecases.merge_prospects import MergePreview
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import MergeId, ProspectId

router = APIRouter(prefix="/api/v1", tags=["prospects"])


class TwinView(Answer):
    """Somebody of the same name at the same company or domain; it may be another person."""

    id: str
    full_name: str
    job_title: str
    company: str
    email: str | None
    source: str
    added_at: Instant

    @classmethod
    def of(cls, prospect: Prospect) -> Self:
        email = prospect.point(PointKind.EMAIL)
        return cls(
            id=prospect.id,
            full_name=prospect.full_name,
            job_title=prospect.detail(DetailKind.JOB_TITLE),
            company=prospect.detail(DetailKind.COMPANY),
            email=email.value if email else None,
            source=prospect.origin.source,
            added_at=prospect.added_at,
        )


class SaidView(Answer):
    value: str
    source: str
    observed_at: Instant

    @classmethod
    def of(cls, detail: Detail) -> Self:
        return cls(value=detail.value, source=detail.source, observed_at=detail.observed_at)


class ConflictView(Answer):
    """A field the two records disagree on; without a choice both values are held."""

    field: str
    kept: SaidView
    other: SaidView


class MergedFieldView(Answer):
    field: str
    value: str


class MergePreviewView(Answer):
    """What the record that goes on would hold."""

    fields: list[MergedFieldView]
    addresses: list[str]
    tags: list[str]
    opted_out: bool
    conflicts: list[ConflictView]

    @classmethod
    def of(cls, preview: MergePreview) -> Self:
        result = preview.result
        return cls(
            fields=[
                MergedFieldView(field=kind.value, value=one.value)
                for kind, one in result.details.items()
            ],
            addresses=[one.value for one in result.points],
            tags=result.tags,
            opted_out=result.opted_out_at is not None,
            conflicts=[
                ConflictView(field=kind.value, kept=SaidView.of(mine), other=SaidView.of(theirs))
                for kind, (mine, theirs) in preview.conflicts.items()
            ],
        )


class MergeAsk(Ask):
    """`other_id` is the record that goes away; `choices` the values that hold, by field."""

    other_id: Id
    choices: Annotated[dict[DetailKind, Line], Field(max_length=20)]


class MergePreviewAsk(Ask):
    other_id: Id


class MergeView(Answer):
    id: str
    prospect_id: str
    absorbed_id: str
    absorbed_name: str
    at: Instant
    undo_before: Instant

    @classmethod
    def of(cls, merge: Merge) -> Self:
        return cls(
            id=merge.id,
            prospect_id=merge.kept.id,
            absorbed_id=merge.absorbed.id,
            absorbed_name=merge.absorbed.full_name,
            at=merge.at,
            undo_before=merge.at + UNDO_WITHIN,
        )


class TwinsView(Answer):
    """People who share a name and a company or domain."""

    people: list[TwinView]


_READ = (Unauthenticated, Forbidden, ProspectNotFound)


@router.get("/twins", responses=problems(Unauthenticated, Forbidden, CursorNotKnown))
async def list_duplicates(
    actor: CurrentActor, app: App, cursor: Annotated[Line | None, Query()] = None
) -> ListOf[TwinsView]:
    """Groups of records that may be of one person, in the order of names. A page may be empty and
    still have a next one.
    """
    found = await app.prospects.duplicates(actor, cursor)
    return ListOf(
        items=[TwinsView(people=[TwinView.of(one) for one in group]) for group in found.items],
        next=found.next,
    )


@router.get("/prospects/{prospect_id}/twins", responses=problems(*_READ))
async def list_twins(prospect_id: Id, actor: CurrentActor, app: App) -> ListOf[TwinView]:
    """Records that may be of the same person: same name, same company. Only a suggestion."""
    found = await app.prospects.merge.twins(actor, ProspectId(prospect_id))
    return ListOf(items=[TwinView.of(one) for one in found], next=None)


@router.post(
    "/prospects/{prospect_id}/merge-preview",
    responses=problems(*_READ, SameProspect, ProspectEngaged),
)
async def preview_merge(
    prospect_id: Id, body: MergePreviewAsk, actor: CurrentActor, app: App
) -> MergePreviewView:
    """What a merge would make of the two records, and what a person has to choose."""
    preview = await app.prospects.merge.preview(
        actor, ProspectId(prospect_id), ProspectId(body.other_id)
    )
    return MergePreviewView.of(preview)


@router.post(
    "/prospects/{prospect_id}/merges",
    status_code=201,
    responses=problems(*_READ, SameProspect, ProspectEngaged, StaleWrite),
)
async def merge_prospects(
    prospect_id: Id, body: MergeAsk, actor: CurrentActor, app: App
) -> MergeView:
    """Merge another record into this one; every source stays, rights are the strictest."""
    merge = await app.prospects.merge(
        actor, ProspectId(prospect_id), ProspectId(body.other_id), body.choices
    )
    return MergeView.of(merge)


@router.get("/prospects/{prospect_id}/merges", responses=problems(*_READ))
async def list_merges(prospect_id: Id, actor: CurrentActor, app: App) -> ListOf[MergeView]:
    """Merges into this record that can still be undone."""
    found = await app.prospects.merge.of(actor, ProspectId(prospect_id))
    return ListOf(items=[MergeView.of(one) for one in found], next=None)


@router.post(
    "/merges/{merge_id}/undo",
    responses=problems(*_READ, MergeNotFound, MergeNotUndoable, ProspectAlreadyExists, StaleWrite),
)
async def undo_merge(merge_id: Id, actor: CurrentActor, app: App) -> MergeView:
    """Part two merged records again, within thirty days."""
    return MergeView.of(await app.prospects.merge.undo(actor, MergeId(merge_id)))
