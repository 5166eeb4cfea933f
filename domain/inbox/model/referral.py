"""Somebody else named in a reply ("not me, ask …"), found by code."""

import re
from dataclasses import dataclass

_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]+|de|du|van|von|le|la|El|Ben)"
_FULL = rf"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+{_NAME}){{1,3}})"
_NAMED = [
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:[Vv]oyez|[Vv]oir|[Cc]ontacte[zr]|[Cc]ontacter|[Rr]approchez-vous|[Aa]dressez-vous|[Ee]crivez|[Éé]crivez|[Aa]ppelez|[Pp]arlez-en|[Dd]emandez"
            rf"|[Tt]ransmets|[Tt]ransfère|[Tt]ransmis|copie|relation)\b[^.!?\n]{{0,60}}?\b(?:avec|à|de|plutôt|directement|vers|est)?\s*(?:[Mm]on |[Mm]a |notre )?"
            rf"(?:collègue |collaborat\w+ |responsable |associée? )?(?:M\.|Mme|Monsieur|Madame)?\s*{_FULL}"
        ),
        rf"[Cc]['’]est\s+(?:plutôt\s+)?(?:M\.|Mme|Monsieur|Madame)?\s*{_FULL}\s+(?:qui|\()",
        (
            rf"(?:[Pp]lease |[Yy]ou should |[Bb]etter |[Bb]est )?(?:[Cc]ontact|[Rr]each out to|[Ss]peak (?:to|with)|[Tt]alk to|[Ww]rite to|[Tt]ry|[Ee]mail"
            rf"|[Gg]et in touch with|[Ff]orward(?:ed|ing)?(?: (?:this|it) to)?|[Ll]ooping in|[Cc]opying|[Aa]sk)\s+(?:my colleague |our \w+ (?:\w+ )?)?{_FULL}"
        ),
        rf"(?:collègue|colleague|responsable|manager|directeur|directrice)[ ,:]+{_FULL}",
    )
]
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_SENDS_US = re.compile(
    r"\b(?:voyez|voir|demandez|contacte[zr]|rapprochez|adressez|[eé]crivez|parlez|transf[eè]r|transmet|transmis|copie"
    r"|contact|reach|speak|talk|write|try|email|forward|ask|colleague|coll[eè]gue)",
    re.IGNORECASE,
)
_NOT_A_NAME = frozenset({"Bonjour", "Cordialement", "Merci", "Madame", "Monsieur", "Bien"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """`email` is "" when the reply gave none."""

    full_name: str
    email: str


def referral_in(text: str) -> Referred | None:
    """The first person named with words that send us to them, and the address beside the words.

    An address elsewhere, in a signature, is nobody's referral.
    """
    name = ""
    for pattern in _NAMED:
        found = pattern.search(text)
        if found:
            words = [one for one in found["name"].split() if one not in _NOT_A_NAME]
            name = " ".join(words)[:120]
            break
    lines = [line for line in text.split("\n") if _SENDS_US.search(line)]
    addresses = _ADDRESS.findall(" ".join(lines))
    email = addresses[0].rstrip(".").lower() if addresses else ""
    if not name and not email:
        return None
    return Referred(full_name=name or _name_in(email), email=email)


def _name_in(email: str) -> str:
    """`marie.durand@` is Marie Durand; anything else is no name."""
    parts = re.split(r"[._-]", email.partition("@")[0])
    return " ".join(one.capitalize() for one in parts) if len(parts) == 2 and all(parts) else ""
