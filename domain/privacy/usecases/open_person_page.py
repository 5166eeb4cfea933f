"""See OpenPersonPage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.privacy.errors import PortalNotKnown
from domain.privacy.model.requests import RightsKind, RightsRequest
from domain.privacy.ports import People, PersonClocks, RightsRequests, SentOut, WhyChosen
from domain.privacy.usecases.make_package import LIFE
from domain.privacy.usecases.receive_request import ReceiveRequest
from domain.shared.blobs import BlobNotFound, BlobStore
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import BlobId, ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """What the holder of a link sees beside the notice."""

    why: WhyChosen
    sent: Sequence[SentOut]
    requests: Sequence[RightsRequest]
    keep_until: datetime | None
    copy_ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPersonPage:
    """One person's page: why they were chosen, what was sent, and every right in one form
    (6.6; obligations 57, 120 to 126). Reading changes nothing; a link that is not ours says
    nothing, not even whether the person exists.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    sealer: Sealer
    people: People
    clocks: PersonClocks
    requests: RightsRequests
    receive: ReceiveRequest
    blobs: BlobStore
    clock: Clock

    def _whose(self, token: str) -> tuple[WorkspaceId, ProspectId]:
        parts = self.sealer.open("notice", token)
        if parts is None or len(parts) != 2:
            raise PortalNotKnown
        return WorkspaceId(parts[0]), ProspectId(parts[1])

    async def __call__(self, token: str) -> PersonPage:
        """Raise PortalNotKnown."""
        workspace_id, prospect_id = self._whose(token)
        clock = await self.clocks.get(workspace_id, prospect_id)
        asked = await self.requests.of_person(workspace_id, prospect_id)
        return PersonPage(
            why=await self.people.why_chosen(workspace_id, prospect_id),
            sent=await self.people.sent_to(workspace_id, prospect_id),
            requests=asked,
            keep_until=clock.keep_until if clock else None,
            copy_ready=self._ready(asked) is not None,
        )

    def _ready(self, asked: Sequence[RightsRequest]) -> RightsRequest | None:
        oldest: timedelta = LIFE
        for one in asked:
            if one.package_id and one.settled_at and self.clock.now() - one.settled_at < oldest:
                return one
        return None

    async def ask(
        self, token: str, kind: RightsKind, *, message: str, language: str
    ) -> RightsRequest:
        """Raise PortalNotKnown, also for a person who is not held any more."""
        workspace_id, prospect_id = self._whose(token)
        if not await self.people.show(workspace_id, [prospect_id]):
            raise PortalNotKnown
        try:
            return await self.receive.by_link(
                workspace_id, prospect_id, kind=kind, message=message, language=language
            )
        except NotFound as error:
            raise PortalNotKnown from error

    async def copy(self, token: str, address: str) -> bytes:
        """The zip, for whoever also types an address we hold: a forwarded link is not enough.
        Raise PortalNotKnown otherwise, without saying which part was wrong.
        """
        workspace_id, prospect_id = self._whose(token)
        ready = self._ready(await self.requests.of_person(workspace_id, prospect_id))
        if ready is None or not await self.people.knows_address(workspace_id, prospect_id, address):
            raise PortalNotKnown
        try:
            return await self.blobs.get(workspace_id, BlobId(ready.package_id))
        except BlobNotFound as error:
            raise PortalNotKnown from error
