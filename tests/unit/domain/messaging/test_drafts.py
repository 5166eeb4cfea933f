"""From a due step to a decision."""

from dataclasses import replace
from typing import Any

import pytest

from domain.messaging.errors import (
    ApprovalMismatch,
    DraftAlreadyDecided,
    DraftBlocked,
    DraftNotApproved,
    DraftOutdated,
    DraftTooOld,
    EmptyMessage,
    InstructionTooLong,
    NothingUsableWritten,
    PersonMayNotBeContacted,
    TooManyRewrites,
    WriterBusy,
)
from domain.messaging.model.brief import MessageKind, PriorContact
from domain.messaging.model.draft import DismissReason, Draft, DraftState, SegmentKind
from domain.messaging.ports import ReviewFilter
from domain.shared.actor import PERMISSIONS, Role
from domain.shared.errors import Forbidden
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, StepId
from domain.shared.page import PageAsk
from tests.builders import GOOD_SEGMENTS, a_brief, a_fact, a_written
from tests.unit.domain.messaging.world import ADA, WORKSPACE, World

REFUSED = a_written(
    segments=(replace(GOOD_SEGMENTS[0], text="Bonjour [Prénom],"), *GOOD_SEGMENTS[1:])
)


@pytest.fixture
def world() -> World:
    return World()


async def test_a_due_step_becomes_a_draft_to_approve_for_two_credits(world: World) -> None:
    draft = await world.a_draft()
    assert draft.state is DraftState.TO_APPROVE
    assert world.purse.left == 98
    assert world.purse.spent == {f"draft:{draft.id}": 2}
    assert await world.events() == ["DraftGenerated"]


async def test_a_step_is_written_and_paid_once_however_often_it_is_due(world: World) -> None:
    first, again = await world.a_draft(), await world.a_draft()
    assert first.id == again.id
    assert len(world.writer.asked) == 1
    assert world.purse.left == 98


async def test_somebody_who_may_not_be_contacted_reaches_no_model_and_costs_nothing(
    world: World,
) -> None:
    world.neighbours.refused = "prospect-opted-out"
    assert await world.generate() is None
    assert world.writer.asked == []
    assert world.purse.left == 100


async def test_a_refused_text_is_rewritten_once_with_the_reasons(world: World) -> None:
    world.writer.answers = [REFUSED, a_written()]
    draft = await world.a_draft()
    assert draft.state is DraftState.TO_APPROVE
    assert world.writer.asked[1].findings == ("gate-placeholder",)
    assert world.purse.left == 98


async def test_a_text_refused_twice_is_queued_as_blocked_with_its_reasons(world: World) -> None:
    world.writer.answers = [REFUSED]
    draft = await world.a_draft()
    assert draft.state is DraftState.BLOCKED
    assert [finding.code for finding in draft.current.verdict.blocks] == ["gate-placeholder"]
    assert len(world.writer.asked) == 2


async def test_while_no_vendor_answers_the_draft_waits_and_no_template_takes_its_place(
    world: World,
) -> None:
    world.writer.answers = [WriterBusy(), a_written()]
    with pytest.raises(WriterBusy):
        await world.generate()
    (waiting,) = await world.drafts.open_of(WORKSPACE, ProspectId("prospect-1"))
    assert waiting.state is DraftState.DRAFTING
    assert waiting.versions == []
    world.wall.advance(minutes=3)
    assert await world.app.retry() == 1
    assert (await world.a_draft()).state is DraftState.TO_APPROVE
    assert world.purse.left == 98


async def test_the_seven_days_of_a_draft_begin_when_there_is_something_to_decide(
    world: World,
) -> None:
    world.writer.answers = [WriterBusy(), a_written()]
    with pytest.raises(WriterBusy):
        await world.generate()
    world.clock.advance(days=8)
    draft = await world.a_draft()
    assert await world.app.expire.by_age() == 0
    assert (await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)).decided_by


async def test_when_nothing_usable_is_written_a_person_writes_and_pays_nothing(
    world: World,
) -> None:
    world.writer.answers = [NothingUsableWritten("refusal")]
    draft = await world.a_draft()
    assert (draft.state, draft.problem) == (DraftState.BLOCKED, "nothing-usable-written")
    assert world.purse.left == 100
    edited = await world.app.edit(
        ADA, draft.id, subject="Vos tournées", body="Bonjour Claire, on en parle ?"
    )
    assert edited.state is DraftState.TO_APPROVE
    assert edited.current.provenance.ai_generated is False


