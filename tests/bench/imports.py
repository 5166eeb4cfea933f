"""Importing a file against storing the same documents in bulk, on the same store."""

import time
from collections.abc import Sequence

from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import mongo_ports
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.collections import ensure_collections
from domain.application import Application
from domain.prospects.model.batch import Declaration
from domain.prospects.model.prospect import LegalBasis
from domain.shared.actor import system_actor
from domain.shared.ids import ImportId, WorkspaceId

_ROWS = 10_000
_CHUNK = 500


def a_file(rows: int) -> bytes:
    lines = ["Prénom;Nom;Société;Fonction;E-mail;Profil LinkedIn;Téléphone;Ville"]
    for number in range(rows):
        place = number % 997
        lines.append(
            f"Claire;Durand{number};Société {place};Directrice commerciale;"
            f"claire.durand{number}@societe{place}.example;"
            f"https://www.linkedin.com/in/claire-durand-{number}/;"
            f"01 42 {number // 10_000 % 100:02d} {number // 100 % 100:02d} {number % 100:02d};Lyon"
        )
    return "\r\n".join(lines).encode()


async def imported(application: Application, workspace_id: WorkspaceId, content: bytes) -> float:
    """Rows per second of the whole way: parse, validate, normalise, dedupe, store."""
    people, actor = application.prospects, system_actor(workspace_id)
    checked = await people.check_import(actor, "bench.csv", content)
    import_id = ImportId(checked.batch.id)
    declared = Declaration(
        source="Banc d’essai",
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        collected_on=checked.batch.uploaded_at.date(),
        professional_audience=True,
    )
    operation = await people.start_import(actor, import_id, declared)
    began = time.perf_counter()
    while not (await application.plumbing.operations.get(workspace_id, operation.id)).is_final:
        await people.run_import(workspace_id, operation.id)
    took = time.perf_counter() - began
    done = await people.read_import(actor, import_id)
    if done.counts.created != checked.batch.row_count:
        raise SystemExit(f"the import lost rows: {done.counts}")
    return checked.batch.row_count / took


async def stored(settings: Settings, rows: Sequence[driver.Row]) -> float:
    """Documents per second of insert_many, into the same indexes."""
    client = driver.connect(settings.mongodb_uri)
    database = client[f"{settings.mongodb_database}_bare"]
    await ensure_collections(database)
    began = time.perf_counter()
    for start in range(0, len(rows), _CHUNK):
        await database["prospects"].insert_many(list(rows[start : start + _CHUNK]))
    took = time.perf_counter() - began
    await client.drop_database(database.name)
    driver.close(client)
    return len(rows) / took


async def measure_import(settings: Settings, rows: int = _ROWS) -> tuple[float, float]:
    """Ours and the ceiling, in rows per second."""
    async with mongo_ports(settings) as ports:
        workspace_id = WorkspaceId("00000000-0000-7000-8000-00000000be9c")
        ours = await imported(build_application(ports), workspace_id, a_file(rows))
        client = driver.connect(settings.mongodb_uri)
        people = client[settings.mongodb_database]["prospects"]
        found = await people.find({"workspace_id": workspace_id}).to_list(rows)
        driver.close(client)
    return ours, await stored(settings, found)
