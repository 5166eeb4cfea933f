"""What `billing` asks of other modules, and what they ask of it."""

from dataclasses import dataclass

from domain.accounts.ports import Workspaces
from domain.billing.model.plans import Feature as PlanFeature
from domain.billing.ports import SpendingRuleBook, Subscriptions
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.grant_trial import GrantTrial
from domain.billing.usecases.ledger import Ledger
from domain.billing.usecases.read_subscription import ReadEntitlements
from domain.billing.usecases.release_credits import ReleaseCredits
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.delivery.model.sender import SenderKind
from domain.delivery.ports import Senders
from domain.shared.actor import CURRENT_ACTOR, SYSTEM
from domain.shared.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class PlanRights:
    """Lets other modules ask, when they act, what the plan allows."""

    entitlements: ReadEntitlements

    async def require_full(self, workspace_id: WorkspaceId) -> None:
        (await self.entitlements(workspace_id)).require_full()

    async def has_autopilot(self, workspace_id: WorkspaceId) -> bool:
        return (await self.entitlements(workspace_id)).allows(PlanFeature.AUTOPILOT)


@dataclass(frozen=True, slots=True)
class CountedSeats:
    """Lets billing know what a workspace uses of what its plan counts."""

    senders: Senders
    workspaces: Workspaces

    async def mailboxes(self, workspace_id: WorkspaceId) -> int:
        return await self._count(workspace_id, SenderKind.MAILBOX)

    async def linkedin_accounts(self, workspace_id: WorkspaceId) -> int:
        return await self._count(workspace_id, SenderKind.LINKEDIN)

    async def company(self, workspace_id: WorkspaceId) -> str:
        return (await self.workspaces.get(workspace_id)).name

    async def _count(self, workspace_id: WorkspaceId, kind: SenderKind) -> int:
        """Those that send or would after a reconnection, not links nobody followed."""
        senders = await self.senders.list(workspace_id)
        return sum(one.kind is kind and bool(one.account_ref) for one in senders)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDesk:
    """Lets other modules grant, reserve and settle credits in their own words."""

    ledger: Ledger
    trial: GrantTrial
    subscriptions: Subscriptions
    reserving: ReserveCredits
    committing: CommitCredits
    releasing: ReleaseCredits

    @classmethod
    def of(
        cls, ledger: Ledger, subscriptions: Subscriptions, rules: SpendingRuleBook
    ) -> "CreditDesk":
        ending = ReservationEnd(ledger=ledger)
        return cls(
            ledger=ledger,
            trial=GrantTrial(
                subscriptions=subscriptions,
                grant=GrantCredits(ledger=ledger),
                transaction=ledger.transaction,
                wall=ledger.wall,
            ),
            subscriptions=subscriptions,
            reserving=ReserveCredits(ledger=ledger, subscriptions=subscriptions, rules=rules),
            committing=CommitCredits(ending=ending),
            releasing=ReleaseCredits(ending=ending),
        )

    async def grant(self, workspace_id: WorkspaceId) -> None:
        await self.trial(workspace_id)

    async def refund(self, workspace_id: WorkspaceId, key: str, credits_: int, what: str) -> None:
        await GrantCredits(ledger=self.ledger)(workspace_id, key, credits_, what)

    async def available(self, workspace_id: WorkspaceId) -> int:
        return (await self.ledger.wallets.get(workspace_id)).available

    async def reserve(
        self, workspace_id: WorkspaceId, key: str, credits_: int, what: str, *, about: str = ""
    ) -> None:
        """On the order of whoever the running request acts for, so that their cap counts."""
        actor = CURRENT_ACTOR.get()
        by = SYSTEM if actor is None else actor.user_id
        await self.reserving(workspace_id, key, credits_, what, about=about, by=by)

    async def settle(self, workspace_id: WorkspaceId, key: str, spent: int) -> None:
        if spent:
            await self.committing(workspace_id, key, spent)
        else:
            await self.releasing(workspace_id, key)
