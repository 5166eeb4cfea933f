"""FieldCipher: AES-256-GCM with the place as authenticated data (security.md 3.6)."""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class AesGcmCipher:
    """Sealed form: `<key id>.<base64url(nonce + ciphertext)>`; older keys still open."""

    def __init__(self, keys: dict[str, bytes], current: str) -> None:
        self._keys = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current = current

    def encrypt(self, plain: str, *, place: str) -> str:
        nonce = os.urandom(12)
        sealed = self._keys[self._current].encrypt(nonce, plain.encode(), place.encode())
        return f"{self._current}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, sealed: str, *, place: str) -> str:
        key_id, _, body = sealed.partition(".")
        raw = base64.urlsafe_b64decode(body)
        return self._keys[key_id].decrypt(raw[:12], raw[12:], place.encode()).decode()
