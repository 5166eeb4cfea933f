"""Where vendors deliver: verify, store, answer. The work is a task's (delivery.md 1.10)."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request
from starlette.responses import PlainTextResponse, Response

from api.deps import App
from api.problems import problems
from domain.billing.errors import PaymentNoticeForged
from domain.inbox.errors import WebhookNotGenuine
from domain.shared.inbound import InboundEvent
from domain.support.errors import DeskNoticeForged

router = APIRouter(prefix="/webhooks", tags=["webhooks"])

Token = Annotated[str, Path(min_length=1, max_length=1000)]
_GENUINE = problems(WebhookNotGenuine)


@router.post("/unipile/{path_token}", responses=_GENUINE, response_class=PlainTextResponse)
async def take_unipile_delivery(
    path_token: Token,
    request: Request,
    app: App,
    unipile_auth: Annotated[str, Header(max_length=500)] = "",
) -> str:
    """Mail, messages, connections, account states and linked accounts (vendors/unipile.md 5, 8).

    Answers exactly 200: anything else is a failure to this provider.
    """
    await app.inbox.take_delivery(path_token, unipile_auth, await request.body())
    return "ok"


@router.post("/stripe", responses=problems(PaymentNoticeForged), response_class=PlainTextResponse)
async def take_stripe_delivery(
    request: Request,
    app: App,
    stripe_signature: Annotated[str, Header(max_length=2_000)] = "",
) -> str:
    """Something changed at the payment provider (vendors/stripe.md 3): kept, then read again."""
    await app.billing.take_notice(await request.body(), stripe_signature)
    return "ok"


@router.head("/intercom", include_in_schema=False)
async def take_intercom_check() -> Response:
    """The vendor asks whether somebody is there before it delivers (vendors/intercom.md 6)."""
    return Response()


@router.post("/intercom", responses=problems(DeskNoticeForged), response_class=PlainTextResponse)
async def take_intercom_delivery(
    request: Request,
    app: App,
    x_hub_signature: Annotated[str, Header(max_length=100)] = "",
) -> str:
    """Something happened at the support desk: kept as a signal, without its content."""
    await app.support.take_notice(await request.body(), x_hub_signature)
    return "ok"


@router.post("/fullenrich/{token}", responses=_GENUINE, response_class=PlainTextResponse)
async def take_fullenrich_delivery(
    token: Token,
    request: Request,
    app: App,
    x_signature_sha1: Annotated[str, Header(max_length=100)] = "",
) -> str:
    """A whole enrichment job ended (vendors/fullenrich.md 6)."""
    await _take_enrichment(token, await request.body(), x_signature_sha1, app)
    return "ok"


@router.post("/fullenrich/{token}/contact", responses=_GENUINE, response_class=PlainTextResponse)
async def take_fullenrich_contact(
    token: Token,
    request: Request,
    app: App,
    x_signature_sha1: Annotated[str, Header(max_length=100)] = "",
) -> str:
    """One person of a running enrichment job was looked up (vendors/fullenrich.md 6)."""
    await _take_enrichment(token, await request.body(), x_signature_sha1, app)
    return "ok"


async def _take_enrichment(token: str, body: bytes, signature: str, app: App) -> None:
    delivery = app.enrichment.verify(token, body, signature)
    if delivery is None:
        raise WebhookNotGenuine
    digest = hashlib.sha256(body).hexdigest()
    await app.plumbing.inbound.store(
        InboundEvent(
            key=f"fullenrich:{delivery.workspace_id}:{delivery.job_id}:{digest}",
            source="fullenrich",
            body=body,
            received_at=app.plumbing.wall.now(),
        )
    )
