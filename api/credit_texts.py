"""Words of the credit statement, French first."""

HEADER: dict[str, tuple[str, ...]] = {
    "fr": (
        *("date", "mouvement", "objet", "concerne", "par", "effet_sur_le_solde", "credits"),
        *("solde", "reference"),
    ),
    "en": (
        *("date", "movement", "what", "about", "by", "effect_on_balance", "credits"),
        *("balance", "reference"),
    ),
}
_TEXTS: dict[str, tuple[str, str]] = {
    "grant": ("Attribution", "Grant"),
    "purchase": ("Achat", "Purchase"),
    "reserve": ("Réservation", "Reservation"),
    "commit": ("Dépense", "Spend"),
    "release": ("Libération", "Release"),
    "expire": ("Expiration", "Expiry"),
    "adjust": ("Ajustement", "Adjustment"),
    "expiry": ("Crédits arrivés à terme", "Credits past their end"),
    "trial": ("Essai", "Trial"),
    "solo": ("Forfait Solo", "Solo plan"),
    "pro": ("Forfait Pro", "Pro plan"),
    "team": ("Forfait Équipe", "Team plan"),
    "pack": ("Pack de crédits", "Credit pack"),
    "enrichment": ("Recherche d’e-mails", "E-mail search"),
    "email": ("Rédaction d’un e-mail", "Writing of an e-mail"),
    "call_script": ("Script d’appel", "Call script"),
    "rewrite": ("Nouvelle rédaction", "Rewriting"),
    "people_search": ("Prospects proposés", "Prospects proposed"),
}


def credit_text(code: str, speech: str) -> str:
    """The code itself where there is no word for it."""
    french, english = _TEXTS.get(code, (code, code))
    return english if speech == "en" else french
