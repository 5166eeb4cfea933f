"""Whether a fact answers a criterion; unknown is an answer of its own."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from domain.scoring.model.persona import Criterion, Fact, Feature, Operator

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d{1,9}")
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
# In order: the first that fits counts. Words of job titles, French and English.
_SENIORITY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (level, re.compile(rf"\b(?:{words})\b"))
    for level, words in (
        ("founder", r"(?:co ?)?fond(?:ateur|atrice)|(?:co ?)?founder|owner|gerante?"),
        ("vp", r"vp|vice president(?:e)?|svp|evp|directeur general adjoint|dga"),
        (
            "c_level",
            r"c[efmtoi]o|chief|president(?:e)?|pdg|dg|directeur general|directrice generale|chro",
        ),
        ("director", r"direct(?:eur|rice)s?|director|head|daf|drh|dsi|dircom"),
        ("manager", r"manager|responsable|chef(?:fe)?|lead|team leader"),
        ("senior", r"senior|principal|expert(?:e)?|confirme(?:e)?"),
        ("junior", r"junior|assistante?|stagiaire|alternante?|intern|apprentie?"),
    )
)


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case, without accents; whatever is no letter or digit is one space."""
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(char)
    )
    return _NOT_A_WORD.sub(" ", bare.replace("œ", "oe")).strip()


@lru_cache(maxsize=50_000)
def seniority_of(title: str) -> str:
    """The level a job title speaks of; empty when it says none."""
    folded = fold(title)
    return next((level for level, words in _SENIORITY if words.search(folded)), "")


def judge(criterion: Criterion, fact: Fact | None) -> Outcome:
    """Unknown data never passes silently (SB-2): it is UNKNOWN, not NOT_MET."""
    return _judge(criterion, fact.value if fact else "")


@lru_cache(maxsize=50_000)
def _judge(criterion: Criterion, value: str) -> Outcome:
    known = bool(value.strip())
    if criterion.operator is Operator.IS_KNOWN:
        return Outcome.MET if known else Outcome.NOT_MET
    if not known:
        return Outcome.UNKNOWN
    if criterion.feature is Feature.HEAD_COUNT:
        return _judge_count(criterion, value)
    text = fold(value)
    if criterion.operator is Operator.EQUALS:
        return _met(any(text == fold(value) for value in criterion.values))
    padded = f" {text} "
    found = any(phrase in padded for phrase in _phrases(criterion.values))
    return _met(found is (criterion.operator is Operator.CONTAINS))


def _met(met: bool) -> Outcome:  # noqa: FBT001 - the only thing it is about
    return Outcome.MET if met else Outcome.NOT_MET


@lru_cache(maxsize=10_000)
def _phrases(values: tuple[str, ...]) -> tuple[str, ...]:
    """What to look for in a text between spaces: each from the start of a word; short ones (RH,
    IT) as a whole word only.
    """
    folded = (fold(value) for value in values)
    return tuple(f" {one} " if len(one) <= 3 else f" {one}" for one in folded if one)


def head_count(text: str) -> tuple[int, int] | None:
    """Least and most people a text like `51-200` or `1 200` speaks of; `10 001+` has no most."""
    numbers = [int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(text)][:2]
    if not numbers:
        return None
    least, most = numbers[0], numbers[-1]
    return (least, 10**9) if len(numbers) == 1 and "+" in text else (least, max(least, most))


def _judge_count(criterion: Criterion, text: str) -> Outcome:
    known = head_count(text)
    wanted = [head_count(value) for value in criterion.values]
    if known is None or not all(wanted):
        return Outcome.UNKNOWN
    least, most = known
    bounds = [one[0] for one in wanted if one]
    if criterion.operator is Operator.EQUALS:
        return _met(any(least <= bound <= most for bound in bounds))
    if criterion.operator is Operator.AT_LEAST:
        return _between(least >= min(bounds), most < min(bounds))
    return _between(most <= max(bounds), least > max(bounds))


def _between(surely: bool, surely_not: bool) -> Outcome:  # noqa: FBT001 - the two ends of one range
    if surely:
        return Outcome.MET
    return Outcome.NOT_MET if surely_not else Outcome.UNKNOWN
