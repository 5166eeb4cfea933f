"""Objections that the team heard."""

from typing import Literal

from fastapi import APIRouter

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Id, OptionalLine
from api.problems import problems
from domain.shared.errors import Forbidden, NotFound, Unauthenticated
from domain.shared.ids import ProspectId

router = APIRouter(prefix="/api/v1/prospects", tags=["consent"])


class HeardObjection(Ask):
    """`reason` helps whoever types and is not kept: an objection needs none (compliance.md L7)."""

    reason: OptionalLine = ""
    channel: Literal["email", "linkedin", "phone", "meeting", "post", "api", "other"] = "other"


class ObjectionAnswer(Answer):
    """`first` is false when the person had objected before."""

    prospect_id: str
    opted_out: bool
    first: bool


@router.post("/{prospect_id}/opt-out", responses=problems(Unauthenticated, Forbidden, NotFound))
async def oppose_prospect(
    prospect_id: Id, body: HeardObjection, actor: CurrentActor, app: App
) -> ObjectionAnswer:
    """Record that a person does not want to be written to: at once, on every channel, for good."""
    first = await app.consent.oppose(actor, ProspectId(prospect_id), body.channel)
    return ObjectionAnswer(prospect_id=prospect_id, opted_out=True, first=first)
