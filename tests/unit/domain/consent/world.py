"""Consent on memory, with two known people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.memory.consent import MemoryNoticeLog, MemorySuppressions
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.system.tokens import HmacIdentities, HmacSealer
from domain.consent.model import (
    Controller,
    HeldPoint,
    Identity,
    IdentityKind,
    SubProcessor,
)
from domain.consent.ports import SentNotice
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.oppose_by_link import OpposeByLink
from domain.consent.usecases.record_notice import RecordNotice
from domain.consent.usecases.record_objection import RecordObjection
from domain.consent.usecases.show_notice import ShowNotice
from domain.consent.usecases.suppress_bounced import SuppressBounced
from domain.shared.errors import NotFound
from domain.shared.ids import ActionId, DraftId, ProspectId, WorkspaceId
from tests.conftest import CountingIds, StoppedClock

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
CAMILLE, JULES = ProspectId("p-camille"), ProspectId("p-jules")


def email(value: str) -> Identity:
    made = Identity.of(IdentityKind.EMAIL, value)
    assert made is not None
    return made


def profile(value: str) -> Identity:
    made = Identity.of(IdentityKind.LINKEDIN, value)
    assert made is not None
    return made


@dataclass
class File:
    """ProspectIdentities and NoticeFacts of two people."""

    known: dict[tuple[WorkspaceId, ProspectId], list[Identity]] = field(
        default_factory=lambda: {
            (OURS, CAMILLE): [
                email("camille@nord.example"),
                profile("https://www.linkedin.com/in/camille-roux"),
            ],
            (OURS, JULES): [email("jules@sud.example")],
        }
    )

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Identity]:
        try:
            return self.known[workspace_id, prospect_id]
        except KeyError as error:
            raise NotFound from error

    async def controller(self, workspace_id: WorkspaceId) -> Controller:
        return Controller(
            name="Atelier Nord",
            legal_name="Atelier Nord SAS",
            postal_address="1 rue du Port, Lille",
            rights_email="droits@nord.example",
            website="https://nord.example",
        )

    async def held(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[HeldPoint]:
        await self.of(workspace_id, prospect_id)
        return [HeldPoint(category="email", source="Salon", obtained_on=None)]

    async def sub_processors(self) -> Sequence[SubProcessor]:
        return [SubProcessor(name="Unipile", role="envoi", role_en="sending", country="UE")]


@dataclass
class Gates:
    closed: list[tuple[WorkspaceId, ProspectId]] = field(default_factory=list)

    async def close(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        self.closed.append((workspace_id, prospect_id))


@dataclass
class Sent:
    notice: SentNotice | None = field(
        default_factory=lambda: SentNotice(sha256="ab" * 32, language="fr")
    )
    address: str | None = None

    async def notice_of(self, workspace_id: WorkspaceId, draft_id: DraftId) -> SentNotice | None:
        return self.notice

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        return self.address


class ConsentWorld:
    def __init__(self, store: MemoryStore, clock: StoppedClock, new_id: CountingIds) -> None:
        self.file, self.gates, self.sent = File(), Gates(), Sent()
        self.sealer = HmacSealer(b"k" * 32)
        self.outbox = MemoryOutbox(store, new_id)
        self.suppressions = MemorySuppressions(store)
        self.log = MemoryNoticeLog(store)
        hasher, transaction = HmacIdentities(b"h" * 32), MemoryTransaction(store)
        self.check = CheckSuppression(suppressions=self.suppressions, hasher=hasher)
        self.record = RecordObjection(
            suppressions=self.suppressions,
            identities=self.file,
            gates=self.gates,
            hasher=hasher,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )
        self.oppose_by_link = OpposeByLink(sealer=self.sealer, record=self.record)
        self.suppress_bounced = SuppressBounced(
            suppressions=self.suppressions,
            identities=self.file,
            messages=self.sent,
            hasher=hasher,
            transaction=transaction,
            clock=clock,
        )
        self.show_notice = ShowNotice(
            sealer=self.sealer, facts=self.file, log=self.log, check=self.check
        )
        self.record_notice = RecordNotice(
            log=self.log,
            messages=self.sent,
            outbox=self.outbox,
            transaction=transaction,
            clock=clock,
        )

    async def told(self) -> list[str]:
        return [event.name for event in await self.outbox.waiting(100)]
