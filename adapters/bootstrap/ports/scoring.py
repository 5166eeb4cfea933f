"""Every port of `scoring`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.prospects import ListScores
from adapters.bootstrap.bridges.scoring import (
    ContactedPeople,
    ScorablePeople,
    SoughtPersonas,
    SpecialCategories,
    UntellableFacts,
)
from adapters.bootstrap.ports.prospects import ProspectPorts
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.llm.fit_adviser import LlmFitAdviser
from adapters.llm.model import Model
from adapters.llm.prompt import load_prompt
from adapters.mongo import driver
from adapters.mongo.scoring import (
    MongoFeedbacks,
    MongoOpinionRules,
    MongoOpinions,
    MongoRescorings,
    MongoScores,
    MongoSignals,
)
from domain.salesbook import ports as salesbook
from domain.scoring import ports as scoring
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.operations import Operations
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class ScoringPorts:
    """What `scoring` needs."""

    scores: scoring.Scores
    feedbacks: scoring.Feedbacks
    signals: scoring.Signals
    rescorings: scoring.Rescorings
    board: scoring.ScoreBoard
    facts: scoring.ProspectFacts
    salesbook: scoring.SalesbookView
    replies: scoring.ReplyCounts
    words: scoring.SensitiveWords
    opinions: scoring.Opinions
    opinion_rules: scoring.OpinionRules
    adviser: scoring.Adviser
    orders: scoring.OrderWords
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId


def mongo_scoring(
    shared: SharedPorts,
    database: driver.Database,
    known: ProspectPorts,
    salesbooks: salesbook.Salesbooks,
    model: Model,
) -> ScoringPorts:
    return ScoringPorts(
        scores=MongoScores(database),
        feedbacks=MongoFeedbacks(database),
        signals=MongoSignals(database),
        rescorings=MongoRescorings(database),
        board=ListScores(known.board),
        facts=ScorablePeople(known.prospects, known.reader),
        salesbook=SoughtPersonas(salesbooks),
        replies=ContactedPeople(known.reader),
        words=SpecialCategories(),
        opinions=MongoOpinions(database),
        opinion_rules=MongoOpinionRules(database),
        adviser=LlmFitAdviser(model, load_prompt("fit_opinion", 1)),
        orders=UntellableFacts(),
        operations=shared.operations,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
    )
