"""Storage ports of delivery, in memory: for the simulation and the domain tests."""

import copy
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.memory.rows import MemoryRows, MemoryStore
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
    settled,
)
from domain.delivery.model.caps import CapDoor, CapScope
from domain.delivery.model.gates import AccountGate, RecipientGate
from domain.delivery.model.limits import LimitRules
from domain.delivery.model.sender import Sender, SenderState
from domain.delivery.model.stop import Stop
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

_OPEN = {ActionState.READY, ActionState.CLAIMED, ActionState.SENDING, ActionState.UNKNOWN}
_UNSETTLED = {ActionState.UNKNOWN, ActionState.UNCONFIRMED, ActionState.QUARANTINED}
_UNSEEN = {ActionState.SENDING, ActionState.UNKNOWN, ActionState.UNCONFIRMED}


class MemoryActions:
    """Actions, ActionQueue and SentActions."""

    def __init__(self, store: MemoryStore) -> None:
        self._all: dict[str, Action] = store.table("actions")
        self._rows: MemoryRows[Action] = MemoryRows(
            store,
            "actions",
            not_found=ActionNotFound,
            exists=ActionAlreadyPlanned,
            unique=lambda action: action.intent,
        )

    async def get(self, workspace_id: WorkspaceId, action_id: ActionId) -> Action:
        return await self._rows.get(workspace_id, action_id)

    async def of_intent(self, workspace_id: WorkspaceId, intent: str) -> Action | None:
        return await self._rows.find(workspace_id, lambda action: action.intent == intent)

    async def add(self, action: Action) -> None:
        await self._rows.add(action)

    async def save(self, action: Action) -> None:
        await self._rows.save(action)

    async def page(
        self, workspace_id: WorkspaceId, wanted: ActionFilter, ask: PageAsk
    ) -> Page[Action]:
        return await self._rows.page_by_id(
            workspace_id,
            ask,
            lambda action: _fits(action, wanted) and wanted.state in {None, action.state},
        )

    # --- the queue -------------------------------------------------------------------------

    def _sorted(
        self, where: Callable[[Action], bool], key: Callable[[Action], Any], limit: int
    ) -> list[Action]:
        found = sorted(filter(where, self._all.values()), key=key)
        return copy.deepcopy(found[:limit])

    async def due(self, *, at: datetime, wall: datetime, limit: int) -> Sequence[Action]:
        return self._sorted(
            lambda one: (
                one.state is ActionState.READY and one.next_at <= at and one.not_before <= wall
            ),
            lambda one: (one.next_at, one.id),
            limit,
        )

    async def stale(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        def is_stale(one: Action) -> bool:
            until = {
                ActionState.CLAIMED: one.lease_until,
                ActionState.SENDING: one.deadline,
            }.get(one.state)
            return until is not None and until <= wall

        return self._sorted(is_stale, lambda one: one.id, limit)

    async def unknown(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        return self._sorted(
            lambda one: (
                one.state is ActionState.UNKNOWN
                and one.reconcile_at is not None
                and one.reconcile_at <= wall
            ),
            lambda one: (one.reconcile_at, one.id),
            limit,
        )

    async def unsent(self, *, after: str, limit: int) -> Sequence[Action]:
        states = {ActionState.READY, ActionState.CLAIMED, ActionState.SENDING}
        return self._sorted(
            lambda one: one.state in states and one.id > after, lambda one: one.id, limit
        )

    async def reported(self, *, wall: datetime, limit: int) -> Sequence[Action]:
        return self._sorted(
            lambda one: (
                one.state is ActionState.SENT
                and one.reported
                and one.reconcile_at is not None
                and one.reconcile_at <= wall
            ),
            lambda one: (one.reconcile_at, one.id),
            limit,
        )

    async def defer(
        self, actions: Sequence[tuple[Action, datetime]], reasons: Sequence[Reason]
    ) -> None:
        for action, next_at in actions:
            stored = self._all.get(action.id)
            if stored is None or stored.state is not ActionState.READY:
                continue
            if stored.version == action.version:
                moved = replace(stored, next_at=next_at, reasons=tuple(reasons))
                await self._rows.save(moved)

    async def _wake(self, where: Callable[[Action], bool], at: datetime) -> int:
        found = [
            one
            for one in self._all.values()
            if one.state is ActionState.READY and one.next_at > at and where(one)
        ]
        for one in found:
            await self._rows.save(replace(one, next_at=at))
        return len(found)

    async def wake_sender(
        self, workspace_id: WorkspaceId, sender_id: SenderId, at: datetime
    ) -> int:
        return await self._wake(
            lambda one: (one.workspace_id, one.sender_id) == (workspace_id, sender_id), at
        )

    async def wake_campaign(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, at: datetime
    ) -> int:
        return await self._wake(
            lambda one: (one.workspace_id, one.campaign_id) == (workspace_id, campaign_id), at
        )

    async def wake_workspace(self, workspace_id: WorkspaceId | None, at: datetime) -> int:
        return await self._wake(lambda one: workspace_id in {None, one.workspace_id}, at)

    async def under_way(self, workspace_id: WorkspaceId | None) -> int:
        return sum(
            one.state is ActionState.SENDING and workspace_id in {None, one.workspace_id}
            for one in self._all.values()
        )

    async def open_of(
        self,
        workspace_id: WorkspaceId,
        *,
        prospect_id: ProspectId | None = None,
        enrolment_id: EnrolmentId | None = None,
    ) -> Sequence[Action]:
        return await self._rows.list(
            workspace_id,
            lambda one: (
                one.state in _OPEN
                and prospect_id in {None, one.prospect_id}
                and enrolment_id in {None, one.enrolment_id}
            ),
            limit=500,
        )

    async def waiting_of(
        self, workspace_id: WorkspaceId, wanted: ActionFilter, limit: int
    ) -> Sequence[Action]:
        return await self._rows.list(
            workspace_id,
            lambda one: _fits(one, wanted) and one.state is ActionState.READY,
            sort=lambda one: one.next_at,
            limit=limit,
        )

    async def unsettled_of_campaign(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> int:
        return sum(
            one.workspace_id == workspace_id
            and one.campaign_id == campaign_id
            and one.state in _UNSETTLED
            for one in self._all.values()
        )

    # --- what left -------------------------------------------------------------------------

    async def of_refs(
        self, workspace_id: WorkspaceId, sender_id: SenderId, refs: Sequence[str]
    ) -> Action | None:
        for ref in refs:
            found = await self._rows.list(
                workspace_id,
                lambda one, ref=ref: one.sender_id == sender_id and ref in one.refs,  # type: ignore[misc]
                newest_first=True,
                limit=1,
            )
            if found:
                return found[0]
        return None

    async def _sent(
        self, workspace_id: WorkspaceId, where: Callable[[Action], bool]
    ) -> Sequence[Action]:
        """Oldest first."""
        return await self._rows.list(
            workspace_id,
            lambda one: one.state is ActionState.SENT and where(one),
            sort=lambda one: one.sent_at,
            limit=10**9,
        )

    async def latest(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, mail: bool
    ) -> Action | None:
        return _last(await self.to(workspace_id, prospect_id, mail=mail))

    async def to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, mail: bool
    ) -> Sequence[Action]:
        found = await self._sent(
            workspace_id,
            lambda one: one.prospect_id == prospect_id and one.kind.is_mail is mail,
        )
        return found[-100:]

    async def first_mail(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Action | None:
        return next(iter(await self._mails(workspace_id, enrolment_id)), None)

    async def last_mail(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Action | None:
        return _last(await self._mails(workspace_id, enrolment_id))

    async def _mails(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Sequence[Action]:
        return await self._sent(
            workspace_id,
            lambda one: one.enrolment_id == enrolment_id and one.kind is ActionKind.EMAIL,
        )

    async def unsettled_mail(
        self, workspace_id: WorkspaceId, sender_id: SenderId
    ) -> Sequence[Action]:
        return await self._rows.list(
            workspace_id,
            lambda one: one.sender_id == sender_id and one.kind.is_mail and one.state in _UNSEEN,
            limit=100,
        )

    async def invitation(
        self, workspace_id: WorkspaceId, sender_id: SenderId, recipient_refs: Sequence[str]
    ) -> Action | None:
        wanted = {ref for ref in recipient_refs if ref}
        found = await self._rows.list(
            workspace_id,
            lambda one: (
                one.sender_id == sender_id
                and one.kind is ActionKind.INVITATION
                and one.recipient_ref in wanted
            ),
        )
        return _last(found)

    async def tally(
        self,
        workspace_id: WorkspaceId,
        since: datetime,
        *,
        sender_id: SenderId | None = None,
        campaign_id: CampaignId | None = None,
    ) -> Tally:
        mails = await self._sent(
            workspace_id,
            lambda one: (
                one.kind is ActionKind.EMAIL
                and sender_id in {None, one.sender_id}
                and campaign_id in {None, one.campaign_id}
            ),
        )
        left = [one for one in mails if one.sent_at is not None and one.sent_at >= since]
        return Tally(
            sent=len(left),
            bounced=sum(one.bounced_at is not None for one in left),
            opposed=sum(one.opposed_at is not None and one.opposed_at >= since for one in mails),
            complained=sum(
                one.complained_at is not None and one.complained_at >= since for one in mails
            ),
        )

    async def invitations(
        self, workspace_id: WorkspaceId, sender_id: SenderId, limit: int
    ) -> Sequence[Action]:
        found = await self._sent(
            workspace_id,
            lambda one: one.sender_id == sender_id and one.kind is ActionKind.INVITATION,
        )
        return list(reversed(found))[:limit]

    async def pending_invitations(
        self,
        workspace_id: WorkspaceId,
        sender_id: SenderId,
        *,
        before: datetime,
        at: datetime,
        limit: int,
    ) -> Sequence[Action]:
        found = await self._sent(
            workspace_id,
            lambda one: (
                one.sender_id == sender_id
                and one.is_pending_invitation
                and one.sent_at is not None
                and one.sent_at < before
                and (one.withdraw_next_at is None or one.withdraw_next_at <= at)
            ),
        )
        return found[:limit]

    async def seen_since(
        self, workspace_id: WorkspaceId, sender_id: SenderId, since: datetime
    ) -> bool:
        found = await self._sent(
            workspace_id,
            lambda one: (
                one.sender_id == sender_id
                and one.seen_at is not None
                and one.armed_at is not None
                and one.armed_at > since
            ),
        )
        return bool(found)


def _fits(action: Action, wanted: ActionFilter) -> bool:
    return (
        wanted.campaign_id in {None, action.campaign_id}
        and wanted.prospect_id in {None, action.prospect_id}
        and wanted.sender_id in {None, action.sender_id}
        and (wanted.reason is None or wanted.reason in {one.code for one in action.reasons})
    )


def _last(found: Sequence[Action]) -> Action | None:
    return found[-1] if found else None


class MemoryAttempts:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Attempt] = store.table("attempts")

    async def arm(self, attempt: Attempt) -> None:
        known = self._rows.get(attempt.id)
        if known is not None and (
            known.workspace_id != attempt.workspace_id
            or known.epoch > attempt.epoch
            or known.outcome is not Outcome.ARMED
        ):
            raise StaleWrite
        self._rows[attempt.id] = copy.deepcopy(attempt)

    async def record(
        self,
        workspace_id: WorkspaceId,
        attempt_id: str,
        outcome: Outcome,
        *,
        code: str = "",
        receipt: Receipt | None = None,
    ) -> None:
        known = self._rows.get(attempt_id)
        if known is not None and known.workspace_id == workspace_id:
            self._rows[attempt_id] = settled(known, outcome, code, receipt)

    async def of(self, workspace_id: WorkspaceId, action_id: ActionId) -> Sequence[Attempt]:
        mine = [
            one
            for one in self._rows.values()
            if (one.workspace_id, one.action_id) == (workspace_id, action_id)
        ]
        return copy.deepcopy(sorted(mine, key=lambda one: one.number))


class MemoryRecipientGates:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, RecipientGate] = store.table("recipient_gates")

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> RecipientGate:
        known = self._rows.get(RecipientGate.key(workspace_id, prospect_id))
        return copy.deepcopy(known) or RecipientGate.open_for(workspace_id, prospect_id)

    async def put(self, gate: RecipientGate) -> None:
        _swap(self._rows, gate)

    async def forgotten(self, *, wall: datetime, limit: int) -> Sequence[RecipientGate]:
        return _forgotten(self._rows.values(), wall, limit)


class MemoryAccountGates:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, AccountGate] = store.table("account_gates")

    async def of(self, workspace_id: WorkspaceId, sender_id: SenderId) -> AccountGate:
        known = self._rows.get(sender_id)
        if known is None or known.workspace_id != workspace_id:
            return AccountGate.open_for(workspace_id, sender_id)
        return copy.deepcopy(known)

    async def put(self, gate: AccountGate) -> None:
        _swap(self._rows, gate)

    async def forgotten(self, *, wall: datetime, limit: int) -> Sequence[AccountGate]:
        return _forgotten(self._rows.values(), wall, limit)


class MemoryCapDoors:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, CapDoor] = store.table("cap_doors")

    async def of(
        self, workspace_id: WorkspaceId, keys: Sequence[tuple[CapScope, str]]
    ) -> Sequence[CapDoor]:
        opened = [CapDoor.open_for(workspace_id, *key) for key in keys]
        return [copy.deepcopy(self._rows.get(one.id)) or one for one in opened]

    async def put(self, doors: Sequence[CapDoor]) -> None:
        stale = False
        for door in doors:
            try:
                _swap(self._rows, door)
            except StaleWrite:
                stale = True
        if stale:
            raise StaleWrite


class MemorySendingRules:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, LimitRules] = store.table("sending_rules")

    async def of(self, workspace_id: WorkspaceId) -> LimitRules:
        known = copy.deepcopy(self._rows.get(workspace_id))
        return known or LimitRules(id=workspace_id, workspace_id=workspace_id)

    async def put(self, rules: LimitRules) -> None:
        _swap(self._rows, rules)


