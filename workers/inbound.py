"""What vendors delivered, acted on: at least once, in order of arrival, never blocked by one."""

from datetime import timedelta

import structlog

from domain.application import Application
from domain.delivery.errors import LinkNotOpen
from domain.delivery.model.action import Receipt
from domain.inbox.model.deliveries import (
    AccountLinked,
    AccountReported,
    ConnectionSeen,
    MessageArrived,
    NothingToDo,
    OwnMessageSeen,
)
from domain.shared.errors import DomainError
from domain.shared.ids import EnrichmentId, WorkspaceId
from domain.shared.inbound import InboundEvent, InboundState
from workers.task import Context, application, task

_LOG = structlog.get_logger()
_AT_ONCE = 200
_MAX_ERRORS, _MAX_CRASHES = 8, 3
_RUNNING = "running:"


@task
async def drain_inbound(ctx: Context) -> None:
    """Deliveries are acted on by use cases that may run twice; one that keeps failing is set
    aside as dead after 3 crashes or 8 errors (delivery.md 1.10), and the others go on.
    """
    app = application(ctx)
    now = app.plumbing.wall.now()
    for event in await app.plumbing.inbound.waiting(_AT_ONCE):
        # 0, 5, 15, 35 … seconds after arrival: a provider that is down costs no attempts in vain.
        due = event.received_at + timedelta(seconds=5 * (2**event.attempts - 1))
        if due <= now:
            await settle_delivery(app, event)


async def settle_delivery(app: Application, event: InboundEvent) -> None:
    """One attempt. "running:n" stands in the row while it lasts, so a death leaves a mark."""
    inbound = app.plumbing.inbound
    deaths = int(event.problem.removeprefix(_RUNNING)) if event.problem.startswith(_RUNNING) else 0
    if deaths >= _MAX_CRASHES:
        await inbound.settle(event.key, InboundState.DEAD, "crashed")
        _LOG.error("delivery_dead", key=event.key, crashes=deaths)
        return
    attempts = await inbound.begin(event.key)
    await inbound.settle(event.key, InboundState.NEW, f"{_RUNNING}{deaths + 1}")
    try:
        outcome = await _act(app, event)
    except Exception as error:  # noqa: BLE001 - one delivery never stops the others
        code = getattr(error, "code", type(error).__name__)
        state = InboundState.DEAD if attempts >= _MAX_ERRORS else InboundState.NEW
        await inbound.settle(event.key, state, code)
        told = {"key": event.key, "code": code, "attempts": attempts, "state": state.value}
        if isinstance(error, DomainError):
            _LOG.warning("delivery_failed", **told)
        else:
            _LOG.exception("delivery_failed", **told)
        return
    await inbound.settle(event.key, InboundState.DONE, outcome)


async def _act(app: Application, event: InboundEvent) -> str:  # noqa: PLR0911 - a table
    """Hand one delivery to the module it concerns; a word on what became of it."""
    if event.source == "stripe":
        return await app.billing.apply_notice(event.body)
    if event.source == "intercom":
        return await app.support.apply_notice(event.body)
    if event.source == "fullenrich":
        _, workspace_id, job_id, _ = event.key.split(":")
        await app.enrichment.apply_answer(
            WorkspaceId(workspace_id), EnrichmentId(job_id), event.body, provider=event.source
        )
        return "applied"
    match app.inbox.read_delivery(event.body):
        case MessageArrived(incoming=incoming):
            return (await app.inbox.receive(incoming)).value
        case OwnMessageSeen() as seen:
            return await _own(app, seen)
        case ConnectionSeen() as seen:
            people = (seen.person_ref, seen.public_id)
            await app.delivery.record_connection(seen.account_ref, [one for one in people if one])
        case AccountReported() as report:
            await app.delivery.record_health.of_account(report.account_ref)
        case AccountLinked() as linked:
            return await _linked(app, linked)
        case NothingToDo(kind=kind):
            return f"ignored:{kind}"
    return "recorded"


async def _linked(app: Application, linked: AccountLinked) -> str:
    try:
        await app.delivery.announce_sender(linked.name, linked.account_ref)
    except LinkNotOpen:
        return "link-not-open"
    return "recorded"


async def _own(app: Application, seen: OwnMessageSeen) -> str:
    """A mail in the sent folder is a receipt; a chat with somebody proves the connection (6.8)."""
    if seen.channel == "linkedin":
        is_ours = await app.delivery.record_connection(seen.account_ref, seen.to_refs)
    else:
        receipt = Receipt(
            provider_ref=seen.provider_id,
            message_ref=seen.message_id,
            tracking_ref=seen.tracking_id,
            thread_ref=seen.thread_ref,
        )
        is_ours = await app.delivery.record_receipt(
            seen.account_ref, receipt, action_ref=seen.action_ref
        )
        if not is_ours and await app.inbox.note_own_hand(seen):
            return "by-hand"
    return "recorded" if is_ours else "unmatched"
