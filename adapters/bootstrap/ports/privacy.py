"""Every port of `privacy`, filled."""

from dataclasses import dataclass

from adapters.files.package import ZipPackages
from adapters.files.tables import TableFiles
from adapters.mongo import driver
from adapters.mongo.affected import MongoAffectedData
from adapters.mongo.person_stores import MongoHolders, MongoPersonStores
from adapters.mongo.privacy import (
    MongoAudience,
    MongoAuditRequests,
    MongoAuthorityRequests,
    MongoChangeNotices,
    MongoClosedWorkspaces,
    MongoClosureDates,
    MongoExports,
    MongoHolds,
    MongoIncidents,
    MongoOwnNotices,
    MongoPersonClocks,
    MongoPilots,
    MongoReceipts,
    MongoRightsIntakes,
    MongoRightsRequests,
)
from adapters.mongo.retention import MongoRetentionStores
from adapters.mongo.workspace_stores import MongoWorkspaceStores
from domain.privacy import ports as privacy


@dataclass(frozen=True, kw_only=True)
class PrivacyPorts:
    """What `privacy` needs; its builder adds the other modules."""

    documents: privacy.Documents
    requests: privacy.RightsRequests
    intakes: privacy.RightsIntakes
    receipts: privacy.Receipts
    changes: privacy.ChangeNotices
    audience: privacy.Audience
    audits: privacy.AuditRequests
    authorities: privacy.AuthorityRequests
    holds: privacy.Holds
    closures: privacy.ClosureDates
    affected: privacy.AffectedData
    clocks: privacy.PersonClocks
    pilots: privacy.Pilots
    notices: privacy.OwnNotices
    incidents: privacy.Incidents
    stores: privacy.PersonStores
    holders: privacy.Holders
    retention: privacy.RetentionStores
    packages: privacy.PackageWriter
    exports: privacy.Exports
    tables: privacy.TableWriter
    workbooks: privacy.WorkbookWriter
    workspaces: privacy.WorkspaceStores
    closed: privacy.ClosedWorkspaces


def mongo_privacy(database: driver.Database, documents: privacy.Documents) -> PrivacyPorts:
    return PrivacyPorts(
        documents=documents,
        requests=MongoRightsRequests(database),
        intakes=MongoRightsIntakes(database),
        receipts=MongoReceipts(database),
        changes=MongoChangeNotices(database),
        audience=MongoAudience(database),
        audits=MongoAuditRequests(database),
        authorities=MongoAuthorityRequests(database),
        holds=MongoHolds(database),
        closures=MongoClosureDates(database),
        affected=MongoAffectedData(database),
        clocks=MongoPersonClocks(database),
        pilots=MongoPilots(database),
        notices=MongoOwnNotices(database),
        incidents=MongoIncidents(database),
        stores=MongoPersonStores(database),
        holders=MongoHolders(database),
        retention=MongoRetentionStores(database),
        packages=ZipPackages(),
        exports=MongoExports(database),
        tables=TableFiles(),
        workbooks=TableFiles(),
        workspaces=MongoWorkspaceStores(database),
        closed=MongoClosedWorkspaces(database),
    )
