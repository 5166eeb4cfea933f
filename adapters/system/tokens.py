"""Tokens, sealed links and keyed hashes (security.md 3.4, compliance.md L7)."""

import base64
import hashlib
import hmac
import json
import secrets


class SecretTokens:
    """TokenMaker over the operating system's randomness."""

    def new(self) -> str:
        return secrets.token_urlsafe(32)

    def digest(self, token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class HmacSealer:
    """Sealer: base64url(JSON parts).base64url(HMAC-SHA-256); the kind is part of what is signed."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def _mark(self, kind: str, body: str) -> str:
        return _b64(hmac.digest(self._key, f"{kind}.{body}".encode(), "sha256"))

    def seal(self, kind: str, *parts: str) -> str:
        body = _b64(json.dumps(parts, separators=(",", ":")).encode())
        return f"{body}.{self._mark(kind, body)}"

    def open(self, kind: str, token: str) -> tuple[str, ...] | None:
        body, _, mark = token.partition(".")
        if not token.isascii() or not hmac.compare_digest(mark, self._mark(kind, body)):
            return None
        parts = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return tuple(str(part) for part in parts)


class HmacIdentities:
    """IdentityHasher. The key of a workspace is made from ours, so a client can be handed theirs;
    the first hashes were made with ours itself, over the workspace's id as well.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hash(self, workspace_id: str, kind: str, canonical: str) -> str:
        text = f"{kind}\x1f{canonical}"
        return hmac.digest(self.key_of(workspace_id), text.encode(), "sha256").hex()

    def hashes(self, workspace_id: str, kind: str, canonical: str) -> tuple[str, ...]:
        text = f"{workspace_id}\x1f{kind}\x1f{canonical}"
        first = hmac.digest(self._key, text.encode(), "sha256").hex()
        return self.hash(workspace_id, kind, canonical), first

    def key_of(self, workspace_id: str) -> bytes:
        return hmac.digest(self._key, f"workspace key 2\x1f{workspace_id}".encode(), "sha256")