async def test_without_credits_the_draft_waits_and_is_written_once_there_are_some(
    world: World,
) -> None:
    world.purse.left = 1
    draft = await world.a_draft()
    assert (draft.state, draft.problem) == (DraftState.DRAFTING, "payment-needed")
    assert world.writer.asked == []
    world.purse.left = 10
    world.wall.advance(minutes=3)
    assert await world.app.retry() == 1
    assert world.purse.left == 8


@pytest.mark.obligation(69)
@pytest.mark.obligation(70)
async def test_an_approval_names_the_person_and_the_exact_bytes(world: World) -> None:
    draft = await world.a_draft()
    approved = await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    assert (approved.state, approved.decided_by) == (DraftState.APPROVED, "ada")
    (event,) = [one for one in await world.outbox.waiting(9) if one.name == "DraftApproved"]
    assert event.data["sha256"] == draft.current.rendered.sha256
    assert event.data["channel"] == "email"
    text = await world.app.approved_text(WORKSPACE, draft.id)
    assert text == draft.current.rendered


async def test_approving_the_same_bytes_twice_is_one_approval(world: World) -> None:
    draft = await world.a_draft()
    for _ in range(2):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    assert (await world.events()).count("DraftApproved") == 1


async def test_another_hash_approves_nothing(world: World) -> None:
    draft = await world.a_draft()
    with pytest.raises(ApprovalMismatch):
        await world.app.approve(ADA, draft.id, "0" * 64)
    with pytest.raises(DraftNotApproved):
        await world.app.approved_text(WORKSPACE, draft.id)


async def test_the_hash_of_an_earlier_version_approves_nothing(world: World) -> None:
    draft = await world.a_draft()
    await world.app.edit(ADA, draft.id, subject="Autre", body="Bonjour Claire, on en parle ?")
    with pytest.raises(ApprovalMismatch):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)


async def test_a_blocked_draft_cannot_be_approved_and_says_why(world: World) -> None:
    world.writer.answers = [REFUSED]
    draft = await world.a_draft()
    with pytest.raises(DraftBlocked) as refused:
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    assert [fault.code for fault in refused.value.faults] == ["gate-placeholder"]


async def test_a_draft_whose_facts_changed_is_outdated_until_written_again_for_free(
    world: World,
) -> None:
    draft = await world.a_draft()
    world.neighbours.now = a_brief(facts=(a_fact(value="Directrice générale"),))
    with pytest.raises(DraftOutdated):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    world.neighbours.now = a_brief()
    facts = world.neighbours.now.prospect.facts
    world.neighbours.now = a_brief(facts=(*facts, a_fact(id="industry", value="Transport")))
    again = await world.app.regenerate(ADA, draft.id, "")
    await world.app.approve(ADA, draft.id, again.current.rendered.sha256)
    assert world.purse.left == 98


async def test_a_step_that_is_gone_makes_its_draft_outdated(world: World) -> None:
    draft = await world.a_draft()
    world.neighbours.is_over = True
    with pytest.raises(DraftOutdated):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)


async def test_somebody_who_objected_meanwhile_cannot_be_approved(world: World) -> None:
    draft = await world.a_draft()
    world.neighbours.refused = "person-suppressed"
    with pytest.raises(PersonMayNotBeContacted):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    assert (await world.drafts.get(WORKSPACE, draft.id)).state is DraftState.TO_APPROVE


async def test_a_draft_older_than_seven_days_is_expired_by_the_sweep_and_can_be_written_anew(
    world: World,
) -> None:
    draft = await world.a_draft()
    world.clock.advance(days=7)
    with pytest.raises(DraftTooOld):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    assert await world.app.expire.by_age() == 1
    assert await world.app.expire.by_age() == 0
    again = await world.app.regenerate(ADA, draft.id, "")
    assert again.state is DraftState.TO_APPROVE
    assert (
        await world.app.approve(ADA, draft.id, again.current.rendered.sha256)
    ).decided_by == "ada"


async def test_drafts_of_a_person_who_answered_can_never_be_approved(world: World) -> None:
    draft = await world.a_draft()
    assert (
        await world.app.expire.for_prospect(WORKSPACE, ProspectId("prospect-1"), "objection") == 1
    )
    with pytest.raises(DraftTooOld):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    with pytest.raises(DraftTooOld):
        await world.app.regenerate(ADA, draft.id, "")


async def test_the_first_decision_wins(world: World) -> None:
    draft = await world.a_draft()
    await world.app.skip(ADA, draft.id)
    with pytest.raises(DraftAlreadyDecided):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    with pytest.raises(DraftAlreadyDecided):
        await world.app.dismiss(ADA, draft.id, DismissReason.WRONG_PERSON)
    with pytest.raises(DraftAlreadyDecided):
        await world.app.edit(ADA, draft.id, subject=None, body="Bonjour")


