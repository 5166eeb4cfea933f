"""The gate at approval and at departure: today's rules on the very bytes (GEN-5)."""

from dataclasses import replace
from typing import Any

import pytest

from domain.messaging.errors import DraftAlreadyDecided, DraftBlocked, DraftNotApproved
from domain.messaging.model.brief import Brief, MessageKind, Tone
from domain.messaging.model.claims import WrittenSegment
from domain.messaging.model.draft import DraftState, Rendered, Segment, SegmentKind
from domain.messaging.model.gate import MessageGate
from domain.messaging.model.leaving import leaving_faults
from domain.messaging.usecases.render_message import body_of
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, StepId, UserId
from tests.builders import GOOD_SEGMENTS, a_brief, a_fact, a_written
from tests.unit.domain.messaging.world import ADA, WORKSPACE, World

URL = "https://leo.test"


@pytest.fixture
def world() -> World:
    return World()


def codes(brief: Brief, *texts: str, kind: SegmentKind = SegmentKind.QUESTION) -> set[str]:
    segments = tuple(Segment(text=text, kind=kind) for text in texts)
    body = body_of(segments, brief.step.kind)
    verdict = MessageGate()(subject="Vos tournées", segments=segments, body=body, brief=brief)
    return {one.code for one in (*verdict.blocks, *verdict.warnings)}


@pytest.mark.parametrize(
    "text",
    [
        "Cliquez ici pour en savoir plus.",
        "DERNIÈRE CHANCE POUR VOUS DÉCIDER MAINTENANT",
        "Répondez vite !!!",
        "Gagnez de l'argent facilement",
        "Act now and save",
    ],
)
def test_spam_wording_is_refused(text: str) -> None:
    assert "gate-spam" in codes(a_brief(), text)


@pytest.mark.parametrize("text", ["Madame Morel,", "Chère Claire,", "Monsieur Morel,", "Mme Morel"])
def test_a_title_needs_a_fact_that_gives_it(text: str) -> None:
    assert "gate-civility" in codes(a_brief(), text)
    known = (*a_brief().prospect.facts, a_fact(id="civility", value="Mme"))
    is_right = not text.startswith("Monsieur")
    assert ("gate-civility" not in codes(a_brief(facts=known), text)) is is_right
    assert "gate-civility" not in codes(a_brief(), text, kind=SegmentKind.OWN_WORDS)


def test_both_genders_at_once_guess_nothing() -> None:
    assert "gate-civility" not in codes(a_brief(), "Bonjour Claire, madame, monsieur,")


def test_a_name_from_nowhere_is_pointed_out() -> None:
    assert "gate-unknown-name" in codes(a_brief(), "nous avons aidé Bolloré à planifier")
    assert "gate-unknown-name" not in codes(a_brief(), "chez Transports Morel, avec Atlas")


def test_tu_and_vous_are_never_mixed() -> None:
    assert "gate-address-form" in codes(a_brief(), "Que penses-tu de votre planning, toi ?")
    assert "gate-address-form" in codes(a_brief(tone=Tone.TU), "Quel est votre planning ?")


async def _draft_of(world: World, number: int, *segments: WrittenSegment) -> Any:
    world.writer.answers = [a_written(segments=segments)]
    return await world.app.generate(
        WORKSPACE,
        CampaignId("campaign-1"),
        EnrolmentId(f"enrolment-{number}"),
        ProspectId(f"prospect-{number}"),
        StepId("step-1"),
    )


async def test_two_people_never_get_the_same_personal_text_on_one_day(world: World) -> None:
    first = await _draft_of(world, 1, *GOOD_SEGMENTS)
    second = await _draft_of(world, 2, *GOOD_SEGMENTS)
    assert (first.state, second.state) == (DraftState.TO_APPROVE, DraftState.BLOCKED)
    assert {one.code for one in second.current.verdict.blocks} == {"gate-near-duplicate"}
    other = replace(
        GOOD_SEGMENTS[1],
        text="Votre rôle de directrice commerciale à la tête des équipes de Transports Morel "
        "m’amène à vous écrire aujourd’hui.",
    )
    third = await _draft_of(world, 3, GOOD_SEGMENTS[0], other, *GOOD_SEGMENTS[2:])
    assert third.state is DraftState.TO_APPROVE
    world.clock.advance(days=2)
    fourth = await _draft_of(world, 4, *GOOD_SEGMENTS)
    assert fourth.state is DraftState.TO_APPROVE


