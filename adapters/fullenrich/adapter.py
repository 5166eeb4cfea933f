"""enrichment.ContactFinder and WebhookVerifier on FullEnrich."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from adapters.fullenrich import mapping
from adapters.fullenrich.client import FullEnrichClient
from domain.enrichment.errors import (
    FinderBusy,
    FinderRefused,
    FinderSilent,
    JobForgotten,
    UnreadableDelivery,
)
from domain.enrichment.model import AnswerState, JobAnswer
from domain.enrichment.ports import Wanted

_LOG = structlog.get_logger()
_STILL_RUNNING = "error.enrichment.in_progress"


@dataclass(frozen=True, slots=True)
class FullEnrichFinder:
    """`callback_url` is where our webhook route answers; the job's token is appended."""

    client: FullEnrichClient
    callback_url: str

    async def start(self, name: str, callback_token: str, people: Sequence[Wanted]) -> str:
        webhook = f"{self.callback_url}/{callback_token}"
        order = mapping.to_order(name, webhook, people)
        # silentFail: one unusable row is skipped and the others go on (section 2.1).
        answer = await self.client.post("contact/enrich/bulk?silentFail=true", order)
        if answer.status >= 500:
            raise FinderSilent
        vendor_id = mapping.text_field(answer.content, "enrichment_id") if answer.is_success else ""
        if vendor_id:
            return vendor_id
        if answer.is_success:
            raise FinderSilent
        _LOG.error(
            "finder_refused",
            status=answer.status,
            code=mapping.text_field(answer.content, "code"),
        )
        raise FinderRefused

    async def read(self, vendor_id: str) -> JobAnswer:
        try:
            answer = await self.client.get(f"contact/enrich/bulk/{vendor_id}")
        except FinderSilent as error:
            raise FinderBusy from error  # reading again is harmless
        if answer.status == 404:
            raise JobForgotten
        if answer.status == 400 and mapping.text_field(answer.content, "code") == _STILL_RUNNING:
            # The specification's way to say "running"; the other is a 200 (section 4, CONFLICT).
            return JobAnswer(vendor_id=vendor_id, state=AnswerState.RUNNING, cost=None, contacts=())
        if answer.is_success or answer.status == 402:  # 402 carries the job (section 4)
            try:
                return mapping.to_answer(answer.content)
            except UnreadableDelivery as error:
                raise FinderBusy from error
        _LOG.error("finder_unreadable", status=answer.status)
        raise FinderBusy

    def read_delivery(self, body: bytes) -> JobAnswer:
        return mapping.to_answer(body)


@dataclass(frozen=True, slots=True)
class FullEnrichSignature:
    """X-Signature-SHA1: lowercase hex HMAC-SHA1 of the raw body, keyed with the API key (6).

    The key signs too, so a change of key is checked against both for a while.
    """

    keys: tuple[str, ...]

    def is_genuine(self, body: bytes, signature: str) -> bool:
        given = signature.encode("utf-8", "replace")
        marks = [hmac.digest(key.encode(), body, "sha1").hex().encode() for key in self.keys if key]
        return any(hmac.compare_digest(mark, given) for mark in marks)