async def test_a_dismissal_carries_its_reason(world: World) -> None:
    draft = await world.a_draft()
    await world.app.dismiss(ADA, draft.id, DismissReason.BAD_COMPANY)
    (event,) = [one for one in await world.outbox.waiting(9) if one.name == "DraftDismissed"]
    assert event.data["reason"] == "bad_company"


async def test_an_edit_keeps_the_evidence_of_what_was_left_as_it_was(world: World) -> None:
    draft = await world.a_draft()
    body = "\n\n".join([*(one.text for one in draft.current.segments[:3]), "On en parle jeudi ?"])
    edited = await world.app.edit(ADA, draft.id, subject=None, body=body)
    kinds = [segment.kind for segment in edited.current.segments]
    assert kinds[1:] == [SegmentKind.ABOUT_PROSPECT, SegmentKind.ABOUT_US, SegmentKind.OWN_WORDS]
    assert edited.current.subject == draft.current.subject
    assert edited.current.provenance.edited_by == "ada"
    assert edited.current.provenance.facts_used == ("company", "first_name", "job_title")
    assert len(edited.versions) == 2


async def test_an_edit_goes_through_the_gate_too(world: World) -> None:
    draft = await world.a_draft()
    edited = await world.app.edit(
        ADA, draft.id, subject=None, body="Gagnez 40 % avec https://evil.example"
    )
    assert edited.state is DraftState.BLOCKED
    repaired = await world.app.edit(
        ADA, draft.id, subject=None, body="Bonjour Claire, on en parle ?"
    )
    assert repaired.state is DraftState.TO_APPROVE


async def test_an_empty_edit_is_refused(world: World) -> None:
    draft = await world.a_draft()
    with pytest.raises(EmptyMessage):
        await world.app.edit(ADA, draft.id, subject=None, body=" \n\n ")


async def test_the_first_rewrite_is_free_and_the_next_cost_one_credit(world: World) -> None:
    draft = await world.a_draft()
    await world.app.regenerate(ADA, draft.id, "plus court")
    assert world.purse.left == 98
    again = await world.app.regenerate(ADA, draft.id, "plus direct")
    assert world.purse.left == 97
    assert world.writer.asked[-1].instruction == "plus direct"
    assert "Transports Morel" in world.writer.asked[-1].previous_text
    assert again.current.provenance.instruction == "plus direct"
    assert len(again.versions) == 3


async def test_a_rewrite_that_fails_leaves_the_draft_and_gives_the_credit_back(
    world: World,
) -> None:
    draft = await world.a_draft()
    await world.app.regenerate(ADA, draft.id, "")
    world.writer.answers = [WriterBusy()]
    with pytest.raises(WriterBusy):
        await world.app.regenerate(ADA, draft.id, "")
    assert world.purse.left == 98
    assert len((await world.drafts.get(WORKSPACE, draft.id)).versions) == 2


async def test_ten_rewrites_are_enough(world: World) -> None:
    draft = await world.a_draft()
    for _ in range(10):
        await world.app.regenerate(ADA, draft.id, "")
    with pytest.raises(TooManyRewrites):
        await world.app.regenerate(ADA, draft.id, "")


async def test_an_instruction_is_at_most_300_characters(world: World) -> None:
    draft = await world.a_draft()
    with pytest.raises(InstructionTooLong):
        await world.app.regenerate(ADA, draft.id, "x" * 301)


async def test_who_may_not_approve_decides_nothing(world: World) -> None:
    draft = await world.a_draft()
    viewer = replace(ADA, role=Role.VIEWER, permissions=PERMISSIONS[Role.VIEWER])
    for refused in (
        world.app.approve(viewer, draft.id, draft.current.rendered.sha256),
        world.app.edit(viewer, draft.id, subject=None, body="x"),
        world.app.skip(viewer, draft.id),
        world.app.dismiss(viewer, draft.id, DismissReason.OTHER),
        world.app.regenerate(viewer, draft.id, ""),
    ):
        with pytest.raises(Forbidden):
            await refused
    assert (await world.app.reviews.one(viewer, draft.id)).draft.id == draft.id


async def test_the_queue_shows_who_each_draft_is_for(world: World) -> None:
    await world.a_draft("step-1")
    await world.a_draft("step-2")
    found = await world.app.reviews(
        ADA, ReviewFilter(state=None, channel="email"), PageAsk(limit=1)
    )
    (review,) = found.page.items
    assert found.total == 2
    assert found.page.next is not None
    assert review.person is not None
    assert (review.person.full_name, review.campaign_name) == ("Claire Morel", "Automne")
    none = await world.app.reviews(ADA, ReviewFilter(channel="linkedin"), PageAsk())
    assert none.total == 0


