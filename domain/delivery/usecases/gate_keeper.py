"""See GateKeeper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.delivery.errors import GateBusy
from domain.delivery.model.action import Action
from domain.delivery.model.caps import CapAsk, CapDoor, Caps
from domain.delivery.model.gates import AccountGate, Ask, Holder, Passage, RecipientGate
from domain.delivery.model.limits import Allowance
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.model.window import SendWindow
from domain.delivery.ports import AccountGates, CapDoors, RecipientGates
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import ProspectId, SenderId, WorkspaceId

_TRIES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class GateKeeper:
    """Opens and shuts the doors, each by comparing and setting one document.

    Each starts from the door as the caller has `seen` it, if it has; a lost race is run again on
    what the winner wrote, so an old sight costs one reading and decides nothing. No door is freed
    by anyone but its holder's own claim or a later one of the same action.
    """

    recipients: RecipientGates
    accounts: AccountGates
    caps: CapDoors
    clock: Clock
    wall: Clock

    # --- the person's door -----------------------------------------------------------------

    async def enter_recipient(
        self, seen: RecipientGate, passage: Passage
    ) -> RecipientGate | Reason:
        """Hold the person's door, and return it as it was written; the reason when it is shut or
        held.

        It is called twice for a send: before the account's door, and as the last step before the
        call. A no that was acknowledged before that second write is always seen by it.
        """
        gate = seen
        for _ in range(_TRIES):
            refusal = gate.refusal(passage)
            if refusal is not None:
                return refusal
            gate.enter(passage)
            if await self._put_recipient(gate):
                return gate
            gate = await self.recipients.of(seen.workspace_id, seen.prospect_id)
        raise GateBusy

    async def change_recipient(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        change: Callable[[RecipientGate], bool],
        seen: RecipientGate | None = None,
    ) -> bool:
        """Apply `change` until it is written; False when it had nothing to change."""
        gate = seen
        for _ in range(_TRIES):
            gate = gate or await self.recipients.of(workspace_id, prospect_id)
            if not change(gate):
                return False
            if await self._put_recipient(gate):
                return True
            gate = None
        raise GateBusy

    async def _put_recipient(self, gate: RecipientGate) -> bool:
        try:
            await self.recipients.put(gate)
        except StaleWrite:
            return False
        return True

    # --- the account's door ----------------------------------------------------------------

    async def enter_account(
        self, seen: AccountGate, ask: Ask, allowance: Allowance, window: SendWindow
    ) -> AccountGate | Sequence[Reason]:
        """Take a slot, hold the account's door, and return it as it was written; every reason when
        it refuses.
        """
        gate = seen
        for _ in range(_TRIES):
            now = self.clock.now()
            refusals = account_refusals(gate, ask, allowance, window, at=now)
            if refusals:
                return refusals
            gate.enter(ask, at=now)
            if await self._put_account(gate):
                return gate
            gate = await self.accounts.of(seen.workspace_id, seen.id)
        raise GateBusy

    async def change_account(
        self,
        workspace_id: WorkspaceId,
        sender_id: SenderId,
        change: Callable[[AccountGate], bool],
        seen: AccountGate | None = None,
    ) -> bool:
        """Apply `change` until it is written; False when it had nothing to change."""
        gate = seen
        for _ in range(_TRIES):
            gate = gate or await self.accounts.of(workspace_id, sender_id)
            if not change(gate):
                return False
            if await self._put_account(gate):
                return True
            gate = None
        raise GateBusy

    async def _put_account(self, gate: AccountGate) -> bool:
        try:
            await self.accounts.put(gate)
        except StaleWrite:
            return False
        return True

    # --- company, campaign, workspace ----------------------------------------------------------

    async def enter_caps(
        self, seen: Sequence[CapDoor], ask: CapAsk, caps: Caps, window: SendWindow
    ) -> Reason | None:
        """Take a slot in each of these doors; the reason of the first that has none. Slots that a
        lost race has taken by then are given back by `free`.
        """
        now = self.clock.now()

        def refusal(doors: Sequence[CapDoor]) -> Reason | None:
            found = (door.refusal(ask, caps, window, at=now) for door in doors)
            return next((one for one in found if one is not None), None)

        return await self._pass_caps(ask, lambda door: door.enter(ask, at=now), refusal, seen)

    async def count_caps(self, ask: CapAsk) -> None:
        """What a person did by hand counts like any other, and is never refused."""
        now = self.clock.now()
        await self._pass_caps(ask, lambda door: door.enter(ask, at=now))

    async def _pass_caps(
        self,
        ask: CapAsk,
        change: Callable[[CapDoor], bool],
        refusal: Callable[[Sequence[CapDoor]], Reason | None] = lambda _: None,
        seen: Sequence[CapDoor] | None = None,
    ) -> Reason | None:
        """All doors in one write, unless one refuses; those with nothing to change are left."""
        doors = seen
        for _ in range(_TRIES):
            doors = doors or await self.caps.of(ask.workspace_id, ask.keys)
            if (shut := refusal(doors)) is not None:
                return shut
            changed = [door for door in doors if change(door)]
            if not changed or await self._put_caps(changed):
                return None
            doors = None
        raise GateBusy

    async def _put_caps(self, doors: Sequence[CapDoor]) -> bool:
        try:
            await self.caps.put(doors)
        except StaleWrite:
            return False
        return True

    # --- all ------------------------------------------------------------------------------

    async def free(
        self,
        action: Action,
        ask: Ask,
        *,
        unused: bool,
        account: AccountGate | None = None,
        recipient: RecipientGate | None = None,
    ) -> None:
        """Free whatever this claim, or a dead one of the same action, holds.

        The person stays held while nobody knows whether the message left. `unused`: the attempt
        is proven not to have happened, so its slot comes back. The doors are given as this claim
        wrote them, if it did.
        """
        now = self.clock.now()
        await self.change_account(
            action.workspace_id,
            action.sender_id,
            lambda gate: gate.leave(ask, at=now, unused=unused),
            account,
        )
        cap_ask = action.cap_ask()
        if unused and cap_ask is not None:
            await self._pass_caps(
                cap_ask, lambda door: door.leave(ask.attempt_id, ask.holder.epoch)
            )
        await self.free_recipient(action, ask.holder, recipient)

    async def free_recipient(
        self, action: Action, holder: Holder, seen: RecipientGate | None = None
    ) -> None:
        if action.state in Action.HOLDS_PERSON:
            return
        mail_at = action.sent_at if action.kind.is_mail else None
        await self.change_recipient(
            action.workspace_id,
            action.prospect_id,
            lambda gate: gate.leave(holder, mail_at=mail_at),
            seen,
        )


def account_refusals(
    gate: AccountGate, ask: Ask, allowance: Allowance, window: SendWindow, *, at: datetime
) -> Sequence[Reason]:
    """The account's reasons; a written answer is held only by a broken connection (SND-3)."""
    found = gate.refusals(ask, allowance, window, at=at)
    if ask.touch is None:
        hard = {ReasonCode.SENDER_DISCONNECTED, ReasonCode.PROVIDER_UNAVAILABLE, ReasonCode.SPACING}
        found = [reason for reason in found if reason.code in hard]
    return found
