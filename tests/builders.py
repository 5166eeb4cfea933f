"""Valid things of the domain, to be varied by the tests: one section per module."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.campaigns.model.campaign import Campaign, LiaRecord
from domain.campaigns.model.enrolment import Enrolment
from domain.campaigns.model.mandate import Mandate, MandateScope, TouchKind
from domain.campaigns.model.sequence import Sequence, StepKind
from domain.campaigns.model.sequence import Step as CampaignStep
from domain.delivery.model.action import Action, ActionKind, Spacing
from domain.delivery.model.sender import Sender, SenderKind, SenderState
from domain.enrichment.model import EnrichmentBatch, EnrichmentJob, EnrichmentRequest
from domain.enrichment.model import Field as EnrichmentField
from domain.enrichment.model import Identity as EnrichmentIdentity
from domain.messaging.model.brief import (
    Brief,
    CompanyBrief,
    Fact,
    Language,
    MessageKind,
    OfferBrief,
    Proof,
    ProspectBrief,
    SalesbookBrief,
    SenderBrief,
    StepBrief,
    Tone,
)
from domain.messaging.model.claims import WrittenSegment
from domain.messaging.model.draft import (
    Claim,
    ClaimState,
    Draft,
    DraftState,
    DraftVersion,
    Finding,
    Provenance,
    Rendered,
    Segment,
    SegmentKind,
    Verdict,
)
from domain.messaging.ports import Written
from domain.prospects.model.batch import ImportBatch
from domain.prospects.model.columns import Target
from domain.prospects.model.linkedin import LinkedinProfile, ProfileKind
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import LegalBasis, Origin, OriginKind, Prospect
from domain.prospects.model.table import Layout
from domain.scoring.model.feedback import Feedback, Reason
from domain.scoring.model.persona import Criterion, Feature, Mode, Operator
from domain.scoring.model.persona import Fact as ScoringFact
from domain.scoring.model.persona import Persona as ScoringPersona
from domain.scoring.model.signal import Signal, SignalKind, Strength
from domain.shared.email_address import EmailAddress
from domain.shared.ids import (
    ActionId,
    BlobId,
    CampaignId,
    DraftId,
    EnrichmentId,
    EnrolmentId,
    FeedbackId,
    ImportId,
    MandateId,
    OfferId,
    OperationId,
    PersonaId,
    ProspectId,
    SenderId,
    SignalId,
    SimulationId,
    StepId,
    UserId,
    WorkspaceId,
)
from tests.conftest import MONDAY

# --- messaging ---


def a_fact(**changes: Any) -> Fact:
    return replace(
        Fact(
            id="job_title",
            label="Fonction",
            value="Directrice commerciale",
            source="LinkedIn",
            observed_at=MONDAY - timedelta(days=10),
        ),
        **changes,
    )


def a_brief(**changes: Any) -> Brief:
    """A first e-mail in French, to Claire at Transports Morel, about the Atlas offer."""
    offer = OfferBrief(
        id=OfferId("offer-1"),
        name="Atlas",
        promise="Moins de temps perdu à planifier les tournées",
        proofs=(
            Proof(
                id="proof-1",
                text="12 transporteurs ont gagné 3 heures par semaine",
                source="Étude interne",
                dated_on=date(2026, 5, 4),
                expires_on=None,
            ),
        ),
        forbidden_claims=("économies immédiates",),
        call_to_action="un échange de 15 minutes",
        booking_link="https://rdv.atelier-nord.example/claire",
        allowed_link_hosts=("atelier-nord.example",),
        revision=3,
    )
    book = SalesbookBrief(
        company=CompanyBrief(
            name="Atelier Nord",
            legal_name="Atelier Nord SAS",
            postal_address="4 rue des Docks, 59000 Lille",
            rights_email="droits@atelier-nord.example",
            website="https://atelier-nord.example",
        ),
        offer=changes.pop("offer", offer),
        tone=changes.pop("tone", Tone.VOUS),
        language=changes.pop("language", Language.FR),
    )
    prospect = ProspectBrief(
        id=ProspectId("prospect-1"),
        first_name="Claire",
        last_name="Morel",
        company="Transports Morel",
        job_title="Directrice commerciale",
        source="LinkedIn Sales Navigator",
        collected_on=date(2026, 11, 2),
        facts=changes.pop(
            "facts",
            (
                a_fact(id="first_name", label="Prénom", value="Claire"),
                a_fact(),
                a_fact(id="company", label="Entreprise", value="Transports Morel"),
            ),
        ),
    )
    step = StepBrief(
        campaign_id=CampaignId("campaign-1"),
        step_id=StepId("step-1"),
        step_index=0,
        kind=changes.pop("kind", MessageKind.EMAIL),
        goal="Obtenir un rendez-vous",
        objective="Faire connaître Atlas",
        offer_id=OfferId("offer-1"),
        persona_id="persona-1",
        sender_id=SenderId("sender-1"),
    )
    return Brief(
        step=step,
        salesbook=book,
        prospect=prospect,
        sender=SenderBrief(display_name="Ada Martin"),
        thread_subject=changes.pop("thread_subject", None),
        prior=changes.pop("prior", ()),
    )


GOOD_SEGMENTS = (
    WrittenSegment(
        text="Bonjour Claire,",
        kind=SegmentKind.GREETING,
        fact_ids=("first_name",),
        proof_ids=(),
    ),
    WrittenSegment(
        text="Vous êtes directrice commerciale chez Transports Morel, et la planification des "
        "tournées prend du temps à vos équipes.",
        kind=SegmentKind.ABOUT_PROSPECT,
        fact_ids=("job_title", "company"),
        proof_ids=(),
    ),
    WrittenSegment(
        text="Avec Atlas, 12 transporteurs ont gagné 3 heures par semaine sur la préparation de "
        "leurs tournées, sans changer leurs outils ni leurs habitudes.",
        kind=SegmentKind.ABOUT_US,
        fact_ids=(),
        proof_ids=("proof-1",),
    ),
    WrittenSegment(
        text="Seriez-vous disponible pour un échange de 15 minutes la semaine prochaine ?",
        kind=SegmentKind.CALL_TO_ACTION,
        fact_ids=(),
        proof_ids=(),
    ),
    WrittenSegment(text="Bien à vous", kind=SegmentKind.CLOSING, fact_ids=(), proof_ids=()),
)


def a_written(**changes: Any) -> Written:
    return replace(
        Written(
            subject="Vos tournées et Atlas",
            segments=GOOD_SEGMENTS,
            vendor="openai",
            model="gpt-6-luna",
            prompt_version="write_message/1",
            input_tokens=812,
            output_tokens=96,
        ),
        **changes,
    )


def a_claim(**changes: Any) -> Claim:
    return replace(
        Claim(
            about="prospect",
            ref="job_title",
            quote="Directrice commerciale",
            source="LinkedIn",
            observed_at=MONDAY - timedelta(days=10),
            state=ClaimState.STALE,
        ),
        **changes,
    )


def a_version(**changes: Any) -> DraftVersion:
    rendered = Rendered.of(
        subject="Vos tournées",
        text="Bonjour Claire,",
        html="<p>Bonjour Claire,</p>",
        headers={"List-Unsubscribe": "<https://leo.test/u/x>"},
    )
    return replace(
        DraftVersion(
            made_at=MONDAY,
            subject="Vos tournées",
            segments=(
                Segment(
                    text="Bonjour Claire,", kind=SegmentKind.ABOUT_PROSPECT, claims=(a_claim(),)
                ),
            ),
            rendered=rendered,
            verdict=Verdict(warnings=(Finding(code="gate-length", excerpt="2"),)),
            provenance=Provenance(
                ai_generated=True,
                vendor="openai",
                model="gpt-6-luna",
                prompt_version="write_message/1",
                input_tokens=812,
                output_tokens=96,
                facts_used=("job_title",),
                instruction="plus court",
                edited_by="user-1",
            ),
            basis="basis-1",
        ),
        **changes,
    )


def a_draft(**changes: Any) -> Draft:
    """To approve, made on MONDAY."""
    made: dict[str, Any] = {
        "id": DraftId("draft-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "campaign_id": CampaignId("campaign-1"),
        "enrolment_id": EnrolmentId("enrolment-1"),
        "prospect_id": ProspectId("prospect-1"),
        "step_id": StepId("step-1"),
        "step_index": 2,
        "kind": MessageKind.EMAIL,
        "language": Language.FR,
        "created_at": MONDAY,
        "expires_at": MONDAY + timedelta(days=7),
        "tried_at": MONDAY,
        "state": DraftState.TO_APPROVE,
        "versions": [a_version()],
    }
    return Draft(**{**made, **changes})


# --- enrichment ---


def an_identity(**changes: Any) -> EnrichmentIdentity:
    return replace(
        EnrichmentIdentity(
            first_name="Claire",
            last_name="Morel",
            company="Transports Morel",
            domain="transports-morel.example",
            linkedin_url="https://www.linkedin.com/in/claire-morel",
            work_email_verified_at=None,
        ),
        **changes,
    )


def an_enrichment_request(**changes: Any) -> EnrichmentRequest:
    made: dict[str, Any] = {
        "id": EnrichmentId("request-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "batch_id": EnrichmentId("batch-1"),
        "job_id": EnrichmentId("job-1"),
        "prospect_id": ProspectId("prospect-1"),
        "asked_for": EnrichmentField.WORK_EMAIL,
        "open_key": "prospect-1:work_email",
        "asked_at": MONDAY,
    }
    return EnrichmentRequest(**{**made, **changes})


def an_enrichment_job(**changes: Any) -> EnrichmentJob:
    made: dict[str, Any] = {
        "id": EnrichmentId("job-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "batch_id": EnrichmentId("batch-1"),
        "asked_at": MONDAY,
        "size": 1,
    }
    return EnrichmentJob(**{**made, **changes})


def an_enrichment_batch(**changes: Any) -> EnrichmentBatch:
    made: dict[str, Any] = {
        "id": EnrichmentId("batch-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "operation_id": OperationId("operation-1"),
        "fields": (EnrichmentField.WORK_EMAIL,),
        "created_at": MONDAY,
        "created_by": UserId("user-1"),
    }
    return EnrichmentBatch(**{**made, **changes})


# --- prospects and scoring ---


def a_person(name: str = "Élise Durand", **changes: Any) -> Person:
    first, _, last = name.partition(" ")
    slug = name.lower().replace(" ", "-").replace("é", "e")
    made: dict[str, Any] = {
        "details": {
            DetailKind.FIRST_NAME: first,
            DetailKind.LAST_NAME: last,
            DetailKind.JOB_TITLE: "Directrice commerciale",
            DetailKind.COMPANY: "Café & Cie",
        },
        "emails": (EmailAddress(f"{slug.replace('-', '.')}@cafe.example"),),
        "profiles": (LinkedinProfile(ProfileKind.PUBLIC, slug),),
    }
    return Person(**{**made, **changes})


def an_origin(**changes: Any) -> Origin:
    made: dict[str, Any] = {
        "kind": OriginKind.IMPORTED,
        "source": "Salon SIRHA",
        "legal_basis": LegalBasis.LEGITIMATE_INTEREST,
        "collected_on": date(2026, 11, 2),
        "import_id": ImportId("import-1"),
    }
    return Origin(**{**made, **changes})


def a_prospect(
    person: Person | None = None, *, number: int = 1, workspace_id: str = "w-ours", **changes: Any
) -> Prospect:
    made = Prospect.discover(
        ProspectId(f"prospect-{number:04d}"),
        WorkspaceId(workspace_id),
        person or a_person(),
        changes.pop("origin", an_origin()),
        at=MONDAY,
        observed_at=MONDAY - timedelta(days=20),
    )
    return replace(made, **changes)


def an_import(**changes: Any) -> ImportBatch:
    """Checked and not started."""
    made: dict[str, Any] = {
        "id": ImportId("import-1"),
        "workspace_id": WorkspaceId("w-ours"),
        "blob_id": BlobId("blob-1"),
        "file_name": "contacts.csv",
        "file_hash": "ab" * 32,
        "size": 40,
        "uploaded_by": UserId("user-1"),
        "uploaded_at": MONDAY,
        "layout": Layout(
            encoding="utf-8",
            delimiter=",",
            header_at=1,
            header=("email", "name"),
            repair=False,
        ),
        "format": "generic",
        "mapping": [Target.EMAIL, None],
        "row_count": 3,
    }
    return ImportBatch(**{**made, **changes})


def a_criterion(**changes: Any) -> Criterion:
    made: dict[str, Any] = {
        "id": "c1",
        "feature": Feature.TITLE,
        "operator": Operator.CONTAINS,
        "values": ("commercial",),
        "mode": Mode.SCORE,
        "weight": 3,
    }
    return Criterion(**{**made, **changes})


def a_scored_persona(*criteria: Criterion, name: str = "Directeurs commerciaux") -> ScoringPersona:
    return ScoringPersona(id="persona-1", name=name, criteria=criteria or (a_criterion(),))


def a_scoring_fact(value: str, **changes: Any) -> ScoringFact:
    made: dict[str, Any] = {"value": value, "source": "Salon SIRHA", "observed_at": MONDAY}
    return ScoringFact(**{**made, **changes})


def a_signal(**changes: Any) -> Signal:
    made: dict[str, Any] = {
        "id": SignalId("signal-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "prospect_id": ProspectId("p-1"),
        "kind": SignalKind.HIRING,
        "strength": Strength.STRONG,
        "text": "Recrute deux commerciaux",
        "source_url": "https://forge.example/emplois",
        "seen_at": MONDAY,
        "added_by": UserId("user-1"),
        "added_at": MONDAY,
    }
    return Signal(**{**made, **changes})


def a_feedback(reason: Reason = Reason.BAD_COMPANY, **changes: Any) -> Feedback:
    made: dict[str, Any] = {
        "company": "",
        "signal_id": SignalId(""),
        "given_by": UserId("user-1"),
        "at": MONDAY,
        "counts": True,
    }
    return Feedback.give(
        changes.pop("id", FeedbackId("feedback-1")),
        changes.pop("workspace_id", WorkspaceId("workspace-1")),
        changes.pop("prospect_id", ProspectId("p-1")),
        reason,
        **{**made, **changes},
    )


# --- campaigns and delivery ---


def a_step(kind: StepKind = StepKind.EMAIL, **changes: Any) -> CampaignStep:
    made: dict[str, Any] = {
        "id": StepId(f"step-{kind.value}"),
        "kind": kind,
        "wait_days": 2 if kind is StepKind.WAIT else 0,
        "objective": "Présenter l'offre",
    }
    return CampaignStep(**{**made, **changes})


def a_sequence() -> Sequence:
    """E-mail, two days, invitation, two days, e-mail."""
    return Sequence(
        steps=(
            a_step(id=StepId("step-1")),
            a_step(StepKind.WAIT, id=StepId("step-2"), objective=""),
            a_step(StepKind.LINKEDIN_INVITATION, id=StepId("step-3")),
            a_step(StepKind.WAIT, id=StepId("step-4"), objective=""),
            a_step(id=StepId("step-5")),
        )
    )


def a_lia(**changes: Any) -> LiaRecord:
    made: dict[str, Any] = {
        "interest": "Faire connaître notre offre",
        "necessity": "Aucun moyen moins intrusif",
        "balance": "Peu de messages, opposition simple",
        "signed_at": MONDAY,
        "signed_by": UserId("dpo"),
    }
    return LiaRecord(**{**made, **changes})


def a_campaign(**changes: Any) -> Campaign:
    made: dict[str, Any] = {
        "id": CampaignId("campaign-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "name": "Rentrée",
        "offer_id": OfferId("offer-1"),
        "persona_id": PersonaId("persona-1"),
        "goal": "Un rendez-vous de 15 minutes",
        "created_by": UserId("ada"),
        "created_at": MONDAY,
        "mailbox_id": SenderId("mailbox-1"),
        "linkedin_id": SenderId("linkedin-1"),
        "sequence": a_sequence(),
    }
    return Campaign(**{**made, **changes})


def a_mandate(**changes: Any) -> Mandate:
    """Signed on MONDAY for thirty days."""
    made: dict[str, Any] = {
        "id": MandateId("mandate-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "campaign_id": CampaignId("campaign-1"),
        "scope": MandateScope(
            step_ids=(StepId("step-1"),),
            kinds=(TouchKind.FIRST,),
            sender_ids=(SenderId("mailbox-1"),),
            per_day=3,
            in_total=5,
            credit_cap=100,
            per_company=2,
            expires_at=MONDAY + timedelta(days=30),
        ),
        "signed_by": UserId("ada"),
        "signed_name": "Ada Martin",
        "signed_at": MONDAY,
        "simulation_id": SimulationId("simulation-1"),
        "frame_hash": "ab" * 32,
        "active_key": "campaign-1",
    }
    return Mandate(**{**made, **changes})


def an_enrolment(**changes: Any) -> Enrolment:
    made: dict[str, Any] = {
        "id": EnrolmentId("enrolment-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "campaign_id": CampaignId("campaign-1"),
        "prospect_id": ProspectId("prospect-1"),
        "enrolled_at": MONDAY,
        "enrolled_by": UserId("ada"),
        "active_key": changes.get("prospect_id", "prospect-1"),
    }
    return Enrolment(**{**made, **changes})


def an_action(**changes: Any) -> Action:
    made: dict[str, Any] = {
        "id": ActionId("action-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "kind": ActionKind.EMAIL,
        "sender_id": SenderId("mailbox-1"),
        "prospect_id": ProspectId("prospect-1"),
        "intent": "enrolment-1:step-1",
        "text_ref": "draft-1",
        "sha256": "ab" * 32,
        "planned_at": MONDAY,
        "since": MONDAY,
        "not_before": MONDAY,
        "next_at": MONDAY,
        "spacing": Spacing(gap=timedelta(minutes=10), rest=timedelta(minutes=40)),
        "rank": 2,
        "campaign_id": CampaignId("campaign-1"),
        "enrolment_id": EnrolmentId("enrolment-1"),
        "step_id": StepId("step-1"),
    }
    return Action(**{**made, **changes})


def a_sender(**changes: Any) -> Sender:
    made: dict[str, Any] = {
        "id": SenderId("mailbox-1"),
        "workspace_id": WorkspaceId("workspace-1"),
        "kind": SenderKind.MAILBOX,
        "owner_id": UserId("ada"),
        "asked_at": MONDAY - timedelta(days=60),
        "link_digest": "",
        "link_open_until": MONDAY,
        "state": SenderState.CONNECTED,
        "account_ref": "account-1",
        "address": "ada@atelier.example",
        "display_name": "Ada Martin",
        "is_warmed": True,
        "connected_at": MONDAY - timedelta(days=60),
    }
    return Sender(**{**made, **changes})
