"""What somebody outside says about messages that a workspace sends (obligation 35)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.shared.ids import WorkspaceId

# A report that names no sender of ours: staff read it all the same.
UNKNOWN_SENDER = WorkspaceId("unknown")


class AbuseKind(StrEnum):
    UNWANTED = "unwanted"
    STILL_WRITTEN_TO = "still_written_to"
    MISLEADING = "misleading"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseReport:
    """`email` only if the person wants an answer; `network` is their shortened address, so that
    one person who reports ten times counts once.
    """

    WINDOW: ClassVar[timedelta] = timedelta(days=7)
    STOPS_AT: ClassVar[int] = 3
    """So many different people within the window, and the sending stops until somebody looked:
    docs/decisions/0009.
    """

    id: str
    workspace_id: WorkspaceId
    kind: AbuseKind
    about: str
    message: str
    email: str
    network: str
    language: str
    received_at: datetime
