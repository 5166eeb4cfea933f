"""Which right a mail asks for, by its words, in French and English (obligations 5, 128).

Read generously: what is no request costs a look at the desk, a missed one costs the month.
"""

import re
import unicodedata

from domain.privacy.model.requests import RightsKind

_MOST = 20_000
_MINE = r"(?:toutes )?(?:mes|nos) (?:donnees|coordonnees|informations)"
_MY = r"(?:all )?(?:of )?my (?:personal )?(?:data|details|information)"
# The first that is found counts: who wants to be erased often asks for a copy in the same breath.
_ASKED: tuple[tuple[RightsKind, str], ...] = (
    (
        RightsKind.ERASURE,
        (
            rf"(?:supprim|effac|detrui)\w* {_MINE}|(?:suppression|effacement) de {_MINE}"
            r"|droit a l'(?:effacement|oubli)|\bart(?:icle|\.)? 17\b"
            rf"|(?:delete|erase|remove) {_MY}|right to (?:be forgotten|erasure)"
        ),
    ),
    (
        RightsKind.RECTIFICATION,
        (
            rf"(?:rectifi|corrig)\w* {_MINE}|droit de rectification|\bart(?:icle|\.)? 16\b"
            rf"|(?:correct|rectify) {_MY}|right to rectification"
        ),
    ),
    (
        RightsKind.RESTRICTION,
        (
            r"limit(?:er|ation) (?:d[ue] |le )?traitement|\bart(?:icle|\.)? 18\b"
            r"|restrict(?:ion of)?(?: the)? processing"
        ),
    ),
    (
        RightsKind.PORTABILITY,
        (r"portabilite|\bart(?:icle|\.)? 20\b|data portability|right to portability"),
    ),
    (
        RightsKind.ACCESS,
        (
            rf"acces a {_MINE}|copie de {_MINE}|droit d'acces|\bart(?:icle|\.)? 15\b"
            r"|quelles (?:donnees|informations) (?:avez|detenez|conservez|possedez)"
            r"|(?:ou|comment) (?:avez|avez-)[ -]?vous (?:eu|obtenu|trouve|recupere) (?:mon|mes)"
            r"|d'ou (?:tenez|vien\w+)[ -]?(?:vous )?(?:mon|mes) "
            rf"|access (?:to )?{_MY}|copy of {_MY}|(?:data )?subject access request"
            r"|what (?:personal )?(?:data|information) do you (?:hold|have|store)"
            r"|where did you (?:get|find) my"
        ),
    ),
    (
        RightsKind.OBJECTION,
        (
            r"droit d'opposition|(?:m'|nous )oppos\w+ au traitement|\bart(?:icle|\.)? 21\b"
            r"|right to object|object to (?:the )?processing"
        ),
    ),
)
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _ASKED)


def right_asked_for(text: str) -> RightsKind | None:
    """None for a mail that names no right."""
    told = unicodedata.normalize("NFKD", text[:_MOST].replace("’", "'")).casefold()
    plain = "".join(char for char in told if not unicodedata.combining(char))
    plain = re.sub(r"\s+", " ", plain)
    return next((kind for kind, rule in _RULES if rule.search(plain)), None)
