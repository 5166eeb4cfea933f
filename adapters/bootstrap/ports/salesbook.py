"""Every port of `salesbook`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.ports.shared import SharedPorts
from adapters.mongo import driver
from adapters.mongo.salesbook import MongoSalesbooks
from domain.salesbook import ports as salesbook
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class SalesbookPorts:
    """What `salesbook` needs."""

    salesbooks: salesbook.Salesbooks
    audience: salesbook.AudienceCount
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId


def mongo_salesbook(
    shared: SharedPorts, database: driver.Database, audience: salesbook.AudienceCount
) -> SalesbookPorts:
    return SalesbookPorts(
        salesbooks=MongoSalesbooks(database),
        audience=audience,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        new_id=shared.new_id,
    )
