"""inbox.MailReader: one mail by its id, with its headers (vendors/unipile.md 7.2, 7.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.unipile.client import UnipileClient
from adapters.wire.client import NobodyKnows, NothingLeft
from domain.inbox.ports import FullMail
from domain.shared.errors import NotFound, Unavailable

_MOST_HEADERS = 500
_LONGEST_VALUE = 4000
_LONGEST_BODY = 1_000_000


@dataclass(frozen=True, slots=True)
class UnipileMailReader:
    client: UnipileClient

    async def read(self, account_ref: str, mail_ref: str) -> FullMail:
        query = {"account_id": account_ref, "include_headers": "true"}
        try:
            reply = await self.client.get("emails", mail_ref, query=query)
        except (NothingLeft, NobodyKnows) as error:
            raise Unavailable from error
        if reply.status == 404:
            raise NotFound
        if not reply.is_success:
            raise Unavailable
        return to_mail(reply.body)


def to_mail(body: Mapping[str, Any]) -> FullMail:
    """Only what is a text is taken; a header that is none is left out."""
    listed = body.get("headers")
    headers = [
        (str(one["name"]), str(one["value"])[:_LONGEST_VALUE])
        for one in (listed if isinstance(listed, list) else [])[:_MOST_HEADERS]
        if isinstance(one, dict) and one.get("name") and isinstance(one.get("value"), str)
    ]
    return FullMail(
        headers=tuple(headers),
        body_html=_text(body.get("body")),
        body_plain=_text(body.get("body_plain")),
    )


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text[:_LONGEST_BODY].encode("utf-8", "ignore").decode()
