"""The message gate (GEN-5): what may not be approved, decided without any model.

Pure. It reads the text that a model or a person wrote; what code adds (identity, notice,
objection link) comes after it and is not its subject.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.messaging.model.brief import Brief, Language, MessageKind, Tone
from domain.messaging.model.draft import ClaimState, Finding, Segment, SegmentKind, Verdict
from domain.messaging.model.quarantine import is_tellable
from domain.messaging.model.sensitive import sensitive_categories
from domain.messaging.model.vocabulary import foreign_words
from domain.messaging.model.words import fold, holds_phrase

_PLACEHOLDER = re.compile(
    r"\{\{[^{}]*\}\}|\{[^{}]*\}|\[[^\[\]]*\]|<<[^<>]*>>|%[A-ZÀ-Ý_]{3,}%|\*\|[^|]*\|\*"
    r"|\bX{3,}\b|\bl?orem ipsum\b|\bTODO\b",
    re.IGNORECASE,
)
_EMPTY_GREETING = re.compile(
    r"^\s*(bonjour|bonsoir|cher|chère|hello|hi|dear|madame|monsieur)[ \u00a0\u202f]+[,!]",
    re.IGNORECASE | re.MULTILINE,
)
_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}:(?://)?[^\s<>\"'»)\]]+", re.IGNORECASE)
_SCHEME = re.compile(r"^(https?|ftp|javascript|data|mailto|tel|file|vbscript):", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+"
    r"(?:com|fr|net|org|eu|io|co|ly|me|app|dev|ai|xyz|info|biz|site|online|top|link|click|shop|uk|be|ch|de|ru|cn|tk)"
    r"(?![\w-])(?:/[^\s<>\"'»)\]]*)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\".]+")
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
_FAKE_THREAD = re.compile(
    r"^\s*(re|fw|fwd|tr|rép|ref|réf|aw|wg)\s*(\[\d+\])?\s*[:\uff1a]", re.IGNORECASE
)
_MARKUP = re.compile(
    r"</?[a-z][^>]*>|!?\[[^\]]*\]\([^)]*\)|^#{1,6} |\*\*[^*]+\*\*|```", re.IGNORECASE | re.MULTILINE
)
_ALLOWED_CONTROLS = frozenset("\n")

# Statements nobody may make unless the offer itself makes them, and pretended history.
_NEVER_UNLESS_OFFERED = (
    "garanti", "garantie", "garantis", "garanties", "garantir", "guaranteed", "guarantee",
    "leader du marche", "market leader", "numero 1", "n 1", "numero un", "number one",
    "sans risque", "risk free", "meilleur du marche", "best in class",
)  # fmt: skip
_PRETENDED_HISTORY = (
    "comme convenu", "suite a notre echange", "suite a notre conversation", "suite a votre demande",
    "as discussed", "as agreed", "following our conversation", "following up on our call",
    "per your request",
)  # fmt: skip

_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "et",
        "est",
        "vous",
        "nous",
        "je",
        "pour",
        "dans",
        "avec",
        "sur",
        "votre",
        "vos",
        "notre",
        "que",
        "qui",
        "au",
        "aux",
        "ce",
        "cette",
        "pas",
        "ne",
        "se",
        "en",
        "par",
        "plus",
        "ou",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "is",
        "are",
        "you",
        "we",
        "i",
        "for",
        "in",
        "with",
        "on",
        "your",
        "our",
        "that",
        "which",
        "of",
        "to",
        "this",
        "not",
        "it",
        "by",
        "more",
        "or",
        "at",
        "from",
        "have",
        "would",
    ]
)
_TU = frozenset(["tu", "te", "toi", "tes"])
_VOUS = frozenset(["vous", "votre", "vos"])

MAX_SUBJECT, GOOD_SUBJECT = 150, 60
MAX_EMAIL_WORDS = 200
GOOD_EMAIL_WORDS = (60, 110)
GOOD_FOLLOW_UP_WORDS = (50, 100)
MAX_NOTE, MAX_PAID_NOTE = 200, 300
MAX_LINKS = 2
# A segment is off topic with this many strange content words, more than this share of them.
MANY_STRANGE, STRANGE_SHARE = 3, 0.4
# Of each kind: the most words that are let through, and how many are good (GEN-1).
_WORDS: dict[MessageKind, tuple[int, tuple[int, int]]] = {
    MessageKind.LINKEDIN_MESSAGE: (150, (40, 70)),
    MessageKind.LINKEDIN_INMAIL: (200, (40, 110)),
    MessageKind.CALL_SCRIPT: (450, (40, 350)),
}
_ASKS = frozenset({MessageKind.EMAIL, MessageKind.LINKEDIN_MESSAGE, MessageKind.LINKEDIN_INMAIL})

# What filters and readers take for spam, unless the offer itself says it.
_SPAM_WORDS = (
    "cliquez ici", "click here", "agissez maintenant", "act now", "100 gratuit", "100 free",
    "offre exclusive", "exclusive offer", "derniere chance", "last chance", "gagnez de l argent",
    "make money", "argent facile", "limited time", "offre limitee", "felicitations vous avez",
    "congratulations you", "miracle",
)  # fmt: skip
_SHOUTING = re.compile(r"(?:\b[A-ZÀ-Ý]{3,}\b[ ,]+){3,}\b[A-ZÀ-Ý]{3,}\b")
_SPAM_SIGNS = re.compile(r"!{2,}|\?{3,}|[$€]{2,}")
_CIVILITY = re.compile(
    r"\b(?:(?P<he>[Mm]onsieur|M\.|Mr\.?|[Cc]her)|(?P<she>[Mm]adame|[Mm]ademoiselle|Mme\.?|Mlle\.?"
    r"|Mrs\.?|Ms\.?|[Cc]hère))[ \u00a0\u202f]+(?=[A-ZÀ-Ý])"
)
_NAME_INSIDE = re.compile(r"(?<=[a-zà-ÿ0-9,;] )[A-ZÀ-Ý][\w'’-]{2,}")
_NO_NAMES = frozenset(
    (
        *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "monday", "tuesday", "wednesday"),
        *("thursday", "friday", "january", "february", "march", "april", "may", "june", "july"),
        *("august", "september", "october", "november", "december", "bonjour", "hello"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageGate:
    """Every reason is returned, never only the first."""

    def __call__(
        self,
        *,
        subject: str,
        segments: Sequence[Segment],
        body: str,
        brief: Brief,
        note_budget: int = MAX_NOTE,
    ) -> Verdict:
        """`note_budget` is what an invitation note has left once code added its line."""
        whole = f"{subject}\n{body}" if subject else body
        blocks = [
            *_placeholders(whole),
            *_invisible(whole),
            *_markup(body),
            *_subject(subject, brief),
            *_links(whole, brief),
            *_addresses(whole),
            *_numbers(whole, brief),
            *_claims(whole, segments, brief),
            *_language([body, *(one.text for one in segments)], brief),
            *_address_form(whole, brief),
            *_civility(segments, brief),
            *_off_topic(segments, brief),
            *_beside_the_source(segments),
            *_spam(whole, brief),
            *_sensitive(whole),
            *_too_long(body, brief, note_budget),
            *_no_objective(segments, brief),
            *_prior_contact(brief),
        ]
        return Verdict(
            blocks=_distinct(blocks), warnings=_distinct(_warnings(subject, body, segments, brief))
        )


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))


def _excerpt(text: str) -> str:
    """Shown to the person who decides: short, and visible even when the text is not."""
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)[:80]


def _placeholders(whole: str) -> Iterator[Finding]:
    for found in _PLACEHOLDER.finditer(whole):
        yield Finding(code="gate-placeholder", excerpt=_excerpt(found.group()))
    for found in _EMPTY_GREETING.finditer(whole):
        yield Finding(code="gate-empty-greeting", excerpt=_excerpt(found.group()))


def is_invisible(char: str) -> bool:
    category = unicodedata.category(char)
    if char in _ALLOWED_CONTROLS:
        return False
    is_variation = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or is_variation


def _invisible(whole: str) -> Iterator[Finding]:
    for char in whole:
        if is_invisible(char):
            yield Finding(code="gate-invisible-character", excerpt=f"U+{ord(char):04X}")


def _markup(body: str) -> Iterator[Finding]:
    for found in _MARKUP.finditer(body):
        yield Finding(code="gate-markup", excerpt=_excerpt(found.group()))


def _subject(subject: str, brief: Brief) -> Iterator[Finding]:
    """The `Re:` of a real thread is put there by code, never by who writes (obligation 58)."""
    if not brief.step.kind.has_subject or brief.is_follow_up:
        return
    if not subject.strip():
        yield Finding(code="gate-subject-missing")
    if "\r" in subject or "\n" in subject:
        yield Finding(code="gate-subject-line-break")
    if len(subject) > MAX_SUBJECT:
        yield Finding(code="gate-subject-too-long")
    if _FAKE_THREAD.match(subject):
        yield Finding(code="gate-fake-thread", excerpt=_excerpt(subject))


def _allowed_hosts(brief: Brief) -> frozenset[str]:
    offer, website = brief.salesbook.offer, brief.salesbook.company.website
    own = [urlsplit(url).hostname or "" for url in (offer.booking_link, website)]
    return frozenset(host.lower().strip(".") for host in (*own, *offer.allowed_link_hosts) if host)


def _is_allowed(host: str, allowed: frozenset[str]) -> bool:
    return any(host == one or host.endswith("." + one) for one in allowed)


def _host_of(url: str) -> str:
    """The host a reader's client would open, or "" when that is not certain."""
    if "\\" in url or not url.isascii():
        return ""
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc:
        return ""
    return (parts.hostname or "").rstrip(".")


