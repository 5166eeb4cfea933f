"""AffectedData: the inventory of the collections, counted for one workspace."""

from collections.abc import Collection, Sequence

from adapters.mongo.collections import COLLECTIONS
from adapters.mongo.driver import Database, collection
from domain.privacy.ports import Affected
from domain.shared.ids import WorkspaceId

_SPECS = {spec.name: spec for spec in COLLECTIONS if spec.workspace_scoped and spec.personal}


class MongoAffectedData:
    def __init__(self, database: Database) -> None:
        self._database = database

    def stores(self) -> Sequence[str]:
        return sorted(_SPECS)

    async def of(self, workspace_id: WorkspaceId, stores: Collection[str]) -> Affected:
        where = {"workspace_id": workspace_id}
        categories: set[str] = set()
        people: set[str] = set()
        records = 0
        for name in sorted(set(stores) & set(_SPECS)):
            spec, rows = _SPECS[name], collection(self._database, name)
            categories |= {entry.category for entry in spec.personal.values()}
            records += await rows.count_documents(where)
            direct = spec.person is not None and not spec.person.via
            if spec.person is not None and direct and not spec.person.holds_words:
                people |= {str(one) for one in await rows.distinct(spec.person.by, where)}
        return Affected(categories=tuple(sorted(categories)), people=len(people), records=records)
