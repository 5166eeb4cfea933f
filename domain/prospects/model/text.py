"""One way to compare texts: folded to lower-case ASCII-like letters and digits."""

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def fold(text: str) -> str:
    """Lower case without accents; whatever is no letter or digit becomes one space."""
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(char)
    )
    return _NOT_A_WORD.sub(" ", bare.replace("œ", "oe").replace("æ", "ae")).strip()


def one_line(text: str, limit: int) -> str:
    """A text fit to be stored and shown on one line: no controls, no hidden direction marks,
    no lone surrogates, single spaces, at most `limit` characters.
    """
    readable = _CONTROLS.sub(" ", text).encode("utf-8", "ignore").decode()
    return " ".join(readable.split())[:limit].strip()


# Words are found by their first letters, through an index on these keys.
KEY_LENGTH = 3
_MOST_KEYS = 24


def search_keys(*texts: str) -> list[str]:
    """First letters of every word, at most 24 different ones, in the order they come."""
    words = (word[:KEY_LENGTH] for text in texts for word in fold(text).split())
    return list(dict.fromkeys(words))[:_MOST_KEYS]