def links(text: str) -> list[str]:
    """Whatever a mail client would make clickable, as far as it has a scheme."""
    return [
        found.group().rstrip(".,;:!?")
        for found in _URL.finditer(text)
        if "//" in found.group() or _SCHEME.match(found.group())
    ]


def _links(whole: str, brief: Brief) -> Iterator[Finding]:
    allowed = _allowed_hosts(brief)
    found = links(whole)
    rest = whole
    for url in found:
        rest = rest.replace(url, " ", 1)
        if not _is_allowed(_host_of(url), allowed):
            yield Finding(code="gate-foreign-link", excerpt=_excerpt(url))
    if len(found) > MAX_LINKS:
        yield Finding(code="gate-too-many-links", excerpt=str(len(found)))
    names = fold(" ".join(_known_texts(brief)))
    for bare in _BARE_HOST.finditer(_EMAIL.sub(" ", rest)):
        host = bare.group().partition("/")[0].lower()
        is_a_name = "/" not in bare.group() and holds_phrase(names, host)
        if not is_a_name and not _is_allowed(host, allowed):
            yield Finding(code="gate-foreign-link", excerpt=_excerpt(bare.group()))


def _addresses(whole: str) -> Iterator[Finding]:
    for found in _EMAIL.finditer(whole):
        yield Finding(code="gate-third-person-address", excerpt=_excerpt(found.group()))