async def test_a_claim_forbidden_since_blocks_the_approval_and_says_why(world: World) -> None:
    draft = await world.a_draft()
    offer = world.neighbours.now.salesbook.offer
    stricter = replace(offer, forbidden_claims=("sans changer leurs outils",))
    world.neighbours.now = replace(
        world.neighbours.now, salesbook=replace(world.neighbours.now.salesbook, offer=stricter)
    )
    with pytest.raises(DraftBlocked) as refused:
        await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    assert [fault.code for fault in refused.value.faults] == ["gate-forbidden-claim"]
    kept = await world.drafts.get(WORKSPACE, draft.id)
    assert kept.state is DraftState.BLOCKED


@pytest.mark.obligation(70)
async def test_the_gate_is_asked_again_when_the_bytes_leave(world: World) -> None:
    draft = await world.a_draft()
    approved = await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    sent = await world.app.approved_text(WORKSPACE, draft.id)
    assert sent == approved.current.rendered
    book = world.neighbours.now.salesbook
    stricter = replace(book.offer, forbidden_claims=("3 heures par semaine",))
    world.neighbours.now = replace(world.neighbours.now, salesbook=replace(book, offer=stricter))
    with pytest.raises(DraftNotApproved) as refused:
        await world.app.approved_text(WORKSPACE, draft.id)
    assert [fault.code for fault in refused.value.faults] == ["gate-forbidden-claim"]
    assert await world.app.approved_text.stored(WORKSPACE, draft.id) == sent


@pytest.mark.obligation(69)
@pytest.mark.parametrize("role", [Role.VIEWER, Role.BILLING, Role.DPO])
async def test_who_may_only_look_approves_nothing(world: World, role: Role) -> None:
    draft = await world.a_draft()
    viewer = Actor(
        user_id=UserId("eve"), workspace_id=WORKSPACE, role=role, permissions=PERMISSIONS[role]
    )
    with pytest.raises(Forbidden):
        await world.app.approve(viewer, draft.id, draft.current.rendered.sha256)
    with pytest.raises(Forbidden):
        await world.app.edit(viewer, draft.id, subject=None, body="Bonjour")
    with pytest.raises(Forbidden):
        await world.app.skip(viewer, draft.id)
    with pytest.raises(Forbidden):
        await world.app.regenerate(viewer, draft.id, "plus court")
    assert (await world.drafts.get(WORKSPACE, draft.id)).state is DraftState.TO_APPROVE


@pytest.mark.obligation(70)
async def test_an_edit_after_approval_is_refused_and_the_approved_bytes_stay(world: World) -> None:
    draft = await world.a_draft()
    await world.app.approve(ADA, draft.id, draft.current.rendered.sha256)
    with pytest.raises(DraftAlreadyDecided):
        await world.app.edit(ADA, draft.id, subject=None, body="Autre chose")
    sent = await world.app.approved_text(WORKSPACE, draft.id)
    assert sent.sha256 == draft.current.rendered.sha256


def _mail(**changes: Any) -> Rendered:
    link = f"{URL}/u/token"
    whole: dict[str, Any] = {
        "subject": "Vos tournées",
        "text": f"Bonjour\n\nAtelier Nord SAS\n\n{link} ou répondez STOP",
        "html": f'<p>Bonjour</p><a href="{link}">{link}</a>',
        "headers": {
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    }
    return Rendered.of(**{**whole, **changes})


def test_bytes_that_hold_everything_may_leave() -> None:
    assert leaving_faults(_mail(), a_brief(), public_url=URL) == ()


@pytest.mark.parametrize(
    ("bytes_", "code"),
    [
        (replace(_mail(), text="changed"), "gate-bytes-changed"),
        (_mail(text=_mail().text.replace("Atelier Nord", "Nobody")), "gate-no-identity"),
        (_mail(text=_mail().text.replace("STOP", "oui")), "gate-no-objection-line"),
        (_mail(text="Atelier Nord, répondez STOP", html=""), "gate-no-objection-line"),
        (_mail(headers={}), "gate-no-unsubscribe-header"),
        (_mail(html='<img src="https://x.example/p.gif">'), "gate-fetched-content"),
        (_mail(html='<a href="https://evil.example">oui</a>'), "gate-foreign-link"),
        (_mail(text=_mail().text + "\u200b"), "gate-invisible-character"),
    ],
)
def test_bytes_that_lack_something_do_not_leave(bytes_: Rendered, code: str) -> None:
    found = leaving_faults(bytes_, a_brief(), public_url=URL)
    assert code in {one.code for one in found}


@pytest.mark.parametrize("kind", [MessageKind.EMAIL, MessageKind.LINKEDIN_NOTE])
def test_what_nobody_reviews_may_not_leave_without_its_ai_line(kind: MessageKind) -> None:
    brief = a_brief(kind=kind)
    alone = replace(brief, step=replace(brief.step, mode="autopilot"))
    assert "gate-no-ai-line" in {one.code for one in leaving_faults(_mail(), alone, public_url=URL)}
