"""Files of a workspace: uploads and reports."""

from collections.abc import AsyncIterator
from typing import Protocol

from domain.shared.errors import NotFound
from domain.shared.ids import BlobId, WorkspaceId


class BlobNotFound(NotFound):
    code = "blob-not-found"


class BlobStore(Protocol):
    async def put(self, workspace_id: WorkspaceId, blob_id: BlobId, content: bytes) -> None:
        """Keep the bytes durably. A second put of the same id replaces them."""
        ...

    async def get(self, workspace_id: WorkspaceId, blob_id: BlobId) -> bytes:
        """Raise BlobNotFound, also for another workspace's."""
        ...

    def read(self, workspace_id: WorkspaceId, blob_id: BlobId) -> AsyncIterator[bytes]:
        """The content in chunks of at most 256 KiB. Raise BlobNotFound."""
        ...

    async def remove(self, workspace_id: WorkspaceId, blob_id: BlobId) -> None:
        """Removing what is not there is fine."""
        ...
