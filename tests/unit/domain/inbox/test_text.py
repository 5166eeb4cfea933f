"""A stranger's message becomes plain text, its history folded away."""

import pytest

from domain.inbox.model.text import line_of, words_of


def html(body: str) -> tuple[str, str]:
    words = words_of(plain="", html=body)
    return words.own, words.quoted


def test_html_leaves_text_only() -> None:
    own, _ = html(
        "<html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>"
        "<p>Oui &amp; merci</p><img src=x onerror=alert(1)><a href='javascript:1'>ici</a></body>"
    )
    assert own == "Oui & merci\nici"


def test_a_quote_in_html_is_history() -> None:
    own, quoted = html("<p>D’accord</p><div class='gmail_quote'>Le lundi, Ada a écrit : STOP</div>")
    assert own == "D’accord"
    assert "STOP" in quoted


@pytest.mark.parametrize(
    "history",
    [
        "Le lun. 23 nov. 2026 à 10:30, Ada Martin <ada@nord.example> a écrit :\n> répondez STOP",
        "Le lun. 23 nov. 2026 à 10:30, Ada Martin\n<ada@nord.example> a écrit :\nrépondez STOP",
        "On Mon, Nov 23, 2026 at 10:30 AM Ada Martin wrote:\nreply STOP",
        "-----Message d'origine-----\nDe : Ada\nrépondez STOP",
        "De : Ada Martin <ada@nord.example>\nEnvoyé : lundi\nÀ : Camille\nrépondez STOP",
        "________________________________\nFrom: Ada\nSent: Monday\nreply STOP",
        "> répondez STOP",
    ],
)
def test_history_is_folded_away(history: str) -> None:
    words = words_of(plain=f"Bonjour, parlons-en.\n\n{history}", html="")
    assert words.own == "Bonjour, parlons-en."
    assert "STOP" in words.quoted


def test_a_sentence_that_starts_like_a_header_stays() -> None:
    text = "De : oui, je veux bien\nMerci"
    assert words_of(plain=text, html="").own == text


def test_what_a_database_or_a_reader_cannot_bear_is_dropped() -> None:
    words = words_of(plain="a\x00b\ud800c\u202ed\r\ne", html="")
    assert words.own == "abcd\ne"
    assert line_of(" a\n b\u202e ") == "a b"


def test_a_huge_message_is_cut() -> None:
    assert len(words_of(plain="x" * 900_000, html="").own) == 50_000
    assert len(words_of(plain="", html="<b>x</b>" * 200_000).own) <= 50_000
