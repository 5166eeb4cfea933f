"""What Intercom delivers: is it genuine, and whom does it concern (vendors/intercom.md 6)."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from domain.support.errors import DeskNoticeForged
from domain.support.model import DeskNotice


@dataclass(frozen=True, slots=True)
class IntercomNotices:
    """`secret` is the app's client secret; without one nothing is genuine. Of the body only
    references are taken: what people write at the desk stays there.
    """

    secret: str

    def read(self, body: bytes, signature: str) -> DeskNotice:
        expected = f"sha1={hmac.digest(self.secret.encode(), body, 'sha1').hex()}"
        given = signature.encode("utf-8", "replace")
        if not self.secret or not hmac.compare_digest(expected.encode(), given):
            raise DeskNoticeForged
        try:
            told = json.loads(body)
            topic, item = str(told["topic"]), _item(told)
        except (ValueError, KeyError, TypeError) as error:
            raise DeskNoticeForged from error
        is_contact = topic.startswith("contact.")
        return DeskNotice(
            notice_ref=str(told.get("id") or hashlib.sha256(body).hexdigest())[:200],
            topic=topic[:100],
            contact_id=str(item.get("external_id") or "")[:200] if is_contact else "",
            desk_ref=str(item.get("id") or "")[:200] if is_contact else "",
        )


def _item(told: dict[str, Any]) -> dict[str, Any]:
    found = (told.get("data") or {}).get("item")
    return found if isinstance(found, dict) else {}
