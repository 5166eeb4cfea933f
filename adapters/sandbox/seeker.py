"""A sentence about whom to look for, read by keywords: what the simulated models answer."""

import re

from adapters.sandbox.store import Json
from adapters.sandbox.world import Company, Person, plain

_SIZES = re.compile(r"(?:de |from |between )?(\d[\d ]*)\s*(?:à|a|to|-|–|et|and)\s*(\d[\d ]*)")
_AT_LEAST = re.compile(r"(?:plus de|au moins|over|more than|at least)\s+(\d[\d ]*)", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:moins de|au plus|under|less than|at most)\s+(\d[\d ]*)", re.IGNORECASE)
_HEADS = re.compile(r"personnes|salari|employ|people|collaborateurs|effectif", re.IGNORECASE)
_TITLES = (
    ("directeur commercial", r"direct\w+ commercia\w+|head of sales"),
    ("directeur marketing", r"direct\w+ marketing|cmo"),
    ("responsable marketing", r"responsables? marketing|marketing managers?"),
    ("directeur général", r"direct\w+ g[ée]n[ée]ra\w+|managing directors?|ceos?"),
    ("directeur des opérations", r"direct\w+ des op[ée]rations|operations directors?|coos?"),
    ("directeur financier", r"direct\w+ financi\w+|cfos?|dafs?"),
    ("directeur des ressources humaines", r"direct\w+ des ressources humaines|drhs?"),
    ("responsable informatique", r"responsables? informatiques?|it managers?|dsis?"),
    ("responsable des achats", r"responsables? (?:des )?achats"),
    ("responsable relation client", r"responsables? (?:de la )?relation client"),
)
_LEVELS = (
    ("owner", r"fondat\w+|founders?|g[ée]rants?|pr[ée]sident\w*"),
    ("c_level", r"dirigeant\w*|c-level|executives?"),
    ("manager", r"\bmanagers?\b|\bresponsables?\b"),
    ("director", r"\bdirect(?:eur|rice)s?\b|\bdirectors?\b"),
)
_NAMED = re.compile(r"^(?:trouve[rz]?(?:-moi)?|find(?: me)?)?\s*([A-ZÀ-Ý]\S+ [A-ZÀ-Ý]\S+)\s*\.?$")


def seek(document: Json, people: list[Person], companies: list[Company]) -> Json:
    """Only what the sentence holds; a bare "commerciaux" is asked back."""
    sentence = str(document.get("sentence") or "")
    named = _NAMED.match(sentence.strip())
    titles = [title for title, words in _TITLES if re.search(words, sentence, re.IGNORECASE)]
    levels = [level for level, words in _LEVELS if re.search(words, sentence, re.IGNORECASE)]
    least, most = _size(sentence)
    said = f"-{plain(sentence)}-"
    found: Json = {
        "titles": titles,
        "seniorities": [] if titles else levels[:2],
        "companies": _in(said, {one.name for one in companies}),
        "industries": _in(said, {one.industry for one in companies}),
        "locations": _in(said, {one.city for one in companies}),
        "head_count_min": least,
        "head_count_max": most,
        "keywords": "",
        "question": None,
        "choices": [],
        "person": None,
    }
    if named and named.group(1) in {one.full_name for one in people}:
        return {**found, "person": named.group(1)}
    if not titles and re.search(r"\b(?:des )?commerciaux\b|\bsales people\b", sentence):
        question = "Cherchez-vous des directions commerciales ou des commerciaux de terrain ?"
        return {
            **found,
            "question": question,
            "choices": ["Directeurs commerciaux", "Commerciaux de terrain"],
        }
    if not (titles or levels or found["industries"] or found["locations"] or found["companies"]):
        found["keywords"] = " ".join(sentence.split()[:4])
    return found


def _in(said: str, names: set[str]) -> list[str]:
    return sorted(name for name in names if f"-{plain(name)}-" in said)[:3]


def _size(sentence: str) -> tuple[int | None, int | None]:
    if not _HEADS.search(sentence):
        return None, None
    both = _SIZES.search(sentence)
    if both:
        return _number(both.group(1)), _number(both.group(2))
    least, most = _AT_LEAST.search(sentence), _AT_MOST.search(sentence)
    return (_number(least.group(1)) if least else None), (_number(most.group(1)) if most else None)


def _number(text: str) -> int:
    return int(text.replace(" ", ""))
