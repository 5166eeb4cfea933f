"""Foreign text, made harmless enough to be quoted to a model (vendors/llm.md 4.2, point 4)."""

import re
import unicodedata

MAX_FIELD = 2_000
_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\"]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\w)\+?\d(?:[ .()/\u00a0\u202f-]*\d){8,14}(?!\w)")


def clean(text: str, limit: int = MAX_FIELD) -> str:
    """NFKC, without invisible characters or lone surrogates, cut to `limit` characters."""
    flat = unicodedata.normalize("NFKC", text)
    kept = "".join(char for char in flat if char in "\n\t" or not _is_hidden(char))
    return kept[:limit].strip()


def _is_hidden(char: str) -> bool:
    is_variation = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return is_variation or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def without_addresses(text: str) -> str:
    """As below, but links stay: our own booking link is part of an earlier text."""
    return _PHONE.sub("…", _EMAIL.sub("…", text))


def without_direct_identifiers(text: str) -> str:
    """Addresses, links and phone numbers never reach a model (obligation 68)."""
    return _PHONE.sub("…", _LINK.sub("…", _EMAIL.sub("…", text)))
