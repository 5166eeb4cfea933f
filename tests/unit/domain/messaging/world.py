"""Messaging with its neighbours played by five-line classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.bootstrap.application.messaging import build_messaging
from adapters.bootstrap.ports.messaging import MessagingPorts
from adapters.memory.messaging import (
    MemoryDrafts,
    MemoryImprints,
    MemoryModelCalls,
    MemoryModelRules,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.system.tokens import HmacSealer
from domain.application import MessagingUseCases
from domain.messaging.errors import SecondReaderBusy, StepNotWritable, WriterBusy
from domain.messaging.model.brief import (
    Brief,
    Language,
    MessageKind,
    PriorContact,
    ProspectBrief,
    SalesbookBrief,
    SenderBrief,
    StepBrief,
)
from domain.messaging.model.draft import Draft
from domain.messaging.ports import Cover, Extraction, Person, Reading, WritingAsk, Written
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import PaymentNeeded
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    OfferId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from tests.builders import a_brief, a_written
from tests.conftest import CountingIds, StoppedClock

WORKSPACE = WorkspaceId("workspace-1")
ADA = Actor(
    user_id=UserId("ada"),
    workspace_id=WORKSPACE,
    role=Role.MEMBER,
    permissions=PERMISSIONS[Role.MEMBER],
)


class Neighbours:
    """Campaigns, salesbook, prospects, senders and consent, all telling one brief."""

    def __init__(self) -> None:
        self.now: Brief = a_brief()
        self.refused: str | None = None
        self.is_over = False

    async def step(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> StepBrief:
        if self.is_over:
            raise StepNotWritable
        return replace(self.now.step, step_id=step_id)

    async def answer_step(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        sender_id: SenderId,
        *,
        is_mail: bool,
    ) -> StepBrief:
        kind = MessageKind.EMAIL if is_mail else MessageKind.LINKEDIN_MESSAGE
        return replace(self.now.step, kind=kind, is_answer=True)

    async def names(
        self, workspace_id: WorkspaceId, campaign_ids: Sequence[CampaignId]
    ) -> Mapping[CampaignId, str]:
        return dict.fromkeys(campaign_ids, "Automne")

    async def people(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Person]:
        person = Person(
            full_name="Claire Morel",
            job_title="Directrice commerciale",
            company="Transports Morel",
            score=81,
        )
        return dict.fromkeys(prospect_ids, person)

    async def subject(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> str | None:
        return self.now.thread_subject

    async def before(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, enrolment_id: EnrolmentId
    ) -> Sequence[PriorContact]:
        return self.now.prior

    async def refusal(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, kind: MessageKind
    ) -> str | None:
        return self.refused

    async def of(self, workspace_id: WorkspaceId, sender_id: SenderId) -> SenderBrief:
        return self.now.sender


@dataclass
class Book:
    neighbours: Neighbours

    async def brief(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: str
    ) -> SalesbookBrief:
        return self.neighbours.now.salesbook


@dataclass
class Facts:
    neighbours: Neighbours

    async def brief(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> ProspectBrief:
        return self.neighbours.now.prospect


@dataclass
class ScriptedWriter:
    """Answers in the order given; the last one again and again."""

    answers: list[Written | Exception] = field(default_factory=lambda: [a_written()])
    asked: list[WritingAsk] = field(default_factory=list)

    async def write(self, workspace_id: WorkspaceId, ask: WritingAsk) -> Written:
        self.asked.append(ask)
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class NobodyReads:
    """Extractor, for those who write no answers."""

    async def extract(self, workspace_id: WorkspaceId, text: str, language: Language) -> Extraction:
        raise WriterBusy


@dataclass
class Purse:
    """A credit gate that remembers."""

    left: int = 100
    reserved: dict[str, int] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=dict)

    async def available(self, workspace_id: WorkspaceId) -> int:
        return self.left

    async def reserve(
        self, workspace_id: WorkspaceId, key: str, credits_: int, what: str, *, about: str = ""
    ) -> None:
        if key in self.reserved or key in self.spent:
            return
        if credits_ > self.left:
            raise PaymentNeeded
        self.left -= credits_
        self.reserved[key] = credits_

    async def settle(self, workspace_id: WorkspaceId, key: str, spent: int) -> None:
        if key in self.reserved:
            self.left += self.reserved.pop(key) - spent
            self.spent[key] = spent


@dataclass
class Mandates:
    """MandateDesk and SecondReader: who covers what, and what the second model doubts."""

    cover: Cover | None = None
    capped: str = ""
    doubts: tuple[str, ...] = ()
    is_down: bool = False
    drawn: list[str] = field(default_factory=list)
    read_texts: list[Reading] = field(default_factory=list)

    async def offer(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> Cover | None:
        return self.cover

    async def draw(
        self,
        workspace_id: WorkspaceId,
        mandate_id: str,
        enrolment_id: EnrolmentId,
        draft_id: DraftId,
        credits_: int,
    ) -> str:
        if not self.capped:
            self.drawn.append(draft_id)
        return self.capped

    async def read(self, workspace_id: WorkspaceId, reading: Reading) -> tuple[str, ...]:
        if self.is_down:
            raise SecondReaderBusy
        self.read_texts.append(reading)
        return self.doubts


class World:
    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock, self.wall = StoppedClock(), StoppedClock()
        self.neighbours, self.writer, self.purse = Neighbours(), ScriptedWriter(), Purse()
        self.mandates = Mandates()
        self.drafts, self.calls = MemoryDrafts(self.store), MemoryModelCalls()
        self.outbox = MemoryOutbox(self.store, CountingIds())
        self.sealer = HmacSealer(b"k" * 32)
        self.app: MessagingUseCases = build_messaging(
            MessagingPorts(
                drafts=self.drafts,
                queue=self.drafts,
                writer=self.writer,
                extractor=NobodyReads(),
                model_calls=self.calls,
                model_rules=MemoryModelRules(self.store),
                campaigns=self.neighbours,
                salesbook=Book(self.neighbours),
                facts=Facts(self.neighbours),
                people=self.neighbours,
                senders=self.neighbours,
                threads=self.neighbours,
                prior=self.neighbours,
                imprints=MemoryImprints(self.store),
                policy=self.neighbours,
                credit_gate=self.purse,
                mandates=self.mandates,
                second_reader=self.mandates,
                sealer=self.sealer,
                outbox=self.outbox,
                transaction=MemoryTransaction(self.store),
                clock=self.clock,
                wall=self.wall,
                new_id=CountingIds(),
                public_url="https://leo.test",
            )
        )

    async def generate(self, step: str = "step-1") -> Draft | None:
        return await self.app.generate(
            WORKSPACE,
            CampaignId("campaign-1"),
            EnrolmentId("enrolment-1"),
            ProspectId("prospect-1"),
            StepId(step),
        )

    async def a_draft(self, step: str = "step-1") -> Draft:
        draft = await self.generate(step)
        assert draft is not None
        return draft

    async def events(self) -> list[str]:
        return [event.name for event in await self.outbox.waiting(100)]
