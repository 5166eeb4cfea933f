"""See AddFoundPeople."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import ProspectAlreadyExists
from domain.prospects.model.people_search import (
    PRICE,
    Candidate,
    PeopleSearch,
    SearchSource,
    Standing,
)
from domain.prospects.model.prospect import LegalBasis, Origin, OriginKind, Prospect
from domain.prospects.ports import CreditGate, Identity, PeopleSearches, ProspectRepository
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.find_people import ReadPeopleSearch
from domain.prospects.usecases.search_desk import person_of
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, PeopleSearchId, ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_SOURCES = {
    SearchSource.CLASSIC: "LinkedIn",
    SearchSource.SALES_NAVIGATOR: "LinkedIn Sales Navigator",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """`standings` counts what became of the chosen ones; only added people cost credits."""

    search: PeopleSearch
    standings: Mapping[Standing, int]
    credits_charged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFoundPeople:
    """Make prospects of chosen results, with source, day and legal basis (obligation 8).

    One credit each, only for whoever comes in: the number chosen is the most it can cost (SRC-2).
    Who became known or objected since the preview is left out.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    searches: PeopleSearches
    read: ReadPeopleSearch
    prospects: ProspectRepository
    admission: Admission
    credit_gate: CreditGate
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        search_id: PeopleSearchId,
        result_ids: Sequence[str],
        legal_basis: LegalBasis,
    ) -> Accepted:
        """Raise SearchNotFound or PaymentNeeded; a second call finds them added."""
        actor.require(Permission.PROSPECTS_WRITE)
        key = f"people_search:{self.new_id()}"

        async def work() -> Accepted:
            search = await self.read(actor, search_id)
            chosen = [one for one in search.candidates if one.id in set(result_ids)]
            added = await self._admit(actor, search, legal_basis, search.addable(result_ids))
            if added:
                spent = PRICE * len(added)
                await self.credit_gate.reserve(actor.workspace_id, key, spent, "people_search")
                await self.prospects.add(added)
                await self.credit_gate.settle(actor.workspace_id, key, spent)
                await self.outbox.append([event for one in added for event in one.take_events()])
            await self.searches.save(search)
            return Accepted(
                search=search,
                standings=Counter(one.standing for one in chosen),
                credits_charged=PRICE * len(added),
            )

        try:
            return await self.transaction.run(work)
        except ProspectAlreadyExists:
            # Somebody brought one of them in at the same moment; now they are known.
            return await self.transaction.run(work)

    async def _admit(
        self,
        actor: Actor,
        search: PeopleSearch,
        legal_basis: LegalBasis,
        chosen: Sequence[Candidate],
    ) -> list[Prospect]:
        workspace_id, now = actor.workspace_id, self.clock.now()
        origin = Origin(
            kind=OriginKind.SEARCH,
            source=_SOURCES[search.query.source],
            legal_basis=legal_basis,
            collected_on=search.asked_at.date(),
        )
        people = {one.id: person_of(one.person) for one in chosen if one.person is not None}
        refused = await self.admission.refused(workspace_id, list(people.values()))
        keys = {profile.identity for one in people.values() for profile in one.profiles}
        held = {
            key: known.id
            for known in await self.prospects.known(workspace_id, keys)
            for key in known.identities
        }
        added = []
        for one in chosen:
            person = people[one.id]
            known = next((held[p.identity] for p in person.profiles if p.identity in held), None)
            if any(Identity("linkedin", p.key) in refused for p in person.profiles):
                one.standing, one.person, one.reasons = Standing.OPPOSED, None, ()
            elif known is not None:
                one.standing, one.prospect_id = Standing.KNOWN, known
            else:
                prospect = Prospect.discover(
                    ProspectId(self.new_id()),
                    workspace_id,
                    person,
                    origin,
                    at=now,
                    observed_at=search.asked_at,
                )
                prospect.announce(actor.user_id)
                one.standing, one.prospect_id = Standing.ADDED, prospect.id
                held |= dict.fromkeys(prospect.identities, prospect.id)
                added.append(prospect)
        return added
