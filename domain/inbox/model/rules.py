"""What a reply says beyond doubt, by patterns in French and English (INB-2, A3).

An objection is read generously: a pattern that is wrong costs one contact, one that is missing
costs a person's right.
"""

import re
import unicodedata

from domain.inbox.model.labels import ReplyFlag, ReplyLabel, RuleReading

_CONTACT = (
    r"(?:contact\w*|recontact\w*|(?:re)?écri\w*|relanc\w*|sollicit\w*|démarch\w*|appel\w*"
    r"|envoy\w*|spam\w*|dérang\w*|embêt\w*|harcel\w*)"
)
_OPT_OUT = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # French
        r"(?<!je )\b(?:ne|n['’])\s?(?:me|m['’]|nous)?\s?\b(?:veuillez\s+)?(?:plus|pas)?\s*"
        + _CONTACT
        + r"\s+(?:plus|pas)\b(?! encore)",
        r"\bne\s+(?:souhait|veu|voul|désir|désire)\w*\s+plus\b",
        r"(?<!pourquoi )\bne\s+(?:plus|pas)\s+(?:me|m['’]|nous|être|etre)\s?(?:re)?" + _CONTACT,
        r"\b(?:veuillez|merci de|prière de)\s+ne\s+(?:plus|pas)\s+(?:me|m['’]|nous)\s?",
        r"\b(?:plus|pas)\s+(?:être|etre)\s+(?:re)?(?:contacté|sollicité|démarché|relancé|appelé)",
        r"\b(?:plus|pas)\s+recevoir\s+(?:vos|de|ce|ces|d['’])",
        r"\bdés?(?:inscri|abonn)\w*",
        r"\bdes(?:inscri|abonn)\w*",
        (
            r"\b(?:retire[zr]?|enleve[zr]?|enlève[zr]?|supprime[zr]?|efface[zr]?|raye[zr]?|sorte[zr]|ôte[zr])"
            r"[- ]?(?:moi|nous|mon|mes|nos|notre|me|cette adresse)\b"
        ),
        r"\b(?:me|m['’]|nous)\s?(?:retirer|enlever|supprimer|effacer|rayer|désinscrire|sortir)\b",
        r"\b(?:arrête[zr]?|cesse[zr]?|stoppe[zr]?)\s+(?:de|d['’]|vos|ces|tout|toute|immédiatement)\b",
        r"\bje\s+(?:m['’]\s?oppose|refuse)\s+(?:à|au|aux|que|tout|toute|d['’]être)",
        r"\b(?:exerce|fais valoir)\b.{0,40}\bdroit\s+d['’]\s?opposition",
        r"\blaisse[zr]?[- ](?:moi|nous)\s+tranquille",
        r"\bf(?:outez|ichez)[- ]moi\s+la\s+paix",
        # English
        r"\bunsubscribe\b",
        r"\bopt(?:[- ]?|ing )out\b",
        (
            r"\b(?:do not|don['’]?t|never|no longer|please not)\s+(?:ever\s+)?"
            r"(?:contact|e-?mail|write|message|call|reach out|bother|send)\b"
        ),
        r"\b(?:remove|delete|erase|strike|drop)\s+(?:me|us|my|our|this address)\b",
        r"\btake\s+(?:me|us|my \w+)\s+off\b",
        r"\b(?:stop|quit|cease)\s+(?:e-?mail|contact|writ|messag|call|send|spamm|bother|harass)\w*",
        r"\bleave\s+(?:me|us)\s+alone\b",
        r"\b(?:i|we)\s+object\s+to\b",
        r"\bno\s+(?:more|further)\s+(?:e-?mails?|messages?|contact|communication)",
    )
]
# The keyword that every message of ours offers, alone on a line or alone in the message.
_STOP_LINE = re.compile(
    r"^\W*(?:stop|arrêt|désinscription|desinscription|opposition)\b(?:\W*(?:merci|thanks|svp|please|s\.v\.p\.))?\W*$",
    re.IGNORECASE,
)
_OFFICE_SUBJECT = re.compile(
    r"^\W*(?:r[ée]ponse automatique|automatic reply|automatische antwort|"
    r"auto[- ]?(?:reply|réponse)|out of (?:the )?office|absence|absente? du bureau|"
    r"message d['’]absence|abwesend)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:je suis|suis|serai|actuellement|currently|i am|i['’]m|i will be|will be)\b.{0,60}"
    r"(?:absent|en congés?|en vacances|hors du bureau|en déplacement|out of (?:the )?office|"
    r"on (?:annual |parental |maternity |sick )?(?:leave|vacation|holiday)|"
    r"away from (?:my|the) (?:desk|office))",
    re.IGNORECASE | re.DOTALL,
)
_DECLINE = re.compile(
    r"^\W*(?:bonjour\W+|hello\W+|hi\W+)?(?:non[, ]+merci|no[, ]+thanks?(?: you)?|pas intéressée?s?|"
    r"not interested|(?:cela|ça|ceci) ne (?:m['’]|nous )intéresse pas)\b[^?]{0,80}$",
    re.IGNORECASE,
)
_FLAGS = {
    ReplyFlag.RIGHTS_REQUEST: re.compile(
        r"\b(?:droit d['’]\s?accès|droit à l['’]\s?effacement|right (?:of access|to erasure)|"
        r"(?:rgpd|gdpr)\b.{0,60}\b(?:demand|request|article|art\.)|article 1[5-9]|"
        r"(?:copie|copy|supprim\w+|effac\w+|delete|erase)\b.{0,30}\b(?:données|data)|"
        r"(?:où|d['’]où|comment|where|how)\b.{0,30}"
        r"\b(?:mes coordonnées|mon adresse|my (?:e-?mail|address|details)))",
        re.IGNORECASE | re.DOTALL,
    ),
    ReplyFlag.COMPLAINT: re.compile(
        r"\b(?:cnil|plainte|spam|lawyer|avocat|mise en demeure|harc[eè]l\w*|harass\w*)\b",
        re.IGNORECASE,
    ),
    ReplyFlag.ASKS_IF_AI: re.compile(
        r"\b(?:êtes[- ]vous|es[- ]tu|are you|is this|est-ce)\b.{0,30}"
        r"\b(?:un robot|une ia|une machine|a bot|an? (?:ai|robot)|automated|humain|human)\b",
        re.IGNORECASE,
    ),
}
_MARGIN = 60


