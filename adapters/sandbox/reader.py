"""A reply read by keywords, in French and in English: what the simulated models answer.

The labels and flags are those of the product's inbox; a schema that names fewer gets the nearest.
"""

import re
from collections.abc import Iterator

from adapters.sandbox.store import Json
from adapters.sandbox.structured import texts_of

_LABELS: tuple[tuple[str, float, str], ...] = (
    (
        "out_of_office",
        0.97,
        (
            r"absent|en congés?|hors du bureau|out of (the )?office|on (annual )?leave|"
            r"de retour (le|lundi|mardi|la semaine)|accès limité à mes"
        ),
    ),
    ("auto_reply", 0.95, r"réponse automatique|automatic reply|auto-?reply|ne pas répondre à ce"),
    (
        "opt_out",
        0.97,
        (
            r"ne (plus|pas) (me|nous) (re)?contacter|ne m['’]écrivez plus|"
            r"ne me (re)?contactez plus|"
            r"retirez?[- ]moi|me retirer|désinscri|désabonn|\bstop\b|unsubscribe|remove me|"
            r"stop (writing|contacting|emailing)|(do not|don't) (contact|email|write)|"
            r"not to contact|"
            r"m['’]oppose|supprime[rz] mes (données|coordonnées)|ne souhaite plus (recevoir|être)"
        ),
    ),
    (
        "meeting_booked",
        0.93,
        (
            r"\b(lundi|mardi|mercredi|jeudi|vendredi) à \d|j['’]attends votre invitation|"
            r"c['’]est d['’]accord pour un rendez-vous|rendez-vous (confirmé|réservé)|"
            r"(monday|tuesday|wednesday|thursday|friday) at \d|works for me|send the invite|"
            r"let['’]s meet on"
        ),
    ),
    (
        "referred",
        0.92,
        (
            r"voyez avec|vous invite à contacter|contactez plutôt|rapprochez-vous de|"
            r"please contact|"
            r"reach out to|get in touch with|en copie"
        ),
    ),
    (
        "wrong_person",
        0.9,
        (
            r"pas (la bonne|le bon) (personne|interlocuteur)|pas mon périmètre|"
            r"je ne m['’]en occupe|"
            r"vous faites erreur|not the right person|not my area|not in charge|wrong person"
        ),
    ),
    (
        "not_now",
        0.9,
        (
            r"pas le bon moment|pas maintenant|plus tard|revenez vers|recontactez-(moi|nous)|"
            r"en reparler|prochain trimestre|à la rentrée|not the right time|not now|next quarter|"
            r"later|come back to me"
        ),
    ),
    (
        "not_interested",
        0.93,
        (
            r"pas intéressé|non merci|pas (besoin|nos besoins|à nos besoins)|déjà une solution|"
            r"ne correspond pas|not interested|no thank|already have a"
        ),
    ),
    (
        "interested",
        0.92,
        (
            r"intéress|en savoir plus|documentation|pourquoi pas|quand pourrions|tarif|prix|démo|"
            r"volontiers|interesting|interested|more information|hear more|why not|price|demo|"
            r"sounds good|happy to"
        ),
    ),
)
_FLAGS: tuple[tuple[str, str], ...] = (
    ("price", r"\btarifs?\b|\bprix\b|\bco[uû]te?\b|\bprice|\bcost\b|budget"),
    ("contract", r"\bcontrat|\bcontract\b|\bCGV\b"),
    ("legal", r"avocat|juridique|lawyer|legal"),
    ("personal_data", r"\brgpd\b|\bgdpr\b|mes données|données personnelles|my (personal )?data"),
    ("competitor", r"concurrent|competitor"),
    ("anger", r"inadmissible|scandaleux|harcèlement|harass|!!"),
    ("wants_human", r"parler à (un humain|quelqu['’]un)|real person|call me|appelez-moi"),
    ("asks_if_ai", r"robot|chatgpt|une ia\b|an ai\b|\bbot\b"),
    ("rights_request", r"droit d['’]accès|supprime[rz] mes|delete my|où avez-vous (eu|trouvé)"),
    ("complaint", r"\bcnil\b|plainte|complaint|\bspam\b"),
    ("suspicious", r"ignore (all |the )?(previous|above)|ignorez les instructions|system prompt"),
)
# Other vocabularies that a schema may use.
_NEAREST = {
    "opt_out": ("unsubscribe", "objection", "stop"),
    "meeting_booked": ("interested", "positive"),
    "referred": ("referral", "wrong_person"),
    "wrong_person": ("not_interested",),
    "out_of_office": ("ooo", "auto_reply"),
    "to_qualify": ("unknown", "other", "neutral"),
    "interested": ("positive",),
    "not_interested": ("negative",),
}
_HISTORY = re.compile(
    r"(?im)^(>.*|le .{4,200} a écrit\s?:.*|on .{4,200} wrote:.*|-{2,} ?original message.*|"
    r"de ?: .*@.*)$"
)


