"""How far a score has kept its promise: replies per band (SCO-1, reliability strip)."""

from dataclasses import dataclass

from domain.scoring.model.score import Band

LEAST = 50
"""Under this many people a share says nothing yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Of `contacted` people of one band, how many are now interested or further."""

    band: Band
    contacted: int
    positive: int

    @property
    def rate(self) -> float | None:
        """None: not measurable yet."""
        return self.positive / self.contacted if self.contacted >= LEAST else None
