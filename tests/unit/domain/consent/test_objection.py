"""An objection is immediate, total and final."""

import pytest

from adapters.memory.rows import MemoryStore
from domain.consent.errors import LinkNotKnown
from domain.consent.model import ObjectionChannel, Suppression
from domain.shared.errors import NotFound
from domain.shared.ids import ActionId, DraftId, ProspectId
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.consent.world import (
    CAMILLE,
    JULES,
    OURS,
    THEIRS,
    ConsentWorld,
    email,
    profile,
)


@pytest.fixture
def world(
    memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds
) -> ConsentWorld:
    return ConsentWorld(memory_store, stopped_clock, new_id)


@pytest.mark.obligation(124)
async def test_an_objection_suppresses_every_known_address_and_shuts_the_gate(
    world: ConsentWorld,
) -> None:
    first = await world.record(OURS, CAMILLE, channel=ObjectionChannel.LINK)
    assert first
    assert world.gates.closed == [(OURS, CAMILLE)]
    asked = {email("camille@nord.example"), profile("/in/camille-roux"), email("x@y.example")}
    assert await world.check(OURS, asked) == asked - {email("x@y.example")}
    assert not await world.check.may_contact(OURS, CAMILLE)
    assert await world.check.may_contact(OURS, JULES)
    assert await world.told() == ["ObjectionRecorded"]


@pytest.mark.obligation(124)
async def test_a_second_objection_changes_nothing_and_tells_nobody(world: ConsentWorld) -> None:
    await world.record(OURS, CAMILLE, channel=ObjectionChannel.LINK)
    rows = await world.suppressions.count(OURS)
    assert not await world.record(OURS, CAMILLE, channel=ObjectionChannel.EMAIL_REPLY)
    assert await world.suppressions.count(OURS) == rows
    assert await world.told() == ["ObjectionRecorded"]


async def test_an_objection_holds_for_one_workspace_only(world: ConsentWorld) -> None:
    await world.record(OURS, CAMILLE, channel=ObjectionChannel.LINK)
    assert await world.check(THEIRS, {email("camille@nord.example")}) == set()


@pytest.mark.obligation(122)
async def test_an_entry_holds_hashes_and_no_address(
    world: ConsentWorld, memory_store: MemoryStore
) -> None:
    await world.record(OURS, CAMILLE, channel=ObjectionChannel.LINK)
    entries: list[Suppression] = list(memory_store.table("suppressions").values())
    assert "camille" not in repr([one.digest for one in entries])
    assert "nord.example" not in repr(entries)
    assert all(one.min_keep_until.year - one.created_at.year == 3 for one in entries)


async def test_an_address_the_words_came_from_is_suppressed_too(world: ConsentWorld) -> None:
    other = email("camille.perso@sud.example")
    await world.record(OURS, CAMILLE, channel=ObjectionChannel.EMAIL_REPLY, heard_from=[other])
    assert await world.check(OURS, {other}) == {other}


async def test_opposed_people_are_found_among_many(world: ConsentWorld) -> None:
    await world.record(OURS, CAMILLE, channel=ObjectionChannel.USER)
    assert await world.check.opposed(OURS, [CAMILLE, JULES]) == {CAMILLE}


async def test_nobody_can_object_for_a_person_who_is_not_there(world: ConsentWorld) -> None:
    with pytest.raises(NotFound):
        await world.record(THEIRS, CAMILLE, channel=ObjectionChannel.USER)
    assert world.gates.closed == []


@pytest.mark.obligation(61)
async def test_the_link_of_a_message_objects_without_anything_else(world: ConsentWorld) -> None:
    token = world.sealer.seal("objection", OURS, CAMILLE)
    await world.oppose_by_link(token, one_click=True)
    await world.oppose_by_link(token, one_click=False)
    assert not await world.check.may_contact(OURS, CAMILLE)
    assert await world.told() == ["ObjectionRecorded"]


@pytest.mark.parametrize("token", ["", "x", "x.y", "é.é"])
async def test_a_forged_link_is_not_known(world: ConsentWorld, token: str) -> None:
    with pytest.raises(LinkNotKnown):
        await world.oppose_by_link(token, one_click=False)
    with pytest.raises(LinkNotKnown):
        await world.show_notice("notice", token)


async def test_a_notice_link_does_not_object(world: ConsentWorld) -> None:
    with pytest.raises(LinkNotKnown):
        await world.oppose_by_link(world.sealer.seal("notice", OURS, CAMILLE), one_click=True)


async def test_a_link_to_somebody_gone_is_not_known(world: ConsentWorld) -> None:
    token = world.sealer.seal("objection", OURS, ProspectId("p-gone"))
    with pytest.raises(LinkNotKnown):
        await world.oppose_by_link(token, one_click=False)


async def test_a_dead_address_stops_mail_and_nothing_else(world: ConsentWorld) -> None:
    await world.suppress_bounced(OURS, CAMILLE, ActionId("a-1"))
    dead = email("camille@nord.example")
    assert await world.check(OURS, {dead}, channel="email") == {dead}
    assert await world.check(OURS, {dead}) == set()
    assert await world.check.may_contact(OURS, CAMILLE, [dead], channel="linkedin")


async def test_of_two_addresses_none_is_guessed_dead(world: ConsentWorld) -> None:
    world.file.known[OURS, CAMILLE].append(email("other@nord.example"))
    await world.suppress_bounced(OURS, CAMILLE, ActionId("a-1"))
    assert await world.suppressions.count(OURS) == 0
    world.sent.address = "other@nord.example"
    await world.suppress_bounced(OURS, CAMILLE, ActionId("a-1"))
    assert await world.suppressions.count(OURS) == 1


@pytest.mark.obligation(57)
async def test_the_notice_says_what_is_held_and_whether_the_person_objected(
    world: ConsentWorld,
) -> None:
    await world.record_notice(OURS, CAMILLE, ActionId("a-1"), DraftId("d-1"), "email")
    token = world.sealer.seal("notice", OURS, CAMILLE)
    shown = await world.show_notice("notice", token)
    assert shown.notice.controller.legal_name == "Atelier Nord SAS"
    assert [point.category for point in shown.notice.held] == ["email"]
    assert (shown.notice.opposed, shown.notice.language) == (False, "fr")
    await world.oppose_by_link(shown.objection, one_click=False)
    assert (await world.show_notice("notice", token)).notice.opposed


@pytest.mark.obligation(57)
async def test_the_proof_of_a_notice_is_kept_once_per_channel(world: ConsentWorld) -> None:
    for draft in ("d-1", "d-2"):
        await world.record_notice(OURS, CAMILLE, ActionId("a-1"), DraftId(draft), "email")
    await world.record_notice(OURS, CAMILLE, ActionId("a-2"), DraftId("d-3"), "linkedin")
    told = await world.log.of(OURS, CAMILLE)
    assert [one.channel for one in told] == ["email", "linkedin"]
    assert {one.layer1_hash for one in told} == {"ab" * 32}
    assert await world.told() == ["NoticeDelivered", "NoticeDelivered"]


async def test_a_message_without_a_notice_leaves_no_proof(world: ConsentWorld) -> None:
    world.sent.notice = None
    await world.record_notice(OURS, CAMILLE, ActionId("a-1"), DraftId("d-1"), "linkedin")
    assert await world.log.of(OURS, CAMILLE) == []
