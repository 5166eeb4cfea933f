"""What code adds to every message (obligations 57 to 61)."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from adapters.system.tokens import HmacSealer
from domain.messaging.model.brief import Brief, Language, MessageKind, SenderBrief
from domain.messaging.model.draft import Rendered, Segment, SegmentKind
from domain.messaging.usecases.render_message import RenderMessage
from domain.shared.ids import WorkspaceId
from tests.builders import a_brief

SEALER = HmacSealer(b"k" * 32)
RENDER = RenderMessage(sealer=SEALER, public_url="https://leo.test")


def rendered(brief: Brief, text: str = "Bonjour Claire,") -> Rendered:
    segments = (Segment(text=text, kind=SegmentKind.OWN_WORDS),)
    return RENDER(WorkspaceId("workspace-1"), brief, "Vos tournées", segments)


@pytest.mark.obligation(57)
@pytest.mark.obligation(58)
@pytest.mark.obligation(59)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("thread", [None, "Vos tournées"])
def test_every_e_mail_says_who_why_from_where_and_on_what_basis(
    language: Language, thread: str | None
) -> None:
    made = rendered(a_brief(language=language, thread_subject=thread))
    basis = "intérêt légitime" if language is Language.FR else "legitimate interest"
    purpose = "Proposition commerciale" if language is Language.FR else "Commercial proposal"
    for told in (
        "Ada Martin",
        "Atelier Nord SAS",
        "4 rue des Docks, 59000 Lille",
        "Atlas",
        "Directrice commerciale",
        "LinkedIn Sales Navigator",
        "2026",
        "droits@atelier-nord.example",
        "https://leo.test/p/",
        basis,
        purpose,
        "STOP",
    ):
        assert told in made.text
        assert told in unescape(made.html)


@pytest.mark.obligation(60)
@pytest.mark.obligation(61)
def test_every_e_mail_carries_a_visible_link_and_one_click_headers_for_this_person() -> None:
    made = rendered(a_brief())
    (link,) = set(re.findall(r"https://leo\.test/u/[^\s<>\"]+", made.text))
    assert SEALER.open("objection", link.rpartition("/")[2]) == ("workspace-1", "prospect-1")
    assert made.headers == {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert f'<a href="{link}">' in made.html


def test_the_notice_link_names_the_same_person() -> None:
    (token,) = set(re.findall(r"https://leo\.test/p/([^\s<>\"]+)", rendered(a_brief()).text))
    assert SEALER.open("notice", token) == ("workspace-1", "prospect-1")


def unattended(brief: Brief) -> Brief:
    return replace(brief, step=replace(brief.step, mode="autopilot"))


@pytest.mark.obligation(69)
@pytest.mark.parametrize("kind", [MessageKind.EMAIL, MessageKind.LINKEDIN_MESSAGE])
def test_what_nobody_read_says_that_an_ai_system_wrote_and_sent_it(kind: MessageKind) -> None:
    assert "système d’IA pour Atelier Nord SAS" in rendered(unattended(a_brief(kind=kind))).text
    assert "système d’IA" not in rendered(a_brief(kind=kind)).text
    english = unattended(a_brief(kind=kind, language=Language.EN))
    assert "sent by an AI system for Atelier Nord SAS" in rendered(english).text


@pytest.mark.obligation(69)
def test_an_unattended_note_says_it_in_two_letters() -> None:
    brief = unattended(a_brief(kind=MessageKind.LINKEDIN_NOTE))
    made = rendered(brief, text="x" * RENDER.note_budget(brief))
    assert "Atelier Nord (IA)." in made.text
    assert len(made.text) == 200


def test_a_paid_account_has_300_characters_for_a_note() -> None:
    brief = a_brief(kind=MessageKind.LINKEDIN_NOTE)
    paid = replace(brief, sender=SenderBrief(display_name="Ada Martin", is_paid=True))
    assert len(rendered(paid, text="x" * RENDER.note_budget(paid)).text) == 300


@pytest.mark.obligation(60)
@pytest.mark.parametrize("language", list(Language))
def test_a_call_script_begins_with_who_calls_and_why_and_ends_with_the_objection(
    language: Language,
) -> None:
    made = rendered(a_brief(kind=MessageKind.CALL_SCRIPT, language=language), text="Accroche")
    first, *_, last = made.text.split("\n\n")
    assert "Ada Martin" in first
    assert "Atelier Nord SAS" in first
    assert "Atlas" in first
    assert "LinkedIn Sales Navigator" in made.text
    assert "STOP" in last
    assert (made.subject, made.html, made.headers) == ("", "", {})


def test_a_call_script_holds_the_answers_of_the_offer_to_the_letter() -> None:
    brief = a_brief(kind=MessageKind.CALL_SCRIPT)
    offer = replace(brief.salesbook.offer, objections=(("Trop cher", "Trois mois d’essai."),))
    brief = replace(brief, salesbook=replace(brief.salesbook, offer=offer))
    assert "« Trop cher » : Trois mois d’essai." in rendered(brief, text="Accroche").text


def test_the_notice_is_short() -> None:
    notice = rendered(a_brief()).text.split("-- ")[1]
    without_links = re.sub(r"https://\S+", "", notice)
    assert len(without_links) < 700


@pytest.mark.obligation(119)
def test_nothing_is_fetched_and_no_link_is_rewritten() -> None:
    made = rendered(a_brief(), text="Voir https://atelier-nord.example/cas?a=1&b=2.")
    assert "<img" not in made.html
    assert 'href="https://atelier-nord.example/cas?a=1&amp;b=2"' in made.html
    hosts = set(re.findall(r'href="https://([^/"]+)', made.html))
    assert hosts == {"leo.test", "atelier-nord.example"}


def test_what_is_written_is_text_and_never_markup() -> None:
    made = rendered(a_brief(), text='<script>alert("x")</script>')
    assert "<script>" not in made.html
    assert "&lt;script&gt;" in made.html


@pytest.mark.obligation(58)
def test_re_is_put_by_code_and_only_on_a_real_thread() -> None:
    assert rendered(a_brief()).subject == "Vos tournées"
    assert rendered(a_brief(thread_subject="Première")).subject == "Re: Première"


@pytest.mark.obligation(60)
@pytest.mark.parametrize("language", list(Language))
def test_an_invitation_note_names_who_writes_and_takes_stop_within_200_characters(
    language: Language,
) -> None:
    brief = a_brief(kind=MessageKind.LINKEDIN_NOTE, language=language)
    made = rendered(brief, text="x" * RENDER.note_budget(brief))
    assert len(made.text) == 200
    assert made.text.splitlines()[-1].startswith("Ada Martin, Atelier Nord. ")
    assert "STOP" in made.text
    assert (made.subject, made.html, made.headers) == ("", "", {})


def test_a_long_name_gives_way_to_the_company_which_the_profile_does_not_show() -> None:
    brief = replace(
        a_brief(kind=MessageKind.LINKEDIN_NOTE), sender=SenderBrief(display_name="A" * 60)
    )
    assert rendered(brief).text.splitlines()[-1].startswith("Atelier Nord. ")


def test_the_hash_covers_subject_text_html_and_headers() -> None:
    made = rendered(a_brief())
    changes: list[dict[str, Any]] = [
        {"subject": "x"},
        {"text": "x"},
        {"html": "x"},
        {"headers": {}},
    ]
    for change in changes:
        assert not replace(made, **change).is_intact


def test_the_same_words_render_to_the_same_bytes() -> None:
    assert rendered(a_brief()) == rendered(a_brief())
