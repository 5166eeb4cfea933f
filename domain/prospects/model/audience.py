"""One typed filter language for lists, saved views, bulk changes and campaigns.

    {"all": [{"field": "title", "operator": "contains", "values": ["directeur"]},
             {"any": [{"field": "score", "operator": "at_least", "values": [60]},
                      {"field": "tag", "operator": "has", "values": ["salon"]}]}]}

Several values of one condition mean "any of them".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from domain.prospects.errors import FilterInvalid
from domain.prospects.model.stage import Stage
from domain.prospects.model.text import fold
from domain.shared.errors import FieldFault

_MOST_CONDITIONS = 30
_MOST_DEPTH = 3
_MOST_VALUES = 50
_MOST_TEXT = 200


class Kind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    TAGS = "tags"
    FLAG = "flag"


_KNOWN = ("is_known", "is_unknown")
OPERATORS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("contains", "not_contains", "equals", *_KNOWN),
    Kind.CHOICE: ("is", "is_not"),
    Kind.NUMBER: ("at_least", "at_most", *_KNOWN),
    Kind.DATE: ("before", "after", "within_days"),
    Kind.TAGS: ("has", "has_not", *_KNOWN),
    Kind.FLAG: ("is",),
}
FIELDS: Mapping[str, Kind] = {
    "name": Kind.TEXT,
    "title": Kind.TEXT,
    "company": Kind.TEXT,
    "industry": Kind.TEXT,
    "location": Kind.TEXT,
    "country": Kind.TEXT,
    "seniority": Kind.TEXT,
    "domain": Kind.TEXT,
    "head_count": Kind.TEXT,
    "source": Kind.TEXT,
    "stage": Kind.CHOICE,
    "verdict": Kind.CHOICE,
    "band": Kind.CHOICE,
    "email_status": Kind.CHOICE,
    "score": Kind.NUMBER,
    "added_at": Kind.DATE,
    "last_activity_at": Kind.DATE,
    "tag": Kind.TAGS,
    "has_email": Kind.FLAG,
    "has_linkedin": Kind.FLAG,
    "opted_out": Kind.FLAG,
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "stage": tuple(one.value for one in Stage),
    "verdict": ("kept", "to_check", "dismissed"),
    "band": ("very_good", "good", "to_check", "weak"),
    "email_status": (
        *("unverified", "deliverable", "high_probability", "catch_all", "invalid", "unknown"),
    ),
}
Value: TypeAlias = str | int | bool
Facts: TypeAlias = Mapping[str, Any]
"""What a person is judged by: a value per field of FIELDS, None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    field: str
    operator: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`is_any`: one part is enough; otherwise all must hold. Without parts everybody matches."""

    is_any: bool
    parts: tuple["Condition | Group", ...]


def read_filter(said: object, pointer: str = "/filter") -> Group:
    """Raise FilterInvalid that points at every wrong place (RFC 6901)."""
    faults: list[FieldFault] = []
    count = [0]
    read = _group(said, pointer, faults, count, depth=1)
    if count[0] > _MOST_CONDITIONS:
        faults.append(FieldFault(pointer, "too-many-conditions"))
    if faults or read is None:
        raise FilterInvalid(faults=faults[:50])
    return read


def _group(
    said: object, pointer: str, faults: list[FieldFault], count: list[int], *, depth: int
) -> Group | None:
    if not isinstance(said, dict) or len(said) != 1 or not ({"all", "any"} & said.keys()):
        faults.append(FieldFault(pointer, "not-a-group"))
        return None
    ((word, parts),) = said.items()
    if not isinstance(parts, list) or depth > _MOST_DEPTH:
        faults.append(FieldFault(f"{pointer}/{word}", "not-a-group"))
        return None
    read: list[Condition | Group | None] = []
    for place, part in enumerate(parts):
        at = f"{pointer}/{word}/{place}"
        if isinstance(part, dict) and "field" in part:
            count[0] += 1
            read.append(_condition(part, at, faults))
        else:
            read.append(_group(part, at, faults, count, depth=depth + 1))
    return Group(is_any=word == "any", parts=tuple(one for one in read if one is not None))


def _condition(said: dict[str, Any], at: str, faults: list[FieldFault]) -> Condition | None:
    field, operator, values = said.get("field"), said.get("operator"), said.get("values", [])
    kind = FIELDS.get(field) if isinstance(field, str) else None
    unknown = said.keys() - {"field", "operator", "values"}
    if kind is None or unknown:
        faults.append(FieldFault(f"{at}/{min(unknown, default='field')}", "unknown-field"))
        return None
    if operator not in OPERATORS[kind]:
        faults.append(FieldFault(f"{at}/operator", "unknown-operator"))
        return None
    if not isinstance(values, list) or len(values) > _MOST_VALUES:
        faults.append(FieldFault(f"{at}/values", "wrong-value"))
        return None
    if bool(values) is (operator in _KNOWN):
        code = "no-values-expected" if values else "value-missing"
        faults.append(FieldFault(f"{at}/values", code))
        return None
    for place, value in enumerate(values):
        if not _fits(str(field), kind, str(operator), value):
            faults.append(FieldFault(f"{at}/values/{place}", "wrong-value"))
            return None
    return Condition(field=str(field), operator=str(operator), values=tuple(values))


def _fits(field: str, kind: Kind, operator: str, value: object) -> bool:
    if kind is Kind.FLAG:
        return isinstance(value, bool)
    if kind is Kind.NUMBER or operator == "within_days":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000
    if not isinstance(value, str) or not value.strip() or len(value) > _MOST_TEXT:
        return False
    if kind is Kind.CHOICE:
        return value in CHOICES[field]
    return _day(value) is not None if kind is Kind.DATE else True


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        return None


def said_of(group: Group) -> dict[str, Any]:
    """The filter as it was said; reading it again gives the same."""
    parts = [
        said_of(part)
        if isinstance(part, Group)
        else {"field": part.field, "operator": part.operator, "values": list(part.values)}
        for part in group.parts
    ]
    return {"any" if group.is_any else "all": parts}


def matches(group: Group, facts: Facts, *, at: datetime) -> bool:
    held = (
        matches(part, facts, at=at) if isinstance(part, Group) else _holds(part, facts, at)
        for part in group.parts
    )
    return (any(held) or not group.parts) if group.is_any else all(held)


def _holds(one: Condition, facts: Facts, at: datetime) -> bool:  # noqa: PLR0911 - one per kind
    held = facts.get(one.field)
    if one.operator in _KNOWN:
        return bool(held or held == 0) is (one.operator == "is_known")
    match FIELDS[one.field]:
        case Kind.TEXT:
            return _holds_text(one, str(held or ""))
        case Kind.CHOICE:
            return (held in one.values) is (one.operator == "is")
        case Kind.NUMBER:
            return held is not None and _holds_number(one, held)
        case Kind.DATE:
            return held is not None and _holds_date(one, held, at)
        case Kind.TAGS:
            return bool(set(held or ()) & set(one.values)) is (one.operator == "has")
        case Kind.FLAG:
            return bool(held) in one.values


def _holds_text(one: Condition, held: str) -> bool:
    text = fold(held)
    if one.operator == "equals":
        return any(fold(str(value)) == text for value in one.values)
    found = any(f" {fold(str(value))}" in f" {text}" for value in one.values)
    return found is (one.operator == "contains")


def _holds_number(one: Condition, held: int) -> bool:
    bounds = [int(value) for value in one.values]
    return held >= min(bounds) if one.operator == "at_least" else held <= max(bounds)


def _holds_date(one: Condition, held: datetime, at: datetime) -> bool:
    value = one.values[0]
    if one.operator == "within_days":
        return held >= at - timedelta(days=int(value))
    day = _day(str(value))
    return day is not None and (held < day if one.operator == "before" else held >= day)


def sure(group: Group, field: str, operator: str) -> Sequence[Value]:
    """The values of a condition that must hold for everybody, so that an index can serve it."""
    if group.is_any:
        return ()
    for part in group.parts:
        if isinstance(part, Condition) and (part.field, part.operator) == (field, operator):
            return part.values
    return ()