def reply_text(document: Json) -> str:
    """Where the reply is depends on who asks: the likely keys first, else the longest text."""
    for key in ("reply", "message", "text", "body", "input"):
        value = document.get(key)
        if isinstance(value, dict):
            value = value.get("text") or value.get("body") or value.get("body_plain")
        if isinstance(value, str) and value.strip():
            return value
    found = sorted(texts_of(document), key=len)
    return found[-1] if found else ""


def read_reply(document: Json) -> Json:
    """The label of the first rule that fits, with the sentence that shows it."""
    text = reply_text(document)
    said = _without_history(text)
    label, confidence, quote = "to_qualify", 0.55, said.strip()[:120]
    for name, sure, pattern in _LABELS:
        found = re.search(pattern, said, re.IGNORECASE)
        if found:
            label, confidence = name, sure
            quote = _sentence_around(said, found.start(), found.end())
            break
    flags = [name for name, pattern in _FLAGS if re.search(pattern, said, re.IGNORECASE)]
    return {
        "label": label,
        "category": label,
        "class": label,
        "intent": label,
        "confidence": confidence,
        "quote": quote,
        "reason": quote,
        "flags": flags,
        "opt_out": label == "opt_out",
    }


def nearest(label: str, allowed: list[str]) -> str:
    return next((one for one in (label, *_NEAREST.get(label, ())) if one in allowed), label)


def _without_history(text: str) -> str:
    found = _HISTORY.search(text)
    kept = text[: found.start()] if found else text
    return kept if kept.strip() else text


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^.!?\n]+[.!?]*", text):
        yield found.start(), found.end()


def _sentence_around(text: str, start: int, end: int) -> str:
    """Letter for letter, at most 120 characters."""
    for first, last in _sentences(text):
        if first <= start < last:
            whole = text[first : max(last, end)].strip()
            return whole if len(whole) <= 120 else text[start : start + 120].strip()
    return text[start:end]


_HEARD: tuple[tuple[str, str], ...] = (
    ("price", r"tarif|prix|combien|budget|price|pricing|cost|quote"),
    ("refusal", r"non merci|pas intéressé|not interested|no thank"),
    ("date", r"trimestre|rentrée|janvier|semaine prochaine|next (week|quarter|month)"),
    ("meeting", r"rendez-vous|appel|échange|visio|disponible|créneau|call|meet|slot"),
    ("tool", r"nous utilisons|on utilise|déjà|we use|already"),
    ("hesitation", r"\bmais\b|pas sûr|not sure|however"),
    ("question", r"\?"),
    ("need", r"besoin|projet|cherch|need|project|looking for"),
    ("thanks", r"merci|thank"),
)


def extract_reply(document: Json) -> Json:
    """Sentence by sentence, letter for letter; those that fit no kind are left out."""
    said = _without_history(reply_text(document))
    found: list[Json] = []
    for first, last in _sentences(said):
        sentence = said[first:last].strip()
        kind = next((name for name, one in _HEARD if re.search(one, sentence, re.IGNORECASE)), "")
        if kind and len(sentence) <= 120 and not re.search(r"https?:|@|ignore", sentence):
            found.append({"kind": kind, "quote": sentence})
    return {"passages": found[:8]}


_BOASTS = re.compile(r"garanti|guarantee|leader|n[°o] ?1\b|\{\{|\[votre", re.IGNORECASE)


def read_again(document: Json) -> Json:
    """The five axes of a second reading: boasts and placeholders fail, the rest passes."""
    found = _BOASTS.search(str(document.get("message", {}).get("text", "")))
    axes = dict.fromkeys(("claim", "tone", "legal", "identity", "language"), "pass")
    if found is not None:
        axes["claim"] = "fail"
    return {**axes, "sentence": found.group() if found else ""}


def read_facts(document: Json) -> Json:
    """A title of the trade speaks for a meeting, a beginner's against; quoted to the letter."""
    title = str(document.get("facts", {}).get("title", ""))
    found = _TRADE.search(title) or _BEGINNER.search(title)
    if found is None:
        return {"claims": []}
    speaks = "for" if _TRADE.search(title) else "against"
    claim = {"fact": "title", "quote": found.group(), "speaks": speaks, "strength": "medium"}
    return {"claims": [claim]}


_TRADE = re.compile(r"\w*commercial\w*|\w*vente\w*|sales|achats?|purchasing", re.IGNORECASE)
_BEGINNER = re.compile(r"stagiaire|alternant\w*|intern\b|assistant\w*", re.IGNORECASE)
