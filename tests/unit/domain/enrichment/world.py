"""Enrichment with its neighbours played by five-line classes."""

import copy
from collections.abc import Mapping, Sequence
from datetime import datetime

from adapters.bootstrap.application.enrichment import build_enrichment
from adapters.bootstrap.bridges.enrichment import NamedFinders
from adapters.bootstrap.ports.enrichment import EnrichmentPorts
from adapters.memory.enrichment import (
    MemoryEnrichmentBatches,
    MemoryEnrichmentCaps,
    MemoryEnrichmentJobs,
    MemoryEnrichmentRequests,
    MemoryProviderOrders,
)
from adapters.memory.rows import MemoryOutbox, MemoryRows, MemoryStore, MemoryTransaction
from adapters.system.tokens import HmacSealer
from domain.application import EnrichmentUseCases
from domain.enrichment.errors import JobForgotten
from domain.enrichment.model import (
    AnswerState,
    EmailStatus,
    EnrichmentRequest,
    Field,
    FoundContact,
    Identity,
    JobAnswer,
    StoreOutcome,
)
from domain.enrichment.ports import Wanted
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.ids import ActionId, EnrichmentId, OperationId, ProspectId, UserId, WorkspaceId
from domain.shared.operations import Operation, OperationNotFound
from tests.builders import an_identity
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.messaging.world import Purse

WORKSPACE = WorkspaceId("workspace-1")
ADA = Actor(
    user_id=UserId("ada"),
    workspace_id=WORKSPACE,
    role=Role.MEMBER,
    permissions=PERMISSIONS[Role.MEMBER],
)


class People:
    """Prospects and consent: who is known, who objected, which address ends on which card."""

    def __init__(self) -> None:
        self.known: dict[ProspectId, Identity] = {}
        self.refused: dict[ProspectId, str] = {}
        self.cards: dict[ProspectId, str] = {}
        self.told_by: dict[ProspectId, str] = {}
        self.outcome = StoreOutcome.STORED

    async def identities(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Identity]:
        return {one: self.known[one] for one in prospect_ids if one in self.known}

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
        if self.outcome is StoreOutcome.STORED:
            self.cards[prospect_id] = email
            self.told_by[prospect_id] = provider
        return self.outcome

    async def refusal(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> str | None:
        return self.refused.get(prospect_id)


class ScriptedFinder:
    """A provider that takes orders and answers what the test says."""

    def __init__(self, name: str = "vendor") -> None:
        self.name = name
        self.orders: list[tuple[str, str, Sequence[Wanted]]] = []
        self.failure: Exception | None = None
        self.answers: dict[str, JobAnswer] = {}
        self.reads = 0

    async def start(self, name: str, callback_token: str, people: Sequence[Wanted]) -> str:
        self.orders.append((name, callback_token, people))
        if self.failure is not None:
            raise self.failure
        return f"{self.name}-{len(self.orders)}"

    async def read(self, vendor_id: str) -> JobAnswer:
        self.reads += 1
        if vendor_id not in self.answers:
            raise JobForgotten
        return self.answers[vendor_id]

    def read_delivery(self, body: bytes) -> JobAnswer:
        return self.answers[body.decode()]


class Operations:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Operation] = MemoryRows(
            store, "operations", not_found=OperationNotFound
        )

    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> Operation:
        return await self._rows.get(workspace_id, operation_id)

    async def add(self, operation: Operation) -> None:
        await self._rows.add(operation)

    async def save(self, operation: Operation) -> None:
        await self._rows.save(operation)

    async def latest(self, workspace_id: WorkspaceId, limit: int) -> Sequence[Operation]:
        return await self._rows.list(workspace_id, newest_first=True, limit=limit)

    async def stuck(self, silent_since: datetime, limit: int) -> Sequence[Operation]:
        return []


class FullVerifier:
    def is_genuine(self, body: bytes, signature: str) -> bool:
        return signature == "right"


class Refunds:
    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    async def refund(self, workspace_id: WorkspaceId, key: str, credits_: int, what: str) -> None:
        self.given[f"{workspace_id}:{key}:{what}"] = credits_


class SentAddresses:
    def __init__(self) -> None:
        self.of: dict[ActionId, str] = {}

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        return self.of.get(action_id) if workspace_id == WORKSPACE else None


class World:
    def __init__(self, people: int = 1, *, second: bool = False) -> None:
        self.store = MemoryStore()
        self.clock, self.wall = StoppedClock(), StoppedClock()
        self.people, self.finder, self.purse = People(), ScriptedFinder(), Purse()
        self.ids = [ProspectId(f"prospect-{number}") for number in range(1, people + 1)]
        self.people.known = {one: an_identity() for one in self.ids}
        self.requests = MemoryEnrichmentRequests(self.store)
        self.jobs = MemoryEnrichmentJobs(self.store)
        self.batches = MemoryEnrichmentBatches(self.store)
        self.operations = Operations(self.store)
        self.outbox = MemoryOutbox(self.store, CountingIds())
        self.sealer = HmacSealer(b"k" * 32)
        self.refunds, self.addresses = Refunds(), SentAddresses()
        self.second = ScriptedFinder("second")
        finders = {"fullenrich": self.finder, **({"second": self.second} if second else {})}
        self.app: EnrichmentUseCases = build_enrichment(
            EnrichmentPorts(
                requests=self.requests,
                jobs=self.jobs,
                batches=self.batches,
                caps=MemoryEnrichmentCaps(self.store),
                finders=NamedFinders(finders),
                orders=MemoryProviderOrders(self.store),
                verifier=FullVerifier(),
                policy=self.people,
                contacts=self.people,
                credit_gate=self.purse,
                addresses=self.addresses,
                refunds=self.refunds,
                operations=self.operations,
                sealer=self.sealer,
                outbox=self.outbox,
                transaction=MemoryTransaction(self.store),
                clock=self.clock,
                wall=self.wall,
                new_id=CountingIds(),
            )
        )

    async def order(self) -> EnrichmentId:
        """Request everybody; the id of the batch."""
        batch = await self.app.request(ADA, self.ids, Field.WORK_EMAIL)
        return batch.id

    async def job_id(self) -> EnrichmentId:
        events = await self.outbox.waiting(100)
        first = next(event for event in events if event.name == "EnrichmentRequested")
        return EnrichmentId(str(first.data["job_id"]))

    async def requests_of(self, batch_id: EnrichmentId) -> Sequence[EnrichmentRequest]:
        return await self.requests.of_batch(WORKSPACE, batch_id)

    async def submitted(self) -> tuple[EnrichmentId, EnrichmentId]:
        """Ordered and handed over: the ids of batch and job."""
        batch_id = await self.order()
        job_id = await self.job_id()
        await self.app.submit(WORKSPACE, job_id)
        return batch_id, job_id

    async def answer(
        self,
        batch_id: EnrichmentId,
        *found: tuple[str, EmailStatus],
        state: AnswerState = AnswerState.FINISHED,
    ) -> None:
        """Let the provider tell these results, in the order of the requests."""
        requests = await self.requests_of(batch_id)
        contacts = tuple(
            FoundContact(request_id=request.id, email=email, status=status)
            for request, (email, status) in zip(requests, found, strict=False)
        )
        self.finder.answers["vendor-1"] = JobAnswer(
            vendor_id="vendor-1", state=state, cost=len(contacts), contacts=contacts
        )

    async def operation(self, batch_id: EnrichmentId) -> Operation:
        batch = await self.batches.get(WORKSPACE, batch_id)
        return copy.deepcopy(await self.operations.get(WORKSPACE, batch.operation_id))
