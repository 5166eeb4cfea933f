"""Every port of `prospects`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.billing import CreditDesk
from adapters.bootstrap.bridges.integrations import HeldWorkspaces
from adapters.bootstrap.bridges.prospects import (
    OwnLinkedinAccounts,
    PeopleInCampaigns,
    ScoresLeftBehind,
)
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.files.workbooks import CalamineWorkbooks
from adapters.llm.model import Model
from adapters.llm.prompt import load_prompt
from adapters.llm.search_proposer import LlmSearchProposer
from adapters.mongo import driver
from adapters.mongo.accounts import MongoWorkspaces
from adapters.mongo.campaigns import MongoEnrolments
from adapters.mongo.companies import MongoCompanies
from adapters.mongo.delivery import MongoSenders
from adapters.mongo.people_search import (
    MongoPeopleSearches,
    MongoSavedSearches,
    MongoSearchAllowances,
)
from adapters.mongo.prospect_views import MongoClearances
from adapters.mongo.prospects import (
    MongoImportBatches,
    MongoImportTraces,
    MongoMerges,
    MongoProspectReader,
    MongoProspects,
    MongoRowFaults,
)
from adapters.mongo.scoring import MongoOpinions, MongoScores
from adapters.system.phones import LibPhoneNumbers
from adapters.unipile.client import UnipileClient
from adapters.unipile.search import UnipilePeople
from domain.prospects import ports as people
from domain.shared.blobs import BlobStore
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.operations import Operations
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class ProspectPorts:
    """What `prospects` needs."""

    prospects: people.ProspectRepository
    reader: people.ProspectReader
    companies: people.Companies
    board: people.ScoreBoard
    imports: people.ImportBatches
    traces: people.ImportTraces
    merges: people.Merges
    faults: people.RowFaults
    workbooks: people.WorkbookReader
    engagements: people.Engagements
    leftovers: people.Leftovers
    policy: people.ContactPolicy
    plan: people.PlanGate
    objections: people.Objections
    phones: people.PhoneReader
    clearances: people.Clearances
    blobs: BlobStore
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class ProspectViewPorts:
    """What lists need beyond the rest of `prospects`."""

    views: people.SavedViews
    changes: people.BulkChanges


@dataclass(frozen=True, kw_only=True)
class PeopleSearchPorts:
    """What looking for people needs beyond the rest of `prospects`."""

    accounts: people.SearchAccounts
    allowances: people.SearchAllowances
    searches: people.PeopleSearches
    saved: people.SavedSearches
    held: people.HeldSpaces
    finder: people.PeopleFinder
    proposer: people.SearchProposer
    credit_gate: people.CreditGate


def mongo_prospects(
    shared: SharedPorts,
    database: driver.Database,
    *,
    repository: MongoProspects,
    members: people.CampaignMembers,
    policy: people.ContactPolicy,
    plan: people.PlanGate,
    objections: people.Objections,
) -> ProspectPorts:
    return ProspectPorts(
        prospects=repository,
        reader=MongoProspectReader(database, members),
        companies=MongoCompanies(database),
        board=repository,
        imports=MongoImportBatches(database),
        traces=MongoImportTraces(database),
        merges=MongoMerges(database),
        faults=MongoRowFaults(database),
        workbooks=CalamineWorkbooks(),
        engagements=PeopleInCampaigns(MongoEnrolments(database)),
        leftovers=ScoresLeftBehind(MongoScores(database), MongoOpinions(database)),
        policy=policy,
        plan=plan,
        objections=objections,
        phones=LibPhoneNumbers(),
        clearances=MongoClearances(database),
        blobs=shared.blobs,
        operations=shared.operations,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
    )


def mongo_people_search(
    database: driver.Database, client: UnipileClient, model: Model, desk: CreditDesk
) -> PeopleSearchPorts:
    return PeopleSearchPorts(
        accounts=OwnLinkedinAccounts(MongoSenders(database)),
        allowances=MongoSearchAllowances(database),
        searches=MongoPeopleSearches(database),
        saved=MongoSavedSearches(database),
        held=HeldWorkspaces(MongoWorkspaces(database)),
        finder=UnipilePeople(client),
        proposer=LlmSearchProposer(model, load_prompt("propose_search", 1)),
        credit_gate=desk,
    )
