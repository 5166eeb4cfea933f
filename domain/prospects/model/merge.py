"""Two records of one person become one, and can be parted again (SRC-8)."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.prospects.errors import MergeNotUndoable
from domain.prospects.events import ProspectsMerged, ProspectsParted
from domain.prospects.model.contact_points import ContactPoint
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Detail, Prospect
from domain.prospects.model.text import fold
from domain.shared.events import Event
from domain.shared.ids import MergeId, UserId, WorkspaceId

UNDO_WITHIN = timedelta(days=30)


def conflicts(kept: Prospect, other: Prospect) -> dict[DetailKind, tuple[Detail, Detail]]:
    """Fields for which the two records say different things."""
    return {
        kind: (mine, other.details[kind])
        for kind, mine in kept.details.items()
        if kind in other.details and fold(mine.value) != fold(other.details[kind].value)
    }


def merged(
    kept: Prospect, other: Prospect, choices: Mapping[DetailKind, str], *, at: datetime
) -> Prospect:
    """`kept` with everything the other record knows. A copy: neither of the two changes.

    Every source stays. Of two values that contradict each other the chosen one holds and is locked;
    without a choice a locked one holds, then the newer, and the other is held beside it. Rights are
    the strictest of the two. Which of the two records is kept makes no difference to the facts.
    """
    made = copy.deepcopy(kept)
    for kind, theirs in other.details.items():
        mine = kept.details.get(kind)
        made.details[kind] = theirs if mine is None else _joined(mine, theirs, choices.get(kind))
    made.details = dict(sorted(made.details.items()))
    made.points = _points(kept, other)
    made.tags = sorted({*kept.tags, *other.tags})
    made.import_ids = sorted({*kept.import_ids, *other.import_ids})
    made.stage = other.stage if other.stage.is_after(kept.stage) else kept.stage
    made.opted_out_at = _earliest(kept.opted_out_at, other.opted_out_at)
    made.restricted_at = _earliest(kept.restricted_at, other.restricted_at)
    made.added_at = min(kept.added_at, other.added_at)
    made.last_activity_at = max(kept.last_activity_at, other.last_activity_at, at)
    return made


def _joined(mine: Detail, theirs: Detail, chosen: str | None) -> Detail:
    first, second = sorted((mine, theirs), key=_strength, reverse=True)
    if chosen is not None and chosen in {mine.value, theirs.value}:
        winner = mine if chosen == mine.value else theirs
        return replace(winner, locked=True, rivals=())
    if first.locked:
        return first
    return first.against(*first.rivals, *second.rivals, second.as_rival)


def _strength(detail: Detail) -> tuple[bool, datetime, str, str, str]:
    """A total order, so that it does not matter from which side two values are looked at."""
    came_by = f"{detail.provider}:{detail.import_id}:{detail.obtained_at}"
    return detail.locked, detail.observed_at, detail.value, detail.source, came_by


def _points(kept: Prospect, other: Prospect) -> list[ContactPoint]:
    """Each address once, with the better knowledge of it."""
    best: dict[tuple[str, str], ContactPoint] = {}
    for point in (*kept.points, *other.points):
        key = (point.kind.value, point.value)
        known = best.get(key)
        if known is None or _knowledge(point) > _knowledge(known):
            best[key] = point
    numbered = enumerate(sorted(best.items()), 1)
    return [replace(one, id=f"{one.kind.value}-{number}") for number, (_, one) in numbered]


def _knowledge(point: ContactPoint) -> tuple[bool, str, datetime, str]:
    verified = point.verified_at.isoformat() if point.verified_at else ""
    came_by = f"{point.source}:{point.provider}:{point.status}"
    return point.locked, verified, point.obtained_at, came_by


def _earliest(*instants: datetime | None) -> datetime | None:
    return min((one for one in instants if one), default=None)


@dataclass(slots=True, kw_only=True)
class Merge:
    """What a merge did: the three records it knew, so that it can be undone within thirty days.

    Rights that were used since hold for both. `kept.id` is the record that went on.
    """

    id: MergeId
    workspace_id: WorkspaceId
    kept: Prospect
    absorbed: Prospect
    result: Prospect
    by: UserId
    at: datetime
    undone_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def announce(self) -> None:
        self.events.append(
            ProspectsMerged(
                at=self.at,
                workspace_id=self.workspace_id,
                prospect_id=self.kept.id,
                absorbed_id=self.absorbed.id,
                user_id=self.by,
            )
        )

    def part(self, present: Prospect, *, by: UserId, at: datetime) -> Prospect:
        """Take the absorbed record out of the present one again; the absorbed one, to be added.

        What changed on the card since the merge stays. Raise MergeNotUndoable.
        """
        if self.undone_at is not None or at - self.at >= UNDO_WITHIN:
            raise MergeNotUndoable
        self.undone_at = at
        for kind in DetailKind:
            if present.details.get(kind) == self.result.details.get(kind):
                before = self.kept.details.get(kind)
                if before is None:
                    present.details.pop(kind, None)
                else:
                    present.details[kind] = before
        own = {(one.kind, one.value) for one in self.kept.points}
        foreign = {(one.kind, one.value) for one in self.absorbed.points} - own
        present.points = [one for one in present.points if (one.kind, one.value) not in foreign]
        foreign_tags = {*self.absorbed.tags} - {*self.kept.tags}
        present.tags = [one for one in present.tags if one not in foreign_tags]
        foreign_imports = {*self.absorbed.import_ids} - {*self.kept.import_ids}
        present.import_ids = [one for one in present.import_ids if one not in foreign_imports]
        if present.stage is self.result.stage:
            present.stage = self.kept.stage
        back = copy.deepcopy(self.absorbed)
        back.version = 0
        if present.opted_out_at and present.opted_out_at != self.result.opted_out_at:
            back.opted_out_at = _earliest(back.opted_out_at, present.opted_out_at)
        present.last_activity_at = max(present.last_activity_at, at)
        self.events.append(
            ProspectsParted(
                at=at,
                workspace_id=self.workspace_id,
                prospect_id=present.id,
                other_id=back.id,
                user_id=by,
            )
        )
        return back

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
