"""What Stripe delivers: is it genuine, and whom does it concern (vendors/stripe.md 3)."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from domain.billing.errors import PaymentNoticeForged
from domain.billing.model.payments import PaymentNotice
from domain.shared.clock import Clock

_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StripeNotices:
    """Any of the secrets may have signed, so that one can be rolled. Without a secret nothing is
    genuine. Of the body only three references are kept: no payment detail is stored.
    """

    secrets: tuple[str, ...]
    wall: Clock
    is_live: bool

    def read(self, body: bytes, signature: str) -> PaymentNotice:
        self._check(body, signature)
        try:
            event = json.loads(body)
            found = dict(event["data"]["object"])
            kind, event_ref, is_live = event["type"], event["id"], event["livemode"]
        except (ValueError, KeyError, TypeError) as error:
            raise PaymentNoticeForged from error
        if is_live is not self.is_live:
            raise PaymentNoticeForged
        return PaymentNotice(
            event_ref=str(event_ref)[:200],
            kind=str(kind)[:100],
            customer_ref=_customer(found, str(kind))[:200],
            charge_ref=str(found.get("charge") or "")[:200],
        )

    def _check(self, body: bytes, signature: str) -> None:
        parts = [part.partition("=")[::2] for part in signature.split(",")]
        times = [value for name, value in parts if name == "t"]
        given = [value for name, value in parts if name == "v1"]
        if len(times) != 1 or not times[0].isascii() or not times[0].isdigit():
            raise PaymentNoticeForged
        signed = f"{times[0]}.".encode() + body
        is_genuine = False
        for secret in self.secrets:
            expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
            for one in given:
                is_genuine |= bool(secret) and hmac.compare_digest(expected, one)
        # The SDK takes signatures from the future (measured in the sheet); we do not.
        age = abs(self.wall.now().timestamp() - int(times[0][:15]))
        if not is_genuine or age > _TOLERANCE.total_seconds():
            raise PaymentNoticeForged


def _customer(found: dict[str, Any], kind: str) -> str:
    """The customer of whatever object it is about."""
    if kind.startswith("customer.") and found.get("object") == "customer":
        return str(found.get("id") or "")
    customer = found.get("customer")
    if isinstance(customer, dict):
        customer = customer.get("id")
    return str(customer or "")
