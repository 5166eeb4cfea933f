"""Ports → the use cases of `prospect_views`, written out by hand."""

from adapters.bootstrap.ports.prospects import ProspectPorts, ProspectViewPorts
from domain.application import ProspectViewUseCases
from domain.prospects.ports import CampaignDoor
from domain.prospects.usecases.change_matching import RequestBulkChange, RunBulkChange
from domain.prospects.usecases.change_prospects import ChangeProspects
from domain.prospects.usecases.keep_view import KeepView
from domain.prospects.usecases.sensitive_wall import SensitiveWall


def build_prospect_views(
    p: ProspectViewPorts, known: ProspectPorts, door: CampaignDoor
) -> ProspectViewUseCases:
    return ProspectViewUseCases(
        keep=KeepView(
            views=p.views, transaction=known.transaction, clock=known.clock, new_id=known.new_id
        ),
        request_change=RequestBulkChange(
            reader=known.reader,
            changes=p.changes,
            door=door,
            plan=known.plan,
            screen=SensitiveWall(clearances=known.clearances),
            operations=known.operations,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
            new_id=known.new_id,
        ),
        run_change=RunBulkChange(
            reader=known.reader,
            changes=p.changes,
            change=ChangeProspects(
                prospects=known.prospects,
                screen=SensitiveWall(clearances=known.clearances),
                outbox=known.outbox,
                transaction=known.transaction,
                clock=known.clock,
            ),
            door=door,
            operations=known.operations,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
        ),
    )
