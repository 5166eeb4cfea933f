"""Ports → the use cases of `consent`, written out by hand."""

from adapters.bootstrap.ports.consent import ConsentPorts
from domain.application import ConsentUseCases
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.keep_list import KeepList
from domain.consent.usecases.oppose_by_link import OpposeByLink
from domain.consent.usecases.oppose_prospect import OpposeProspect
from domain.consent.usecases.record_notice import RecordNotice
from domain.consent.usecases.show_notice import ShowNotice
from domain.consent.usecases.suppress_bounced import SuppressBounced


def build_consent(p: ConsentPorts) -> ConsentUseCases:
    check = CheckSuppression(suppressions=p.suppressions, hasher=p.hasher)
    record = p.recording
    return ConsentUseCases(
        check=check,
        record=record,
        oppose=OpposeProspect(record=record),
        oppose_by_link=OpposeByLink(sealer=p.sealer, record=record),
        show_notice=ShowNotice(sealer=p.sealer, facts=p.facts, log=p.log, check=check),
        record_notice=RecordNotice(
            log=p.log,
            messages=p.messages,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        list=KeepList(suppressions=p.suppressions, check=check, record=record),
        suppress_bounced=SuppressBounced(
            suppressions=p.suppressions,
            identities=p.identities,
            messages=p.messages,
            hasher=p.hasher,
            transaction=p.transaction,
            clock=p.clock,
        ),
    )
