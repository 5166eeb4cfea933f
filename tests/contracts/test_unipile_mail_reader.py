"""inbox.MailReader on Unipile: one mail, its headers, and every way not to get it."""

from collections.abc import AsyncIterator

import pytest

from adapters.system.clock import SystemClock
from adapters.unipile.client import UnipileClient
from adapters.unipile.mail_reader import UnipileMailReader, to_mail
from domain.inbox.ports import FullMail
from domain.shared.errors import NotFound, Unavailable


@pytest.fixture
async def reader(sandbox_url: str) -> AsyncIterator[UnipileMailReader]:
    client = UnipileClient(
        f"{sandbox_url}/unipile/api/v1", "sandbox-unipile-key", wall=SystemClock(), is_live=False
    )
    yield UnipileMailReader(client)
    await client.close()


async def test_a_mail_that_is_not_there_is_not_found(reader: UnipileMailReader) -> None:
    with pytest.raises(NotFound):
        await reader.read("no-such-account", "no/such mail")


async def test_a_provider_that_does_not_answer_is_unavailable() -> None:
    client = UnipileClient("http://127.0.0.1:9/api/v1", "key", wall=SystemClock(), is_live=False)
    with pytest.raises(Unavailable):
        await UnipileMailReader(client).read("a", "m")
    await client.close()


@pytest.mark.obligation(47)
def test_headers_and_bodies_are_taken_and_nothing_else() -> None:
    mail = to_mail(
        {
            "body": "<p>x</p>",
            "body_plain": "x\ud800",
            "headers": [
                {"name": "Auto-Submitted", "value": "auto-replied"},
                {"name": "X-Null", "value": None},
                "not a header",
            ],
        }
    )
    assert mail == FullMail(
        headers=(("Auto-Submitted", "auto-replied"),), body_html="<p>x</p>", body_plain="x"
    )
    assert to_mail({"headers": None, "body": 7}) == FullMail(
        headers=(), body_html="", body_plain=""
    )
