"""What makes two messages the same for a reader, without keeping a word of either (GEN-5)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.messaging.model.draft import Segment, SegmentKind
from domain.messaging.model.words import fold
from domain.shared.ids import DraftId, WorkspaceId

# The rest is the offer's common text, and greetings.
_PERSONAL = frozenset({SegmentKind.ABOUT_PROSPECT, SegmentKind.OWN_WORDS})
_LEAST_WORDS = 12
_RUN = 3
_SEEDS, _ROWS = 32, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Hashes of the runs of three words that are about one person; `bands` find candidates."""

    ALIKE: ClassVar[float] = 0.9
    DAY: ClassVar[timedelta] = timedelta(days=1)

    id: DraftId
    workspace_id: WorkspaceId
    kind: str
    at: datetime
    runs: tuple[int, ...]
    bands: tuple[str, ...]

    def is_like(self, other: "Imprint") -> bool:
        """Over 90 % of the runs are shared."""
        mine, theirs = set(self.runs), set(other.runs)
        return len(mine & theirs) > self.ALIKE * len(mine | theirs)

    @classmethod
    def of(
        cls,
        draft_id: DraftId,
        workspace_id: WorkspaceId,
        kind: str,
        segments: Sequence[Segment],
        *,
        at: datetime,
    ) -> "Imprint | None":
        """None when too little is about the person to compare."""
        told = " ".join(one.text for one in segments if one.kind in _PERSONAL)
        words = fold(told).split()
        if len(words) < _LEAST_WORDS:
            return None
        starts = range(len(words) - _RUN + 1)
        runs = sorted({_hash(" ".join(words[n : n + _RUN])) for n in starts})
        least = [min(_hash(f"{seed}:{run}") for run in runs) for seed in range(_SEEDS)]
        bands = tuple(
            f"{n}:{'-'.join(str(one) for one in least[n : n + _ROWS])}"
            for n in range(0, _SEEDS, _ROWS)
        )
        return cls(
            id=draft_id,
            workspace_id=workspace_id,
            kind=kind,
            at=at,
            runs=tuple(runs),
            bands=bands,
        )


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")