def _known_texts(brief: Brief) -> list[str]:
    prospect = brief.prospect
    names = [one for one in (prospect.company, prospect.job_title) if is_tellable(one)]
    return [*(fact.value for fact in prospect.facts), *names, *_offered_texts(brief)]


def _offered_texts(brief: Brief) -> list[str]:
    """What the workspace itself says: only this allows a claim, never a fact about the reader."""
    offer = brief.salesbook.offer
    return [
        brief.salesbook.company.name,
        offer.name,
        offer.promise,
        offer.call_to_action,
        offer.booking_link,
        *(proof.text for proof in offer.proofs),
        brief.step.objective,
        brief.step.goal,
        brief.sender.display_name,
    ]


def _plain_number(text: str) -> str:
    """`1 200`, `1.200` and `1,200` are one number; so are `12,50` and `12.5`."""
    tight = re.sub(r"[ \u00a0\u202f]", "", text).replace(",", ".")
    whole, dot, part = tight.rpartition(".")
    if dot and len(part) == 3:
        return tight.replace(".", "").lstrip("0") or "0"
    if dot:
        left = whole.replace(".", "").lstrip("0") or "0"
        return f"{left}.{part.rstrip('0')}".rstrip(".")
    return tight.lstrip("0") or "0"


def _all_numbers(written: str) -> set[str]:
    """Also as a model reads them: `m²` reaches it as `m2`."""
    text = f"{written}\n{unicodedata.normalize('NFKC', written)}"
    found = {_plain_number(one.group()) for one in _NUMBER.finditer(text)}
    return found | {_plain_number(digits) for digits in re.findall(r"\d+", text)}


