"""Secrets we hand out, and the keyed marks we compare."""

from typing import Protocol


class TokenMaker(Protocol):
    def new(self) -> str:
        """A fresh URL-safe secret of 256 bits."""
        ...

    def digest(self, token: str) -> str:
        """What may be stored of a token: SHA-256, hexadecimal."""
        ...


class Sealer(Protocol):
    """Signed, self-describing public tokens (objection and notice links)."""

    def seal(self, kind: str, *parts: str) -> str:
        """A URL-safe token that carries `parts` and cannot be forged or changed."""
        ...

    def open(self, kind: str, token: str) -> tuple[str, ...] | None:
        """The parts, or None for any token that is not ours, of this kind."""
        ...


class IdentityHasher(Protocol):
    """Keyed hashes of canonical identities, for suppression (compliance.md L7)."""

    def hash(self, workspace_id: str, kind: str, canonical: str) -> str:
        """HMAC-SHA-256, hexadecimal, with a key of the workspace's own: what is kept now."""
        ...

    def hashes(self, workspace_id: str, kind: str, canonical: str) -> tuple[str, ...]:
        """Everything this identity may be kept as: the present hash, then earlier ones."""
        ...

    def key_of(self, workspace_id: str) -> bytes:
        """The key of the present hashes of this workspace; it says nothing of another's."""
        ...


class WorkspaceCipher(Protocol):
    """Authenticated encryption under a key of the workspace's own, which its purge destroys: what
    is sealed is unreadable from then on, in every backup too (obligation 75, security.md 3.6).
    """

    async def encrypt(self, workspace_id: str, plain: str, *, place: str) -> str:
        """Makes the key when it is needed for the first time."""
        ...

    async def decrypt(self, workspace_id: str, sealed: str, *, place: str) -> str:
        """Also what was sealed before workspaces had keys. Raise NotFound without the key."""
        ...


class FieldCipher(Protocol):
    """Authenticated encryption of single fields (security.md 3.6)."""

    def encrypt(self, plain: str, *, place: str) -> str:
        """`place` (collection|workspace|id|field) is authenticated: moved ciphertext is refused."""
        ...

    def decrypt(self, sealed: str, *, place: str) -> str: ...
