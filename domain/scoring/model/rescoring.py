"""Scoring everybody again after the Salesbook changed."""

from dataclasses import dataclass

from domain.shared.ids import OperationId, WorkspaceId


@dataclass(slots=True, kw_only=True)
class Rescoring:
    """How far one operation is: everybody up to the id `after` is scored. Carries the id of the
    operation.
    """

    id: OperationId
    workspace_id: WorkspaceId
    revision: int
    after: str = ""
    version: int = 0