def _numbers(whole: str, brief: Brief) -> Iterator[Finding]:
    known = set().union(*(_all_numbers(text) for text in _known_texts(brief)))
    text = whole
    for url in links(whole):
        text = text.replace(url, " ", 1)
    for found in _NUMBER.finditer(text):
        if _plain_number(found.group()) not in known:
            yield Finding(code="gate-unknown-number", excerpt=_excerpt(found.group()))


def _claims(whole: str, segments: Sequence[Segment], brief: Brief) -> Iterator[Finding]:
    folded = fold(whole)
    offered = fold(" ".join(_offered_texts(brief)))
    for phrase in brief.salesbook.offer.forbidden_claims:
        if holds_phrase(folded, phrase):
            yield Finding(code="gate-forbidden-claim", excerpt=_excerpt(phrase))
    for phrase in _NEVER_UNLESS_OFFERED:
        if holds_phrase(folded, phrase) and not holds_phrase(offered, phrase):
            yield Finding(code="gate-claim-not-offered", excerpt=phrase)
    if not brief.is_follow_up:
        for phrase in _PRETENDED_HISTORY:
            if holds_phrase(folded, phrase):
                yield Finding(code="gate-pretended-history", excerpt=phrase)
    for segment in segments:
        if any(claim.state is ClaimState.UNSUPPORTED for claim in segment.claims):
            yield Finding(code="gate-unsupported-claim", excerpt=_excerpt(segment.text))


def _language(texts: Sequence[str], brief: Brief) -> Iterator[Finding]:
    """Counts small words, of the whole and of each part; what is too short to tell passes."""
    for text in texts:
        words = re.findall(r"[a-zà-ÿ]+", text.lower())
        french = sum(word in _FRENCH for word in words)
        english = sum(word in _ENGLISH for word in words)
        told, other = (french, english) if brief.language is Language.FR else (english, french)
        if other >= 4 and other > told:
            yield Finding(code="gate-wrong-language")


def _address_form(whole: str, brief: Brief) -> Iterator[Finding]:
    """`ton` and `ta` are left out: the first is a noun too often, the second rarely comes alone."""
    if brief.language is not Language.FR:
        return
    words = set(re.findall(r"[a-zà-ÿ]+", whole.lower()))
    says_tu = bool(words & _TU) or bool(re.search(r"\bt['’]", whole.lower()))
    says_vous = bool(words & _VOUS)
    wrong = says_tu if brief.salesbook.tone is Tone.VOUS else says_vous
    if wrong:
        yield Finding(code="gate-address-form")


def _civility(segments: Sequence[Segment], brief: Brief) -> Iterator[Finding]:
    """No gender is guessed from a first name: a title needs a fact that gives it (GEN-3).

    What a person typed is theirs to know.
    """
    titles = [fact for fact in brief.prospect.facts if fact.id == "civility"]
    given = {fact.value.casefold().strip(".") for fact in titles}
    is_he, is_she = given & {"m", "monsieur", "mr"}, given & {"mme", "madame", "mrs", "ms", "mlle"}
    for segment in segments:
        if segment.kind is SegmentKind.OWN_WORDS:
            continue
        for found in _CIVILITY.finditer(segment.text):
            if not (is_he if found["he"] else is_she):
                yield Finding(code="gate-civility", excerpt=_excerpt(found.group()))


def _off_topic(segments: Sequence[Segment], brief: Brief) -> Iterator[Finding]:
    """What a model wrote speaks with ordinary words and those of the facts and the offer."""
    known = " ".join((*_known_texts(brief), brief.prospect.first_name, brief.prospect.last_name))
    for segment in segments:
        if segment.kind is SegmentKind.OWN_WORDS:
            continue
        strange, total = foreign_words(segment.text, known)
        if strange >= MANY_STRANGE and strange > total * STRANGE_SHARE:
            yield Finding(code="gate-off-topic", excerpt=_excerpt(segment.text))


def _beside_the_source(segments: Sequence[Segment]) -> Iterator[Finding]:
    """A sentence that cites evidence says at least one word of it."""
    for segment in segments:
        quotes = [one.quote for one in segment.claims if one.state is not ClaimState.UNSUPPORTED]
        if not quotes or segment.kind in {SegmentKind.GREETING, SegmentKind.OWN_WORDS}:
            continue
        told = {one for one in fold(segment.text).split() if len(one) >= 2}
        if not told & {one for one in fold(" ".join(quotes)).split() if len(one) >= 2}:
            yield Finding(code="gate-beside-the-source", excerpt=_excerpt(segment.text))