async def test_a_note_is_asked_for_with_the_room_it_has(world: World) -> None:
    world.neighbours.now = a_brief(kind=MessageKind.LINKEDIN_NOTE)
    short = replace(GOOD_SEGMENTS[0], text="Bonjour Claire, ravi d’échanger avec vous")
    world.writer.answers = [a_written(segments=(short,))]
    draft = await world.a_draft()
    assert draft.state is DraftState.TO_APPROVE
    assert draft.channel == "linkedin"
    room = world.writer.asked[0].max_characters
    assert room is not None
    assert 100 < room < 200
    assert len(draft.current.rendered.text) <= 200


@pytest.mark.obligation(52)
async def test_a_fact_of_a_special_category_is_never_told_to_a_model(world: World) -> None:
    facts = (*a_brief().prospect.facts, a_fact(id="headline", value="Délégué syndical CFDT"))
    world.neighbours.now = a_brief(facts=facts)
    await world.a_draft()
    told = [fact.id for fact in world.writer.asked[0].brief.prospect.facts]
    assert told == ["first_name", "job_title", "company"]


def a_call(world: World) -> None:
    world.neighbours.now = a_brief(kind=MessageKind.CALL_SCRIPT)


async def script(world: World) -> Draft | None:
    return await world.app.generate(
        WORKSPACE,
        CampaignId("campaign-1"),
        EnrolmentId("enrolment-1"),
        ProspectId("prospect-1"),
        StepId("step-1"),
        asked=True,
    )


async def test_a_call_script_is_written_only_when_asked_for_and_costs_three_credits(
    world: World,
) -> None:
    a_call(world)
    assert await world.generate() is None
    assert world.writer.asked == []
    made = await script(world)
    assert made is not None
    assert made.state is DraftState.TO_READ
    assert world.purse.left == 97
    assert await script(world) == made
    assert world.purse.left == 97


async def test_a_call_script_is_never_approved_and_never_in_the_queue(world: World) -> None:
    a_call(world)
    made = await script(world)
    assert made is not None
    with pytest.raises(DraftAlreadyDecided):
        await world.app.approve(ADA, made.id, made.current.rendered.sha256)
    for state in (DraftState.TO_APPROVE, DraftState.BLOCKED):
        found = await world.app.reviews(ADA, ReviewFilter(state=state), PageAsk())
        assert found.total == 0


async def test_a_call_script_is_rewritten_with_an_instruction(world: World) -> None:
    a_call(world)
    made = await script(world)
    assert made is not None
    again = await world.app.regenerate(ADA, made.id, "plus court")
    assert (again.state, again.rewrites, len(again.versions)) == (DraftState.TO_READ, 1, 2)
    assert world.writer.asked[-1].instruction == "plus court"


async def test_a_call_script_that_no_model_writes_gives_the_credits_back(world: World) -> None:
    a_call(world)
    world.writer.answers = [NothingUsableWritten("refusal")]
    made = await script(world)
    assert made is not None
    assert (made.state, made.problem) == (DraftState.TO_READ, "nothing-usable-written")
    assert world.purse.left == 100


def met(**changes: Any) -> PriorContact:
    return replace(
        PriorContact(with_person=True, colleague="Ada", channel="email", days=42, answered=True),
        **changes,
    )


@pytest.mark.obligation(49)
async def test_who_spoke_with_us_lately_is_not_approached_as_a_stranger(world: World) -> None:
    world.neighbours.now = a_brief(prior=(met(),))
    draft = await world.a_draft()
    assert draft.state is DraftState.BLOCKED
    assert [one.code for one in draft.current.verdict.blocks] == ["gate-prior-contact"]
    review = await world.app.reviews.one(ADA, draft.id)
    assert review.prior == (met(),)


@pytest.mark.parametrize("known", [met(days=90), met(answered=False), met(with_person=False)])
async def test_an_older_or_looser_contact_is_a_warning(world: World, known: PriorContact) -> None:
    world.neighbours.now = a_brief(prior=(known,))
    draft = await world.a_draft()
    assert draft.state is DraftState.TO_APPROVE
    assert "gate-known-before" in {one.code for one in draft.current.verdict.warnings}


async def test_an_exchange_after_the_draft_keeps_it_from_being_approved(world: World) -> None:
    draft = await world.a_draft()
    world.neighbours.now = a_brief(prior=(met(days=0),))
    with pytest.raises(DraftBlocked):
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
