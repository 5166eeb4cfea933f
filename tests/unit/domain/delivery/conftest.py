"""See `post`."""

import pytest

from adapters.memory.rows import MemoryStore
from domain.delivery.model.sender import (
    SenderKind,
)
from tests.builders import a_sender
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.delivery.posting import A_RISK, LINKEDIN, Post


@pytest.fixture
async def post(memory_store: MemoryStore, new_id: CountingIds) -> Post:
    made = Post(memory_store, StoppedClock(), StoppedClock(), new_id)
    await made.senders.add(a_sender())
    await made.senders.add(
        a_sender(
            id=LINKEDIN,
            kind=SenderKind.LINKEDIN,
            account_ref="account-2",
            is_paid=True,
            risks=(A_RISK,),
        )
    )
    return made
