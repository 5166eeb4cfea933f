"""What leaves without a click, and what waits for a person all the same (AUT-1, 2, 3, 5)."""

from dataclasses import replace
from typing import Any

import pytest

from domain.messaging.errors import SecondReaderBusy
from domain.messaging.model.brief import MessageKind
from domain.messaging.model.draft import ClaimState, Draft, DraftState, Provenance
from domain.messaging.model.unattended import for_a_person, is_sample
from domain.messaging.ports import Cover
from domain.shared.ids import DraftId, EnrolmentId, UserId
from tests.builders import a_claim, a_draft, a_version
from tests.unit.domain.messaging.world import ADA, WORKSPACE, World

COVER = Cover(mandate_id="mandate-1", signed_by=UserId("marie"), is_sampled=False)


@pytest.fixture
def world() -> World:
    made = World()
    brief = made.neighbours.now
    made.neighbours.now = replace(brief, step=replace(brief.step, mode="autopilot"))
    made.mandates.cover = COVER
    return made


async def let_go(world: World, draft: Draft) -> bool:
    return await world.app.approve_unattended(WORKSPACE, draft.id)


@pytest.mark.obligation(30)
@pytest.mark.obligation(69)
async def test_a_covered_text_is_approved_to_the_byte_with_its_mandate_as_the_basis(
    world: World,
) -> None:
    draft = await world.a_draft()
    assert await let_go(world, draft)
    kept = await world.drafts.get(WORKSPACE, draft.id)
    assert (kept.state, kept.mandate, kept.decided_by) == (
        DraftState.APPROVED,
        "mandate-1",
        "marie",
    )
    told = next(one for one in await world.outbox.waiting(100) if one.name == "DraftApproved")
    assert told.data["mandate_id"] == "mandate-1"
    assert told.data["sha256"] == draft.current.rendered.sha256
    assert "système d’IA" in kept.current.rendered.text
    assert not await let_go(world, draft)
    assert world.mandates.drawn == [draft.id]


@pytest.mark.parametrize("why", ["no mandate", "cap", "doubt", "outdated"])
async def test_without_cover_it_waits_for_a_person(world: World, why: str) -> None:
    draft = await world.a_draft()
    if why == "no mandate":
        world.mandates.cover = None
    elif why == "cap":
        world.mandates.capped = "daily_limit"
    elif why == "doubt":
        world.mandates.doubts = ("claim",)
    else:
        brief = world.neighbours.now
        world.neighbours.now = replace(brief, prospect=replace(brief.prospect, job_title="Autre"))
    assert not await let_go(world, draft)
    kept = await world.drafts.get(WORKSPACE, draft.id)
    assert kept.state is DraftState.TO_APPROVE
    assert kept.doubt == ("claim" if why == "doubt" else "")


async def test_while_nobody_reads_it_a_second_time_nothing_leaves(world: World) -> None:
    draft = await world.a_draft()
    world.mandates.is_down = True
    with pytest.raises(SecondReaderBusy):
        await let_go(world, draft)
    assert (await world.drafts.get(WORKSPACE, draft.id)).state is DraftState.TO_APPROVE
    assert world.mandates.drawn == []


async def test_a_text_written_for_a_persons_eyes_does_not_leave_alone(world: World) -> None:
    """It does not say that a machine sent it (compliance.md A12)."""
    brief = world.neighbours.now
    world.neighbours.now = replace(brief, step=replace(brief.step, mode="copilot"))
    draft = await world.a_draft()
    assert not await let_go(world, draft)
    assert world.mandates.read_texts == []


async def test_a_lost_mandate_gives_it_back_and_a_persons_approval_is_theirs(
    world: World,
) -> None:
    draft = await world.a_draft()
    await let_go(world, draft)
    assert await world.app.approve_unattended.give_back(WORKSPACE, draft.id)
    waiting = await world.drafts.get(WORKSPACE, draft.id)
    assert (waiting.state, waiting.mandate) == (DraftState.TO_APPROVE, "")
    done = await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    assert (done.mandate, done.decided_by) == ("", ADA.user_id)
    assert not await world.app.approve_unattended.give_back(WORKSPACE, draft.id)


async def test_one_in_ten_is_drawn_for_a_person_and_stays_drawn(world: World) -> None:
    drawn = [is_sample(a_draft(id=DraftId(f"draft-{number}"))) for number in range(4000)]
    assert 340 < sum(drawn) < 460
    number = drawn.index(True)
    world.mandates.cover = replace(COVER, is_sampled=True)
    draft = replace(await world.a_draft(), id=DraftId(f"draft-{number}"))
    draft.version, draft.enrolment_id = 0, EnrolmentId(f"{draft.enrolment_id}-2")
    await world.drafts.add(draft)
    for _ in range(2):
        assert not await let_go(world, draft)
    assert (await world.drafts.get(WORKSPACE, draft.id)).sampled
    assert world.mandates.read_texts == []


def plain(**changes: Any) -> Draft:
    made = a_version(unattended=True, **changes)
    provenance = replace(made.provenance, edited_by="")
    return a_draft(versions=[replace(made, provenance=changes.get("provenance", provenance))])


def wants(draft: Draft, **changes: Any) -> str:
    known = {"job_title": "Directrice commerciale", "score": 81, "to_check": False}
    return for_a_person(draft, **{**known, **changes})


def test_nothing_speaks_against_an_ordinary_text() -> None:
    assert wants(plain()) == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"score": 59}, "relevance_low"),
        ({"score": None}, "relevance_low"),
        ({"to_check": True}, "profile_unverified"),
        ({"job_title": "PDG"}, "high_risk"),
    ],
)
@pytest.mark.obligation(56)
def test_who_the_person_is_can_want_a_person(changes: dict[str, Any], code: str) -> None:
    assert wants(plain(), **changes) == code


def test_what_the_text_is_can_want_a_person() -> None:
    made = plain()
    claimed = replace(made.current.segments[0], claims=(a_claim(state=ClaimState.UNSUPPORTED),))
    assert wants(plain(segments=(claimed,))) == "unsupported_claim"
    edited: Provenance = replace(made.current.provenance, edited_by="ada")
    assert wants(plain(provenance=edited)) == "rewritten"
    assert wants(replace(made, rewrites=1)) == "rewritten"
    assert wants(replace(made, kind=MessageKind.LINKEDIN_MESSAGE)) == "by_hand"
    assert wants(replace(made, doubt="tone")) == "second_reader"