def _spam(whole: str, brief: Brief) -> Iterator[Finding]:
    folded, offered = fold(whole), fold(" ".join(_offered_texts(brief)))
    for phrase in _SPAM_WORDS:
        if holds_phrase(folded, phrase) and not holds_phrase(offered, phrase):
            yield Finding(code="gate-spam", excerpt=phrase)
    for pattern in (_SHOUTING, _SPAM_SIGNS):
        for found in pattern.finditer(whole):
            yield Finding(code="gate-spam", excerpt=_excerpt(found.group()))


def _sensitive(whole: str) -> Iterator[Finding]:
    for category in sensitive_categories(whole):
        yield Finding(code="gate-sensitive", excerpt=category)


def _too_long(body: str, brief: Brief, note_budget: int) -> Iterator[Finding]:
    if not body.strip() and not brief.step.kind.is_bare:
        yield Finding(code="gate-empty")
    if brief.step.kind is MessageKind.LINKEDIN_NOTE:
        if len(body) > note_budget:
            yield Finding(code="gate-too-long", excerpt=f"{len(body)}/{note_budget}")
        return
    most = _WORDS[brief.step.kind][0] if brief.step.kind in _WORDS else MAX_EMAIL_WORDS
    if len(body.split()) > most:
        yield Finding(code="gate-too-long", excerpt=f"{len(body.split())}/{most}")


def _no_objective(segments: Sequence[Segment], brief: Brief) -> Iterator[Finding]:
    """An e-mail asks for something; what a person wrote is theirs to judge."""
    asks = {SegmentKind.QUESTION, SegmentKind.CALL_TO_ACTION, SegmentKind.OWN_WORDS}
    owes_one = brief.step.kind in _ASKS and not brief.step.is_answer
    if owes_one and not any(one.kind in asks for one in segments):
        yield Finding(code="gate-no-objective")


def _prior_contact(brief: Brief) -> Iterator[Finding]:
    """Nobody is approached as a stranger who spoke with us lately (TEAM-4)."""
    if any(one.blocks for one in brief.prior):
        yield Finding(code="gate-prior-contact")


def _warnings(
    subject: str, body: str, segments: Sequence[Segment], brief: Brief
) -> Iterator[Finding]:
    for segment in segments:
        if any(claim.state is ClaimState.STALE for claim in segment.claims):
            yield Finding(code="gate-stale-source", excerpt=_excerpt(segment.text))
    if body.count("?") >= 3 and brief.step.kind is not MessageKind.CALL_SCRIPT:
        yield Finding(code="gate-many-questions")
    yield from _unknown_names(body, brief)
    if brief.prior and not any(one.blocks for one in brief.prior):
        yield Finding(code="gate-known-before")
    if not brief.step.is_answer:
        yield from _unusual_length(subject, body, brief)


def _unusual_length(subject: str, body: str, brief: Brief) -> Iterator[Finding]:
    if brief.step.kind in _WORDS:
        low, high = _WORDS[brief.step.kind][1]
        if not low <= len(body.split()) <= high:
            yield Finding(code="gate-length", excerpt=f"{len(body.split())}")
    if brief.step.kind is MessageKind.EMAIL:
        if len(subject) > GOOD_SUBJECT:
            yield Finding(code="gate-long-subject")
        low, high = GOOD_FOLLOW_UP_WORDS if brief.is_follow_up else GOOD_EMAIL_WORDS
        count = len(body.split())
        if not low <= count <= high:
            yield Finding(code="gate-length", excerpt=f"{count}")


def _unknown_names(body: str, brief: Brief) -> Iterator[Finding]:
    told = (*_known_texts(brief), brief.prospect.first_name, brief.prospect.last_name)
    known = fold(" ".join(told))
    for found in _NAME_INSIDE.finditer(body):
        name = fold(found.group())
        if name not in _NO_NAMES and not holds_phrase(known, name):
            yield Finding(code="gate-unknown-name", excerpt=_excerpt(found.group()))
