"""The Salesbook: company, offers, personas."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Response
from pydantic import Field, StringConstraints

from api.deps import App, CurrentActor, ExpectedVersion, IfMatchNeeded
from api.models import Answer, Ask, Count, Id, OptionalLine, Paragraph, Url
from api.problems import problems
from domain.salesbook.errors import (
    CompanyRefused,
    OfferNotFound,
    OfferRefused,
    PersonaNotFound,
    PersonaRefused,
)
from domain.salesbook.model import persona as personas
from domain.salesbook.model.company import CompanyProfile, LegalKind
from domain.salesbook.model.offer import (
    DEFAULT_FORBIDDEN_CLAIMS,
    Offer,
    PricePolicy,
    Proof,
    SalesObjection,
)
from domain.salesbook.model.persona import Criterion, Persona
from domain.salesbook.model.salesbook import Salesbook
from domain.salesbook.ports import Audience
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated, Unavailable
from domain.shared.ids import OfferId, PersonaId

router = APIRouter(prefix="/api/v1/salesbook", tags=["salesbook"])

_Sentence = Annotated[Paragraph, StringConstraints(max_length=500)]
_Host = Annotated[OptionalLine, StringConstraints(to_lower=True, max_length=253)]
_Country = Annotated[OptionalLine, StringConstraints(to_upper=True, max_length=2)]


class CompanyBody(Ask):
    name: OptionalLine
    legal_name: OptionalLine = ""
    legal_kind: LegalKind | None = None
    register_number: Annotated[OptionalLine, StringConstraints(max_length=40)] = ""
    description: Paragraph = ""
    postal_address: _Sentence = ""
    rights_email: OptionalLine = ""
    website: Url = ""
    countries: Annotated[list[_Country], Field(max_length=50)] = Field(default_factory=list)

    def company(self) -> CompanyProfile:
        return CompanyProfile(
            name=self.name,
            legal_name=self.legal_name,
            legal_kind=self.legal_kind,
            register_number=self.register_number,
            description=self.description,
            postal_address=self.postal_address,
            rights_email=self.rights_email,
            website=self.website,
            countries=tuple(self.countries),
        )


class ProofBody(Ask):
    """A proof that was there before keeps its id."""

    id: Id | None = None
    text: _Sentence
    source: _Sentence = ""
    dated_on: date | None = None
    expires_on: date | None = None

    def proof(self) -> Proof:
        return Proof(
            id=self.id or "",
            text=self.text,
            source=self.source,
            dated_on=self.dated_on,
            expires_on=self.expires_on,
        )


class SalesObjectionBody(Ask):
    objection: _Sentence
    answer: Paragraph

    def sales_objection(self) -> SalesObjection:
        return SalesObjection(objection=self.objection, answer=self.answer)


class OfferBody(Ask):
    """Without `forbidden_claims`, the usual ones are forbidden."""

    name: OptionalLine
    promise: _Sentence
    proofs: Annotated[list[ProofBody], Field(max_length=50)] = Field(default_factory=list)
    forbidden_claims: Annotated[list[OptionalLine], Field(max_length=100)] = Field(
        default_factory=lambda: list(DEFAULT_FORBIDDEN_CLAIMS)
    )
    price_policy: PricePolicy | None = None
    call_to_action: OptionalLine = ""
    booking_link: OptionalLine | None = None
    allowed_link_hosts: Annotated[list[_Host], Field(max_length=50)] = Field(default_factory=list)
    sales_objections: Annotated[list[SalesObjectionBody], Field(max_length=50)] = Field(
        default_factory=list
    )

    def offer(self, offer_id: str) -> Offer:
        return Offer(
            id=OfferId(offer_id),
            name=self.name,
            promise=self.promise,
            proofs=tuple(one.proof() for one in self.proofs),
            forbidden_claims=tuple(dict.fromkeys(one for one in self.forbidden_claims if one)),
            price_policy=self.price_policy,
            call_to_action=self.call_to_action,
            booking_link=self.booking_link or "",
            allowed_link_hosts=tuple(dict.fromkeys(self.allowed_link_hosts)),
            sales_objections=tuple(one.sales_objection() for one in self.sales_objections),
        )


class CriterionBody(Ask):
    """A criterion that was there before keeps its id."""

    id: Id | None = None
    field: personas.Field
    operator: personas.Operator
    values: Annotated[list[OptionalLine], Field(max_length=100)]
    mode: personas.Mode
    weight: Annotated[int, Field(ge=1, le=5)] = 1

    def criterion(self) -> Criterion:
        return Criterion(
            id=self.id or "",
            field=self.field,
            operator=self.operator,
            values=tuple(self.values),
            mode=self.mode,
            weight=self.weight,
        )


class PersonaBody(Ask):
    name: OptionalLine
    tone: personas.Tone = personas.Tone.VOUS
    language: personas.Language = personas.Language.FR
    criteria: Annotated[list[CriterionBody], Field(max_length=50)]

    def persona(self, persona_id: str) -> Persona:
        return Persona(
            id=PersonaId(persona_id),
            name=self.name,
            tone=self.tone,
            language=self.language,
            criteria=tuple(one.criterion() for one in self.criteria),
        )


class CompanyView(Answer):
    name: str
    legal_name: str
    legal_kind: LegalKind | None
    register_number: str
    description: str
    postal_address: str
    rights_email: str
    website: str
    countries: list[str]

    @classmethod
    def of(cls, company: CompanyProfile) -> Self:
        return cls(
            name=company.name,
            legal_name=company.legal_name,
            legal_kind=company.legal_kind,
            register_number=company.register_number,
            description=company.description,
            postal_address=company.postal_address,
            rights_email=company.rights_email,
            website=company.website,
            countries=list(company.countries),
        )


class ProofView(Answer):
    id: str
    text: str
    source: str
    dated_on: date | None
    expires_on: date | None

    @classmethod
    def of(cls, proof: Proof) -> Self:
        return cls(
            id=proof.id,
            text=proof.text,
            source=proof.source,
            dated_on=proof.dated_on,
            expires_on=proof.expires_on,
        )


class SalesObjectionView(Answer):
    objection: str
    answer: str


class OfferView(Answer):
    id: str
    name: str
    promise: str
    proofs: list[ProofView]
    forbidden_claims: list[str]
    price_policy: PricePolicy | None
    call_to_action: str
    booking_link: str | None
    allowed_link_hosts: list[str]
    sales_objections: list[SalesObjectionView]
    revision: Count

    @classmethod
    def of(cls, offer: Offer) -> Self:
        return cls(
            id=offer.id,
            name=offer.name,
            promise=offer.promise,
            proofs=[ProofView.of(proof) for proof in offer.proofs],
            forbidden_claims=list(offer.forbidden_claims),
            price_policy=offer.price_policy,
            call_to_action=offer.call_to_action,
            booking_link=offer.booking_link or None,
            allowed_link_hosts=list(offer.allowed_link_hosts),
            sales_objections=[
                SalesObjectionView(objection=one.objection, answer=one.answer)
                for one in offer.sales_objections
            ],
            revision=offer.revision,
        )


class CriterionView(Answer):
    id: str
    field: personas.Field
    operator: personas.Operator
    values: list[str]
    mode: personas.Mode
    weight: int

    @classmethod
    def of(cls, criterion: Criterion) -> Self:
        return cls(
            id=criterion.id,
            field=criterion.field,
            operator=criterion.operator,
            values=list(criterion.values),
            mode=criterion.mode,
            weight=criterion.weight,
        )


class PersonaView(Answer):
    id: str
    name: str
    tone: personas.Tone
    language: personas.Language
    criteria: list[CriterionView]
    revision: Count

    @classmethod
    def of(cls, persona: Persona) -> Self:
        return cls(
            id=persona.id,
            name=persona.name,
            tone=persona.tone,
            language=persona.language,
            criteria=[CriterionView.of(one) for one in persona.criteria],
            revision=persona.revision,
        )


class CompletenessView(Answer):
    """`missing` holds the codes of the three things that matter most."""

    percent: int
    missing: list[str]


class SalesbookView(Answer):
    """`version` is what If-Match must name to edit."""

    company: CompanyView
    offers: list[OfferView]
    personas: list[PersonaView]
    completeness: CompletenessView
    revision: Count
    version: Count

    @classmethod
    def of(cls, salesbook: Salesbook, on: date) -> Self:
        complete = salesbook.completeness(on)
        return cls(
            company=CompanyView.of(salesbook.company),
            offers=[OfferView.of(offer) for offer in salesbook.offers],
            personas=[PersonaView.of(persona) for persona in salesbook.personas],
            completeness=CompletenessView(percent=complete.percent, missing=list(complete.missing)),
            revision=salesbook.revision,
            version=salesbook.version,
        )


class CriterionEffect(Answer):
    criterion_id: str
    removes: Count


class AudienceView(Answer):
    """Unknown facts never pass a filter silently: those people are to check."""

    kept: Count
    to_check: Count
    dismissed: Count
    per_criterion: list[CriterionEffect]

    @classmethod
    def of(cls, audience: Audience) -> Self:
        return cls(
            kept=audience.kept,
            to_check=audience.to_check,
            dismissed=audience.dismissed,
            per_criterion=[
                CriterionEffect(criterion_id=criterion_id, removes=removes)
                for criterion_id, removes in audience.removed_by.items()
            ],
        )


def _tag(response: Response, salesbook: Salesbook) -> None:
    response.headers["ETag"] = f'"{salesbook.version}"'


_EDIT = (Unauthenticated, Forbidden, StaleWrite)


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def read_salesbook(actor: CurrentActor, app: App, response: Response) -> SalesbookView:
    """Everything LEO may say for the workspace, and to whom; empty at first."""
    salesbook = await app.salesbook.read(actor)
    _tag(response, salesbook)
    return SalesbookView.of(salesbook, app.plumbing.clock.now().date())


@router.put("/company", responses=problems(*_EDIT, CompanyRefused, IfMatchNeeded))
async def describe_company(
    body: CompanyBody,
    actor: CurrentActor,
    app: App,
    *,
    expected: ExpectedVersion,
    response: Response,
) -> CompanyView:
    """Say who prospects. The identity of messages written from now on."""
    salesbook = await app.salesbook.describe_company(actor, body.company(), expected)
    _tag(response, salesbook)
    return CompanyView.of(salesbook.company)


@router.post("/offers", status_code=201, responses=problems(*_EDIT, OfferRefused))
async def add_offer(
    body: OfferBody, actor: CurrentActor, app: App, response: Response
) -> OfferView:
    """Add an offer: a promise, what proves it, and what may never be said."""
    salesbook, offer = await app.salesbook.write_offer(actor, body.offer(""))
    _tag(response, salesbook)
    return OfferView.of(offer)


@router.put(
    "/offers/{offer_id}",
    responses=problems(*_EDIT, OfferRefused, OfferNotFound, IfMatchNeeded),
)
async def rewrite_offer(
    offer_id: Id,
    body: OfferBody,
    actor: CurrentActor,
    app: App,
    *,
    expected: ExpectedVersion,
    response: Response,
) -> OfferView:
    """Replace an offer. Drafts written before keep what they were written from."""
    salesbook, offer = await app.salesbook.write_offer(
        actor, body.offer(offer_id), expected=expected
    )
    _tag(response, salesbook)
    return OfferView.of(offer)


@router.post("/personas", status_code=201, responses=problems(*_EDIT, PersonaRefused))
async def add_persona(
    body: PersonaBody, actor: CurrentActor, app: App, response: Response
) -> PersonaView:
    """Add a persona: criteria that filter, score or exclude."""
    salesbook, persona = await app.salesbook.define_persona(actor, body.persona(""))
    _tag(response, salesbook)
    return PersonaView.of(persona)


@router.put(
    "/personas/{persona_id}",
    responses=problems(*_EDIT, PersonaRefused, PersonaNotFound, IfMatchNeeded),
)
async def redefine_persona(
    persona_id: Id,
    body: PersonaBody,
    actor: CurrentActor,
    app: App,
    *,
    expected: ExpectedVersion,
    response: Response,
) -> PersonaView:
    """Replace a persona. Scores follow."""
    salesbook, persona = await app.salesbook.define_persona(
        actor, body.persona(persona_id), expected=expected
    )
    _tag(response, salesbook)
    return PersonaView.of(persona)


@router.get(
    "/personas/{persona_id}/preview",
    responses=problems(Unauthenticated, Forbidden, PersonaNotFound, Unavailable),
)
async def preview_persona(persona_id: Id, actor: CurrentActor, app: App) -> AudienceView:
    """How many of the workspace's prospects the persona keeps, doubts and dismisses."""
    return AudienceView.of(await app.salesbook.preview_persona(actor, PersonaId(persona_id)))
