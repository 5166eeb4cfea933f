"""Storage ports of delivery: every write compares what was read before it sets."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from adapters.mongo.codec import CONVERTER, from_row, to_row
from adapters.mongo.driver import (
    BulkWriteError,
    Database,
    DuplicateKeyError,
    ReplaceOne,
    Row,
    UpdateOne,
    collection,
)
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.delivery.errors import (
    ActionAlreadyPlanned,
    ActionNotFound,
    SenderAlreadyConnected,
    SenderNotFound,
)
from domain.delivery.model.action import (
    Action,
    ActionKind,
    ActionState,
    Attempt,
    Outcome,
    Receipt,
)
from domain.delivery.model.caps import CapDoor, CapScope
from domain.delivery.model.gates import AccountGate, RecipientGate
from domain.delivery.model.invariants import Stored
from domain.delivery.model.limits import LimitRules
from domain.delivery.model.sender import Sender, SenderState
from domain.delivery.model.stop import PLATFORM, Stop
from domain.delivery.model.verdict import Reason
from domain.delivery.ports import ActionFilter, Tally
from domain.shared.errors import StaleWrite
from domain.shared.ids import (
    ActionId,
    CampaignId,
    EnrolmentId,
    ProspectId,
    SenderId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk

T = TypeVar("T")

_OPEN = [
    state.value
    for state in (
        ActionState.READY,
        ActionState.CLAIMED,
        ActionState.SENDING,
        ActionState.UNKNOWN,
    )
]
_S = ActionState
_UNSETTLED = [
    state.value for state in (ActionState.UNKNOWN, ActionState.UNCONFIRMED, ActionState.QUARANTINED)
]
_MAILS = [kind.value for kind in ActionKind if kind.is_mail]
# Before and after any action: a range with two ends is what the local store looks up in its index.
_DAWN, _DUSK = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_DUPLICATE = 11_000
_NEWEST = 200
_LINKEDIN_FIRST = ActionKind.INVITATION.value
_MAIL = ActionKind.EMAIL.value
_SENT = ActionState.SENT.value


class MongoActions:
    """Actions, ActionQueue and SentActions."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "actions", Action, not_found=ActionNotFound, exists=ActionAlreadyPlanned
        )

    async def get(self, workspace_id: WorkspaceId, action_id: ActionId) -> Action:
        return await self._rows.get(workspace_id, action_id)

    async def of_intent(self, workspace_id: WorkspaceId, intent: str) -> Action | None:
        return await self._rows.find(workspace_id, {"intent": intent})

    async def add(self, action: Action) -> None:
        await self._rows.add(action)

    async def save(self, action: Action) -> None:
        await self._rows.save(action)

    async def page(
        self, workspace_id: WorkspaceId, wanted: ActionFilter, ask: PageAsk
    ) -> Page[Action]:
        where = _where(wanted)
        if wanted.state is not None:
            where["state"] = wanted.state.value
        return await self._rows.page_by_id(workspace_id, ask, where)

    # --- the queue -------------------------------------------------------------------------

    async def _found(self, where: Row, sort: str, limit: int) -> Sequence[Action]:
        cursor = self._rows.raw.find(where, session=current_session()).sort(sort, 1).limit(limit)
        return [self._rows.read(row) for row in await cursor.to_list(limit)]

    async def due(self, *, at: datetime, wall: datetime, limit: int) -> Sequence[Action]:
        """The few that can still be taken back are passed over here: a second range in the query
        would keep the local store from its index (vendors/local-stores.md).
        """
        where: Row = {"state": ActionState.READY.value, "next_at": {"$gte": _DAWN, "$lte": at}}
        found: list[Action] = []
        cursor = self._rows.raw.find(where, session=current_session()).sort("next_at", 1)
        async for row in cursor.batch_size(limit):
            if row["not_before"] <= wall:
                found.append(self._rows.read(row))
            if len(found) == limit:
                break
        await cursor.close()
        return found

    async def stale(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        claimed = {"state": ActionState.CLAIMED.value, "lease_until": {"$lte": wall}}
        sending = {"state": ActionState.SENDING.value, "deadline": {"$lte": wall}}
        return [
            *await self._found(claimed, "lease_until", limit),
            *await self._found(sending, "deadline", limit),
        ]

    async def unknown(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        where: Row = {"state": ActionState.UNKNOWN.value, "reconcile_at": {"$lte": wall}}
        return await self._found(where, "reconcile_at", limit)

    async def unsent(self, *, after: str, limit: int) -> Sequence[Action]:
        states = [_S.READY.value, _S.CLAIMED.value, _S.SENDING.value]
        where: Row = {"_id": {"$gt": after}, "state": {"$in": states}}
        return await self._found(where, "_id", limit)

    async def reported(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        where: Row = {"state": _SENT, "reconcile_at": {"$lte": wall}, "reported": True}
        return await self._found(where, "reconcile_at", limit)

    async def defer(
        self, actions: Sequence[tuple[Action, datetime]], reasons: Sequence[Reason]
    ) -> None:
        told = CONVERTER.unstructure(tuple(reasons), tuple[Reason, ...])
        writes = [
            UpdateOne(
                {
                    "_id": action.id,
                    "workspace_id": action.workspace_id,
                    "state": ActionState.READY.value,
                    "version": action.version,
                },
                {"$set": {"next_at": next_at, "reasons": told}, "$inc": {"version": 1}},
            )
            for action, next_at in actions
        ]
        if writes:
            await self._rows.raw.bulk_write(writes, ordered=False)

    async def _wake(self, where: Row, at: datetime) -> int:
        written = await self._rows.raw.update_many(
            {**where, "state": ActionState.READY.value, "next_at": {"$gt": at}},
            {"$set": {"next_at": at}, "$inc": {"version": 1}},
        )
        return written.modified_count

    async def wake_sender(
        self, workspace_id: WorkspaceId, sender_id: SenderId, at: datetime
    ) -> int:
        return await self._wake({"workspace_id": workspace_id, "sender_id": sender_id}, at)

    async def wake_campaign(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, at: datetime
    ) -> int:
        return await self._wake({"workspace_id": workspace_id, "campaign_id": campaign_id}, at)

    async def wake_workspace(self, workspace_id: WorkspaceId | None, at: datetime) -> int:
        return await self._wake({} if workspace_id is None else {"workspace_id": workspace_id}, at)

    async def under_way(self, workspace_id: WorkspaceId | None) -> int:
        mine = {} if workspace_id is None else {"workspace_id": workspace_id}
        return await self._rows.raw.count_documents({**mine, "state": ActionState.SENDING.value})

    async def open_of(
        self,
        workspace_id: WorkspaceId,
        *,
        prospect_id: ProspectId | None = None,
        enrolment_id: EnrolmentId | None = None,
    ) -> Sequence[Action]:
        asked = {
            "prospect_id": prospect_id,
            "enrolment_id": enrolment_id,
        }
        where: Row = {name: value for name, value in asked.items() if value is not None}
        return await self._rows.list(workspace_id, {**where, "state": {"$in": _OPEN}}, limit=500)

    async def waiting_of(
        self, workspace_id: WorkspaceId, wanted: ActionFilter, limit: int
    ) -> Sequence[Action]:
        where = {**_where(wanted), "state": ActionState.READY.value}
        return await self._rows.list(workspace_id, where, sort="next_at", limit=limit)

    async def unsettled_of_campaign(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> int:
        return await self._rows.raw.count_documents(
            {
                "workspace_id": workspace_id,
                "campaign_id": campaign_id,
                "state": {"$in": _UNSETTLED},
            }
        )

    # --- what left -------------------------------------------------------------------------
    # One word more than an index has, and the local store reads every action that was ever sent
    # (vendors/local-stores.md): what one person, enrolment or sender has is sorted out here.

    async def of_refs(
        self, workspace_id: WorkspaceId, sender_id: SenderId, refs: Sequence[str]
    ) -> Action | None:
        for ref in refs:
            found = await self._rows.list(
                workspace_id,
                {"refs": ref, "sender_id": sender_id},
                newest_first=True,
                limit=1,
            )
            if found:
                return found[0]
        return None

    async def _of_person(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, mail: bool, limit: int
    ) -> Sequence[Action]:
        where = {"prospect_id": prospect_id, "state": _SENT}
        found = await self._rows.list(workspace_id, where, newest_first=True)
        wanted = [one for one in found if one.kind.is_mail is mail]
        return sorted(wanted, key=_sent_at, reverse=True)[:limit]

    async def latest(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, mail: bool
    ) -> Action | None:
        found = await self._of_person(workspace_id, prospect_id, mail=mail, limit=1)
        return found[0] if found else None

    async def to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, mail: bool
    ) -> Sequence[Action]:
        found = await self._of_person(workspace_id, prospect_id, mail=mail, limit=100)
        return list(reversed(found))

    async def _mails_of(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Sequence[Action]:
        """Oldest first."""
        where = {"enrolment_id": enrolment_id, "state": _SENT}
        found = await self._rows.list(workspace_id, where)
        return sorted([one for one in found if one.kind is ActionKind.EMAIL], key=_sent_at)

    async def first_mail(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Action | None:
        found = await self._mails_of(workspace_id, enrolment_id)
        return found[0] if found else None

    async def last_mail(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Action | None:
        found = await self._mails_of(workspace_id, enrolment_id)
        return found[-1] if found else None

    async def unsettled_mail(
        self, workspace_id: WorkspaceId, sender_id: SenderId
    ) -> Sequence[Action]:
        states = [
            state.value
            for state in (ActionState.SENDING, ActionState.UNKNOWN, ActionState.UNCONFIRMED)
        ]
        where = {"sender_id": sender_id, "state": {"$in": states}, "kind": {"$in": _MAILS}}
        return await self._rows.list(workspace_id, where, limit=100)

    async def invitation(
        self, workspace_id: WorkspaceId, sender_id: SenderId, recipient_refs: Sequence[str]
    ) -> Action | None:
        where = {
            "sender_id": sender_id,
            "recipient_ref": {"$in": [ref for ref in recipient_refs if ref]},
            "kind": _LINKEDIN_FIRST,
        }
        found = await self._rows.list(workspace_id, where, newest_first=True, limit=1)
        return found[0] if found else None

    async def tally(
        self,
        workspace_id: WorkspaceId,
        since: datetime,
        *,
        sender_id: SenderId | None = None,
        campaign_id: CampaignId | None = None,
    ) -> Tally:
        asked = {"sender_id": sender_id, "campaign_id": campaign_id}
        of: Row = {name: value for name, value in asked.items() if value is not None}
        mine: Row = {**of, "state": _SENT, "kind": _MAIL}
        fields = dict.fromkeys((*mine, "bounced_at", "complained_at"), 1)

        async def mails(where: Row) -> Sequence[Row]:
            cursor = self._rows.raw.find({"workspace_id": workspace_id, **where}, fields)
            rows = await cursor.to_list(None)
            return [row for row in rows if mine.items() <= row.items()]

        span = {"$gte": since, "$lt": _DUSK}
        left, opposed = await mails({**of, "sent_at": span}), await mails({"opposed_at": span})
        return Tally(
            sent=len(left),
            bounced=sum(row["bounced_at"] is not None for row in left),
            opposed=len(opposed),
            complained=sum(row["complained_at"] is not None for row in opposed),
        )

    async def invitations(
        self, workspace_id: WorkspaceId, sender_id: SenderId, limit: int
    ) -> Sequence[Action]:
        where = {"sender_id": sender_id, "state": _SENT, "kind": _LINKEDIN_FIRST}
        return await self._rows.list(
            workspace_id, where, sort="sent_at", newest_first=True, limit=limit
        )

    async def pending_invitations(
        self,
        workspace_id: WorkspaceId,
        sender_id: SenderId,
        *,
        before: datetime,
        at: datetime,
        limit: int,
    ) -> Sequence[Action]:
        where = {
            "sender_id": sender_id,
            "sent_at": {"$gte": _DAWN, "$lt": before},
            "state": _SENT,
            "kind": _LINKEDIN_FIRST,
            "accepted_at": None,
            "withdrawn_at": None,
            "$or": [{"withdraw_next_at": None}, {"withdraw_next_at": {"$lte": at}}],
        }
        return await self._rows.list(workspace_id, where, sort="sent_at", limit=limit)

    async def seen_since(
        self, workspace_id: WorkspaceId, sender_id: SenderId, since: datetime
    ) -> bool:
        where = {"sender_id": sender_id, "sent_at": {"$gte": _DAWN, "$lt": _DUSK}}
        newest = await self._rows.list(
            workspace_id, where, sort="sent_at", newest_first=True, limit=_NEWEST
        )
        return any(
            one.state is ActionState.SENT
            and one.seen_at is not None
            and one.armed_at is not None
            and one.armed_at > since
            for one in newest
        )


def _sent_at(action: Action) -> datetime:
    return action.sent_at or _DAWN


def _where(wanted: ActionFilter) -> Row:
    """All of the filter but the state."""
    asked = {
        "campaign_id": wanted.campaign_id,
        "prospect_id": wanted.prospect_id,
        "sender_id": wanted.sender_id,
        "reasons.code": None if wanted.reason is None else wanted.reason.value,
    }
    return {name: value for name, value in asked.items() if value is not None}


class MongoAttempts:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "attempts")

    async def arm(self, attempt: Attempt) -> None:
        row = to_row(attempt)
        try:
            await self._rows.insert_one(row)
        except DuplicateKeyError:  # _id
            taken = await self._rows.replace_one(
                {
                    "_id": attempt.id,
                    "workspace_id": attempt.workspace_id,
                    "epoch": {"$lte": attempt.epoch},
                    "outcome": Outcome.ARMED.value,
                },
                row,
            )
            if not taken.matched_count:
                raise StaleWrite from None

    async def record(
        self,
        workspace_id: WorkspaceId,
        attempt_id: str,
        outcome: Outcome,
        *,
        code: str = "",
        receipt: Receipt | None = None,
    ) -> None:
        fields: dict[str, Any] = {
            "outcome": outcome.value,
            "code": code,
            "receipt": None if receipt is None else to_row(receipt),
        }
        await self._rows.update_one(
            {
                "_id": attempt_id,
                "workspace_id": workspace_id,
                "outcome": {"$ne": Outcome.ACCEPTED.value},
            },
            {"$set": fields},
        )

    async def of(self, workspace_id: WorkspaceId, action_id: ActionId) -> Sequence[Attempt]:
        cursor = self._rows.find({"workspace_id": workspace_id, "action_id": action_id})
        rows = await cursor.sort("number", 1).limit(100).to_list(100)
        return [from_row(row, Attempt) for row in rows]


class MongoRecipientGates:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "recipient_gates")

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> RecipientGate:
        key = RecipientGate.key(workspace_id, prospect_id)
        row = await self._rows.find_one(
            {"_id": key, "workspace_id": workspace_id}, session=current_session()
        )
        if row is None:
            return RecipientGate.open_for(workspace_id, prospect_id)
        return from_row(row, RecipientGate)

    async def put(self, gate: RecipientGate) -> None:
        row = to_row(gate) | {"version": gate.version + 1}
        await _swap(self._rows, row, gate.version)
        gate.version += 1

    async def forgotten(self, *, wall: datetime, limit: int) -> Sequence[RecipientGate]:
        cursor = self._rows.find({"look_at": {"$lte": wall}}).sort("look_at", 1).limit(limit)
        return [from_row(row, RecipientGate) for row in await cursor.to_list(limit)]


class MongoAccountGates:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "account_gates")

    async def of(self, workspace_id: WorkspaceId, sender_id: SenderId) -> AccountGate:
        row = await self._rows.find_one(
            {"_id": sender_id, "workspace_id": workspace_id}, session=current_session()
        )
        if row is None:
            return AccountGate.open_for(workspace_id, sender_id)
        return from_row(row, AccountGate)

    async def put(self, gate: AccountGate) -> None:
        row = to_row(gate) | {"version": gate.version + 1}
        await _swap(self._rows, row, gate.version)
        gate.version += 1

    async def forgotten(self, *, wall: datetime, limit: int) -> Sequence[AccountGate]:
        cursor = self._rows.find({"look_at": {"$lte": wall}}).sort("look_at", 1).limit(limit)
        return [from_row(row, AccountGate) for row in await cursor.to_list(limit)]


async def _swap(
    rows: Any,  # noqa: ANN401 - a driver collection
    row: Row,
    read: int,
    session: Any = None,  # noqa: ANN401 - a driver session
) -> None:
    """Write `row` only onto the version that was read. Doors give no session: never part of a
    transaction, the database orders them against every other writer of the document at once.
    """
    if read == 0:
        try:
            await rows.insert_one(row, session=session)
        except DuplicateKeyError:  # _id
            raise StaleWrite from None
        return
    written = await rows.replace_one(
        {"_id": row["_id"], "workspace_id": row["workspace_id"], "version": read},
        row,
        session=session,
    )
    if not written.matched_count:
        raise StaleWrite


class MongoStops:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "stops")

    async def on(self, keys: Sequence[str]) -> Sequence[Stop]:
        cursor = self._rows.find({"_id": {"$in": list(keys)}, "is_on": True}).limit(len(keys))
        found = {row["_id"]: from_row(row, Stop) for row in await cursor.to_list(len(keys))}
        return [found[key] for key in keys if key in found]

    async def of(self, workspace_id: WorkspaceId, key: str) -> Stop | None:
        row = await self._rows.find_one(
            {"_id": key, "workspace_id": workspace_id}, session=current_session()
        )
        return None if row is None else from_row(row, Stop)

    async def of_workspace(self, workspace_id: WorkspaceId) -> Sequence[Stop]:
        cursor = self._rows.find({"workspace_id": workspace_id}).sort("_id", 1).limit(1000)
        return [from_row(row, Stop) for row in await cursor.to_list(1000)]

    async def put(self, stop: Stop) -> None:
        row = to_row(stop) | {"version": stop.version + 1}
        await _swap(self._rows, row, stop.version, session=current_session())
        stop.version += 1


class MongoCapDoors:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "cap_doors")

    async def of(
        self, workspace_id: WorkspaceId, keys: Sequence[tuple[CapScope, str]]
    ) -> Sequence[CapDoor]:
        opened = [CapDoor.open_for(workspace_id, *key) for key in keys]
        where = {"workspace_id": workspace_id, "_id": {"$in": [one.id for one in opened]}}
        rows = await self._rows.find(where).to_list(len(opened))
        kept = {row["_id"]: from_row(row, CapDoor) for row in rows}
        return [kept.get(one.id, one) for one in opened]

    async def put(self, doors: Sequence[CapDoor]) -> None:
        writes = [
            ReplaceOne(
                {"_id": door.id, "workspace_id": door.workspace_id, "version": door.version},
                to_row(door) | {"version": door.version + 1},
                # Where somebody has written a first version since, `_id` refuses a second one.
                upsert=not door.version,
            )
            for door in doors
        ]
        try:
            done = await self._rows.bulk_write(writes, ordered=False)
        except BulkWriteError as error:
            if {one["code"] for one in error.details["writeErrors"]} != {_DUPLICATE}:
                raise
            raise StaleWrite from None
        if done.matched_count + done.upserted_count < len(doors):
            raise StaleWrite
        for door in doors:
            door.version += 1


class MongoSendingRules:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "sending_rules")

    async def of(self, workspace_id: WorkspaceId) -> LimitRules:
        row = await self._rows.find_one(
            {"_id": workspace_id, "workspace_id": workspace_id}, session=current_session()
        )
        if row is None:
            return LimitRules(id=workspace_id, workspace_id=workspace_id)
        return from_row(row, LimitRules)

    async def put(self, rules: LimitRules) -> None:
        row = to_row(rules) | {"version": rules.version + 1}
        await _swap(self._rows, row, rules.version, session=current_session())
        rules.version += 1


