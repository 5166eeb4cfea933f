"""How the product is doing, as numbers for whoever runs it; never about a person or a workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Vital:
    """One number at this instant; `says` is the same for all with one name."""

    name: str
    says: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


class Vitals(Protocol):
    async def read(self, *, clock: datetime, wall: datetime) -> Sequence[Vital]:
        """Read from what is stored, so every process tells the same. Counts stop at 10,000."""
        ...
