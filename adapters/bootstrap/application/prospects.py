"""Ports → the use cases of `prospects`, written out by hand."""

from adapters.bootstrap.ports.prospects import ProspectPorts
from domain.application import ProspectUseCases
from domain.prospects.usecases.add_prospect import AddProspect
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.advance_prospect import AdvanceProspect
from domain.prospects.usecases.change_prospects import ChangeProspects
from domain.prospects.usecases.check_import import CheckImport
from domain.prospects.usecases.correct_prospect import CorrectProspect
from domain.prospects.usecases.find_duplicates import FindDuplicates
from domain.prospects.usecases.link_companies import LinkCompanies
from domain.prospects.usecases.map_columns import MapColumns
from domain.prospects.usecases.mark_opted_out import MarkOptedOut
from domain.prospects.usecases.merge_prospects import MergeProspects
from domain.prospects.usecases.preview_import import PreviewImport
from domain.prospects.usecases.read_companies import ReadCompanies
from domain.prospects.usecases.read_import import ReadImport
from domain.prospects.usecases.read_prospect import ReadProspect
from domain.prospects.usecases.record_contact_point import RecordContactPoint
from domain.prospects.usecases.row_intake import RowIntake
from domain.prospects.usecases.run_import import RunImport
from domain.prospects.usecases.search_prospects import CountProspects, ListTags, SearchProspects
from domain.prospects.usecases.sensitive_wall import KeepClearances, SensitiveWall
from domain.prospects.usecases.start_import import StartImport
from domain.prospects.usecases.typed_person import TypedPerson
from domain.prospects.usecases.undo_import import UndoImport


def build_prospects(p: ProspectPorts) -> ProspectUseCases:
    admission = Admission(policy=p.policy)
    screen = SensitiveWall(clearances=p.clearances)
    intake = RowIntake(
        prospects=p.prospects,
        companies=p.companies,
        admission=admission,
        phones=p.phones,
        blobs=p.blobs,
        new_id=p.new_id,
    )
    return ProspectUseCases(
        add=AddProspect(
            prospects=p.prospects,
            plan=p.plan,
            admission=admission,
            screen=screen,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        correct=CorrectProspect(
            prospects=p.prospects,
            admission=admission,
            screen=screen,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        change=ChangeProspects(
            prospects=p.prospects,
            screen=screen,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        clearances=KeepClearances(
            clearances=p.clearances,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        advance=AdvanceProspect(
            prospects=p.prospects, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        mark_opted_out=MarkOptedOut(
            prospects=p.prospects, transaction=p.transaction, clock=p.clock
        ),
        record_point=RecordContactPoint(
            prospects=p.prospects, transaction=p.transaction, clock=p.clock
        ),
        search=SearchProspects(reader=p.reader),
        count=CountProspects(reader=p.reader),
        read=ReadProspect(prospects=p.prospects),
        tags=ListTags(reader=p.reader),
        typed=TypedPerson(phones=p.phones),
        check_import=CheckImport(
            imports=p.imports,
            plan=p.plan,
            workbooks=p.workbooks,
            blobs=p.blobs,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        map_columns=MapColumns(imports=p.imports, transaction=p.transaction, clock=p.clock),
        start_import=StartImport(
            imports=p.imports,
            plan=p.plan,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        duplicates=FindDuplicates(prospects=p.prospects, reader=p.reader),
        merge=MergeProspects(
            prospects=p.prospects,
            reader=p.reader,
            merges=p.merges,
            engagements=p.engagements,
            leftovers=p.leftovers,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        preview_import=PreviewImport(
            imports=p.imports,
            intake=intake,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        link_companies=LinkCompanies(
            prospects=p.prospects,
            companies=p.companies,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        companies=ReadCompanies(companies=p.companies, prospects=p.prospects, clock=p.clock),
        run_import=RunImport(
            prospects=p.prospects,
            companies=p.companies,
            imports=p.imports,
            traces=p.traces,
            faults=p.faults,
            intake=intake,
            objections=p.objections,
            operations=p.operations,
            blobs=p.blobs,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        undo_import=UndoImport(
            prospects=p.prospects,
            companies=p.companies,
            imports=p.imports,
            traces=p.traces,
            engagements=p.engagements,
            leftovers=p.leftovers,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        read_import=ReadImport(
            imports=p.imports, traces=p.traces, faults=p.faults, prospects=p.prospects
        ),
    )
