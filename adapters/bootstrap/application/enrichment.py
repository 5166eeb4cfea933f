"""Ports → the use cases of `enrichment`, written out by hand."""

from adapters.bootstrap.ports.enrichment import EnrichmentPorts
from domain.application import EnrichmentUseCases
from domain.enrichment.usecases.apply_enrichment_answer import ApplyEnrichmentAnswer
from domain.enrichment.usecases.keep_cap import KeepCap
from domain.enrichment.usecases.keep_order import KeepOrder
from domain.enrichment.usecases.poll_enrichments import PollEnrichments
from domain.enrichment.usecases.quote_enrichment import QuoteEnrichment
from domain.enrichment.usecases.read_enrichment import ReadEnrichment
from domain.enrichment.usecases.refund_bounced import RefundBounced
from domain.enrichment.usecases.request_enrichment import RequestEnrichment
from domain.enrichment.usecases.select_people import SelectPeople
from domain.enrichment.usecases.settle_requests import SettleRequests
from domain.enrichment.usecases.submit_enrichment import SubmitEnrichment
from domain.enrichment.usecases.verify_delivery import VerifyDelivery
from domain.enrichment.usecases.watch_enrichment import WatchEnrichment


def build_enrichment(p: EnrichmentPorts) -> EnrichmentUseCases:
    select = SelectPeople(requests=p.requests, contacts=p.contacts, policy=p.policy, clock=p.clock)
    settle = SettleRequests(
        requests=p.requests,
        jobs=p.jobs,
        batches=p.batches,
        contacts=p.contacts,
        policy=p.policy,
        credit_gate=p.credit_gate,
        operations=p.operations,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
    )
    submit = SubmitEnrichment(
        requests=p.requests,
        jobs=p.jobs,
        contacts=p.contacts,
        policy=p.policy,
        finders=p.finders,
        settle=settle,
        sealer=p.sealer,
        transaction=p.transaction,
        wall=p.wall,
    )
    apply_answer = ApplyEnrichmentAnswer(
        requests=p.requests,
        jobs=p.jobs,
        finders=p.finders,
        settle=settle,
        transaction=p.transaction,
        wall=p.wall,
    )
    cap = KeepCap(caps=p.caps, requests=p.requests, transaction=p.transaction, clock=p.clock)
    return EnrichmentUseCases(
        cap=cap,
        order=KeepOrder(orders=p.orders, finders=p.finders, transaction=p.transaction),
        quote=QuoteEnrichment(
            select=select, requests=p.requests, credit_gate=p.credit_gate, cap=cap
        ),
        request=RequestEnrichment(
            select=select,
            requests=p.requests,
            jobs=p.jobs,
            batches=p.batches,
            credit_gate=p.credit_gate,
            cap=cap,
            finders=p.finders,
            orders=p.orders,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        submit=submit,
        apply_answer=apply_answer,
        poll=PollEnrichments(
            jobs=p.jobs, submit=submit, apply_answer=apply_answer, settle=settle, wall=p.wall
        ),
        watch=WatchEnrichment(
            jobs=p.jobs,
            batches=p.batches,
            operations=p.operations,
            settle=settle,
            transaction=p.transaction,
            wall=p.wall,
        ),
        read=ReadEnrichment(batches=p.batches, requests=p.requests),
        refund=RefundBounced(
            requests=p.requests,
            addresses=p.addresses,
            refunds=p.refunds,
            transaction=p.transaction,
            clock=p.clock,
        ),
        verify=VerifyDelivery(sealer=p.sealer, verifier=p.verifier),
    )
