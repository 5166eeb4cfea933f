"""A look among the sent mails is written down for the owner of the mailbox before it happens."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest

from adapters.bootstrap.bridges.inbox import WrittenDownEvidence
from adapters.memory.inbox import MemoryAccessLog
from adapters.memory.rows import MemoryStore
from domain.delivery.model.action import ActionKind
from domain.delivery.ports import Actions, Senders, Sighting, Trace
from domain.inbox.model.access import AccessReason
from domain.shared.ids import ActionId, ProspectId, SenderId, WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import MONDAY, CountingIds, StoppedClock

OURS, MAILBOX = WorkspaceId("w-ours"), SenderId("s-mail")


class Accounts:
    async def of_account(self, account_ref: str) -> object:
        return SimpleNamespace(workspace_id=OURS, id=MAILBOX)


class Sent:
    async def get(self, workspace_id: WorkspaceId, action_id: ActionId) -> object:
        return SimpleNamespace(prospect_id=ProspectId("p-camille"))


@dataclass
class Looks:
    log: MemoryAccessLog
    lines_before: list[int] = field(default_factory=list)

    async def look(self, trace: Trace) -> Sighting:
        page = await self.log.page(OURS, MAILBOX, PageAsk())
        self.lines_before.append(len(page.items))
        return Sighting(receipt=None, complete=True)


@pytest.mark.obligation(51)
@pytest.mark.parametrize(("kind", "lines"), [("email", 1), ("linkedin_invitation", 0)])
async def test_the_line_comes_before_the_look(kind: str, lines: int) -> None:
    log = MemoryAccessLog(MemoryStore())
    inner = Looks(log)
    evidence = WrittenDownEvidence(
        inner,
        cast("Senders", Accounts()),
        cast("Actions", Sent()),
        log,
        StoppedClock(),
        CountingIds(),
    )
    action = ActionKind.EMAIL if kind == "email" else ActionKind.INVITATION
    await evidence.look(
        Trace(
            action_id=ActionId("a-1"),
            kind=action,
            account_ref="acc-mail",
            to_email="camille@nord.example",
            to_linkedin="",
            recipient_ref="",
            chat_ref="",
            text="",
            armed_at=MONDAY,
        )
    )
    assert inner.lines_before == [lines]
    told = (await log.page(OURS, MAILBOX, PageAsk())).items
    assert [(one.reason, one.prospect_id, one.mail_ref) for one in told] == [
        (AccessReason.SENT_PROOF, "p-camille", "")
    ] * lines
