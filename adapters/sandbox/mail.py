"""A mail server that keeps what it is given and delivers to nobody: SMTP on a port of its own,
and a page that shows the service mails (RFC 5321, as far as a client that submits needs it).
"""

import asyncio
import email
import email.policy
import html
import itertools
import re
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from adapters.sandbox.clock import Clock
from adapters.sandbox.store import Store

_LARGEST = 1024 * 1024
_LINK = re.compile(r"https?://[^\s<>\"]+")


class MailServer:
    """Takes every mail for every address."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._server: asyncio.Server | None = None

    async def open(self, port: int) -> None:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", port, limit=2 * _LARGEST)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    def keep(self, raw: bytes) -> None:
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        body = mail.get_body(("plain",))
        number = self._store.number("service-mail")
        self._store.put(
            "service-mail",
            f"{number:09d}",
            {
                "at": self._clock.now().isoformat(),
                "to": str(mail["To"]),
                "from": str(mail["From"]),
                "subject": str(mail["Subject"]),
                "language": str(mail["Content-Language"]),
                "text": "" if body is None else str(body.get_content()),
            },
            scope=str(mail["To"]),
        )
        self._store.keep_newest("service-mail", 1000)

    def mails(self, to: str = "") -> list[dict[str, Any]]:
        """Newest first; at most 200."""
        kept = self._store.newest("service-mail", to or None)
        return list(itertools.islice(kept, 200))

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        try:
            await say("220 sandbox ready")
            while line := (await reader.readline()).decode("latin-1").strip():
                verb = line.split(" ", 1)[0].upper()
                if verb == "QUIT":
                    await say("221 bye")
                    break
                if verb == "EHLO":
                    await say(f"250-sandbox\r\n250-8BITMIME\r\n250 SIZE {_LARGEST}")
                elif verb == "DATA":
                    await say("354 go on")
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    self.keep(raw[:-5].replace(b"\r\n..", b"\r\n."))
                    await say("250 kept")
                elif verb in {"HELO", "MAIL", "RCPT", "RSET", "NOOP"}:
                    await say("250 fine")
                else:
                    await say("502 not here")
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            return
        finally:
            writer.close()


_PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<title>Courrier de service (sandbox)</title>
<style>body{{font:15px/1.5 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c2420;
background:#f7f8f6}}article{{background:#fff;border:1px solid #dfe4df;border-radius:10px;
padding:1rem 1.25rem;margin:1rem 0}}h2{{font-size:1rem;margin:0}}p{{white-space:pre-wrap;
overflow-wrap:anywhere}}small{{color:#5b665f}}
@media(prefers-color-scheme:dark){{body{{color:#e6eae7;background:#151a17}}
article{{background:#1d2420;border-color:#33403a}}small{{color:#a3afa8}}a{{color:#8fd3b6}}}}</style>
<h1>Courrier de service</h1><p>Les e-mails que LEO aurait envoyés. Rien ne quitte cette machine.</p>
{mails}</html>"""


def _linked(text: str) -> str:
    """Escaped, with its addresses as links."""
    parts, last = [], 0
    for found in _LINK.finditer(text):
        address = html.escape(found.group())
        parts += [html.escape(text[last : found.start()]), f'<a href="{address}">{address}</a>']
        last = found.end()
    return "".join(parts) + html.escape(text[last:])


def mail_routes(server: MailServer) -> APIRouter:
    router = APIRouter()

    @router.get("/mail.json")
    async def list_mails(to: str = "") -> list[dict[str, Any]]:
        return server.mails(to)

    @router.get("/mail")
    async def show_mails() -> Response:
        shown = "".join(
            f"<article><h2>{html.escape(one['subject'])}</h2>"
            f"<small>{html.escape(one['to'])} · {html.escape(one['at'][:16])}</small>"
            f"<p>{_linked(one['text'])}</p></article>"
            for one in server.mails()
        )
        return HTMLResponse(_PAGE.format(mails=shown or "<p>Aucun e-mail pour l’instant.</p>"))

    return router
