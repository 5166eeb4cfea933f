"""A key of each workspace: what is sealed with it ends with it (obligation 75, security.md 3.6).

The key is random, and kept sealed by the master key. A purge deletes its row with the others; its
copy beside the backups goes with the next backup (adapters/bootstrap/backups.py).
"""

import base64
import os
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.mongo.driver import Database, Row, collection
from adapters.mongo.session import current_session
from domain.shared.errors import NotFound
from domain.shared.tokens import FieldCipher

_PREFIX = "workspace."
_NONCE = 12


class WorkspaceKeyGone(NotFound):
    """Destroyed by the purge of the workspace: nothing opens what it sealed any more."""


class MongoWorkspaceKeys:
    """WorkspaceCipher. Fields sealed before workspaces had keys open with the master key."""

    def __init__(self, database: Database, master: FieldCipher) -> None:
        self._rows = collection(database, "workspace_keys")
        self._master = master

    async def encrypt(self, workspace_id: str, plain: str, *, place: str) -> str:
        sealed = seal(await self.ensure(workspace_id), plain.encode(), place)
        return _PREFIX + base64.urlsafe_b64encode(sealed).decode()

    async def decrypt(self, workspace_id: str, sealed: str, *, place: str) -> str:
        if not sealed.startswith(_PREFIX):
            return self._master.decrypt(sealed, place=place)
        row = await self._rows.find_one({"_id": workspace_id}, session=current_session())
        if row is None:
            raise WorkspaceKeyGone
        raw = base64.urlsafe_b64decode(sealed.removeprefix(_PREFIX))
        return unseal(self.open(row), raw, place).decode()

    async def ensure(self, workspace_id: str) -> bytes:
        """The key, made when it is asked for the first time."""
        fresh = base64.urlsafe_b64encode(AESGCM.generate_key(256)).decode()
        row = {
            "workspace_id": workspace_id,
            "sealed": self._master.encrypt(fresh, place=_place(workspace_id)),
        }
        await self._rows.update_one(
            {"_id": workspace_id}, {"$setOnInsert": row}, upsert=True, session=current_session()
        )
        kept = await self._rows.find_one({"_id": workspace_id}, session=current_session())
        if kept is None:  # purged in this very moment
            raise WorkspaceKeyGone
        return self.open(kept)

    def open(self, row: Row) -> bytes:
        sealed, workspace_id = row["sealed"], row["_id"]
        return base64.urlsafe_b64decode(self._master.decrypt(sealed, place=_place(workspace_id)))

    async def all(self) -> Mapping[str, Row]:
        """Every row, by workspace."""
        return {row["_id"]: row async for row in self._rows.find({})}


def _place(workspace_id: str) -> str:
    return f"workspace_keys|{workspace_id}|key"


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def unseal(key: bytes, raw: bytes, place: str) -> bytes:
    return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode())
