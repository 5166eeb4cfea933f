"""Titles and details of problems, French first. A code without its own text speaks of its kind.

One file per module and one entry per code: (title fr, detail fr, title en, detail en). Say what
happened, what is safe, what to do (product.md 4.7).
"""

from api.problem_texts import (
    accounts,
    billing,
    campaigns,
    consent,
    delivery,
    enrichment,
    inbox,
    integrations,
    message_gate,
    messaging,
    people_search,
    privacy,
    prospects,
    requests,
    salesbook,
    scoring,
    support,
)
from api.problem_texts.text import Texts

PARTS: tuple[Texts, ...] = (
    requests.TEXTS,
    accounts.TEXTS,
    billing.TEXTS,
    campaigns.TEXTS,
    consent.TEXTS,
    delivery.TEXTS,
    enrichment.TEXTS,
    inbox.TEXTS,
    integrations.TEXTS,
    message_gate.TEXTS,
    messaging.TEXTS,
    people_search.TEXTS,
    privacy.TEXTS,
    prospects.TEXTS,
    salesbook.TEXTS,
    scoring.TEXTS,
    support.TEXTS,
)
TEXTS: Texts = {code: text for part in PARTS for code, text in part.items()}


def text_of(code: str, language: str) -> tuple[str, str]:
    """Title and detail of a code; an unknown one speaks generally."""
    fr_title, fr_detail, en_title, en_detail = TEXTS.get(code, TEXTS["invalid"])
    return (en_title, en_detail) if language == "en" else (fr_title, fr_detail)
