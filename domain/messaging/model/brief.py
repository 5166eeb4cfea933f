"""Everything one message may be written from, and nothing else (obligation 68)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from domain.shared.ids import CampaignId, OfferId, ProspectId, SenderId, StepId


class MessageKind(StrEnum):
    """The kinds of GEN-1 that reach a person (obligation 26), and an invitation without a word."""

    EMAIL = "email"
    LINKEDIN_NOTE = "linkedin_note"
    LINKEDIN_INVITE = "linkedin_invite"
    LINKEDIN_MESSAGE = "linkedin_message"
    LINKEDIN_INMAIL = "linkedin_inmail"
    CALL_SCRIPT = "call_script"

    @property
    def channel(self) -> str:
        if self is MessageKind.EMAIL:
            return "email"
        return "phone" if self is MessageKind.CALL_SCRIPT else "linkedin"

    @property
    def has_subject(self) -> bool:
        return self in {MessageKind.EMAIL, MessageKind.LINKEDIN_INMAIL}

    @property
    def is_bare(self) -> bool:
        """Nothing is written: a person approves the invitation itself (GEN-1, the default)."""
        return self is MessageKind.LINKEDIN_INVITE


class Language(StrEnum):
    FR = "fr"
    EN = "en"


class Tone(StrEnum):
    VOUS = "vous"
    TU = "tu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing known about the prospect, with where it comes from and when it was seen."""

    id: str
    label: str
    value: str
    source: str
    observed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Evidence for a claim about us."""

    id: str
    text: str
    source: str
    dated_on: date | None
    expires_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferBrief:
    """`objections` are those the sales team knows, each with its answer."""

    id: OfferId
    name: str
    promise: str
    proofs: tuple[Proof, ...]
    forbidden_claims: tuple[str, ...]
    call_to_action: str
    booking_link: str
    allowed_link_hosts: tuple[str, ...]
    revision: int
    objections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyBrief:
    """The controller that writes: named in every message (obligation 58)."""

    name: str
    legal_name: str
    postal_address: str
    rights_email: str
    website: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesbookBrief:
    company: CompanyBrief
    offer: OfferBrief
    tone: Tone
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectBrief:
    """`source` and `collected_on` are told to the person (compliance.md L1, item 5)."""

    id: ProspectId
    first_name: str
    last_name: str
    company: str
    job_title: str
    source: str
    collected_on: date
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBrief:
    campaign_id: CampaignId
    step_id: StepId
    step_index: int
    kind: MessageKind
    goal: str
    objective: str
    offer_id: OfferId
    persona_id: str
    sender_id: SenderId
    mode: str = "copilot"
    is_answer: bool = False
    """It answers what the person wrote, so it need not ask for anything (INB-4)."""

    @property
    def is_reviewed(self) -> bool:
        """Whether a person reads each message before it leaves (compliance.md A12)."""
        return not self.mode.startswith("autopilot")


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderBrief:
    """Who signs; a paid LinkedIn account has 300 characters for a note instead of 200."""

    display_name: str
    is_paid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorContact:
    """Somebody of the workspace and this person, or their company, before the first touch
    (TEAM-4): who, how long ago and whether they answered, never what was said. `answered` False
    is a message without a reply.
    """

    BLOCKS_DAYS: ClassVar[int] = 90

    with_person: bool
    colleague: str
    channel: str
    days: int
    answered: bool

    @property
    def blocks(self) -> bool:
        """An exchange with this very person in the last 90 days: the default rule."""
        return self.with_person and self.answered and self.days < self.BLOCKS_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """`thread_subject` is the subject of the e-mail really sent before; None for a first one.
    `prior` holds what went before a first touch.
    """

    step: StepBrief
    salesbook: SalesbookBrief
    prospect: ProspectBrief
    sender: SenderBrief
    thread_subject: str | None
    prior: tuple[PriorContact, ...] = ()

    @property
    def is_follow_up(self) -> bool:
        return self.thread_subject is not None

    @property
    def language(self) -> Language:
        return self.salesbook.language

    def fingerprint(self) -> str:
        """Changes when a fact, the offer, the identity or the step changes (COP-4)."""
        book, step = self.salesbook, self.step
        told = [
            [book.company.name, book.company.legal_name, book.company.postal_address],
            [book.company.rights_email, book.offer.id, book.offer.revision, book.tone.value],
            [self.prospect.first_name, self.prospect.job_title, self.prospect.company],
            [self.prospect.source, self.prospect.collected_on.isoformat()],
            sorted([fact.id, fact.value] for fact in self.prospect.facts),
            [step.step_id, step.kind.value, step.objective, step.goal],
            [self.sender.display_name, self.thread_subject or ""],
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
