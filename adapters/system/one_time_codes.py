"""OneTimeCodes: RFC 6238 as the authenticator apps have it, by the cryptography library."""

import base64
import hmac
import secrets
from datetime import datetime
from io import BytesIO

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

_STEP = 30
_ISSUER = "LEO Bizdev"


class TimeBasedCodes:
    def new_secret(self) -> str:
        return base64.b32encode(secrets.token_bytes(20)).decode()

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        if len(code) != 6 or not code.isascii() or not code.isdigit():
            return None
        now = int(at.timestamp()) // _STEP
        found = None
        for step in (now - 1, now, now + 1):  # all three, in the same time
            if hmac.compare_digest(code_at(secret, step), code):
                found = step
        return found

    def address(self, secret: str, account: str) -> str:
        return _totp(secret).get_provisioning_uri(account, _ISSUER)

    def picture(self, address: str) -> str:
        drawn = BytesIO()
        segno.make(address, error="m").save(drawn, kind="svg", scale=4, xmldecl=False)
        return drawn.getvalue().decode().strip()

    def new_recovery_code(self) -> str:
        text = base64.b32encode(secrets.token_bytes(15)).decode().lower()
        return "-".join(text[start : start + 6] for start in range(0, 24, 6))


def _totp(secret: str) -> TOTP:
    # SHA-1 is what every app speaks; HMAC-SHA-1 is not touched by its collisions (RFC 6238 1.2).
    return TOTP(base64.b32decode(secret), 6, SHA1(), _STEP)  # noqa: S303


def code_at(secret: str, step: int) -> str:
    """The code of one time step."""
    return _totp(secret).generate(step * _STEP).decode()
