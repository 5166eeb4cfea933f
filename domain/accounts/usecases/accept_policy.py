"""See AcceptPolicy."""

from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import PolicyNotCurrent
from domain.accounts.model.identity import PolicyAcceptance
from domain.accounts.model.session import Session
from domain.accounts.ports import Acceptances, CurrentPolicy, Sessions
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptPolicy:
    """A member accepts the version in force, for the workspace they are in (obligations 3, 151)."""

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    sessions: Sessions
    acceptances: Acceptances
    policy: CurrentPolicy
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(self, session: Session, version: str) -> None:
        """Twice is one acceptance more, and harmless. Raise PolicyNotCurrent for another text."""
        policy = await self.policy.current()
        if version != policy.version:
            raise PolicyNotCurrent
        acceptance = PolicyAcceptance(
            id=self.new_id(),
            workspace_id=session.workspace_id,
            user_id=session.user_id,
            policy_version=policy.version,
            policy_sha256=policy.sha256,
            accepted_at=self.wall.now(),
        )

        async def work() -> None:
            await self.acceptances.add(acceptance)
            await self.sessions.note_policy(session.id, policy.version)
            await self.outbox.append([acceptance.event()])

        await self.transaction.run(work)
