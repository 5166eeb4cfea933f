"""What the panels say of a message and of a sender."""

from datetime import datetime

from domain.delivery.model.action import (
    ActionKind,
)
from domain.delivery.model.sender import (
    SenderKind,
)
from domain.delivery.model.verdict import ReasonCode
from domain.shared.ids import (
    CampaignId,
)
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import LINKEDIN, OWNER, Post


async def test_the_panel_gives_the_first_reason_and_the_next_time(post: Post) -> None:
    post.clock.advance(hours=12)
    await post.ready(number=1)
    panel = await post.why(OWNER, CampaignId("campaign-1"))
    assert panel.reason is ReasonCode.OUTSIDE_WINDOW
    assert panel.next_at == datetime(2026, 11, 24, 7, 30, tzinfo=MONDAY.tzinfo)
    assert dict(panel.counts) == {
        ReasonCode.WAITING_APPROVAL: 2,
        ReasonCode.OUTSIDE_WINDOW: 1,
    }


async def test_a_sender_shows_the_limit_that_binds(post: Post) -> None:
    await post.ready()
    await post.drain("w")
    mailbox = next(
        use for use in await post.list_senders(OWNER) if use.sender.kind is SenderKind.MAILBOX
    )
    assert (mailbox.used_today, mailbox.binding) == (1, ReasonCode.SPACING)
    assert mailbox.next_free_at > MONDAY


async def test_nothing_answers_for_another_kind_than_was_planned(post: Post) -> None:
    action = await post.ready("linkedin")
    assert (action.kind, action.sender_id) == (ActionKind.INVITATION, LINKEDIN)
