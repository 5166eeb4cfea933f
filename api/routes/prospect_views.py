"""Saved views, and one change for everybody who matches."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Response
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Id, Line, ListOf, OptionalLine
from api.problems import problems
from api.routes.prospects import StageName, Tag, VerdictName
from domain.prospects.errors import (
    FilterInvalid,
    SavedViewNotFound,
    SensitiveText,
    StageNotKnown,
    TooManySavedViews,
)
from domain.prospects.model.audience import CHOICES, FIELDS, OPERATORS, read_filter, said_of
from domain.prospects.model.saved_view import SavedView
from domain.prospects.model.stage import Stage
from domain.prospects.ports import Search, Sort
from domain.shared.errors import (
    Forbidden,
    NotFound,
    StaleWrite,
    Unauthenticated,
    WorkspaceReadOnly,
)
from domain.shared.ids import CampaignId, ProspectId, SavedViewId

router = APIRouter(prefix="/api/v1", tags=["prospects"])

Filter = Annotated[
    dict[str, Any],
    Field(
        max_length=1,
        description='`{"all": [{"field", "operator", "values"}, {"any": […]}]}`; see filter fields',
    ),
]


class FilterFieldView(Answer):
    """One field of the filter language. `choices` is empty where any value may stand."""

    field: str
    kind: Literal["text", "choice", "number", "date", "tags", "flag"]
    operators: list[str]
    choices: list[str]


class ViewBody(Ask):
    """`shared`: everybody of the workspace sees it; only its owner changes it."""

    name: Line
    filter: Filter
    sort: Sort = Sort.SCORE_DOWN
    shared: bool = False


class SavedViewView(Answer):
    id: str
    name: str
    filter: dict[str, Any]
    sort: Sort
    shared: bool
    own: bool

    @classmethod
    def of(cls, view: SavedView, user_id: str) -> Self:
        return cls(
            id=view.id,
            name=view.name,
            filter=said_of(view.filter),
            sort=Sort(view.sort),
            shared=view.is_shared,
            own=view.owner_id == user_id,
        )


class Matching(Ask):
    """The filters of the list, all at once; `except_ids` were unticked."""

    stage: StageName | None = None
    tag: Tag | None = None
    q: OptionalLine = ""
    score_min: Annotated[int, Field(ge=0, le=100)] | None = None
    score_max: Annotated[int, Field(ge=0, le=100)] | None = None
    verdict: VerdictName | None = None
    campaign_id: Id | None = None
    filter: Filter | None = None
    except_ids: Annotated[list[Id], Field(max_length=500)] = Field(default_factory=list)

    def search(self, at: datetime) -> Search:
        return Search(
            stage=Stage(self.stage) if self.stage else None,
            tag=self.tag or "",
            words=self.q,
            score_min=self.score_min,
            score_max=self.score_max,
            verdict=self.verdict or "",
            campaign_id=CampaignId(self.campaign_id) if self.campaign_id else None,
            filter=read_filter(self.filter) if self.filter is not None else None,
            at=at,
        )


class BulkChangeAsk(Matching):
    """Everybody the filters match. `value` is the tag, or the stage."""

    action: Literal["tag", "untag", "stage"]
    value: Tag


class BulkStarted(Answer):
    operation_id: str


_WHO = (Unauthenticated, Forbidden)


@router.get("/prospect-filter-fields", responses=problems(*_WHO))
async def list_filter_fields(actor: CurrentActor) -> ListOf[FilterFieldView]:
    """The fields of the filter language with the operators each one takes."""
    del actor
    return ListOf(
        items=[
            FilterFieldView(
                field=name,
                kind=kind.value,
                operators=list(OPERATORS[kind]),
                choices=list(CHOICES.get(name, ())),
            )
            for name, kind in FIELDS.items()
        ],
        next=None,
    )


@router.get("/saved-views", responses=problems(*_WHO))
async def list_saved_views(actor: CurrentActor, app: App) -> ListOf[SavedViewView]:
    """One's own named lists and the shared ones; who is in them is who matches at the moment."""
    views = await app.prospect_views.keep.seen(actor)
    return ListOf(items=[SavedViewView.of(one, actor.user_id) for one in views], next=None)


@router.post(
    "/saved-views", status_code=201, responses=problems(*_WHO, FilterInvalid, TooManySavedViews)
)
async def save_view(body: ViewBody, actor: CurrentActor, app: App) -> SavedViewView:
    """Keep a filter and an order under a name."""
    view = await app.prospect_views.keep.add(
        actor, name=body.name, said=body.filter, sort=body.sort, is_shared=body.shared
    )
    return SavedViewView.of(view, actor.user_id)


@router.put(
    "/saved-views/{saved_view_id}",
    responses=problems(*_WHO, SavedViewNotFound, FilterInvalid, StaleWrite),
)
async def change_view(
    saved_view_id: Id, body: ViewBody, actor: CurrentActor, app: App
) -> SavedViewView:
    """Rename a view of one's own, or change what it shows and to whom."""
    view = await app.prospect_views.keep.change(
        actor,
        SavedViewId(saved_view_id),
        name=body.name,
        said=body.filter,
        sort=body.sort,
        is_shared=body.shared,
    )
    return SavedViewView.of(view, actor.user_id)


@router.delete(
    "/saved-views/{saved_view_id}", status_code=204, responses=problems(*_WHO, SavedViewNotFound)
)
async def remove_view(saved_view_id: Id, actor: CurrentActor, app: App) -> Response:
    """Forget a view of one's own; the people stay."""
    await app.prospect_views.keep.remove(actor, SavedViewId(saved_view_id))
    return Response(status_code=204)


@router.post(
    "/prospects/bulk-matching",
    status_code=202,
    responses=problems(*_WHO, NotFound, FilterInvalid, StageNotKnown, SensitiveText),
)
async def change_matching_prospects(
    body: BulkChangeAsk, actor: CurrentActor, app: App
) -> BulkStarted:
    """Tag, untag or move everybody who matches, in the background, with progress and resume."""
    operation = await app.prospect_views.request_change(
        actor,
        body.search(app.plumbing.clock.now()),
        action=body.action,
        value=body.value,
        except_ids=[ProspectId(one) for one in body.except_ids],
    )
    return BulkStarted(operation_id=operation.id)


@router.post(
    "/campaigns/{campaign_id}/prospects/matching",
    status_code=202,
    responses=problems(*_WHO, NotFound, FilterInvalid, WorkspaceReadOnly),
)
async def enrol_matching_prospects(
    campaign_id: Id, body: Matching, actor: CurrentActor, app: App
) -> BulkStarted:
    """Put everybody who matches into a campaign, in the background, with progress and resume; the
    result counts who was refused by reason.
    """
    operation = await app.prospect_views.request_change.enrol(
        actor,
        body.search(app.plumbing.clock.now()),
        CampaignId(campaign_id),
        except_ids=[ProspectId(one) for one in body.except_ids],
    )
    return BulkStarted(operation_id=operation.id)
