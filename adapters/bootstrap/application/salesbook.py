"""Ports → the use cases of `salesbook`, written out by hand."""

from adapters.bootstrap.ports.salesbook import SalesbookPorts
from domain.application import SalesbookUseCases
from domain.salesbook.usecases.define_persona import DefinePersona
from domain.salesbook.usecases.describe_company import DescribeCompany
from domain.salesbook.usecases.preview_persona import PreviewPersona
from domain.salesbook.usecases.read_salesbook import ReadSalesbook
from domain.salesbook.usecases.revision import Revision
from domain.salesbook.usecases.write_offer import WriteOffer


def build_salesbook(p: SalesbookPorts) -> SalesbookUseCases:
    revision = Revision(
        salesbooks=p.salesbooks, outbox=p.outbox, transaction=p.transaction, clock=p.clock
    )
    return SalesbookUseCases(
        read=ReadSalesbook(salesbooks=p.salesbooks),
        describe_company=DescribeCompany(revision=revision),
        write_offer=WriteOffer(revision=revision, new_id=p.new_id),
        define_persona=DefinePersona(revision=revision, new_id=p.new_id),
        preview_persona=PreviewPersona(salesbooks=p.salesbooks, audience=p.audience),
    )
