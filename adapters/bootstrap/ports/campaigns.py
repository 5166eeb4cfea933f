"""Every port of `campaigns`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.campaigns import (
    CalledNumbers,
    CallObjections,
    CampaignAudience,
    HandWords,
    PlanSignatories,
    SalesbookStandings,
    SenderStandings,
    WrittenScripts,
)
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.rehearsal import Rehearsals, WritingPurse
from adapters.bootstrap.settings import Settings
from adapters.bootstrap.trust import StepRecord
from adapters.mongo import driver
from adapters.mongo.accounts import MongoMemberships
from adapters.mongo.billing import MongoWallets
from adapters.mongo.campaigns import (
    MongoAutonomies,
    MongoCalendars,
    MongoCampaigns,
    MongoEnrolments,
    MongoHumanTasks,
    MongoMandates,
    MongoSimulations,
)
from adapters.mongo.delivery import (
    MongoAccountGates,
    MongoCapDoors,
    MongoSenders,
    MongoSendingRules,
)
from adapters.mongo.inbox import MongoConversations
from adapters.mongo.messaging import MongoDrafts
from adapters.system.calendar import PublicHolidays
from domain.campaigns import ports as campaigning
from domain.campaigns.usecases.check_mandate import CheckMandate
from domain.campaigns.usecases.person_days import PersonDays
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery import ports as delivery
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.prospects.usecases.disprove_number import DisproveNumber
from domain.salesbook import ports as salesbook
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class CampaignPorts:
    """What `campaigns` needs."""

    campaigns: campaigning.Campaigns
    enrolments: campaigning.Enrolments
    queue: campaigning.EnrolmentQueue
    audience: campaigning.Audience
    salesbook: campaigning.SalesbookCheck
    senders: campaigning.SenderCheck
    plan: campaigning.PlanGate
    tasks: campaigning.HumanTasks
    task_queue: campaigning.TaskQueue
    calendars: campaigning.Calendars
    public_days: campaigning.PublicDays
    words: campaigning.ApprovedWords
    scripts: campaigning.CallScripts
    objections: campaigning.Objections
    wrong_numbers: campaigning.WrongNumbers
    accounts: campaigning.RehearsedAccounts
    purse: campaigning.Purse
    simulations: campaigning.Simulations
    mandates: campaigning.Mandates
    mandate_watch: campaigning.MandateWatch
    autonomies: campaigning.Autonomies
    trust: campaigning.TrustRecord
    checking: CheckMandate
    public_url: str
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId


def _rehearsals(database: driver.Database) -> Rehearsals:
    return Rehearsals(
        MongoSenders(database),
        MongoAccountGates(database),
        MongoSendingRules(database),
        MongoCapDoors(database),
        PublicHolidays(),
        MongoCalendars(database),
    )


def mandate_check(
    shared: SharedPorts,
    database: driver.Database,
    *,
    audience: CampaignAudience,
    salesbooks: salesbook.Salesbooks,
    entitlements: campaigning.Entitlements,
) -> CheckMandate:
    """What messaging and delivery ask before something leaves that nobody clicked."""
    campaigns, enrolments = MongoCampaigns(database), MongoEnrolments(database)
    calendars = MongoCalendars(database)
    days = PersonDays(calendars=calendars, public_days=PublicHolidays())
    return CheckMandate(
        campaigns=campaigns,
        enrolments=enrolments,
        mandates=MongoMandates(database),
        autonomies=MongoAutonomies(database),
        audience=audience,
        simulate=SimulateCampaign(
            campaigns=campaigns,
            enrolments=enrolments,
            audience=audience,
            salesbook=SalesbookStandings(salesbooks),
            calendars=calendars,
            days=days,
            accounts=_rehearsals(database),
            purse=WritingPurse(MongoWallets(database)),
            simulations=MongoSimulations(database),
            clock=shared.clock,
            new_id=shared.new_id,
        ),
        days=days,
        entitlements=entitlements,
        signatories=PlanSignatories(MongoMemberships(database)),
        transaction=shared.transaction,
        clock=shared.clock,
    )


def mongo_campaigns(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    *,
    audience: CampaignAudience,
    checking: CheckMandate,
    salesbooks: salesbook.Salesbooks,
    senders: delivery.Senders,
    plan: campaigning.PlanGate,
    approved: ReadApprovedText,
    scripts: WrittenScripts,
    recording: RecordObjection,
    disproving: DisproveNumber,
) -> CampaignPorts:
    enrolments, tasks = MongoEnrolments(database), MongoHumanTasks(database)
    mandates = MongoMandates(database)
    return CampaignPorts(
        campaigns=MongoCampaigns(database),
        enrolments=enrolments,
        queue=enrolments,
        audience=audience,
        salesbook=SalesbookStandings(salesbooks),
        senders=SenderStandings(senders),
        plan=plan,
        tasks=tasks,
        task_queue=tasks,
        calendars=MongoCalendars(database),
        public_days=PublicHolidays(),
        words=HandWords(approved),
        scripts=scripts,
        objections=CallObjections(recording),
        wrong_numbers=CalledNumbers(disproving),
        accounts=_rehearsals(database),
        purse=WritingPurse(MongoWallets(database)),
        simulations=MongoSimulations(database),
        mandates=mandates,
        mandate_watch=mandates,
        autonomies=MongoAutonomies(database),
        trust=StepRecord(
            MongoDrafts(database),
            MongoConversations(database),
            MongoCampaigns(database),
            senders,
            MongoAccountGates(database),
            shared.clock,
        ),
        checking=checking,
        public_url=settings.public_url,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        new_id=shared.new_id,
    )
