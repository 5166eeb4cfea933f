"""FullEnrich JSON ↔ our words (vendors/fullenrich.md 2). Pure."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.enrichment.errors import UnreadableDelivery
from domain.enrichment.model import AnswerState, EmailStatus, FoundContact, JobAnswer
from domain.enrichment.ports import Wanted
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.ids import EnrichmentId

_STATES = {
    "CREATED": AnswerState.RUNNING,
    "IN_PROGRESS": AnswerState.RUNNING,
    "FINISHED": AnswerState.FINISHED,
    "CANCELED": AnswerState.CANCELLED,
    "CREDITS_INSUFFICIENT": AnswerState.OUT_OF_CREDITS,
}
_STATUSES = {
    "DELIVERABLE": EmailStatus.DELIVERABLE,
    "HIGH_PROBABILITY": EmailStatus.HIGH_PROBABILITY,
    "CATCH_ALL": EmailStatus.CATCH_ALL,
    "INVALID": EmailStatus.INVALID,
    "INVALID_DOMAIN": EmailStatus.INVALID,
}


class _Payload(BaseModel):
    """Every field may be absent or null (section 2.2); unknown ones are left alone."""

    model_config = ConfigDict(extra="ignore")


class _Email(_Payload):
    email: str | None = None
    status: str | None = None


class _ContactInfo(_Payload):
    most_probable_work_email: _Email | None = None
    work_emails: list[_Email] | None = None


class _Row(_Payload):
    custom: dict[str, str] | None = None
    contact_info: _ContactInfo | None = None


class _Cost(_Payload):
    credits: float | None = None


class JobBody(_Payload):
    """GET body and webhook body: the same shape."""

    id: str
    status: str
    cost: _Cost | None = None
    data: list[_Row] | None = None


def to_order(name: str, webhook_url: str, people: Sequence[Wanted]) -> dict[str, Any]:
    """Section 2.1. `custom.cid` is our opaque id, the only join key; work addresses only."""
    return {
        "name": name,
        "webhook_url": webhook_url,
        "webhook_events": {"contact_finished": f"{webhook_url}/contact"},
        "data": [_person(wanted) for wanted in people],
    }


def _person(wanted: Wanted) -> dict[str, Any]:
    who = wanted.identity
    told = {
        "first_name": who.first_name,
        "last_name": who.last_name,
        "domain": who.domain,
        "company_name": who.company,
        "linkedin_url": who.linkedin_url,
    }
    return {
        **{key: value for key, value in told.items() if value},
        "enrich_fields": ["contact.work_emails"],
        "custom": {"cid": wanted.request_id},
    }


def to_answer(body: bytes) -> JobAnswer:
    """Raise UnreadableDelivery for anything that is not a job body."""
    try:
        job = JobBody.model_validate_json(body)
    except ValidationError as error:
        raise UnreadableDelivery from error
    # RATE_LIMIT, UNKNOWN and whatever is new: keep the reservation, read again (section 2.3).
    state = _STATES.get(job.status, AnswerState.INDETERMINATE)
    rows = [] if job.data is None else job.data
    contacts = [_contact(row) for row in rows]
    return JobAnswer(
        vendor_id=job.id,
        state=state,
        cost=round(job.cost.credits) if job.cost and job.cost.credits is not None else None,
        contacts=tuple(contact for contact in contacts if contact is not None),
    )


def _contact(row: _Row) -> FoundContact | None:
    """None for a row that carries no id of ours."""
    request_id = (row.custom or {}).get("cid")
    if not request_id:
        return None
    best = row.contact_info.most_probable_work_email if row.contact_info else None
    email, status = "", EmailStatus.UNKNOWN
    if best is not None and best.email:
        # Printed as CATCH_All in one place of the vendor's pages (section 2.4).
        status = _STATUSES.get((best.status or "").upper(), EmailStatus.UNKNOWN)
        try:
            email = EmailAddress(best.email).value
        except NotAnEmailAddress:
            email, status = "", EmailStatus.INVALID
    return FoundContact(request_id=EnrichmentId(request_id), email=email, status=status)


class _Named(_Payload):
    """Bodies of which one text matters: the answer to an order, and errors."""

    enrichment_id: str = ""
    code: str = ""


def text_field(body: bytes, name: str) -> str:
    """`enrichment_id` or `code` of a body, "" when it is not there or not JSON."""
    try:
        return str(getattr(_Named.model_validate_json(body), name))
    except ValidationError:
        return ""