def _quote(text: str, start: int, end: int) -> str:
    """The sentence around a match, to show why."""
    left = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    ends = [place for mark in ".!?\n" if (place := text.find(mark, end)) != -1]
    right = min(ends, default=len(text))
    left, right = max(left, start - _MARGIN), min(right, end + _MARGIN)
    return " ".join(text[left:right].split())


def read_by_rules(*, subject: str, text: str, automatic: bool) -> RuleReading:
    """Label and words, in the order of INB-2: machine first, then objection, then a plain no."""
    text = unicodedata.normalize("NFC", text)[:20_000]
    if automatic:
        office = _OFFICE_SUBJECT.match(subject) or _OFFICE.search(text)
        label = ReplyLabel.OUT_OF_OFFICE if office else ReplyLabel.AUTO_REPLY
        return RuleReading(label=label, quote=_shown(subject, text))
    flags = tuple(flag for flag, pattern in _FLAGS.items() if pattern.search(text))
    objection = _objection(subject, text)
    if objection:
        return RuleReading(label=ReplyLabel.OPT_OUT, quote=objection, flags=flags)
    if _OFFICE_SUBJECT.match(subject):
        return RuleReading(label=ReplyLabel.OUT_OF_OFFICE, quote=subject.strip(), flags=flags)
    declined = _DECLINE.match(text.strip())
    if declined:
        quote = " ".join(declined.group().split())
        return RuleReading(label=ReplyLabel.NOT_INTERESTED, quote=quote, flags=flags)
    return RuleReading(label=None, flags=flags)


def _objection(subject: str, text: str) -> str:
    """The words of an objection; empty without one."""
    for line in (subject, *text.split("\n")):
        if _STOP_LINE.match(line):
            return line.strip()
    for pattern in _OPT_OUT:
        found = pattern.search(text)
        if found:
            return _quote(text, found.start(), found.end())
    return ""


def _shown(subject: str, text: str) -> str:
    found = _OFFICE.search(text)
    if found and not _OFFICE_SUBJECT.match(subject):
        return _quote(text, found.start(), found.end())
    return subject.strip() or " ".join(text.split())[:_MARGIN]
