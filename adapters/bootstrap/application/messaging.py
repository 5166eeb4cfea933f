"""Ports → the use cases of `messaging`, written out by hand."""

from adapters.bootstrap.ports.messaging import (
    MessagingPorts,
    approved_text,
    briefing_of,
    composing,
    generating,
    regenerating,
)
from domain.application import MessagingUseCases
from domain.messaging.usecases.approve_draft import ApproveDraft
from domain.messaging.usecases.approve_many import ApproveMany
from domain.messaging.usecases.approve_unattended import ApproveUnattended
from domain.messaging.usecases.dismiss_draft import DismissDraft
from domain.messaging.usecases.edit_draft import EditDraft
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.messaging.usecases.list_reviews import ListReviews
from domain.messaging.usecases.model_use import ReadModelUse, SetModelRules
from domain.messaging.usecases.retry_drafts import RetryDrafts
from domain.messaging.usecases.skip_draft import SkipDraft


def build_messaging(p: MessagingPorts) -> MessagingUseCases:
    briefing, compose, generate = briefing_of(p), composing(p), generating(p)
    reviews = ListReviews(
        drafts=p.drafts,
        queue=p.queue,
        people=p.people,
        campaigns=p.campaigns,
        briefing=briefing,
        clock=p.clock,
    )
    approve = ApproveDraft(
        drafts=p.drafts,
        policy=p.policy,
        briefing=briefing,
        compose=compose,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    return MessagingUseCases(
        generate=generate,
        edit=EditDraft(
            drafts=p.drafts,
            briefing=briefing,
            compose=compose,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        approve=approve,
        approve_unattended=ApproveUnattended(
            drafts=p.drafts,
            people=p.people,
            briefing=briefing,
            mandates=p.mandates,
            reader=p.second_reader,
            approve=approve,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        approve_many=ApproveMany(approve=approve, reviews=reviews),
        skip=SkipDraft(
            drafts=p.drafts,
            credit_gate=p.credit_gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        dismiss=DismissDraft(
            drafts=p.drafts,
            credit_gate=p.credit_gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        regenerate=regenerating(p),
        expire=ExpireDrafts(
            drafts=p.drafts,
            queue=p.queue,
            credit_gate=p.credit_gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        retry=RetryDrafts(queue=p.queue, generate=generate, wall=p.wall),
        reviews=reviews,
        approved_text=approved_text(p),
        model_use=ReadModelUse(book=p.model_rules, calls=p.model_calls),
        set_model_rules=SetModelRules(book=p.model_rules, transaction=p.transaction),
    )
