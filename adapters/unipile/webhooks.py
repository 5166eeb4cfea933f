"""Our webhooks at Unipile, made once and mended when they differ (vendors/unipile.md 8.1)."""

from dataclasses import dataclass
from typing import Any

import structlog

from adapters.unipile import mapping
from adapters.unipile.client import UnipileClient
from adapters.wire.client import NobodyKnows, NothingLeft
from domain.delivery.errors import LinkBusy

_LOG = structlog.get_logger()
# One webhook has one source (section 8.1). No tracking: nobody consented to it.
_SOURCES = {
    "email": ["mail_received", "mail_sent"],
    "messaging": ["message_received"],
    "users": ["new_relation"],
    "account_status": [
        *("creation_success", "creation_fail", "ok", "connecting", "sync_success"),
        *("reconnected", "credentials", "permissions", "error", "stopped", "deleted"),
    ],
}


@dataclass(frozen=True, slots=True)
class UnipileWebhooks:
    """`url` holds the unguessable token, `secret` comes back in a header of every delivery."""

    client: UnipileClient
    url: str
    secret: str

    async def ensure(self) -> int:
        """Create what is missing; return how many were. Raise LinkBusy while nobody answers.

        There is no way to change one, so a webhook of ours with another address or other events
        is removed and made anew. Those of others are left alone.
        """
        try:
            known = await self._known()
            made = 0
            for source, events in _SOURCES.items():
                found = [one for one in known if one.get("name") == self._name(source)]
                right = [one for one in found if self._is_right(one, events)]
                for old in found:
                    if old is not (right[0] if right else None):
                        await self.client.delete("webhooks", str(old.get("id")))
                if not right:
                    await self._create(source, events)
                    made += 1
        except (NothingLeft, NobodyKnows) as fault:
            raise LinkBusy from fault
        return made

    @staticmethod
    def _name(source: str) -> str:
        return f"leo-{source}"

    async def _known(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        query = {"limit": "250"}
        while True:
            rows, cursor = mapping.items_of(await self.client.get("webhooks", query=query))
            found += [dict(row) for row in rows]
            if not cursor:
                return found
            query = {"limit": "250", "cursor": cursor}

    def _is_right(self, webhook: dict[str, Any], events: list[str]) -> bool:
        headers = webhook.get("headers") or []
        sent = {str(one.get("key")): one.get("value") for one in headers if isinstance(one, dict)}
        return (
            webhook.get("request_url") == self.url
            and webhook.get("enabled") is not False
            and set(webhook.get("events") or []) == set(events)
            and sent.get("Unipile-Auth") == self.secret
        )

    async def _create(self, source: str, events: list[str]) -> None:
        body = {
            "request_url": self.url,
            "source": source,
            "name": self._name(source),
            "format": "json",
            "enabled": True,
            "events": events,
            "headers": [
                {"key": "Content-Type", "value": "application/json"},
                {"key": "Unipile-Auth", "value": self.secret},
            ],
        }
        reply = await self.client.post_json("webhooks", body=body)
        if not reply.is_success:
            _LOG.error("webhook_refused", source=source, status=reply.status, kind=reply.kind)
            raise LinkBusy
