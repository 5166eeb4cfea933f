"""What a measurement comes to: a ratio against a ceiling, or how a cost grows with what waits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """Per second, ours and the ceiling's."""

    job: str
    ceiling: str
    wanted: float
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


@dataclass(frozen=True)
class Growth:
    """Milliseconds of the same job, next to so few and next to so many."""

    job: str
    few: int
    many: int
    few_ms: float
    many_ms: float
    wanted: float = 2.0

    @property
    def ratio(self) -> float:
        return self.many_ms / self.few_ms
