"""See ReadOwnData."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.identity import Membership, PolicyAcceptance, User
from domain.accounts.model.session import Session
from domain.accounts.ports import Acceptances, Memberships, Sessions, Users
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    user: User
    memberships: Sequence[Membership]
    acceptances: Sequence[PolicyAcceptance]
    sessions: Sequence[Session]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOwnData:
    """What a user gave us or left with us, for themself (Art. 20, obligation 125).

    A prospect's data under legitimate interest are not portable by law; the copy of Art. 15 is.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    users: Users
    memberships: Memberships
    acceptances: Acceptances
    sessions: Sessions
    wall: Clock

    async def __call__(self, session: Session) -> OwnData:
        memberships = await self.memberships.of_user(session.user_id)
        return OwnData(
            user=await self.users.get(session.user_id),
            memberships=memberships,
            acceptances=[
                accepted
                for one in memberships
                for accepted in await self.acceptances.of_user(one.workspace_id, session.user_id)
            ],
            sessions=await self.sessions.of_user(session.user_id, self.wall.now()),
        )
