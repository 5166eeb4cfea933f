"""Everything LEO may say in the name of a workspace, and to whom."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.salesbook.errors import OfferNotFound, OfferRefused, PersonaNotFound, PersonaRefused
from domain.salesbook.events import SalesbookRevised
from domain.salesbook.model.company import CompanyProfile
from domain.salesbook.model.offer import Offer
from domain.salesbook.model.persona import Persona
from domain.shared.errors import FieldFault, StaleWrite
from domain.shared.events import Event
from domain.shared.ids import OfferId, PersonaId, WorkspaceId

# Enough for any team, and small enough for one document.
MAX_OFFERS = 50
MAX_PERSONAS = 50

_RECOMMENDED_OBJECTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """`missing` names the three things that matter most, most important first (SB-6)."""

    percent: int
    missing: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Salesbook:
    """One per workspace. Every change is a new revision, checked before it is taken."""

    id: WorkspaceId
    workspace_id: WorkspaceId
    company: CompanyProfile = field(default_factory=CompanyProfile)
    offers: tuple[Offer, ...] = ()
    personas: tuple[Persona, ...] = ()
    revision: int = 0
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def expect(self, version: int) -> None:
        """Raise StaleWrite when the reader saw another version (If-Match)."""
        if version != self.version:
            raise StaleWrite

    def offer(self, offer_id: OfferId) -> Offer:
        """Raise OfferNotFound."""
        for one in self.offers:
            if one.id == offer_id:
                return one
        raise OfferNotFound

    def persona(self, persona_id: PersonaId) -> Persona:
        """Raise PersonaNotFound."""
        for one in self.personas:
            if one.id == persona_id:
                return one
        raise PersonaNotFound

    def describe_company(self, company: CompanyProfile, *, at: datetime) -> None:
        company.check()
        self.company = company
        self._revised("company", "", at)

    def add_offer(self, offer: Offer, *, at: datetime) -> Offer:
        offer.check()
        if len(self.offers) >= MAX_OFFERS:
            raise OfferRefused(faults=[FieldFault("", "too-many")])
        self._revised("offer", offer.id, at)
        kept = replace(offer, revision=self.revision)
        self.offers = (*self.offers, kept)
        return kept

    def rewrite_offer(self, offer: Offer, *, at: datetime) -> Offer:
        self.offer(offer.id)
        offer.check()
        self._revised("offer", offer.id, at)
        kept = replace(offer, revision=self.revision)
        self.offers = tuple(kept if one.id == kept.id else one for one in self.offers)
        return kept

    def add_persona(self, persona: Persona, *, at: datetime) -> Persona:
        persona.check()
        if len(self.personas) >= MAX_PERSONAS:
            raise PersonaRefused(faults=[FieldFault("", "too-many")])
        self._revised("persona", persona.id, at)
        kept = replace(persona, revision=self.revision)
        self.personas = (*self.personas, kept)
        return kept

    def redefine_persona(self, persona: Persona, *, at: datetime) -> Persona:
        self.persona(persona.id)
        persona.check()
        self._revised("persona", persona.id, at)
        kept = replace(persona, revision=self.revision)
        self.personas = tuple(kept if one.id == kept.id else one for one in self.personas)
        return kept

    def completeness(self, on: date) -> Completeness:
        objections = max((len(offer.sales_objections) for offer in self.offers), default=0)
        wanted = (
            ("company-identity", 25, self.company.has_identity),
            ("offer-with-call-to-action", 25, any(one.call_to_action for one in self.offers)),
            ("persona", 25, bool(self.personas)),
            ("valid-proof", 10, any(one.has_valid_proof(on) for one in self.offers)),
            ("company-description", 5, bool(self.company.description)),
            ("sales-objections", 5, objections >= _RECOMMENDED_OBJECTIONS),
            ("forbidden-claims", 5, any(one.forbidden_claims for one in self.offers)),
        )
        missing = [name for name, _, is_there in wanted if not is_there]
        return Completeness(
            percent=sum(points for _, points, is_there in wanted if is_there),
            missing=tuple(missing[:3]),
        )

    def _revised(self, part: str, part_id: str, at: datetime) -> None:
        self.revision += 1
        self.events.append(
            SalesbookRevised(
                at=at,
                workspace_id=self.workspace_id,
                revision=self.revision,
                part=part,
                part_id=part_id,
            )
        )