class MemoryStops:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Stop] = store.table("stops")

    async def on(self, keys: Sequence[str]) -> Sequence[Stop]:
        found = (self._rows.get(key) for key in keys)
        return copy.deepcopy([one for one in found if one is not None and one.is_on])

    async def of(self, workspace_id: WorkspaceId, key: str) -> Stop | None:
        known = self._rows.get(key)
        mine = known is not None and known.workspace_id == workspace_id
        return copy.deepcopy(known) if mine else None

    async def of_workspace(self, workspace_id: WorkspaceId) -> Sequence[Stop]:
        mine = [one for one in self._rows.values() if one.workspace_id == workspace_id]
        return copy.deepcopy(sorted(mine, key=lambda one: one.id))

    async def put(self, stop: Stop) -> None:
        _swap(self._rows, stop)


def _swap(rows: dict[str, Any], gate: Any) -> None:  # noqa: ANN401 - either gate
    known = rows.get(gate.id)
    if (0 if known is None else known.version) != gate.version:
        raise StaleWrite
    gate.version += 1
    rows[gate.id] = copy.deepcopy(gate)


def _forgotten(gates: Iterable[Any], wall: datetime, limit: int) -> list[Any]:
    due = [gate for gate in gates if gate.look_at is not None and gate.look_at <= wall]
    return copy.deepcopy(sorted(due, key=lambda gate: gate.look_at)[:limit])


