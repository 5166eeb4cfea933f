"""What enrichment needs from the outside, in its own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.enrichment.model import (
    EmailStatus,
    EnrichmentBatch,
    EnrichmentCap,
    EnrichmentJob,
    EnrichmentRequest,
    Field,
    Identity,
    JobAnswer,
    ProviderOrder,
    StoreOutcome,
)
from domain.shared.ids import ActionId, EnrichmentId, OperationId, ProspectId, WorkspaceId


class EnrichmentRequests(Protocol):
    async def get(self, workspace_id: WorkspaceId, request_id: EnrichmentId) -> EnrichmentRequest:
        """Raise EnrichmentNotFound, also for another workspace's."""
        ...

    async def add(self, requests: Sequence[EnrichmentRequest]) -> None:
        """Raise AlreadyEnriching when one of them is open already for its prospect and field."""
        ...

    async def save(self, request: EnrichmentRequest) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def open_among(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId], field: Field
    ) -> frozenset[ProspectId]:
        """Those of the prospects for whom this field is being looked up."""
        ...

    async def of_job(
        self, workspace_id: WorkspaceId, job_id: EnrichmentId
    ) -> Sequence[EnrichmentRequest]:
        """All of the job, in the order they were asked."""
        ...

    async def of_batch(
        self, workspace_id: WorkspaceId, batch_id: EnrichmentId
    ) -> Sequence[EnrichmentRequest]:
        """All of the batch, in the order they were asked."""
        ...

    async def of_prospect(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[EnrichmentRequest]:
        """The latest hundred of the person, newest first."""
        ...

    async def asked_since(self, workspace_id: WorkspaceId, since: datetime) -> int:
        """How many people were asked for after that."""
        ...

    async def nth_since(
        self, workspace_id: WorkspaceId, since: datetime, number: int
    ) -> datetime | None:
        """When the one with this number, from 1, was asked for after that, the oldest first."""
        ...

    async def hit_rate(self, workspace_id: WorkspaceId) -> float | None:
        """Share of found among the last 200 answered; None below 20."""
        ...


class EnrichmentJobs(Protocol):
    async def get(self, workspace_id: WorkspaceId, job_id: EnrichmentId) -> EnrichmentJob:
        """Raise EnrichmentNotFound, also for another workspace's."""
        ...

    async def add(self, job: EnrichmentJob) -> None: ...

    async def save(self, job: EnrichmentJob) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def of_batch(
        self, workspace_id: WorkspaceId, batch_id: EnrichmentId
    ) -> Sequence[EnrichmentJob]:
        """All of the batch, oldest first."""
        ...

    async def unanswered(self, asked_before: datetime, limit: int) -> Sequence[EnrichmentJob]:
        """Of all workspaces: open jobs asked before that (wall), oldest first."""
        ...


class EnrichmentCaps(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> EnrichmentCap:
        """The first one for a workspace that never set it."""
        ...

    async def save(self, cap: EnrichmentCap) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class EnrichmentBatches(Protocol):
    async def get(self, workspace_id: WorkspaceId, batch_id: EnrichmentId) -> EnrichmentBatch:
        """Raise EnrichmentNotFound, also for another workspace's."""
        ...

    async def of_operation(
        self, workspace_id: WorkspaceId, operation_id: OperationId
    ) -> EnrichmentBatch:
        """Raise EnrichmentNotFound."""
        ...

    async def add(self, batch: EnrichmentBatch) -> None: ...

    async def save(self, batch: EnrichmentBatch) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One person to look up, under our id for the question."""

    request_id: EnrichmentId
    identity: Identity


class ContactFinder(Protocol):
    """The provider. It has no workspace of ours: an order names a job, which names one."""

    async def start(self, name: str, callback_token: str, people: Sequence[Wanted]) -> str:
        """Order the look-up; return the provider's id of the job.

        Raise FinderBusy when it surely was not taken, FinderSilent when that is not known,
        FinderRefused when it never will be. A second call is a second order.
        """
        ...

    async def read(self, vendor_id: str) -> JobAnswer:
        """Where the job stands. Raise FinderBusy, or JobForgotten."""
        ...

    def read_delivery(self, body: bytes) -> JobAnswer:
        """A webhook body, already verified. Raise UnreadableDelivery."""
        ...


class Finders(Protocol):
    """The providers by name. No workspace: an order names a job, which names one."""

    @property
    def names(self) -> Sequence[str]:
        """In the product's own order; at least one."""
        ...

    def of(self, name: str) -> ContactFinder:
        """The first one for an empty name. Raise FinderRefused for one no longer offered."""
        ...


class ProviderOrders(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> ProviderOrder:
        """Empty, at version 0, before the first change."""
        ...

    async def save(self, order: ProviderOrder) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class WebhookVerifier(Protocol):
    """No workspace: it is learnt from the token of the address, after this check."""

    def is_genuine(self, body: bytes, signature: str) -> bool:
        """Compare, in constant time, with the signature of the current and the previous key."""
        ...


class ContactPolicy(Protocol):
    async def refusal(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> str | None:
        """Why this person may not be looked up (suppressed, opted out, restricted), or None."""
        ...


class ProspectContacts(Protocol):
    async def identities(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Identity]:
        """Who they are; people this workspace does not know are left out."""
        ...

    async def store_work_email(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        email: str,
        status: EmailStatus,
        provider: str,
        at: datetime,
    ) -> StoreOutcome:
        """Put the found address on the card, with provider and date.

        KEPT when a person typed or corrected the address: theirs stays. CONFLICT when another
        prospect has it. DROPPED when the person is gone. A second call with the same value
        changes nothing.
        """
        ...


class CreditGate(Protocol):
    async def available(self, workspace_id: WorkspaceId) -> int:
        """Credits that can still be reserved."""
        ...

    async def reserve(self, workspace_id: WorkspaceId, key: str, credits_: int, what: str) -> None:
        """Set credits aside once per key. Raise PaymentNeeded; a second call changes nothing."""
        ...

    async def settle(self, workspace_id: WorkspaceId, key: str, spent: int) -> None:
        """Spend that much of the reservation and give back the rest, once per key."""
        ...


class SentAddresses(Protocol):
    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        """The e-mail address one message went to; None when it is not recorded."""
        ...


class Refunds(Protocol):
    async def refund(self, workspace_id: WorkspaceId, key: str, credits_: int, what: str) -> None:
        """Give credits back, once per key."""
        ...
