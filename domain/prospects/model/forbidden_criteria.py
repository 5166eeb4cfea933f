"""What nobody is selected by: age, origin, health, family, belief, opinion (A6, obligation 52)."""

import re

from domain.prospects.model.text import fold

# Folded words, French and English; a hit names the category, never the words.
_CATEGORIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b"))
    for name, words in (
        (
            "age",
            (
                r"ages? de|(?:moins|plus) de \d\d ans|\d\d ans|jeunes?|seniors? de plus|quinqua\w*|"
                r"quadra\w*|trentenaires?|aged|years old|under \d\d|over \d\d years|young|elderly"
            ),
        ),
        ("gender", r"(?:uniquement|que) des (?:hommes|femmes)|hommes|femmes|women|men only|female"),
        (
            "origin",
            (
                r"d origine|origines? ethniques?|ethnicit\w*|ethnic|africain\w*|maghrebin\w*|"
                r"arabes?|asiatiques?|race|immigre\w*|nationalite|nationality"
            ),
        ),
        (
            "health",
            (
                r"malad\w*|handicap\w*|enceintes?|grossesse|depressi\w*|cancer|burn ?out|disabled|"
                r"disability|pregnan\w*|sick"
            ),
        ),
        (
            "family",
            (
                r"marie(?:e|s|es)?|celibataires?|divorce(?:e|s|es)?|parents? de|enfants|meres?|"
                r"peres? de famille|married|single people|with children|divorced"
            ),
        ),
        (
            "belief",
            (
                r"musulman\w*|juifs?|juives?|chretien\w*|catholiques?|protestants?|bouddhistes?|"
                r"religi\w*|muslims?|jewish|christians?|croyants?"
            ),
        ),
        (
            "opinion",
            (
                r"opinions? politiques?|de gauche|de droite|extreme (?:gauche|droite)|militants?|"
                r"syndique\w*|syndicalistes?|votent|electeurs|left wing|right wing|union members?"
            ),
        ),
        ("sexuality", r"homosexuel\w*|lgbt\w*|gays?|lesbien\w*|heterosexuel\w*|bisexuel\w*"),
    )
)


def forbidden_category(text: str) -> str:
    """The first category a text selects by; empty when it is about work alone."""
    folded = fold(text)
    return next((name for name, words in _CATEGORIES if words.search(folded)), "")
