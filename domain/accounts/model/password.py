"""What a password must be while it is the only factor (security.md 3.5)."""

import unicodedata
from collections.abc import Iterable

from domain.shared.errors import FieldFault

MIN_LENGTH = 15
MAX_LENGTH = 256
# What must remain once everything guessable is taken out.
_MIN_UNGUESSABLE = 8
_MIN_DISTINCT = 5

# The words that the published lists of leaked passwords are made of, in French and English, and
# the runs a hand makes on a keyboard. Longest first, so that a part does not hide the whole.
_WORDS = """
    password passw0rd passwort motdepasse motdpasse secret bonjour bienvenue welcome soleil
    sunshine princess princesse football baseball monkey dragon master shadow superman batman
    iloveyou jetaime letmein azerty qwerty qwertz azertyuiop qwertyuiop qsdfghjklm asdfghjkl wxcvbn
    zxcvbnm asdfgh qsdfgh 1q2w3e4r 1a2z3e4r administrateur administrator admin login utilisateur
    default changeme changezmoi entreprise company france marseille toulouse chocolat doudou loulou
    nicolas camille michael jordan charlie computer internet ordinateur samsung google facebook
    linkedin trustno1 starwars pokemon whatever abcdefghijklmnopqrstuvwxyz abcdefgh abcdef abc123
    01234567890 1234567890 123456789 12345678 1234567 123456 12345 1234 9876543210 987654321 654321
    54321 4321 2023 2024 2025 2026 2027 leobizdev bizdev prospection prospecting"""
_COMMON = sorted(_WORDS.split(), key=len, reverse=True)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def _own_words(texts: Iterable[str]) -> list[str]:
    """Words of four letters or more that belong to the person or the company."""
    words = set()
    for text in texts:
        spaced = "".join(char if char.isalnum() else " " for char in text)
        words |= {_folded(word) for word in (*spaced.split(), text)}
    return sorted((word for word in words if len(word) >= 4), key=len, reverse=True)


def password_fault(password: str, own_texts: Iterable[str]) -> FieldFault | None:
    """Why the password is refused, or None. Spaces and any alphabet are welcome; no composition
    rules. Compared after NFC, as it is hashed.
    """
    text = unicodedata.normalize("NFC", password)
    if len(text) < MIN_LENGTH:
        return FieldFault("/password", "password-too-short")
    if len(text) > MAX_LENGTH:
        return FieldFault("/password", "password-too-long")
    if len(set(text)) < _MIN_DISTINCT:
        return FieldFault("/password", "password-too-common")
    rest = _folded(text)
    if not rest:  # symbols only: nothing a word list could hold
        return None
    for word in (*_own_words(own_texts), *_COMMON):
        rest = rest.replace(word, "")
    if len(rest) < _MIN_UNGUESSABLE:
        return FieldFault("/password", "password-too-common")
    return None
