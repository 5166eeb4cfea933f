"""Ports → the use cases of `scoring`, written out by hand."""

from adapters.bootstrap.ports.scoring import ScoringPorts
from domain.application import ScoringUseCases
from domain.scoring.usecases.ask_opinion import AskOpinion, SwitchOpinions
from domain.scoring.usecases.explain_score import ExplainScore
from domain.scoring.usecases.give_feedback import GiveFeedback
from domain.scoring.usecases.note_signal import NoteSignal
from domain.scoring.usecases.read_reliability import ReadReliability
from domain.scoring.usecases.rescore_all import RequestRescoring, RescoreAll
from domain.scoring.usecases.rescore_due import RescoreConcerned, RescoreDue
from domain.scoring.usecases.score_prospects import ScoreProspects


def build_scoring(p: ScoringPorts) -> ScoringUseCases:
    score = ScoreProspects(
        scores=p.scores,
        board=p.board,
        facts=p.facts,
        salesbook=p.salesbook,
        signals=p.signals,
        feedbacks=p.feedbacks,
        opinions=p.opinions,
        rules=p.opinion_rules,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    return ScoringUseCases(
        score=score,
        explain=ExplainScore(scores=p.scores, feedbacks=p.feedbacks, clock=p.clock),
        feedback=GiveFeedback(
            feedbacks=p.feedbacks,
            signals=p.signals,
            facts=p.facts,
            score=score,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        signal=NoteSignal(
            signals=p.signals,
            facts=p.facts,
            words=p.words,
            score=score,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        opinion=AskOpinion(
            opinions=p.opinions,
            rules=p.opinion_rules,
            adviser=p.adviser,
            orders=p.orders,
            facts=p.facts,
            salesbook=p.salesbook,
            score=score,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        switch_opinions=SwitchOpinions(
            rules=p.opinion_rules,
            salesbook=p.salesbook,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        rescore_due=RescoreDue(scores=p.scores, score=score, clock=p.clock),
        rescore_concerned=RescoreConcerned(feedbacks=p.feedbacks, scores=p.scores, score=score),
        reliability=ReadReliability(replies=p.replies),
        request_rescoring=RequestRescoring(
            rescorings=p.rescorings,
            facts=p.facts,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        rescore_all=RescoreAll(
            rescorings=p.rescorings,
            facts=p.facts,
            salesbook=p.salesbook,
            score=score,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
    )
