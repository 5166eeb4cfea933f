"""What the plan covers is asked when a message leaves and when an account is linked (BIL-1,
BIL-7, obligation 27).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.system.tokens import SecretTokens
from domain.delivery.errors import SenderLimitReached
from domain.delivery.model.action import ActionState
from domain.delivery.model.sender import SenderKind, SenderState
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.usecases.connect_sender import ConnectSender
from domain.shared.errors import WorkspaceReadOnly
from domain.shared.ids import SenderId
from tests.builders import a_sender
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import MAILBOX, MINE, OWNER, Post


class Pages:
    """SenderLink: where the vendor's page opens."""

    async def open(self, kind: SenderKind, token: str, *, until: object) -> str:
        return f"https://vendor.example/{kind.value}"


def connecting(post: Post) -> ConnectSender:
    around: object = post.around
    return ConnectSender(
        senders=post.senders,
        workspaces=around,  # type: ignore[arg-type]
        link=Pages(),  # type: ignore[arg-type]
        tokens=SecretTokens(),
        clock=post.clock,
        wall=post.wall,
        new_id=post.new_id,
    )


def plan(post: Post, **changes: object) -> None:
    post.around.workspace = replace(post.around.workspace, **changes)  # type: ignore[arg-type]


async def first_reason(post: Post) -> tuple[ReasonCode | None, str]:
    _, verdict = await post.gate(await post.now(await post.ready()))
    first = verdict.first
    return (None, "") if first is None else (first.code, first.origin)


@pytest.mark.obligation(27)
async def test_a_read_only_workspace_sends_nothing_and_keeps_what_waits(post: Post) -> None:
    action = await post.ready()
    plan(post, is_paid=False)
    await post.drain("w")
    waiting = await post.now(action)
    assert post.around.orders == []
    assert waiting.state is ActionState.READY
    assert [one.code for one in waiting.reasons] == [ReasonCode.PLAN_LACKS_FEATURE]
    plan(post, is_paid=True)
    post.clock.advance(hours=1)
    await post.drain("w")
    assert len(post.around.orders) == 1


async def test_the_oldest_accounts_go_on_when_a_plan_covers_fewer(post: Post) -> None:
    plan(post, mailboxes=1)
    assert await first_reason(post) == (None, "")
    await post.senders.add(
        a_sender(
            id=SenderId("older"),
            account_ref="account-9",
            connected_at=MONDAY - timedelta(days=900),
        )
    )
    assert await first_reason(post) == (ReasonCode.PLAN_LACKS_FEATURE, "accounts")


async def test_the_trial_counts_all_of_its_accounts_together(post: Post) -> None:
    plan(post, sends_per_day=2)
    for number, channel in enumerate(("email", "linkedin"), start=1):
        await post.ready(channel, number=number, person=f"person-{number}")
        await post.drain("w")
        post.clock.advance(minutes=20)
        post.wall.advance(minutes=20)
    assert len(post.around.orders) == 2
    action = await post.ready(number=3, person="person-3")
    await post.drain("w")
    (reason,) = (await post.now(action)).reasons
    assert (reason.code, reason.origin) == (ReasonCode.DAILY_LIMIT, "plan")
    assert reason.until is not None
    assert reason.until.date() == (MONDAY + timedelta(days=1)).date()
    assert len(post.around.orders) == 2


async def test_a_further_account_is_refused_before_anybody_signs_in(post: Post) -> None:
    connect = connecting(post)
    plan(post, mailboxes=1, linkedin_accounts=2)
    with pytest.raises(SenderLimitReached):
        await connect(OWNER, SenderKind.MAILBOX)
    _, url = await connect(OWNER, SenderKind.LINKEDIN)
    assert url == "https://vendor.example/linkedin"


async def test_an_account_that_lost_its_connection_can_be_linked_again(post: Post) -> None:
    plan(post, mailboxes=1)
    lost = await post.senders.get(MINE, MAILBOX)
    lost.state = SenderState.DISCONNECTED
    await post.senders.save(lost)
    _, url = await connecting(post)(OWNER, SenderKind.MAILBOX)
    assert url == "https://vendor.example/mailbox"


async def test_nothing_is_linked_in_a_read_only_workspace(post: Post) -> None:
    plan(post, is_paid=False)
    with pytest.raises(WorkspaceReadOnly):
        await connecting(post)(OWNER, SenderKind.LINKEDIN)
