"""The person one workspace may write to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
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
from domain.prospects.model.text import fold
from domain.shared.email_address import EmailAddress
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import ImportId, ProspectId, WorkspaceId

MAX_TAGS = 50
_MOST_POINTS = 30
_MOST_IMPORTS = 50
_MOST_RIVALS = 5


class LegalBasis(StrEnum):
    """Art. 6(1) grounds a workspace may declare for people it brings in."""

    LEGITIMATE_INTEREST = "legitimate_interest"
    CONSENT = "consent"
    CONTRACT = "contract"


class OriginKind(StrEnum):
    """How a person came in (obligation 8)."""

    IMPORTED = "imported"
    MANUAL = "manual"
    SEARCH = "search"


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


class Confidence(StrEnum):
    """How far a value may be relied on, by how it came; not a number nobody could check.

    DISPUTED: another source says something else, and nobody has chosen yet.
    """

    CONFIRMED = "confirmed"
    FOUND = "found"
    STATED = "stated"
    DISPUTED = "disputed"


class Freshness(StrEnum):
    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


def freshness(observed_at: datetime, now: datetime) -> Freshness:
    """FRESH for six months, STALE after eighteen: people change jobs every few years."""
    age = now - observed_at
    if age <= timedelta(days=183):
        return Freshness.FRESH
    return Freshness.AGEING if age <= timedelta(days=548) else Freshness.STALE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What another source says about the same thing: held beside it until a person chooses."""

    value: str
    source: str
    observed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One known value. `locked`: a person typed it, so nothing automatic replaces it.

    `observed_at` is when it was true, as the source says; `obtained_at` when it came in here.
    """

    value: str
    source: str
    observed_at: datetime
    locked: bool
    provider: str = ""
    obtained_at: datetime | None = None
    import_id: ImportId | None = None
    rivals: tuple[Rival, ...] = ()

    @property
    def confidence(self) -> Confidence:
        if self.rivals:
            return Confidence.DISPUTED
        if self.locked:
            return Confidence.CONFIRMED
        return Confidence.FOUND if self.provider else Confidence.STATED

    @property
    def as_rival(self) -> Rival:
        return Rival(value=self.value, source=self.source, observed_at=self.observed_at)

    def against(self, *others: Rival) -> "Detail":
        """With those of the others that say something else, the newest first."""
        mine = fold(self.value)
        found = {fold(one.value): one for one in sorted(others, key=_rival_order)}
        held = sorted((one for key, one in found.items() if key != mine), key=_rival_order)
        return replace(self, rivals=tuple(reversed(held))[:_MOST_RIVALS])


def _rival_order(rival: Rival) -> tuple[datetime, str, str]:
    return rival.observed_at, rival.value, rival.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a card before and after, so that it can be shown and put back.

    An address that was added has its `point_id` and nothing before. `held`: the value stays, the
    other one is kept beside it.
    """

    field: str
    before: Detail | None
    after: Detail
    point_id: str = ""
    held: bool = False


def tell(details: dict[DetailKind, Detail], kind: DetailKind, said: Detail) -> Change | None:
    """Put what somebody says beside what is known; the change it makes, if any.

    A blank never erases, a locked value stays. A newer value replaces an older one, and so does a
    later import of the same source; what two sources say against each other is held.
    """
    known = details.get(kind)
    if not said.value:
        return None
    if known is None or said.locked:
        same = known is not None and known.value == said.value and known.locked
        return None if same else _set(details, kind, known, said)
    if known.locked or known.value == said.value:
        return None
    if known.source == said.source:
        return _told_again(details, kind, known, said)
    if said.observed_at > known.observed_at and fold(known.value) != fold(said.value):
        return _set(details, kind, known, said.against(*known.rivals, known.as_rival))
    return _hold(details, kind, known, said)


def _told_again(
    details: dict[DetailKind, Detail], kind: DetailKind, known: Detail, said: Detail
) -> Change | None:
    """The same source says something else: a later word of it corrects the earlier one."""
    newer = said.observed_at > known.observed_at
    # A file that contradicts itself says so again: that is no correction.
    corrected = (
        said.observed_at == known.observed_at
        and said.import_id != known.import_id
        and fold(said.value) not in {fold(one.value) for one in known.rivals}
    )
    if newer or corrected:
        return _set(details, kind, known, said.against(*known.rivals))
    if said.observed_at < known.observed_at:
        return None
    return _hold(details, kind, known, said)


def _hold(
    details: dict[DetailKind, Detail], kind: DetailKind, known: Detail, said: Detail
) -> Change | None:
    """Keep the other value beside the known one, until a person chooses."""
    held = known.against(*known.rivals, said.as_rival)
    if {one.value for one in held.rivals} == {one.value for one in known.rivals}:
        return None
    details[kind] = held
    return Change(field=kind.value, before=known, after=held, held=True)


def _set(
    details: dict[DetailKind, Detail], kind: DetailKind, known: Detail | None, said: Detail
) -> Change:
    details[kind] = said
    return Change(field=kind.value, before=known, after=said)


