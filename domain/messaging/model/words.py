"""Comparing text the way a reader would: without accents, case or punctuation."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, accents gone, every run of punctuation and space one space."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in flat if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()


def holds_phrase(folded: str, phrase: str) -> bool:
    """True when the folded text holds the phrase as whole words."""
    wanted = fold(phrase)
    return bool(wanted) and f" {wanted} " in f" {folded} "
