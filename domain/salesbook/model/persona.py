"""Whom the offer is for (product.md SB-2)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from domain.salesbook.errors import PersonaRefused
from domain.shared.errors import FieldFault
from domain.shared.ids import NewId, PersonaId


class Field(StrEnum):
    TITLE = "title"
    COMPANY = "company"
    INDUSTRY = "industry"
    LOCATION = "location"
    COUNTRY = "country"
    SENIORITY = "seniority"
    HEAD_COUNT = "head_count"
    DOMAIN = "domain"


class Operator(StrEnum):
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    EQUALS = "equals"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS_KNOWN = "is_known"


class Mode(StrEnum):
    """Filter: must be true. Score: adds points. Exclude: must be false."""

    FILTER = "filter"
    SCORE = "score"
    EXCLUDE = "exclude"


class Tone(StrEnum):
    VOUS = "vous"
    TU = "tu"


class Language(StrEnum):
    FR = "fr"
    EN = "en"


_BOUNDS = frozenset({Operator.AT_LEAST, Operator.AT_MOST})
_NUMERIC = _BOUNDS | {Operator.EQUALS, Operator.IS_KNOWN}


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question about a person; several values mean "any of them"."""

    id: str
    field: Field
    operator: Operator
    values: tuple[str, ...]
    mode: Mode
    weight: int

    def faults(self, pointer: str) -> Iterator[FieldFault]:
        numeric = self.field is Field.HEAD_COUNT
        if (self.operator in _BOUNDS and not numeric) or (
            numeric and self.operator not in _NUMERIC
        ):
            yield FieldFault(f"{pointer}/operator", "operator-does-not-fit")
            return
        if self.operator is Operator.IS_KNOWN:
            if self.values:
                yield FieldFault(f"{pointer}/values", "no-values-expected")
            return
        if not self.values:
            yield FieldFault(f"{pointer}/values", "missing")
        if self.operator in _BOUNDS and len(self.values) > 1:
            yield FieldFault(f"{pointer}/values", "one-value-expected")
        if numeric:
            for place, value in enumerate(self.values):
                if not _is_count(value):
                    yield FieldFault(f"{pointer}/values/{place}", "not-a-count")

    def clashes_with(self, excluded: "Criterion") -> list[tuple[int, int]]:
        """Where this filter and that exclusion ask for and refuse the same value."""
        same = self.operator is excluded.operator
        narrower = (self.operator, excluded.operator) == (Operator.EQUALS, Operator.CONTAINS)
        if self.field is not excluded.field or not (same or narrower):
            return []
        pairs = product(enumerate(self.values), enumerate(excluded.values))
        return [
            (mine, theirs)
            for (mine, wanted), (theirs, refused) in pairs
            if wanted.casefold() == refused.casefold()
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """At least one criterion, and never two that contradict each other."""

    id: PersonaId
    name: str
    tone: Tone
    language: Language
    criteria: tuple[Criterion, ...]
    revision: int = 0

    def with_criterion_ids(self, before: "Persona | None", new_id: NewId) -> "Persona":
        """Criteria known `before` keep their ids; all others get fresh ones."""
        known = {criterion.id for criterion in before.criteria} if before else set()
        criteria = []
        for criterion in self.criteria:
            is_known = criterion.id in known
            known.discard(criterion.id)
            criteria.append(criterion if is_known else replace(criterion, id=new_id()))
        return replace(self, criteria=tuple(criteria))

    def check(self) -> None:
        """Raise PersonaRefused; a contradiction points at both of its values."""
        faults = []
        if not self.name:
            faults.append(FieldFault("/name", "missing"))
        if not self.criteria:
            faults.append(FieldFault("/criteria", "missing"))
        for place, criterion in enumerate(self.criteria):
            faults += criterion.faults(f"/criteria/{place}")
        faults += self._contradictions()
        if faults:
            raise PersonaRefused(faults=faults)

    def _contradictions(self) -> list[FieldFault]:
        pointers: dict[str, None] = {}
        for (i, wanted), (j, refused) in product(enumerate(self.criteria), repeat=2):
            if wanted.mode is not Mode.FILTER or refused.mode is not Mode.EXCLUDE:
                continue
            if wanted.operator is refused.operator is Operator.IS_KNOWN:
                if wanted.field is refused.field:
                    pointers |= {f"/criteria/{i}/field": None, f"/criteria/{j}/field": None}
                continue
            for mine, theirs in wanted.clashes_with(refused):
                pointers[f"/criteria/{i}/values/{mine}"] = None
                pointers[f"/criteria/{j}/values/{theirs}"] = None
        return [FieldFault(pointer, "criteria-contradict") for pointer in pointers]
