"""inbox.MailReader on Unipile v1: one mail by its id (vendors/unipile.md 7.2)."""

from dataclasses import dataclass
from typing import Any

from adapters.unipile.client import UnipileClient
from adapters.wire.client import NobodyKnows, NothingLeft
from domain.inbox.ports import FullMail
from domain.shared.errors import NotFound, Unavailable


@dataclass(frozen=True, slots=True)
class UnipileMails:
    client: UnipileClient

    async def read(self, account_ref: str, mail_ref: str) -> FullMail:
        query = {"account_id": account_ref, "include_headers": "true"}
        try:
            reply = await self.client.get("emails", mail_ref, query=query)
        except (NothingLeft, NobodyKnows) as fault:
            raise Unavailable from fault
        if reply.status in {404, 422}:
            raise NotFound
        if not reply.is_success:
            raise Unavailable
        return FullMail(
            headers=_headers(reply.body.get("headers")),
            body_html=str(reply.body.get("body") or ""),
            body_plain=str(reply.body.get("body_plain") or ""),
        )


def _headers(rows: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - JSON
    named = [row for row in rows or () if isinstance(row, dict)]
    return tuple((str(row.get("name", "")), str(row.get("value", ""))) for row in named)
