"""Requests for rights in mails: read by their words, taken from a mail server's pipe."""

import pytest

from adapters.mail.intake import read_mail
from domain.privacy.model.mail_intake import right_asked_for
from domain.privacy.model.requests import RightsKind


@pytest.mark.obligation(128)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Merci de supprimer mes données de vos fichiers", RightsKind.ERASURE),
        ("J’exerce mon droit à l’oubli", RightsKind.ERASURE),
        ("Please delete all of my personal data", RightsKind.ERASURE),
        ("Veuillez rectifier mes coordonnées", RightsKind.RECTIFICATION),
        ("I ask you to correct my details", RightsKind.RECTIFICATION),
        ("Je demande la limitation du traitement", RightsKind.RESTRICTION),
        ("Data portability request", RightsKind.PORTABILITY),
        ("Quelles informations détenez-vous à mon sujet ?", RightsKind.ACCESS),
        ("Où avez-vous eu mon adresse ?", RightsKind.ACCESS),
        ("D’où tenez-vous mon numéro ?", RightsKind.ACCESS),
        ("Demande au titre de l’article 15 du RGPD", RightsKind.ACCESS),
        ("What data do you hold about me?", RightsKind.ACCESS),
        ("This is a subject access request.", RightsKind.ACCESS),
        ("Je m’oppose au traitement", RightsKind.OBJECTION),
    ],
)
def test_the_right_is_read_from_the_words(text: str, kind: RightsKind) -> None:
    assert right_asked_for(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Oui, parlons-en mardi.",
        "Votre offre corrige quel problème exactement ?",
        "Can you send me the data sheet?",
        "Nous avons accès à ces outils déjà.",
        "",
    ],
)
def test_an_ordinary_reply_asks_for_no_right(text: str) -> None:
    assert right_asked_for(text) is None


def _mail(*headers: str, body: str) -> bytes:
    told = ["From: Camille Rouxel <camille@verger.example>", "To: dpo@leo.example", *headers]
    return ("\r\n".join(told) + "\r\n\r\n" + body).encode()


@pytest.mark.obligation(5, 131)
def test_a_piped_mail_is_read_once_whatever_its_form() -> None:
    plain = _mail("Subject: Mes droits", "Message-ID: <1@x>", body="Copie de mes données svp")
    first, again = read_mail(plain), read_mail(plain)
    assert first == again
    assert first is not None
    assert (first.email, first.subject) == ("camille@verger.example", "Mes droits")
    assert (first.text, first.language) == ("Copie de mes données svp", "fr")
    html = _mail(
        "Content-Type: text/html; charset=utf-8",
        body="<style>p{}</style><p>Delete my data &amp; tell me</p>",
    )
    read = read_mail(html)
    assert read is not None
    assert (read.text, read.language) == ("Delete my data & tell me", "en")


def test_a_machine_and_a_mail_from_nobody_are_left_out() -> None:
    assert read_mail(_mail("Auto-Submitted: auto-replied", body="Absent")) is None
    assert read_mail(b"Subject: x\r\n\r\nbonjour") is None