class MongoDeliveryBooks:
    """Reads in creation order, in batches, one workspace in memory at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def each(self, wall: datetime) -> AsyncIterator[Stored]:
        stops = await self._all("stops", PLATFORM, Stop)
        actions = collection(self._database, "actions")
        after = ""
        while True:
            where = {"workspace_id": {"$gt": after}}
            first = await actions.find(where).sort("workspace_id", 1).limit(1).to_list(1)
            if not first:
                return
            after = first[0]["workspace_id"]
            yield Stored(
                actions=await self._all("actions", after, Action),
                attempts=await self._all("attempts", after, Attempt),
                recipient_gates=await self._all("recipient_gates", after, RecipientGate),
                account_gates=await self._all("account_gates", after, AccountGate),
                senders=await self._all("senders", after, Sender),
                stops={**stops, **await self._all("stops", after, Stop)},
                wall=wall,
            )

    async def _all(self, name: str, workspace_id: str, kind: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        rows, last = collection(self._database, name), ""
        while True:
            where = {"workspace_id": workspace_id, "_id": {"$gt": last}}
            batch = await rows.find(where).sort("_id", 1).limit(1000).to_list(1000)
            found.update({row["_id"]: from_row(row, kind) for row in batch})
            if len(batch) < 1000:
                return found
            last = batch[-1]["_id"]


class MongoSenders:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "senders", Sender, not_found=SenderNotFound, exists=SenderAlreadyConnected
        )

    async def get(self, workspace_id: WorkspaceId, sender_id: SenderId) -> Sender:
        sender = await self._rows.get(workspace_id, sender_id)
        if sender.state is SenderState.REMOVED:
            raise SenderNotFound
        return sender

    async def list(self, workspace_id: WorkspaceId) -> Sequence[Sender]:
        where = {"state": {"$ne": SenderState.REMOVED.value}}
        return await self._rows.list(workspace_id, where, limit=200)

    async def add(self, sender: Sender) -> None:
        await self._rows.add(sender)

    async def save(self, sender: Sender) -> None:
        await self._rows.save(sender)

    async def _one(self, where: Row) -> Sender | None:
        row = await self._rows.raw.find_one(where, session=current_session())
        return None if row is None else self._rows.read(row)

    async def of_link(self, digest: str) -> Sender | None:
        return await self._one({"link_digest": digest}) if digest else None

    async def of_account(self, account_ref: str) -> Sender | None:
        return await self._one({"account_ref": account_ref}) if account_ref else None

    async def living(self, after: SenderId | None, limit: int) -> Sequence[Sender]:
        where: Row = {"_id": {"$gt": after or ""}, "state": {"$ne": SenderState.REMOVED.value}}
        rows = await self._rows.raw.find(where).sort("_id", 1).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]
