"""The simulated models' pen: business messages in French and English, from the facts given.

Every sentence about the reader cites facts of the request, every sentence about the sender's
company cites its promise or a proof. No number, link or name that was not given.
"""

import re
from dataclasses import dataclass
from random import Random
from typing import Any

from adapters.sandbox.store import Json, Value
from adapters.sandbox.structured import texts_of
from adapters.sandbox.world import draw, plain

_LABELS = {
    "first-name": "first_name",
    "prenom": "first_name",
    "given-name": "first_name",
    "last-name": "last_name",
    "nom": "last_name",
    "full-name": "full_name",
    "name": "full_name",
    "job-title": "title",
    "title": "title",
    "fonction": "title",
    "poste": "title",
    "position": "title",
    "role": "title",
    "company": "company",
    "company-name": "company",
    "societe": "company",
    "entreprise": "company",
    "industry": "industry",
    "secteur": "industry",
    "secteur-d-activite": "industry",
    "location": "place",
    "city": "place",
    "ville": "place",
    "localisation": "place",
}
_UNSAID = frozenset(
    (
        *("email", "phone", "domain", "website", "linkedin", "linkedin-url", "country", "pays"),
        *("seniority", "head-count", "score", "source", "language", "langue", "telephone"),
        *("mobile", "stage"),
    )
)
_SMALL_WORDS = frozenset(
    ("Nous", "Notre", "Nos", "Un", "Une", "Des", "Le", "La", "Les", "We", "Our", "A", "The")
)
_NOT_QUOTABLE = re.compile(r"https?:|www\.|@|[{}\[\]<>|`*]|ignore|instruction|\d{3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Fact:
    id: str
    label: str
    value: str


@dataclass(slots=True)
class _Segment:
    text: str
    kind: str
    facts: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()

    def as_json(self) -> Json:
        claims = [{"about": "prospect", "ref": one, "id": one} for one in self.facts]
        claims += [{"about": "us", "ref": one, "id": one} for one in self.proofs]
        return {
            "text": self.text,
            "kind": self.kind,
            "fact_ids": list(self.facts),
            "proof_ids": list(self.proofs),
            "claims": claims,
        }


@dataclass(frozen=True, slots=True)
class _Voice:
    """The phrases of one language and one form of address."""

    hello: str
    hello_nobody: str
    title_and_company: tuple[str, ...]
    title: tuple[str, ...]
    company: tuple[str, ...]
    industry: tuple[str, ...]
    signal: tuple[str, ...]
    promise: tuple[str, ...]
    proof: tuple[str, ...]
    question: tuple[str, ...]
    offer: tuple[str, ...]
    link: str
    no_offer: str
    polite: tuple[str, ...]
    again: tuple[str, ...]
    thanks: tuple[str, ...]
    closing: tuple[str, ...]
    subjects: tuple[str, ...]
    note: tuple[str, ...]
    note_end: tuple[str, ...]
    on_the_telephone: tuple[str, ...]


_VOUS = _Voice(
    hello="Bonjour {first_name},",
    hello_nobody="Bonjour et merci de votre attention,",
    title_and_company=(
        "Je vous écris en raison de votre fonction chez {company} : {title}.",
        "Votre rôle chez {company} ({title}) m'a donné envie de vous écrire.",
        "{title} chez {company} : c'est à ce titre que je m'adresse à vous.",
    ),
    title=(
        "Je vous écris en raison de votre fonction : {title}.",
        "C'est à votre fonction ({title}) que je m'adresse.",
    ),
    company=(
        "Je vous écris au sujet de votre activité chez {company}.",
        "Votre travail chez {company} m'a donné envie de vous écrire.",
    ),
    industry=(
        "Votre secteur, « {industry} », est l'un de ceux que je suis de près.",
        "Je m'intéresse de près à votre secteur : {industry}.",
    ),
    signal=(
        "J'ai relevé ceci sur votre profil : « {signal} »",
        "Une phrase de votre profil a retenu mon attention : « {signal} »",
    ),
    promise=(
        "Chez {us}, notre engagement tient en une phrase : {promise}",
        "Voici ce que fait {us} : {promise}",
        "En quelques mots, {us} apporte ceci : {promise}",
    ),
    proof=(
        "Un point vérifiable à l'appui : {proof}",
        "Pour être concret : {proof}",
        "Un exemple parlant : {proof}",
    ),
    question=(
        "Est-ce une question qui se pose aussi de votre côté ?",
        "Ce sujet fait-il partie de vos priorités en ce moment ?",
        "Comment abordez-vous cette question aujourd'hui ?",
    ),
    offer=(
        "Ce que je vous propose : {cta}",
        "Si le sujet vous parle, voici une suite simple : {cta}",
    ),
    link="Vous pouvez choisir un créneau ici : {link}",
    no_offer="Seriez-vous d'accord pour un court échange à ce sujet ?",
    polite=(
        "Si le sujet ne vous concerne pas, dites-le-moi simplement et je n'insisterai pas.",
        "Je préfère comprendre votre contexte avant de vous proposer quoi que ce soit.",
        "Un simple mot de votre part suffit, dans un sens comme dans l'autre.",
    ),
    again=(
        "Je reviens vers vous avec un élément que mon premier message ne contenait pas.",
        "Mon premier message était court ; voici un élément de plus pour vous faire votre avis.",
    ),
    thanks=("Merci pour votre réponse.", "Merci d'avoir pris le temps de me répondre."),
    closing=("Bien à vous,", "Cordialement,", "Bonne journée à vous,"),
    subjects=(
        "{company} et {topic}",
        "{topic} pour {company}",
        "Une idée pour {company}",
        "Question pour {company}",
    ),
    note=(
        "votre fonction ({title}) chez {company} recoupe les sujets que j'étudie.",
        "je suis de près les sujets de votre fonction : {title}.",
        "votre activité chez {company} m'intéresse.",
    ),
    note_end=("Au plaisir d'échanger avec vous.", "Échangeons si vous le souhaitez."),
    on_the_telephone=(
        "Comment abordez-vous cette question aujourd'hui ?",
        "Qu'est-ce qui vous prend le plus de temps sur ce sujet ?",
        "Qui d'autre, dans votre équipe, suit cette question avec vous ?",
    ),
)
_TU = _Voice(
    hello="Bonjour {first_name},",
    hello_nobody="Bonjour et merci de ton attention,",
    title_and_company=(
        "Je t'écris en raison de ta fonction chez {company} : {title}.",
        "Ton rôle chez {company} ({title}) m'a donné envie de t'écrire.",
    ),
    title=("Je t'écris en raison de ta fonction : {title}.",),
    company=("Je t'écris au sujet de ton activité chez {company}.",),
    industry=("Ton secteur, « {industry} », est l'un de ceux que je suis de près.",),
    signal=("J'ai relevé ceci sur ton profil : « {signal} »",),
    promise=_VOUS.promise,
    proof=_VOUS.proof,
    question=(
        "Est-ce une question qui se pose aussi de ton côté ?",
        "Ce sujet fait-il partie de tes priorités en ce moment ?",
    ),
    offer=("Ce que je te propose : {cta}", "Si le sujet te parle, voici une suite simple : {cta}"),
    link="Tu peux choisir un créneau ici : {link}",
    no_offer="Serais-tu d'accord pour un court échange à ce sujet ?",
    polite=(
        "Si le sujet ne te concerne pas, dis-le-moi simplement et je n'insisterai pas.",
        "Je préfère comprendre ton contexte avant de te proposer quoi que ce soit.",
    ),
    again=("Je reviens vers toi avec un élément que mon premier message ne contenait pas.",),
    thanks=("Merci pour ta réponse.",),
    closing=("Bien à toi,", "Bonne journée à toi,"),
    subjects=_VOUS.subjects,
    note=(
        "ta fonction ({title}) chez {company} recoupe les sujets que j'étudie.",
        "je suis de près les sujets de ta fonction : {title}.",
        "ton activité chez {company} m'intéresse.",
    ),
    note_end=("Au plaisir d'échanger avec toi.",),
    on_the_telephone=(
        "Comment abordes-tu cette question aujourd'hui ?",
        "Qu'est-ce qui te prend le plus de temps sur ce sujet ?",
        "Qui d'autre, dans ton équipe, suit cette question avec toi ?",
    ),
)
_ENGLISH = _Voice(
    hello="Hello {first_name},",
    hello_nobody="Hello, and thank you for your time,",
    title_and_company=(
        "I am writing to you because of your role at {company}: {title}.",
        "Your position at {company} ({title}) made me want to write to you.",
    ),
    title=("I am writing to you because of your role: {title}.",),
    company=("I am writing to you about your work at {company}.",),
    industry=(
        "Your industry, “{industry}”, is one that I follow closely.",
        "I take a close interest in your industry: {industry}.",
    ),
    signal=("One sentence of your profile caught my attention: “{signal}”",),
    promise=(
        "At {us}, our commitment fits in one sentence: {promise}",
        "Here is what {us} does: {promise}",
    ),
    proof=("One point that you can check: {proof}", "To be concrete: {proof}"),
    question=(
        "Is this a question on your side as well?",
        "Is this topic part of your priorities at the moment?",
    ),
    offer=("What I suggest: {cta}", "If this speaks to you, here is a simple next step: {cta}"),
    link="You can pick a slot here: {link}",
    no_offer="Would you be open to a short conversation about it?",
    polite=(
        "If this is not a topic for you, just tell me and I will not insist.",
        "I would rather understand your context before suggesting anything to you.",
        "A single word from you is enough, one way or the other.",
    ),
    again=("I am coming back to you with one element that my first message did not have.",),
    thanks=("Thank you for your answer.",),
    closing=("Best regards,", "Kind regards,"),
    subjects=("{company} and {topic}", "{topic} for {company}", "An idea for {company}"),
    note=(
        "your role ({title}) at {company} meets the topics I follow.",
        "I follow the topics of your role closely: {title}.",
        "I take an interest in your work at {company}.",
    ),
    note_end=("Happy to connect.", "I would be glad to connect."),
    on_the_telephone=(
        "How do you handle this question today?",
        "What takes you the most time on this topic?",
        "Who else in your team follows this question with you?",
    ),
)


def write(document: Json, *, seed: int = 0, turn: int = 0) -> Json:
    """The message the document asks for; `turn` makes another version of the same."""
    return _Writer(document, draw("write", seed, turn, sorted(texts_of(document)))).write()


class _Writer:
    def __init__(self, document: Json, rng: Random) -> None:
        self._document, self._rng = document, rng
        instruction = str(document.get("instruction") or "").lower()
        language = str(document.get("language") or "fr").lower()[:2]
        if "anglais" in instruction or "english" in instruction:
            language = "en"
        self._french = language != "en"
        informal = str(document.get("tone") or "").lower().startswith("tu")
        self._voice = (_TU if informal else _VOUS) if self._french else _ENGLISH
        self._short = any(word in instruction for word in ("court", "short", "bref"))
        self._facts = _facts_of(document.get("prospect"))
        self._offer: Json = document.get("offer") or {}
        self._proofs = _proofs_of(self._offer)
        self._step: Json = document.get("step") or {}

    def write(self) -> Json:
        task = str(self._document.get("task") or "write_email")
        if "invitation" in task or "note" in task:
            segments, subject = self._note(), None
        elif "script" in task:
            segments, subject = self._script(), None
        elif "reply" in task or "answer" in task:
            segments, subject = self._reply(), None
        elif "follow" in task or self._step.get("is_follow_up"):
            segments, subject = self._follow_up(), None
        else:
            segments, subject = self._email(), self._subject()
        for one in segments:
            one.text = self._typeset(one.text)
        joiner = " " if subject is None and "note" in task else "\n\n"
        text = joiner.join(one.text for one in segments)
        return {
            "subject": self._typeset(subject) if subject else None,
            "segments": [one.as_json() for one in segments],
            "language": "fr" if self._french else "en",
            "body": text,
            "text": text,
        }

    # Whole messages
    def _email(self) -> list[_Segment]:
        """60 to 110 words (GEN-1): paragraphs that may go, then paragraphs that may come."""
        needed = [self._greeting(), *self._about_reader(), *self._about_us(), *self._asking()]
        needed += [self._closing()]
        return self._fit(needed, low=64, high=108)

    def _follow_up(self) -> list[_Segment]:
        again = _Segment(self._pick(self._voice.again), "question")
        index = int(self._step.get("index") or 1)
        needed = [self._greeting(), again, *self._about_us(proof=index)[-1:], *self._asking()]
        return self._fit([*needed, self._closing()], low=54, high=96)

    def _reply(self) -> list[_Segment]:
        """Takes up what they wrote; a refusal or a later date is thanked for and left alone."""
        thanks = _Segment(self._pick(self._voice.thanks), "closing")
        objective = str(self._step.get("objective") or "")
        if "ask nothing" in objective:
            return [self._greeting(), thanks, self._closing()]
        needed = [self._greeting(), thanks, *self._taken_up(), *self._about_us(), *self._asking()]
        return self._fit([*needed, self._closing()], low=40, high=108)

    def _taken_up(self) -> list[_Segment]:
        heard = (self._document.get("prospect") or {}).get("facts") or []
        said = next((one for one in heard if str(one.get("label", "")).startswith("reply_")), None)
        if said is None or not _is_quotable(str(said["value"])):
            return []
        phrase = "Vous m'écriviez : « {0} »" if self._french else "You wrote: “{0}”"
        if self._voice is _TU:
            phrase = "Tu m'écrivais : « {0} »"
        return [_Segment(phrase.format(said["value"]), "about_prospect", (str(said["id"]),))]

    def _script(self) -> list[_Segment]:
        """What is said aloud: why this person, what we offer, three questions, a next step."""
        questions = [_Segment(one, "question") for one in self._voice.on_the_telephone]
        return [
            *self._about_reader()[:1],
            *self._about_us()[:1],
            *questions,
            *self._asking()[-1:],
        ]

    def _note(self) -> list[_Segment]:
        """At most `step.max_characters`; shorter and shorter until it fits."""
        limit = int(self._step.get("max_characters") or self._document.get("max_characters") or 200)
        first = self._facts.get("first_name")
        greeting = (
            self._greeting()
            if first
            else _Segment("Bonjour," if self._french else "Hello,", "greeting")
        )
        if not first:
            greeting.text = "Bonjour à vous," if self._french else "Hello there,"
        end = _Segment(self._pick(self._voice.note_end), "closing")
        for phrase in self._voice.note:
            told = self._fill(phrase)
            if told is not None:
                text, facts = told
                segments = [greeting, _Segment(text, "about_prospect", facts), end]
                if len(" ".join(one.text for one in segments)) <= limit:
                    return segments
        return [greeting, end]

    def _fit(self, segments: list[_Segment], *, low: int, high: int) -> list[_Segment]:
        def words() -> int:
            return sum(len(one.text.split()) for one in segments)

        droppable = ["question", "about_us", "about_prospect"]
        while words() > high and droppable:
            kind = droppable.pop(0)
            same = [one for one in segments if one.kind == kind]
            if len(same) > (0 if kind == "question" else 1):
                segments.remove(same[-1])
        polite = list(self._voice.polite)
        self._rng.shuffle(polite)
        while words() < (0 if self._short else low) and polite:
            segments.insert(len(segments) - 1, _Segment(polite.pop(), "question"))
        return segments

    # Paragraphs
    def _greeting(self) -> _Segment:
        told = self._fill(self._voice.hello)
        if told is None:
            return _Segment(self._voice.hello_nobody, "greeting")
        return _Segment(told[0], "greeting", told[1])

    def _about_reader(self) -> list[_Segment]:
        found: list[_Segment] = []
        for phrases in (self._voice.title_and_company, self._voice.title, self._voice.company):
            told = self._fill(self._pick(phrases))
            if told is not None:
                found.append(_Segment(told[0], "about_prospect", told[1]))
                break
        more = [self._voice.signal, self._voice.industry]
        if not self._short:
            for phrases in more:
                told = self._fill(self._pick(phrases))
                if told is not None:
                    found.append(_Segment(told[0], "about_prospect", told[1]))
                    break
        return found

    def _about_us(self, *, proof: int = 0) -> list[_Segment]:
        found: list[_Segment] = []
        promise, promise_id = _promise_of(self._offer)
        us = str((self._document.get("sender") or {}).get("company") or "")
        us = us or ("notre équipe" if self._french else "our team")
        if promise:
            text = self._pick(self._voice.promise).format(us=us, promise=_sentence(promise))
            found.append(_Segment(text, "about_us", proofs=(promise_id,)))
        if self._proofs and not (self._short and found):
            one = self._proofs[(proof + self._rng.randrange(len(self._proofs))) % len(self._proofs)]
            text = self._pick(self._voice.proof).format(proof=_sentence(one.value))
            found.append(_Segment(text, "about_us", proofs=(one.id,)))
        return found

    def _asking(self) -> list[_Segment]:
        found = [_Segment(self._pick(self._voice.question), "question")]
        cta = str(self._offer.get("call_to_action") or "").strip()
        link = str(self._offer.get("booking_link") or "").strip()
        if not cta:
            text = self._voice.no_offer
        elif cta.endswith("?"):
            text = cta
        else:
            text = self._pick(self._voice.offer).format(cta=_sentence(cta))
        if link and link not in text:
            text += " " + self._voice.link.format(link=link)
        return [*found, _Segment(text, "call_to_action")]

    def _closing(self) -> _Segment:
        return _Segment(self._pick(self._voice.closing), "closing")

    def _subject(self) -> str:
        company = self._facts.get("company")
        topic = str(self._offer.get("name") or "").strip()
        choices = list(self._voice.subjects)
        self._rng.shuffle(choices)
        for phrase in choices:
            if ("{company}" in phrase and company is None) or ("{topic}" in phrase and not topic):
                continue
            text = phrase.format(company=company.value if company else "", topic=topic)
            if len(text) <= 60:
                return text
        return (
            "Une question pour vous"
            if self._voice is _VOUS
            else ("Une question" if self._french else "A question for you")
        )

    # Words
    def _pick(self, phrases: tuple[str, ...]) -> str:
        return self._rng.choice(phrases)

    def _fill(self, phrase: str) -> tuple[str, tuple[str, ...]] | None:
        """The phrase with its facts, and their ids; None when one is missing."""
        names = re.findall(r"{(\w+)}", phrase)
        if any(name not in self._facts for name in names):
            return None
        values = {name: self._facts[name].value for name in names}
        if "signal" in values:
            values["signal"] = _cut(values["signal"], 110)
        ids = tuple(self._facts[name].id for name in names if self._facts[name].id)
        return phrase.format(**values), ids

    def _typeset(self, text: str) -> str:
        """French typography: non-breaking spaces inside « » and before : ; ! ?"""
        if not self._french:
            return text
        text = re.sub(r"[ \u00a0\u202f]+([:;!?»])", "\u00a0\\1", text)
        return re.sub(r"«[ \u00a0\u202f]+", "«\u00a0", text)


def _facts_of(prospect: Value) -> dict[str, _Fact]:
    """By what they tell. Lists of facts, or fields that hold `{id, value}`, or bare fields."""
    found: dict[str, _Fact] = {}
    rows: list[tuple[str, Any]] = []
    if isinstance(prospect, dict):
        facts = prospect.get("facts")
        rows += [("", one) for one in facts] if isinstance(facts, list) else []
        rows += list(facts.items()) if isinstance(facts, dict) else []
        rows += [(name, value) for name, value in prospect.items() if name != "facts"]
    for name, row in rows:
        fact = _fact(name, row)
        if fact is None or not fact.value or not _is_quotable(fact.value):
            continue
        label = plain(fact.label.replace("_", "-"))
        if label in _UNSAID:
            continue
        told = _LABELS.get(label, "signal" if fact.id and len(fact.value.split()) > 2 else label)
        found.setdefault(told, fact)
    if "first_name" not in found and "full_name" in found:
        whole = found["full_name"]
        found["first_name"] = _Fact(whole.id, "first_name", whole.value.split()[0])
    return found


def _fact(name: str, row: Value) -> _Fact | None:
    if isinstance(row, str):
        return _Fact("", name, row.strip())
    if not isinstance(row, dict):
        return None
    value = next((row[key] for key in ("value", "text", "quote") if row.get(key)), "")
    label = next((row[key] for key in ("label", "name", "kind", "field") if row.get(key)), name)
    return _Fact(str(row.get("id") or ""), str(label), str(value).strip())


def _is_quotable(value: str) -> bool:
    """Text that looks like a link, a placeholder or an order to the reader is left out."""
    return not _NOT_QUOTABLE.search(value)


def _proofs_of(offer: Json) -> list[_Fact]:
    rows = offer.get("proofs") or []
    facts = [_fact("proof", row) for row in rows] if isinstance(rows, list) else []
    return [one for one in facts if one is not None and one.id and one.value]


def _promise_of(offer: Json) -> tuple[str, str]:
    promise = offer.get("promise") or ""
    if isinstance(promise, dict):
        return str(promise.get("text") or promise.get("value") or ""), str(promise.get("id"))
    return str(promise), "promise"


def _sentence(text: str) -> str:
    """To stand after a colon: a full stop, and no capital on a small word."""
    text = text.strip()
    if text.partition(" ")[0] in _SMALL_WORDS:
        text = text[0].lower() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"
