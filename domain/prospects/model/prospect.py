"""The person one workspace may write to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.prospects.errors import (
    NothingToIdentify,
    ProspectOptedOut,
    SourceMissing,
    StageWentBackwards,
    TooManyTags,
)
from domain.prospects.events import (
    ProspectAdded,
    ProspectCorrected,
    ProspectTagged,
    ProspectUntagged,
    StageChanged,
)
from domain.prospects.model.contact_points import (
    ContactPoint,
    PointKind,
    PointStatus,
    is_professional,
)
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.stage import Stage
from domain.shared.email_address import EmailAddress
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import ImportId, ProspectId, WorkspaceId

MAX_TAGS = 50
_MOST_POINTS = 30
_MOST_IMPORTS = 50


class LegalBasis(StrEnum):
    """Art. 6(1) grounds a workspace may declare for people it brings in."""

    LEGITIMATE_INTEREST = "legitimate_interest"
    CONSENT = "consent"
    CONTRACT = "contract"


class OriginKind(StrEnum):
    """How a person came in (obligation 8)."""

    IMPORTED = "imported"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the first knowledge of a person comes from (Art. 14(2)(f)); never blank."""

    kind: OriginKind
    source: str
    legal_basis: LegalBasis
    collected_on: date
    import_id: ImportId | None = None

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise SourceMissing(faults=[FieldFault("/source", SourceMissing.code)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One known value. `locked`: a person typed it, so nothing automatic replaces it."""

    value: str
    source: str
    observed_at: datetime
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A detail as other modules read it: scoring's evidence, a message's claim."""

    id: str
    label: DetailKind
    value: str
    source: str
    observed_at: datetime


def _addresses(person: Person) -> list[tuple[PointKind, str]]:
    return [
        *((PointKind.EMAIL, email.value) for email in person.emails),
        *((PointKind.LINKEDIN, profile.url) for profile in person.profiles),
        *((PointKind.PHONE, phone) for phone in person.phones),
    ]


@dataclass(slots=True, kw_only=True)
class Prospect:
    """A person one workspace may write to: never without origin, an opt-out is final, every value
    has a source and a date, what a person typed is never overwritten by a file or a provider.

    The score shown in lists is not part of it: scoring writes that beside it.
    """

    id: ProspectId
    workspace_id: WorkspaceId
    origin: Origin
    added_at: datetime
    last_activity_at: datetime
    details: dict[DetailKind, Detail] = field(default_factory=dict)
    points: list[ContactPoint] = field(default_factory=list)
    stage: Stage = Stage.NEW
    tags: list[str] = field(default_factory=list)
    import_ids: list[ImportId] = field(default_factory=list)
    opted_out_at: datetime | None = None
    restricted_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def discover(
        cls,
        prospect_id: ProspectId,
        workspace_id: WorkspaceId,
        person: Person,
        origin: Origin,
        *,
        at: datetime,
        observed_at: datetime,
    ) -> "Prospect":
        """A new person. Raise NothingToIdentify without a name, an address and a profile."""
        made = cls(
            id=prospect_id,
            workspace_id=workspace_id,
            origin=origin,
            added_at=at,
            last_activity_at=at,
            import_ids=[origin.import_id] if origin.import_id else [],
        )
        made._learn(person, origin, observed_at)
        if not made.full_name and not made.points:
            raise NothingToIdentify
        return made

    def announce(self, user_id: str) -> None:
        """Tell that this person was added one by one."""
        self.events.append(
            ProspectAdded(
                at=self.added_at,
                workspace_id=self.workspace_id,
                prospect_id=self.id,
                user_id=user_id,
            )
        )

    def detail(self, kind: DetailKind) -> str:
        known = self.details.get(kind)
        return known.value if known else ""

    @property
    def full_name(self) -> str:
        return f"{self.detail(DetailKind.FIRST_NAME)} {self.detail(DetailKind.LAST_NAME)}".strip()

    @property
    def identities(self) -> list[str]:
        """Keys that only one prospect of the workspace may have; its own id when it has none."""
        own = {point.identity for point in self.points} - {None}
        if not own and not self.full_name:
            own = {f"email:{one.value}" for one in self.points if one.kind is PointKind.EMAIL}
        return sorted(key for key in own if key) or [f"none:{self.id}"]

    @property
    def facts(self) -> list[Fact]:
        return [
            Fact(
                id=kind.value,
                label=kind,
                value=known.value,
                source=known.source,
                observed_at=known.observed_at,
            )
            for kind, known in self.details.items()
        ]

    def point(self, kind: PointKind) -> ContactPoint | None:
        """The address to use: professional and verified ones first, then the latest; never one
        known to be dead.
        """
        mine = [
            one for one in self.points if one.kind is kind and one.status is not PointStatus.INVALID
        ]
        good = {PointStatus.DELIVERABLE: 2, PointStatus.HIGH_PROBABILITY: 1}
        public = "/in/AC"
        return max(
            mine,
            key=lambda one: (
                one.professional,
                one.locked,
                good.get(one.status, 0),
                public not in one.value,
                one.obtained_at,
            ),
            default=None,
        )

    def absorb(
        self, person: Person, origin: Origin, *, at: datetime, observed_at: datetime
    ) -> bool:
        """Take over what another file says; True when anything changed.

        A blank never erases, an older value never replaces a newer one, a locked one stays.
        """
        changed = self._learn(person, origin, observed_at)
        if changed:
            self.last_activity_at = max(self.last_activity_at, at)
        return changed

    def note_import(self, import_id: ImportId) -> bool:
        """Remember that this import named the person; False when that is known."""
        if import_id in self.import_ids:
            return False
        self.import_ids = [*self.import_ids, import_id][-_MOST_IMPORTS:]
        return True

    def _learn(self, person: Person, origin: Origin, observed_at: datetime) -> bool:
        typed = origin.kind is OriginKind.MANUAL
        changed = False
        for kind, value in person.details.items():
            changed |= self._tell(kind, value, origin.source, observed_at, locked=typed)
        for point_kind, address in _addresses(person):
            changed |= self._add_point(
                point_kind, address, origin.source, observed_at, locked=typed
            )
        return changed

    def _tell(
        self, kind: DetailKind, value: str, source: str, observed_at: datetime, *, locked: bool
    ) -> bool:
        known = self.details.get(kind)
        if not value or (known and known.value == value and known.locked >= locked):
            return False
        if known and not locked and (known.locked or known.observed_at > observed_at):
            return False
        self.details[kind] = Detail(
            value=value, source=source, observed_at=observed_at, locked=locked
        )
        return True

    def _add_point(
        self, kind: PointKind, value: str, source: str, at: datetime, *, locked: bool
    ) -> bool:
        if self._known(kind, value) is not None or len(self.points) >= _MOST_POINTS:
            return False
        self._put(
            ContactPoint(
                id=f"{kind.value}-{len(self.points) + 1}",
                kind=kind,
                value=value,
                source=source,
                provider="",
                obtained_at=at,
                verified_at=None,
                status=PointStatus.UNVERIFIED,
                locked=locked,
                professional=kind is not PointKind.EMAIL or is_professional(EmailAddress(value)),
            )
        )
        return True

    def _known(self, kind: PointKind, value: str) -> ContactPoint | None:
        for one in self.points:
            if one.kind is kind and one.value == value:
                return one
        return None

    def _put(self, point: ContactPoint) -> None:
        self.points = [*(one for one in self.points if one.id != point.id), point]

    def correct(
        self,
        details: Mapping[DetailKind, str],
        person: Person,
        *,
        user_id: str,
        at: datetime,
    ) -> None:
        """A person's own word: it replaces what was known and is locked; a blank takes it away.

        An address is added, the old one stays as history (SRC-8).
        """
        for kind, value in details.items():
            if value:
                self._tell(kind, value, "manual", at, locked=True)
            else:
                self.details.pop(kind, None)
        self._learn(person, replace(self.origin, kind=OriginKind.MANUAL, source="manual"), at)
        for point_kind, address in _addresses(person):
            known = self._known(point_kind, address)
            if known is not None:
                self._put(replace(known, locked=True))
        if not self.full_name and not self.points:
            raise NothingToIdentify
        self.last_activity_at = at
        self.events.append(
            ProspectCorrected(
                at=at, workspace_id=self.workspace_id, prospect_id=self.id, user_id=user_id
            )
        )

    def record_point(
        self,
        kind: PointKind,
        value: str,
        *,
        provider: str,
        status: PointStatus,
        at: datetime,
    ) -> bool:
        """A provider's finding; False when a person's own address of that kind stays instead.

        The same value again renews status and date, also of a locked one.
        """
        known = self._known(kind, value)
        if known is not None:
            self._put(replace(known, status=status, verified_at=at))
            return True
        if any(one.locked and one.kind is kind and one.professional for one in self.points):
            return False
        self._add_point(kind, value, provider, at, locked=False)
        found = self._known(kind, value)
        if found is not None:
            self._put(replace(found, provider=provider, status=status, verified_at=at))
        self.last_activity_at = at
        return found is not None

    def move(self, stage: Stage, *, user_id: str, at: datetime) -> None:
        """A person's decision, in any direction."""
        if stage is not self.stage:
            self._change_stage(stage, user_id, at)

    def advance(self, stage: Stage, *, at: datetime) -> None:
        """LEO's own move: forward only, and never to WON or LOST (SRC-8)."""
        if stage.is_closed or self.stage.is_closed or not stage.is_after(self.stage):
            raise StageWentBackwards(f"{self.stage} to {stage}")
        self._change_stage(stage, "system", at)

    def _change_stage(self, stage: Stage, user_id: str, at: datetime) -> None:
        before, self.stage, self.last_activity_at = self.stage, stage, at
        self.events.append(
            StageChanged(
                at=at,
                workspace_id=self.workspace_id,
                prospect_id=self.id,
                stage=stage.value,
                before=before.value,
                user_id=user_id,
            )
        )

    def tag(self, tag: str, *, user_id: str, at: datetime) -> bool:
        """False when it is there already."""
        if tag in self.tags:
            return False
        if len(self.tags) >= MAX_TAGS:
            raise TooManyTags
        self.tags = [*self.tags, tag]
        self.events.append(
            ProspectTagged(
                at=at,
                workspace_id=self.workspace_id,
                prospect_id=self.id,
                tag=tag,
                user_id=user_id,
            )
        )
        return True

    def untag(self, tag: str, *, user_id: str, at: datetime) -> bool:
        """False when it was not there."""
        if tag not in self.tags:
            return False
        self.tags = [one for one in self.tags if one != tag]
        self.events.append(
            ProspectUntagged(
                at=at,
                workspace_id=self.workspace_id,
                prospect_id=self.id,
                tag=tag,
                user_id=user_id,
            )
        )
        return True

    def mark_opted_out(self, *, at: datetime) -> bool:
        """Final (obligation 60). False when it was marked before."""
        if self.opted_out_at is not None:
            return False
        self.opted_out_at = self.last_activity_at = at
        return True

    def require_usable(self) -> None:
        if self.opted_out_at is not None:
            raise ProspectOptedOut

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
