"""Every port of `messaging`, filled."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from adapters.bootstrap.bridges.billing import CreditDesk
from adapters.bootstrap.bridges.consent import ContactRules
from adapters.bootstrap.bridges.messaging import (
    CampaignSteps,
    EarlierContacts,
    MandatedTexts,
    ProspectBriefs,
    ReviewedPeople,
    SalesbookBriefs,
    SenderNames,
    SentThreads,
)
from adapters.bootstrap.ports.shared import SharedPorts, vendor_url
from adapters.bootstrap.settings import Settings
from adapters.llm.budgeted import Budgeted
from adapters.llm.extractor import LlmExtractor
from adapters.llm.first_of import FirstOf
from adapters.llm.late import LateModel, make_anthropic, make_openai
from adapters.llm.metered import Metered
from adapters.llm.model import Model
from adapters.llm.prompt import load_prompt
from adapters.llm.second_reader import LlmSecondReader
from adapters.llm.writer import LlmWriter
from adapters.mongo.messaging import MongoDrafts
from domain.delivery import ports as delivery
from domain.messaging import ports as messaging
from domain.messaging.model.gate import MessageGate
from domain.messaging.usecases.compose_message import Briefing, ComposeMessage
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.messaging.usecases.regenerate_draft import RegenerateDraft
from domain.messaging.usecases.render_message import RenderMessage
from domain.messaging.usecases.write_answer import WriteAnswer
from domain.prospects.ports import ProspectRepository
from domain.salesbook import ports as salesbook
from domain.scoring.ports import Scores
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class MessagingPorts:
    """What `messaging` needs."""

    drafts: messaging.Drafts
    queue: messaging.DraftQueue
    writer: messaging.Writer
    extractor: messaging.Extractor
    model_calls: messaging.ModelCalls
    model_rules: messaging.ModelRulesBook
    campaigns: messaging.CampaignView
    salesbook: messaging.SalesbookView
    facts: messaging.ProspectFacts
    people: messaging.ReviewPeople
    senders: messaging.SenderIdentity
    threads: messaging.SentThread
    prior: messaging.PriorContacts
    imprints: messaging.Imprints
    policy: messaging.ContactPolicy
    credit_gate: messaging.CreditGate
    mandates: messaging.MandateDesk
    second_reader: messaging.SecondReader
    sealer: Sealer
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId
    public_url: str


def open_models(
    settings: Settings,
    calls: messaging.ModelCalls,
    rules: messaging.ModelRulesBook,
    stack: AsyncExitStack,
) -> tuple[Model, dict[str, Model]]:
    """OpenAI first, Anthropic when it does not answer usably; both booked, within the budget. And
    each of them alone, by its name.
    """
    openai_url = vendor_url(settings, settings.openai_url)
    anthropic_url = vendor_url(settings, settings.anthropic_url)
    openai_key = settings.openai_key.get_secret_value()
    anthropic_key = settings.anthropic_key.get_secret_value()
    first = LateModel(
        "openai", lambda: make_openai(openai_url, openai_key, settings.openai_model), stack
    )
    second = LateModel(
        "anthropic",
        lambda: make_anthropic(anthropic_url, anthropic_key, settings.anthropic_model),
        stack,
    )
    here, there = settings.openai_region, settings.anthropic_region
    one = (Metered(first, settings.openai_model, here, calls), here)
    other = (Metered(second, settings.anthropic_model, there, calls), there)
    alone: dict[str, Model] = {
        "openai": Budgeted(FirstOf([one]), rules, calls),
        "anthropic": Budgeted(FirstOf([other]), rules, calls),
    }
    return Budgeted(FirstOf([one, other]), rules, calls), alone


def mongo_messaging(
    settings: Settings,
    shared: SharedPorts,
    *,
    drafts: MongoDrafts,
    imprints: messaging.Imprints,
    model: Model,
    calls: messaging.ModelCalls,
    rules_book: messaging.ModelRulesBook,
    campaigns: CampaignSteps,
    salesbooks: salesbook.Salesbooks,
    prospects: ProspectRepository,
    scores: Scores,
    senders: delivery.Senders,
    sent: delivery.SentActions,
    prior: EarlierContacts,
    rules: ContactRules,
    desk: CreditDesk,
    mandates: MandatedTexts,
    readers: dict[str, Model],
) -> MessagingPorts:
    return MessagingPorts(
        drafts=drafts,
        queue=drafts,
        writer=LlmWriter(model, load_prompt("write_message", 3)),
        extractor=LlmExtractor(model, load_prompt("extract_reply", 1)),
        model_calls=calls,
        model_rules=rules_book,
        campaigns=campaigns,
        salesbook=SalesbookBriefs(salesbooks),
        facts=ProspectBriefs(prospects),
        people=ReviewedPeople(prospects, scores),
        senders=SenderNames(senders),
        threads=SentThreads(sent, drafts),
        prior=prior,
        imprints=imprints,
        policy=rules,
        credit_gate=desk,
        mandates=mandates,
        second_reader=LlmSecondReader(readers, load_prompt("second_read", 1)),
        sealer=shared.sealer,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
        public_url=settings.public_url,
    )


def briefing_of(p: MessagingPorts) -> Briefing:
    return Briefing(
        campaigns=p.campaigns,
        salesbook=p.salesbook,
        facts=p.facts,
        senders=p.senders,
        threads=p.threads,
        prior=p.prior,
    )


def composing(p: MessagingPorts) -> ComposeMessage:
    return ComposeMessage(
        writer=p.writer,
        gate=MessageGate(),
        render=RenderMessage(sealer=p.sealer, public_url=p.public_url),
        imprints=p.imprints,
        clock=p.clock,
    )


def generating(p: MessagingPorts) -> GenerateDraft:
    """How a text gets written, for messaging itself and for who is about to call."""
    return GenerateDraft(
        drafts=p.drafts,
        policy=p.policy,
        credit_gate=p.credit_gate,
        briefing=briefing_of(p),
        compose=composing(p),
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
        new_id=p.new_id,
    )


def regenerating(p: MessagingPorts) -> RegenerateDraft:
    """As generating."""
    return RegenerateDraft(
        drafts=p.drafts,
        policy=p.policy,
        credit_gate=p.credit_gate,
        briefing=briefing_of(p),
        compose=composing(p),
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        new_id=p.new_id,
    )


def answering(p: MessagingPorts) -> WriteAnswer:
    """How a proposal for an answer gets written, for the inbox."""
    return WriteAnswer(
        campaigns=p.campaigns,
        salesbook=p.salesbook,
        facts=p.facts,
        senders=p.senders,
        policy=p.policy,
        credit_gate=p.credit_gate,
        extractor=p.extractor,
        writer=p.writer,
        gate=MessageGate(),
        clock=p.clock,
    )


def approved_text(p: MessagingPorts) -> ReadApprovedText:
    """How delivery, and a person who sends by hand, get at the approved bytes."""
    return ReadApprovedText(
        drafts=p.drafts,
        briefing=briefing_of(p),
        gate=MessageGate(),
        public_url=p.public_url,
    )
