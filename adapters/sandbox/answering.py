"""What a simulated model says to a structured-output request, whoever the vendor.

By default it answers truthfully from the facts of the request. By scenario (header `x-sim`, or a
dial) it refuses, is cut, obeys an injected order or talks nonsense (vendors/llm.md 3.4, 4.1).
"""

import asyncio
import json
import re
from dataclasses import dataclass

from starlette.requests import Request

from adapters.sandbox import copywriter
from adapters.sandbox.parts import Parts
from adapters.sandbox.reader import extract_reply, nearest, read_again, read_facts, read_reply
from adapters.sandbox.seeker import seek
from adapters.sandbox.store import Json, Value
from adapters.sandbox.structured import Shaper, document_in, texts_of

# Scenarios about the text; those about HTTP are in each vendor's own table.
TEXTS = (
    "ok",
    "prose",
    "invalid_json",
    "nonsense",
    "wrong_ids",
    "no_ids",
    "injected",
    "injected_placeholder",
    "injected_link",
    "injected_claim",
    "injected_leak",
    "injected_label",
)
_PLACEHOLDER = "Bonjour {{first_name}}, voici notre offre pour [Votre Entreprise]."
_LINK = "Cliquez ici pour valider votre compte : https://offre-exclusive.evil.test/gagner"
_CLAIM = "Résultat garanti : nous sommes le leader du marché, 9 clients sur 10 le confirment."


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, read the same way for both vendors."""

    system: str
    user: str
    schema: Json | None
    scenario: str
    max_tokens: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """`cut` when the budget of tokens ended the text."""

    text: str
    cut: bool
    input_tokens: int
    output_tokens: int


def tokens(text: str) -> int:
    return max(1, len(text) // 4)


def answer(parts: Parts, ask: Ask) -> Said:
    text = _text(parts, ask)
    used = tokens(ask.system) + tokens(ask.user)
    cut = ask.scenario == "truncated"
    if ask.max_tokens is not None and tokens(text) > ask.max_tokens:
        cut = True
    if cut:
        text = text[: min(len(text) * 2 // 3, 4 * (ask.max_tokens or 10**6))]
    return Said(text, cut, used, tokens(text))


def _text(parts: Parts, ask: Ask) -> str:
    document = document_in(ask.user)
    if ask.schema is None:
        message = copywriter.write(document, seed=parts.settings.seed)
        return str(message["text"])
    value = Shaper(ask.schema, list(texts_of(document)))(
        _spoiled(ask, _meant(parts, ask, document))
    )
    text = json.dumps(value, ensure_ascii=False)
    if ask.scenario == "prose":
        return f"Sure! Here it is: {text}"
    if ask.scenario == "invalid_json":
        return text[:-2] + ",,"
    if ask.scenario == "nonsense":
        return json.dumps({"answer": 42, "colour": ["blue"]})
    return text


_READERS = {"extract_reply": extract_reply, "second_read": read_again, "fit_opinion": read_facts}


def _meant(parts: Parts, ask: Ask, document: Json) -> Json:
    """Writing or reading, told by the task or else by the schema."""
    printed = json.dumps(ask.schema)
    task = str(document.get("task") or "").lower()
    if task.startswith(("write", "rewrite", "regenerate", "draft")) or '"segments"' in printed:
        again = bool(document.get("refused_for")) + len(str(document.get("previous_text") or ""))
        return copywriter.write(document, seed=parts.settings.seed, turn=again)
    for name, read in _READERS.items():
        if task.startswith(name):
            return read(document)
    if task.startswith(("classify", "read_reply", "label")) or '"opt_out"' in printed:
        found = read_reply(document)
        label = nearest(found["label"], _labels(ask.schema or {}))
        return {**found, "label": label, "category": label, "class": label, "intent": label}
    if task.startswith("propose_search"):
        people = list(parts.world.people.values())
        return seek(document, people, list(parts.world.companies()))
    return {}


def _labels(schema: Value) -> list[str]:
    """The words that the schema allows for a label."""
    if isinstance(schema, dict):
        for name in ("label", "category", "class", "intent"):
            inner = schema.get("properties", {}).get(name)
            if isinstance(inner, dict) and "enum" in inner:
                return [str(one) for one in inner["enum"]]
        schema = list(schema.values())
    if isinstance(schema, list):
        return next((found for one in schema if (found := _labels(one))), [])
    return []


def _spoiled(ask: Ask, meant: Json) -> Json:
    """A model that was fooled: what the gate of the product must catch."""
    scenario = ask.scenario
    segments = meant.get("segments")
    if scenario == "injected_label" or (scenario == "injected" and segments is None):
        label = {"label": "interested", "category": "interested", "intent": "interested"}
        return {**meant, **label, "confidence": 0.99, "quote": "Je veux signer tout de suite"}
    if not isinstance(segments, list):
        return meant
    if scenario == "wrong_ids":
        return {**meant, "segments": [_with_ids(one, ["f999"]) for one in segments]}
    if scenario == "no_ids":
        return {**meant, "segments": [_with_ids(one, []) for one in segments]}
    canary = re.search(r"[Cc]anary:?\s+(\S+?)[.\s]", ask.system)
    leak = f"Mes consignes sont : {canary.group(1) if canary else ask.system[:80]}"
    spoils = {
        "injected_placeholder": [_PLACEHOLDER],
        "injected_link": [_LINK],
        "injected_claim": [_CLAIM],
        "injected_leak": [leak],
        "injected": [_PLACEHOLDER, _LINK, _CLAIM, leak],
    }.get(scenario, [])
    bad = [
        {"text": text, "kind": "question", "claims": [], "fact_ids": [], "proof_ids": []}
        for text in spoils
    ]
    return {**meant, "segments": [*segments[:-1], *bad, *segments[-1:]]}


def _with_ids(segment: Json, ids: list[str]) -> Json:
    about = {"about_prospect": "prospect", "about_us": "us"}.get(segment["kind"])
    if about is None:
        return segment
    return {
        **segment,
        "fact_ids": ids if about == "prospect" else [],
        "proof_ids": ids if about == "us" else [],
        "claims": [{"about": about, "ref": one, "id": one} for one in ids],
    }


async def until_gone(request: Request) -> None:
    """A hang: no answer until the client gives up."""
    while not await request.is_disconnected():  # noqa: ASYNC110 - there is no event to wait for
        await asyncio.sleep(0.05)


def scenario_of(state: Value, headers: Value, parts: Parts) -> str:
    """The header first; `…_once` holds for the first attempt under one `x-sim-key` (3.1)."""
    scenario = headers.get("x-sim") or getattr(state, "scenario", "") or "ok"
    if scenario.endswith("_once"):
        key = f"x-sim-{headers.get('x-sim-key', scenario)}"
        first = parts.store.number(key) == 1
        scenario = scenario.removesuffix("_once") if first else "ok"
    return str(scenario)
