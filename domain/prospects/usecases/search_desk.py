"""See SearchDesk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.prospects.errors import (
    SearchAccountNotFound,
    SearchConsentMissing,
    SearchPushedBack,
    SearchSessionExpired,
)
from domain.prospects.model.people_search import (
    Candidate,
    Fit,
    FoundPerson,
    PeopleQuery,
    SearchAllowance,
    Standing,
    judge_fit,
)
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.ports import (
    FoundPage,
    Identity,
    PeopleFinder,
    ProspectRepository,
    SearchAccount,
    SearchAccounts,
    SearchAllowances,
)
from domain.prospects.usecases.admission import Admission
from domain.shared.clock import Clock
from domain.shared.ids import SenderId, UserId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


def person_of(found: FoundPerson) -> Person:
    """What a result says, in the terms of the card; blanks are left out."""
    said = {
        DetailKind.FIRST_NAME: found.first_name,
        DetailKind.LAST_NAME: found.last_name,
        DetailKind.JOB_TITLE: found.job_title,
        DetailKind.COMPANY: found.company,
        DetailKind.LOCATION: found.location,
        DetailKind.INDUSTRY: found.industry,
    }
    details = {kind: text for kind, text in said.items() if text}
    return Person(details=details, profiles=found.profiles)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDesk:
    """One look through a member's own account: results are set aside before the call, and what
    comes back is compared with who is known and who objected before anybody sees it.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    accounts: SearchAccounts
    allowances: SearchAllowances
    finder: PeopleFinder
    prospects: ProspectRepository
    admission: Admission
    transaction: Transaction
    clock: Clock

    async def account(
        self, workspace_id: WorkspaceId, user_id: UserId, sender_id: SenderId
    ) -> SearchAccount:
        """Raise SearchAccountNotFound unless it is this person's own; SearchSessionExpired when
        it is not connected.
        """
        for one in await self.accounts.of(workspace_id):
            if one.sender_id == sender_id and one.owner_id == user_id:
                if not one.is_connected:
                    raise SearchSessionExpired
                return one
        raise SearchAccountNotFound

    async def look(
        self,
        workspace_id: WorkspaceId,
        account: SearchAccount,
        query: PeopleQuery,
        *,
        cursor: str,
        wanted: int,
    ) -> FoundPage:
        """Spend results of the day on one page; those that did not come are given back."""
        now = self.clock.now()
        taken = await self._take(workspace_id, account.sender_id, wanted, now)
        shown = 0
        try:
            page = await self.finder.find(account.account_ref, query, cursor=cursor, limit=taken)
            shown = len(page.people)
        except SearchPushedBack:
            await self._push_back(workspace_id, account.sender_id)
            raise
        finally:
            if shown != taken:
                await self._give_back(
                    workspace_id, account.sender_id, taken - shown, day=now.date().isoformat()
                )
        return page

    async def _take(
        self, workspace_id: WorkspaceId, sender_id: SenderId, wanted: int, at: datetime
    ) -> int:
        async def work() -> int:
            allowance = await self.allowances.find(workspace_id, sender_id)
            if allowance is None:
                raise SearchConsentMissing
            taken = allowance.take(wanted, at=at)
            await self.allowances.save(allowance)
            return taken

        return await self.transaction.run(work)

    async def _give_back(
        self, workspace_id: WorkspaceId, sender_id: SenderId, unused: int, *, day: str
    ) -> None:
        def change(allowance: SearchAllowance) -> None:
            allowance.give_back(unused, day=day)

        await self._change(workspace_id, sender_id, change)

    async def _push_back(self, workspace_id: WorkspaceId, sender_id: SenderId) -> None:
        at = self.clock.now()
        await self._change(workspace_id, sender_id, lambda one: one.push_back(at=at))

    async def _change(
        self,
        workspace_id: WorkspaceId,
        sender_id: SenderId,
        change: Callable[[SearchAllowance], None],
    ) -> None:
        async def work() -> None:
            allowance = await self.allowances.find(workspace_id, sender_id)
            if allowance is not None:
                change(allowance)
                await self.allowances.save(allowance)

        await self.transaction.run(work)

    async def candidates(
        self,
        workspace_id: WorkspaceId,
        query: PeopleQuery,
        found: Sequence[FoundPerson],
        *,
        first: int,
    ) -> list[Candidate]:
        """Mark who is known, who objected and whose name is cut; of an objector nothing is kept."""
        refused = await self.admission.refused(workspace_id, [person_of(one) for one in found])
        keys = {profile.identity for one in found for profile in one.profiles}
        held = {
            key: known
            for known in await self.prospects.known(workspace_id, keys)
            for key in known.identities
        }
        made = []
        for number, one in enumerate(found, start=first):
            known = next((held[p.identity] for p in one.profiles if p.identity in held), None)
            opposed = known is not None and known.opted_out_at is not None
            if opposed or any(Identity("linkedin", p.key) in refused for p in one.profiles):
                made.append(
                    Candidate(
                        id=str(number), standing=Standing.OPPOSED, fit=Fit.UNKNOWN, person=None
                    )
                )
                continue
            fit, reasons = judge_fit(query, one)
            standing = Standing.NEW if one.is_named and one.profiles else Standing.INCOMPLETE
            made.append(
                Candidate(
                    id=str(number),
                    standing=Standing.KNOWN if known is not None else standing,
                    fit=fit,
                    person=one,
                    reasons=reasons,
                    prospect_id=known.id if known is not None else None,
                )
            )
        return made
