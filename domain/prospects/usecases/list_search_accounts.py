"""See ListSearchAccounts and SignSearchConsent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.prospects.errors import SearchAccountNotFound
from domain.prospects.model.people_search import DAILY_RESULTS, SearchAllowance
from domain.prospects.ports import SearchAccount, SearchAccounts, SearchAllowances
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import SenderId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStanding:
    """`resumes_at` is when a search is possible again; None when it is now."""

    account: SearchAccount
    consented_at: datetime | None
    left: int
    per_day: int
    resumes_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSearchAccounts:
    """The actor's own LinkedIn accounts and what each may still look up today."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    accounts: SearchAccounts
    allowances: SearchAllowances
    clock: Clock

    async def __call__(self, actor: Actor) -> Sequence[AccountStanding]:
        actor.require(Permission.PROSPECTS_READ)
        now = self.clock.now()
        shown = []
        for one in await self.accounts.of(actor.workspace_id):
            if one.owner_id != actor.user_id:
                continue
            allowance = await self.allowances.find(actor.workspace_id, one.sender_id)
            known = allowance or SearchAllowance(id=one.sender_id, workspace_id=actor.workspace_id)
            shown.append(
                AccountStanding(
                    account=one,
                    consented_at=known.consented_at,
                    left=known.left(now),
                    per_day=DAILY_RESULTS,
                    resumes_at=known.resumes_at(now),
                )
            )
        return shown


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSearchConsent:
    """The owner of an account accepts, or no longer, that LEO searches with it (SND-1)."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    accounts: SearchAccounts
    allowances: SearchAllowances
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, sender_id: SenderId, *, given: bool) -> None:
        """Raise SearchAccountNotFound unless the account is the actor's own. Twice is fine."""
        actor.require(Permission.SENDERS_CONNECT)
        own = await self.accounts.of(actor.workspace_id)
        if not any(one.sender_id == sender_id and one.owner_id == actor.user_id for one in own):
            raise SearchAccountNotFound
        now = self.clock.now()

        async def work() -> None:
            known = await self.allowances.find(actor.workspace_id, sender_id)
            allowance = known or SearchAllowance(id=sender_id, workspace_id=actor.workspace_id)
            if given:
                allowance.sign(actor.user_id, at=now)
            else:
                allowance.withdraw()
            await (self.allowances.save if known else self.allowances.add)(allowance)

        await self.transaction.run(work)
