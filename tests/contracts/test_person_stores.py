"""A person is copied and erased wherever the inventory of personal data says they are."""

from typing import Any

import pytest

from adapters.mongo.collections import COLLECTIONS
from adapters.mongo.collections.spec import CollectionSpec, PersonRows
from adapters.mongo.driver import Database
from adapters.mongo.person_stores import MongoPersonStores
from domain.privacy.model.durations import DURATIONS
from domain.shared.ids import ProspectId, WorkspaceId

MINE, OTHERS = WorkspaceId("w-mine"), WorkspaceId("w-other")
ADA, BOB = ProspectId("p-ada"), ProspectId("p-bob")
ABOUT_PEOPLE = [spec for spec in COLLECTIONS if spec.person is not None]
ERASED = [spec for spec in ABOUT_PEOPLE if spec.person and not spec.person.kept_because]
ADDRESS = {ADA: "ada.martin@atelier.example", BOB: "bob.petit@verger.example"}


def _person(spec: CollectionSpec) -> PersonRows:
    assert spec.person is not None
    return spec.person


def _canary(spec: CollectionSpec, field: str, workspace: str, who: str) -> str:
    return f"secret of {who} in {workspace}/{spec.name}.{field}"


def _row(spec: CollectionSpec, workspace: str, who: str) -> dict[str, Any]:
    """A row about one person with a text to be found in each inventoried field."""
    person = _person(spec)
    row: dict[str, Any] = {
        "_id": f"{workspace}:{spec.name}:{who}",
        "workspace_id": workspace,
        **{field: _canary(spec, field, workspace, who) for field in spec.personal},
    }
    if person.holds_words:
        row[person.by] = f'{{"from": "{ADDRESS[ProspectId(who)]}"}}'.encode()
        return row
    row[person.by] = f"{workspace}:{person.via}:{who}" if person.via else who
    if "." in person.by:
        field, key = person.by.split(".")
        row[field] = [{key: row.pop(person.by), "text": row[field]}]
    if person.via and person.through != "_id":
        row[person.by] = f"{person.through} of {who}"
    if spec.name == "prospects":
        row["points"] = [{"kind": "email", "value": ADDRESS[ProspectId(who)]}]
        row["import_ids"] = [f"import_ids of {who}"]
    if person.via == "imports" and spec.name == "import_faults":
        row[person.by] = f"import_ids of {who}"
    if spec.name == "imports":
        row["_id"], row["blob_id"] = f"import_ids of {who}", f"blob_id of {who}"
    return row


@pytest.fixture
async def filled(mongo_database: Database) -> Database:
    """Ada and Bob in every store of one workspace, and Bob in another's."""
    for spec in ABOUT_PEOPLE:
        rows = [_row(spec, MINE, ADA), _row(spec, MINE, BOB)]
        await mongo_database.drop_collection(spec.name)
        await mongo_database[spec.name].insert_many(rows)
    return mongo_database


async def _texts(database: Database, name: str) -> str:
    return " ".join([str(row) async for row in database[name].find({})])


@pytest.mark.obligation(75, 122, 126)
@pytest.mark.parametrize("spec", ERASED, ids=lambda spec: spec.name)
async def test_every_inventoried_field_of_an_erased_person_is_gone(
    filled: Database, spec: CollectionSpec
) -> None:
    before = await _texts(filled, spec.name)
    erased = await MongoPersonStores(filled).erase(MINE, ADA)
    after = await _texts(filled, spec.name)
    person = _person(spec)
    gone = set(person.blanks) if person.blanks else set(spec.personal)
    if not person.holds_words:
        assert gone >= set(spec.personal) - {person.by}
        for field in gone & set(spec.personal) - {person.by, "points"}:
            assert _canary(spec, field, MINE, ADA) in before
            assert _canary(spec, field, MINE, ADA) not in after
            assert _canary(spec, field, MINE, BOB) in after
    assert ADDRESS[ADA] not in after
    assert [store.left for store in erased if store.name == spec.name] in ([0], [])


async def test_erasing_twice_and_for_another_workspace_changes_nothing(filled: Database) -> None:
    stores = MongoPersonStores(filled)
    await stores.erase(OTHERS, BOB)
    before = [await _texts(filled, spec.name) for spec in ABOUT_PEOPLE]
    await stores.erase(OTHERS, ADA)
    assert [await _texts(filled, spec.name) for spec in ABOUT_PEOPLE] == before
    first = await stores.erase(MINE, ADA)
    again = await stores.erase(MINE, ADA)
    assert sum(store.erased for store in first) > sum(store.erased for store in again)
    assert all(store.left == 0 for store in again if not store.kept_because)


async def test_a_delivery_nobody_read_yet_stays(filled: Database) -> None:
    await filled["inbound_events"].insert_one(
        {"_id": "unread", "state": "new", "body": ADDRESS[ADA].encode()}
    )
    await MongoPersonStores(filled).erase(MINE, ADA)
    assert await filled["inbound_events"].count_documents({"_id": "unread"}) == 1


@pytest.mark.obligation(120)
async def test_the_copy_holds_one_person_and_nobody_else(filled: Database) -> None:
    held = await MongoPersonStores(filled).copy(MINE, ADA)
    told = str(held)
    assert ADDRESS[ADA] in told
    assert ADDRESS[BOB] not in told
    wanted = {
        spec.name
        for spec in ABOUT_PEOPLE
        if not _person(spec).holds_words and spec.name not in {"blobs", "suppressions", "companies"}
    }
    assert wanted <= set(held)
    assert await MongoPersonStores(filled).copy(OTHERS, ADA) == {}


@pytest.mark.obligation(9)
def test_personal_data_are_about_a_prospect_or_about_a_member() -> None:
    about_members = {
        *("senders", "stops", "sending_rules", "search_allowances", "idempotency_keys"),
        *(
            "audit_requests",
            "change_notices",
            "saved_views",
            "bulk_changes",
            "sensitive_clearances",
            "api_keys",
            "hooks",
            "exports",
            "mandates",
        ),
    }
    owners = {"accounts", "audit", "billing", "salesbook", "support"}
    undeclared = {
        spec.name
        for spec in COLLECTIONS
        if spec.personal and spec.person is None and spec.owner not in owners
    } - about_members
    assert undeclared == set()


@pytest.mark.obligation(46, 71)
def test_every_retention_class_of_the_inventory_is_in_the_duration_register() -> None:
    named = {entry.retention for spec in COLLECTIONS for entry in spec.personal.values()}
    assert named <= {one.name for one in DURATIONS}
