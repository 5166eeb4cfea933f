"""See Admission."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.contact_points import ContactPoint, PointKind
from domain.prospects.model.person import Person
from domain.prospects.ports import ContactPolicy, Identity
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose


def identities_of(person: Person) -> list[Identity]:
    """Everything the suppression list could know this person by."""
    return [
        *(Identity("email", email.value) for email in person.emails),
        *(Identity("linkedin", profile.key) for profile in person.profiles),
        *(Identity("phone", phone) for phone in person.phones),
    ]


def identities_of_points(points: Iterable[ContactPoint]) -> list[Identity]:
    """The same for addresses already on a card."""
    return [
        Identity(
            point.kind.value,
            point.value.rsplit("/", 1)[-1] if point.kind is PointKind.LINKEDIN else point.value,
        )
        for point in points
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Whoever asked to be left alone does not come in again, by any door (obligation 61)."""

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    policy: ContactPolicy

    async def refused(
        self, workspace_id: WorkspaceId, people: Collection[Person]
    ) -> frozenset[Identity]:
        asked = {one for person in people for one in identities_of(person)}
        return await self.policy.suppressed(workspace_id, asked) if asked else frozenset()
