"""The bytes of a notice as delivery sends them and consent proves them."""

from domain.delivery.model.letter import Letter
from domain.privacy.model.pilot import OwnNotice


def letter_of_notice(notice: OwnNotice) -> Letter:
    return Letter.of(
        subject=notice.subject,
        text=notice.text,
        html=notice.html,
        headers=dict(notice.headers),
    )
