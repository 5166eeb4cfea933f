"""Which facts may be told on: short phrases, never texts that could speak to a model.

The first of the two steps of vendors/llm.md 4.2: facts are closed fields (a title, a company, a
place), whoever typed them. A value that is longer, or that looks like an address, a mark-up, an
order or something hidden, is left out: the writer never sees it and nothing may be said from it.
"""

import re
import unicodedata

from domain.messaging.model.sensitive import sensitive_categories

_LONGEST = 120
_NOT_A_PHRASE = re.compile(
    r"[<>{}\[\]|\\\"`\n]|https?:|www\.|@|://|\w{3,}[.!?;] +\w|[A-Za-z0-9+/]{24,}|\*\*|-->"
)
_ORDERS = re.compile(
    r"\b(?:ignor\w*|instruction\w*|consigne\w*|system|assistant|prompt|obey|decode|user:|assistant:)\b",
    re.IGNORECASE,
)


def may_be_told(value: str) -> bool:
    """Tellable, and of no special category (obligation 52)."""
    return is_tellable(value) and not sensitive_categories(value)


def is_tellable(value: str) -> bool:
    """Whether a fact with this value reads like a field and not like a text."""
    if len(value) > _LONGEST or _NOT_A_PHRASE.search(value) or _ORDERS.search(value):
        return False
    return not any(unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn"} for one in value)
