"""Words of the special categories (GDPR articles 9 and 10; obligation 52, compliance.md A28).

Deterministic and offline, French and English. A hit names the category, never the words found.
"""

from domain.messaging.model.words import fold, holds_phrase

CATEGORIES: dict[str, tuple[str, ...]] = {
    "health": (
        "arret maladie", "cancer", "depression", "diabete", "grossesse", "handicap",
        "handicape", "handicapee", "maladie", "medical leave", "pregnant", "sick leave", "burn out",
        "burnout",
    ),
    "religion": (
        "bouddhiste", "catholique", "chretien", "chretienne", "christian faith", "eglise", "islam",
        "jewish", "juif", "juive", "mosquee", "mosque", "muslim", "musulman", "musulmane",
        "protestant", "ramadan", "religion", "religious", "synagogue",
    ),
    "politics": (
        "communiste", "extreme droite", "extreme gauche", "far left", "far right", "militant",
        "militante", "opinion politique", "parti politique", "parti socialiste", "political party",
        "republican party", "vos convictions politiques",
    ),
    "union": (
        "cfdt", "delegue syndical", "deleguee syndicale", "greve", "syndicalisme", "syndicaliste",
        "trade union", "union member",
    ),
    "origin": (
        "couleur de peau", "ethnic", "ethnicity", "ethnie", "ethnique", "origine ethnique",
        "skin colour", "vos origines",
    ),
    "sex_life": (
        "bisexuel", "bisexuelle", "homosexuel", "homosexuelle", "lesbian", "lesbienne",
        "lgbt", "orientation sexuelle", "sexual orientation", "transgenre",
    ),
    "offences": (
        "casier judiciaire", "condamnation penale", "convicted", "criminal record",
        "mise en examen", "prison",
    ),
}  # fmt: skip


def sensitive_categories(text: str) -> tuple[str, ...]:
    """The categories this text touches, in the order above."""
    folded = fold(text)
    return tuple(
        name
        for name, phrases in CATEGORIES.items()
        if any(holds_phrase(folded, phrase) for phrase in phrases)
    )