def put_back(details: dict[DetailKind, Detail], change: Change) -> bool:
    """Undo a change of a detail; False when it changed again since, and so stays."""
    kind = DetailKind(change.field)
    if details.get(kind) != change.after:
        return False
    if change.before is None:
        del details[kind]
    else:
        details[kind] = change.before
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A detail as other modules read it: scoring's evidence, a message's claim."""

    id: str
    label: DetailKind
    value: str
    source: str
    observed_at: datetime


def confidence_of(point: ContactPoint) -> Confidence:
    """The same for an address."""
    if point.locked:
        return Confidence.CONFIRMED
    return Confidence.FOUND if point.provider else Confidence.STATED


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
        made._learn(person, origin, observed_at, at)
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
    ) -> list[Change]:
        """Take over what another file says; what changed, field by field.

        A blank never erases, a locked value stays. A newer value replaces an older one, and so does
        a later import of the same source; what two sources say against each other is held.
        """
        changes = self._learn(person, origin, observed_at, at)
        if changes:
            self.last_activity_at = max(self.last_activity_at, at)
        return changes

    def note_import(self, import_id: ImportId) -> bool:
        """Remember that this import named the person; False when that is known."""
        if import_id in self.import_ids:
            return False
        self.import_ids = [*self.import_ids, import_id][-_MOST_IMPORTS:]
        return True

    def _learn(
        self, person: Person, origin: Origin, observed_at: datetime, at: datetime
    ) -> list[Change]:
        typed = origin.kind is OriginKind.MANUAL
        changes = []
        for kind, value in person.details.items():
            said = Detail(
                value=value,
                source=origin.source,
                observed_at=observed_at,
                locked=typed,
                obtained_at=at,
                import_id=origin.import_id,
            )
            changed = tell(self.details, kind, said)
            if changed is not None:
                changes.append(changed)
        for point_kind, address in _addresses(person):
            added = self._add_point(point_kind, address, origin.source, observed_at, locked=typed)
            if added is not None:
                changes.append(
                    Change(
                        field=point_kind.value,
                        before=None,
                        after=Detail(
                            value=address,
                            source=origin.source,
                            observed_at=observed_at,
                            locked=typed,
                        ),
                        point_id=added.id,
                    )
                )
        return changes

    def put_back(self, changes: Sequence[Change]) -> list[str]:
        """Undo what one import changed; the fields that changed again since, and so stay."""
        kept: list[str] = []
        for change in reversed(changes):
            if change.point_id:
                if not self._drop_point(change):
                    kept.append(change.field)
                continue
            if not put_back(self.details, change):
                kept.append(change.field)
        return kept

    def _drop_point(self, change: Change) -> bool:
        """False when the address is in use by now: verified, found again, or locked."""
        point = next((one for one in self.points if one.id == change.point_id), None)
        if point is None or point.value != change.after.value:
            return point is None
        if point.locked or point.provider or point.verified_at:
            return False
        self.points = [one for one in self.points if one.id != change.point_id]
        return True

    def touched_since(self, import_id: ImportId) -> str:
        """Why the person this import created may not simply go; empty when nothing else is here."""
        others = any(one.locked or one.import_id != import_id for one in self.details.values())
        used = any(one.locked or one.provider or one.verified_at for one in self.points)
        reasons = (
            (self.opted_out_at or self.restricted_at, "kept-rights"),
            (self.stage is not Stage.NEW, "kept-contacted"),
            (self.tags, "kept-tagged"),
            (self.import_ids != [import_id], "kept-other-import"),
            (others or used, "kept-completed"),
        )
        return next((code for holds, code in reasons if holds), "")

    def withdraw(self, import_id: ImportId) -> None:
        """Take the details of an undone import off somebody who was contacted; the name and the
        addresses stay, since an objection must still find the person.
        """
        names = {DetailKind.FIRST_NAME, DetailKind.LAST_NAME}
        self.details = {
            kind: one
            for kind, one in self.details.items()
            if kind in names or one.locked or one.import_id != import_id
        }

    def _add_point(
        self, kind: PointKind, value: str, source: str, at: datetime, *, locked: bool
    ) -> ContactPoint | None:
        if self._known(kind, value) is not None or len(self.points) >= _MOST_POINTS:
            return None
        numbers = [int(one.id.rpartition("-")[2]) for one in self.points]
        added = ContactPoint(
            id=f"{kind.value}-{max(numbers, default=0) + 1}",
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
        self._put(added)
        return added

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
                said = Detail(
                    value=value, source="manual", observed_at=at, locked=True, obtained_at=at
                )
                tell(self.details, kind, said)
            else:
                self.details.pop(kind, None)
        self._learn(person, replace(self.origin, kind=OriginKind.MANUAL, source="manual"), at, at)
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

    def disprove(self, kind: PointKind, *, at: datetime) -> bool:
        """The address in use of that kind turned out not to be theirs; False without one."""
        known = self.point(kind)
        if known is None:
            return False
        self._put(replace(known, status=PointStatus.INVALID, verified_at=at))
        self.last_activity_at = at
        return True

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
