"""What the owner of a LinkedIn account signs before LEO acts with it (product.md SND-1).

A change of meaning is a new RISK_VERSION.
"""

_FRENCH = (
    "J’accepte le risque du mode automatisé",
    [
        "Les conditions de LinkedIn interdisent l’automatisation.",
        "LinkedIn peut restreindre ou fermer mon compte, même en dessous des limites de LEO.",
        "Aucun volume n’est sans risque ; LEO réduit le risque, il ne l’écarte pas.",
        "Je peux revenir au mode assisté à tout moment, avec effet immédiat.",
    ],
)
_ENGLISH = (
    "I accept the risk of automated mode",
    [
        "LinkedIn’s terms forbid automation.",
        "LinkedIn may restrict or close my account, even below LEO’s limits.",
        "No volume is safe; LEO lowers the risk, it does not remove it.",
        "I can return to assisted mode at any time, with immediate effect.",
    ],
)


def risk_text(speech: str) -> tuple[str, list[str]]:
    """Title and points."""
    return _ENGLISH if speech == "en" else _FRENCH