class MemorySenders:
    def __init__(self, store: MemoryStore) -> None:
        self._all: dict[str, Sender] = store.table("senders")
        self._rows: MemoryRows[Sender] = MemoryRows(
            store, "senders", not_found=SenderNotFound, exists=SenderAlreadyConnected
        )

    async def get(self, workspace_id: WorkspaceId, sender_id: SenderId) -> Sender:
        sender = await self._rows.get(workspace_id, sender_id)
        if sender.state is SenderState.REMOVED:
            raise SenderNotFound
        return sender

    async def list(self, workspace_id: WorkspaceId) -> Sequence[Sender]:
        return await self._rows.list(
            workspace_id, lambda one: one.state is not SenderState.REMOVED, limit=200
        )

    async def add(self, sender: Sender) -> None:
        await self._rows.add(sender)

    async def save(self, sender: Sender) -> None:
        bound = [
            other
            for other in self._all.values()
            if other.id != sender.id and other.account_ref == sender.account_ref
        ]
        if sender.account_ref and bound:
            raise SenderAlreadyConnected
        await self._rows.save(sender)

    async def of_link(self, digest: str) -> Sender | None:
        return self._one(lambda one: bool(digest) and one.link_digest == digest)

    async def of_account(self, account_ref: str) -> Sender | None:
        return self._one(lambda one: bool(account_ref) and one.account_ref == account_ref)

    def _one(self, where: Callable[[Sender], bool]) -> Sender | None:
        return copy.deepcopy(next(filter(where, self._all.values()), None))

    async def living(self, after: SenderId | None, limit: int) -> Sequence[Sender]:
        found = [
            one
            for one in self._all.values()
            if one.state is not SenderState.REMOVED and one.id > (after or "")
        ]
        return copy.deepcopy(sorted(found, key=lambda one: one.id)[:limit])
