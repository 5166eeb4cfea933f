"""Who opens the messenger: a compact JWS (vendors/intercom.md 5)."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.support.model import PersonCard

_HEADER = {"alg": "HS256", "typ": "JWT"}


@dataclass(frozen=True, slots=True)
class IntercomTokens:
    """Signed with the Messenger API secret, which is neither the REST token nor the app's."""

    secret: str

    def sign(self, contact_id: str, person: PersonCard, *, until: datetime) -> str:
        return signed(
            self.secret,
            {
                "user_id": contact_id,
                "email": person.email,
                "name": person.name,
                "exp": int(until.timestamp()),
            },
        )


def signed(secret: str, claims: Mapping[str, str | int]) -> str:
    """RFC 7515 with HMAC-SHA256: the only algorithm there is here, so none can be chosen."""
    parts = f"{_part(_HEADER)}.{_part(claims)}"
    mark = hmac.digest(secret.encode(), parts.encode(), "sha256")
    return f"{parts}.{_text(mark)}"


def _part(value: Mapping[str, str | int]) -> str:
    return _text(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
