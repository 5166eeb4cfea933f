"""Whom the workspace looks for, as scoring reads it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.scoring.errors import FeatureNotAllowed


class Feature(StrEnum):
    """All that may ever enter a score: professional, never sensitive, no proxy (A6)."""

    TITLE = "title"
    COMPANY = "company"
    INDUSTRY = "industry"
    LOCATION = "location"
    COUNTRY = "country"
    SENIORITY = "seniority"
    HEAD_COUNT = "head_count"
    DOMAIN = "domain"

    @classmethod
    def named(cls, name: str) -> "Feature":
        """Raise FeatureNotAllowed for anything else."""
        if name not in cls._value2member_map_:
            raise FeatureNotAllowed
        return cls(name)


class Operator(StrEnum):
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    EQUALS = "equals"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS_KNOWN = "is_known"


class Mode(StrEnum):
    """FILTER must be true, EXCLUDE must be false, SCORE adds points."""

    FILTER = "filter"
    SCORE = "score"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question about a person; several values mean "any of them"."""

    id: str
    feature: Feature
    operator: Operator
    values: tuple[str, ...]
    mode: Mode
    weight: int

    def __hash__(self) -> int:
        """Of the id alone, quick: what follows from criteria is worked out once and looked up."""
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    id: str
    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Personas:
    """All personas of one revision of the Salesbook."""

    revision: int
    personas: tuple[Persona, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One known feature, with where it comes from and when it was seen."""

    value: str
    source: str
    observed_at: datetime
