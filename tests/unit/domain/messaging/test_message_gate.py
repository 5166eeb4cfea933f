"""The message gate, rule by rule (GEN-5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.messaging.model.brief import Brief, Language, MessageKind, Proof, Tone
from domain.messaging.model.claims import ledger
from domain.messaging.model.draft import Segment, SegmentKind, Verdict
from domain.messaging.model.gate import MessageGate
from tests.builders import GOOD_SEGMENTS, a_brief, a_fact
from tests.conftest import MONDAY

GOOD = "\n\n".join(segment.text for segment in GOOD_SEGMENTS)


def judge(
    body: str = GOOD, *, subject: str = "Vos tournées et Atlas", brief: Brief | None = None
) -> Verdict:
    segments = (Segment(text=body, kind=SegmentKind.OWN_WORDS),)
    return MessageGate()(subject=subject, segments=segments, body=body, brief=brief or a_brief())


def codes(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.blocks}


def test_an_honest_message_passes() -> None:
    assert judge().blocks == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour {{prenom}},",
        "Bonjour {first_name},",
        "Bonjour [Prénom],",
        "Bonjour %PRENOM%,",
        "Bonjour *|FNAME|*,",
        "Bonjour <<nom>>,",
        "Bonjour XXX,",
        "Lorem ipsum dolor",
    ],
)
def test_an_unresolved_placeholder_is_blocked(text: str) -> None:
    assert "gate-placeholder" in codes(judge(f"{text}\n\n{GOOD}"))


@pytest.mark.parametrize("text", ["Bonjour ,", "Bonjour\u00a0,", "Hello ,", "Chère !"])
def test_a_greeting_without_its_name_is_blocked(text: str) -> None:
    assert "gate-empty-greeting" in codes(judge(f"{text}\n\n{GOOD}"))


def test_a_greeting_that_never_had_a_name_passes() -> None:
    assert "gate-empty-greeting" not in codes(judge(f"Bonjour,\n\n{GOOD}"))


@pytest.mark.parametrize(
    "char", ["\u200b", "\u202e", "\ufeff", "\U000e0041", "\ufe0f", "\u00ad", "\x07", "\ud800"]
)
def test_invisible_characters_are_blocked(char: str) -> None:
    assert "gate-invisible-character" in codes(judge(GOOD + char))


def test_french_spaces_and_line_breaks_are_not_invisible_characters() -> None:
    assert judge(GOOD + "\n\nVraiment\u202f?\u00a0Oui.").blocks == ()


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/x",
        "https://atelier-nord.example.evil.example",
        "https://evil.example\\@atelier-nord.example",
        "https://atelier-nord.example@evil.example/",
        "https://аtelier-nord.example",
        "http://bit.ly/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "bit.ly/3xyz",
        "pickwise.io",
    ],
)
def test_a_link_to_a_host_that_is_not_allowed_is_blocked(link: str) -> None:
    assert "gate-foreign-link" in codes(judge(f"{GOOD}\n\nVoir {link} pour la suite"))


@pytest.mark.parametrize(
    "link", ["https://atelier-nord.example/cas", "https://rdv.atelier-nord.example/claire."]
)
def test_a_link_to_an_allowed_host_passes(link: str) -> None:
    assert judge(f"{GOOD}\n\nVoir {link}").blocks == ()


def test_a_company_named_like_a_host_may_be_named() -> None:
    brief = a_brief(facts=(a_fact(id="company", value="Doctolib.fr"),))
    assert "gate-foreign-link" not in codes(judge(f"{GOOD}\n\nChez Doctolib.fr", brief=brief))


def test_more_than_two_links_are_blocked() -> None:
    three = " ".join(f"https://atelier-nord.example/{page}" for page in "abc")
    assert "gate-too-many-links" in codes(judge(f"{GOOD}\n\n{three}"))


def test_an_e_mail_address_of_a_third_person_is_blocked() -> None:
    assert "gate-third-person-address" in codes(judge(f"{GOOD}\n\nÉcrivez à paul@morel.example"))


@pytest.mark.parametrize("number", ["37 %", "1 200 €", "4,5", "2027"])
def test_a_number_that_neither_facts_nor_offer_hold_is_blocked(number: str) -> None:
    assert "gate-unknown-number" in codes(judge(f"{GOOD}\n\nSoit {number} de gain."))


@pytest.mark.parametrize("number", ["1 200", "1.200", "1\u202f200", "1200"])
def test_a_number_of_the_facts_may_be_written_in_any_usual_way(number: str) -> None:
    brief = a_brief(facts=(a_fact(id="head_count", value="1200 salariés"),))
    assert "gate-unknown-number" not in codes(
        judge(f"{GOOD}\n\nVos {number} collègues", brief=brief)
    )


@pytest.mark.parametrize(
    "text", ["ÉCONOMIES  IMMÉDIATES", "economies immediates", "Économies-immédiates"]
)
def test_a_forbidden_claim_is_found_without_accents_case_or_punctuation(text: str) -> None:
    assert "gate-forbidden-claim" in codes(judge(f"{GOOD}\n\nDes {text} !"))


def test_part_of_a_word_is_no_forbidden_claim() -> None:
    offer = replace(a_brief().salesbook.offer, forbidden_claims=("gain",))
    assert "gate-forbidden-claim" not in codes(judge(f"{GOOD} regain", brief=a_brief(offer=offer)))


def test_a_guarantee_passes_only_when_the_offer_makes_it() -> None:
    text = f"{GOOD}\n\nRésultat garanti."
    proof = Proof(
        id="p", text="Résultat garanti par contrat", source="CGV", dated_on=None, expires_on=None
    )
    offer = replace(a_brief().salesbook.offer, proofs=(*a_brief().salesbook.offer.proofs, proof))
    assert "gate-claim-not-offered" in codes(judge(text))
    assert "gate-claim-not-offered" not in codes(judge(text, brief=a_brief(offer=offer)))


@pytest.mark.obligation(58)
@pytest.mark.parametrize(
    "subject", ["Re: votre demande", "RE : x", "Fwd: x", "TR: x", "Re[2]: x", "Ré\u0066: x"]
)
def test_a_first_message_that_pretends_to_be_an_answer_is_blocked(subject: str) -> None:
    assert "gate-fake-thread" in codes(judge(subject=subject))


def test_pretended_history_is_blocked_in_a_first_message() -> None:
    assert "gate-pretended-history" in codes(judge(f"Comme convenu,\n\n{GOOD}"))


def test_a_line_break_in_the_subject_is_blocked() -> None:
    assert "gate-subject-line-break" in codes(judge(subject="Bonjour\r\nBcc: x@y.example"))


def test_a_subject_is_needed_for_a_first_message_only() -> None:
    assert "gate-subject-missing" in codes(judge(subject="  "))
    assert judge(subject="", brief=a_brief(thread_subject="Vos tournées")).blocks == ()


def test_the_wrong_language_is_blocked() -> None:
    english = "Hello Claire, I would like to show you how we can help your teams with the planning."
    assert "gate-wrong-language" in codes(judge(english))
    assert "gate-wrong-language" in codes(judge(brief=a_brief(language=Language.EN)))
    assert "gate-wrong-language" not in codes(judge(english, brief=a_brief(language=Language.EN)))


@pytest.mark.parametrize("text", ["Tu veux en parler ?", "Je t’appelle demain", "avec tes équipes"])
def test_tu_in_a_message_that_says_vous_is_blocked(text: str) -> None:
    assert "gate-address-form" in codes(judge(f"{GOOD}\n\n{text}"))


def test_vous_in_a_message_that_says_tu_is_blocked() -> None:
    assert "gate-address-form" in codes(judge(brief=a_brief(tone=Tone.TU)))


@pytest.mark.obligation(52)
@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("pendant votre grossesse", "health"),
        ("votre communauté musulmane", "religion"),
        ("vos convictions politiques", "politics"),
        ("votre mandat de délégué syndical", "union"),
        ("votre origine ethnique", "origin"),
        ("votre orientation sexuelle", "sex_life"),
        ("votre casier judiciaire", "offences"),
    ],
)
def test_each_special_category_is_blocked_and_named(text: str, category: str) -> None:
    found = [
        one.excerpt
        for one in judge(f"{GOOD}\n\nÀ propos de {text}").blocks
        if one.code == "gate-sensitive"
    ]
    assert found == [category]


def test_markup_is_blocked() -> None:
    for text in ("<b>oui</b>", "![x](https://atelier-nord.example)", "**gras**"):
        assert "gate-markup" in codes(judge(f"{GOOD}\n\n{text}"))


def test_a_message_of_more_than_two_hundred_words_is_blocked() -> None:
    assert "gate-too-long" in codes(judge(GOOD + " mot" * 200))


def test_a_note_longer_than_its_budget_is_blocked() -> None:
    brief = a_brief(kind=MessageKind.LINKEDIN_NOTE)
    verdict = MessageGate()(subject="", segments=(), body="a" * 141, brief=brief, note_budget=140)
    assert codes(verdict) == {"gate-too-long"}


def test_an_empty_message_is_blocked() -> None:
    assert "gate-empty" in codes(judge(" \n "))


def test_an_e_mail_that_asks_for_nothing_is_blocked() -> None:
    segments = ledger(GOOD_SEGMENTS[:3], a_brief(), at=MONDAY)
    verdict = MessageGate()(subject="s", segments=segments, body=GOOD, brief=a_brief())
    assert "gate-no-objective" in codes(verdict)


def test_every_reason_is_returned_and_never_only_the_first() -> None:
    found = codes(judge("Bonjour ,\n\nGagnez 99 % sur https://evil.example"))
    assert {"gate-empty-greeting", "gate-unknown-number", "gate-foreign-link"} <= found


def test_a_claim_without_a_known_source_is_blocked() -> None:
    written = (replace(GOOD_SEGMENTS[1], fact_ids=("invented",)), *GOOD_SEGMENTS[2:])
    segments = ledger(written, a_brief(), at=MONDAY)
    verdict = MessageGate()(subject="s", segments=segments, body=GOOD, brief=a_brief())
    assert "gate-unsupported-claim" in codes(verdict)


def test_a_sentence_about_the_reader_that_cites_nothing_is_unsupported() -> None:
    written = (replace(GOOD_SEGMENTS[1], fact_ids=()),)
    (segment,) = ledger(written, a_brief(), at=MONDAY)
    assert [claim.state.value for claim in segment.claims] == ["unsupported"]


def test_a_fact_older_than_180_days_is_stale_and_only_warned_about() -> None:
    old = a_fact(observed_at=MONDAY - timedelta(days=181))
    brief = a_brief(facts=(old, a_fact(id="company"), a_fact(id="first_name")))
    segments = ledger(GOOD_SEGMENTS, brief, at=MONDAY)
    verdict = MessageGate()(subject="s", segments=segments, body=GOOD, brief=brief)
    assert "gate-stale-source" in {finding.code for finding in verdict.warnings}
    assert "gate-unsupported-claim" not in codes(verdict)


def test_a_proof_past_its_end_is_stale() -> None:
    proof = replace(a_brief().salesbook.offer.proofs[0], expires_on=date(2026, 11, 1))
    offer = replace(a_brief().salesbook.offer, proofs=(proof,))
    segments = ledger(GOOD_SEGMENTS, a_brief(offer=offer), at=MONDAY)
    assert segments[2].claims[0].state.value == "stale"


def test_a_number_of_the_facts_may_be_written_as_a_model_reads_it() -> None:
    brief = a_brief(facts=(a_fact(id="company", value="Surface 3 m²"),))
    assert "gate-unknown-number" not in codes(judge(f"{GOOD}\n\nLes 3 m2 de vente", brief=brief))
