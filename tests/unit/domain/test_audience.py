"""The filter language: what it reads, what it refuses and where, whom it lets through."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.prospects.errors import FilterInvalid
from domain.prospects.model.audience import (
    CHOICES,
    FIELDS,
    OPERATORS,
    Kind,
    matches,
    read_filter,
    said_of,
)
from tests.conftest import MONDAY

CLAIRE: dict[str, Any] = {
    "name": "Claire de Villiers",
    "title": "Directrice commerciale",
    "company": "Forge SA",
    "industry": "",
    "location": "Lyon, France",
    "stage": "contacted",
    "verdict": "kept",
    "score": 72,
    "tag": ["salon"],
    "added_at": MONDAY - timedelta(days=3),
    "last_activity_at": MONDAY,
    "has_email": True,
    "opted_out": False,
}


def one(field: str, operator: str, *values: Any) -> dict[str, Any]:
    return {"all": [{"field": field, "operator": operator, "values": list(values)}]}


def passes(said: dict[str, Any]) -> bool:
    return matches(read_filter(said), CLAIRE, at=MONDAY)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (one("title", "contains", "directrice", "drh"), True),
        (one("title", "contains", "rectrice"), False),
        (one("title", "not_contains", "stagiaire"), True),
        (one("company", "equals", "FORGE sa"), True),
        (one("industry", "is_unknown"), True),
        (one("industry", "contains", "textile"), False),
        (one("stage", "is", "contacted", "won"), True),
        (one("stage", "is_not", "contacted"), False),
        (one("score", "at_least", 72), True),
        (one("score", "at_most", 71), False),
        (one("tag", "has", "salon", "vip"), True),
        (one("tag", "has_not", "salon"), False),
        (one("added_at", "within_days", 3), True),
        (one("added_at", "within_days", 2), False),
        (one("added_at", "before", "2026-11-23"), True),
        (one("has_email", "is", *[True]), True),
        (one("opted_out", "is", *[True]), False),
        ({"any": [one("score", "at_least", 90), one("tag", "has", "salon")]}, True),
        ({"all": [one("score", "at_least", 90), one("tag", "has", "salon")]}, False),
        ({"all": []}, True),
        ({"any": []}, True),
    ],
)
def test_a_condition_lets_through_whom_it_names(said: dict[str, Any], *, expected: bool) -> None:
    assert passes(said) is expected


@pytest.mark.parametrize(
    ("said", "pointer", "code"),
    [
        (one("religion", "is", "x"), "/filter/all/0/field", "unknown-field"),
        (one("title", "at_least", 3), "/filter/all/0/operator", "unknown-operator"),
        (one("stage", "is", "lost", "lots"), "/filter/all/0/values/1", "wrong-value"),
        (one("score", "at_least", "72"), "/filter/all/0/values/0", "wrong-value"),
        (one("score", "at_least", *[True]), "/filter/all/0/values/0", "wrong-value"),
        (one("score", "at_least"), "/filter/all/0/values", "value-missing"),
        (one("title", "is_known", "x"), "/filter/all/0/values", "no-values-expected"),
        (one("added_at", "after", "soon"), "/filter/all/0/values/0", "wrong-value"),
        ({"all": [{"any": [one("nope", "is", "x")]}]}, "/filter/all/0/any/0/all/0/field", ""),
        ({"both": []}, "/filter", "not-a-group"),
        ({"all": [], "any": []}, "/filter", "not-a-group"),
        ([], "/filter", "not-a-group"),
        ({"all": [{"all": [{"all": [{"all": []}]}]}]}, "/filter/all/0/all/0/all/0/all", ""),
    ],
)
def test_a_wrong_place_is_pointed_at(said: Any, pointer: str, code: str) -> None:
    with pytest.raises(FilterInvalid) as refused:
        read_filter(said)
    (fault,) = refused.value.faults
    assert fault.pointer == pointer
    assert code in ("", fault.code)


def test_a_filter_is_bounded() -> None:
    many = {"all": [{"field": "tag", "operator": "has", "values": ["x"]}] * 31}
    with pytest.raises(FilterInvalid) as refused:
        read_filter(many)
    assert refused.value.faults[-1].code == "too-many-conditions"


_VALUES = {
    Kind.TEXT: st.text(alphabet="abcé ", min_size=1).filter(str.strip),
    Kind.NUMBER: st.integers(0, 100),
    Kind.FLAG: st.booleans(),
    Kind.TAGS: st.sampled_from(["salon", "vip"]),
}


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    field = draw(st.sampled_from(sorted(FIELDS)))
    kind = FIELDS[field]
    operator = draw(st.sampled_from(OPERATORS[kind]))
    if operator in {"is_known", "is_unknown"}:
        return {"field": field, "operator": operator, "values": []}
    value: st.SearchStrategy[Any]
    if kind is Kind.CHOICE:
        value = st.sampled_from(CHOICES[field])
    elif kind is Kind.DATE:
        value = st.integers(1, 9) if operator == "within_days" else st.just("2026-11-20")
    else:
        value = _VALUES[kind]
    return {"field": field, "operator": operator, "values": [draw(value)]}


@given(st.lists(conditions(), max_size=5), st.booleans())
def test_what_was_read_says_the_same_again(
    parts: list[dict[str, Any]],
    is_any: bool,  # noqa: FBT001 - given by hypothesis
) -> None:
    said = {"any" if is_any else "all": parts}
    group = read_filter(said)
    assert said_of(group) == said
    assert read_filter(said_of(group)) == group


@given(st.lists(conditions(), min_size=1, max_size=4))
def test_all_is_the_meet_and_any_the_join(parts: list[dict[str, Any]]) -> None:
    each = [matches(read_filter({"all": [part]}), CLAIRE, at=MONDAY) for part in parts]
    assert matches(read_filter({"all": parts}), CLAIRE, at=MONDAY) is all(each)
    assert matches(read_filter({"any": parts}), CLAIRE, at=MONDAY) is any(each)
