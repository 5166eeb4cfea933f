"""What a workspace allows its language models: where they run and what they may cost."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from domain.messaging.errors import ModelRulesOutOfBounds
from domain.shared.errors import FieldFault
from domain.shared.ids import WorkspaceId


class Route(StrEnum):
    """EU: only models whose inference stays in the European Union (vendors/llm.md 0.5)."""

    ANY = "any"
    EU = "eu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One day of one workspace, all uses together, failed attempts included."""

    calls: int = 0
    tokens: int = 0
    micro_usd: int = 0


@dataclass(slots=True, kw_only=True)
class ModelRules:
    """One per workspace. Drafting pauses for the day when either limit is reached (OWASP LLM06)."""

    MOST_TOKENS: ClassVar[int] = 50_000_000
    MOST_CENTS: ClassVar[int] = 50_000

    id: WorkspaceId
    workspace_id: WorkspaceId
    route: Route = Route.ANY
    daily_tokens: int = 3_000_000
    daily_cents: int = 500
    version: int = 0

    def set(self, *, route: Route, daily_tokens: int, daily_cents: int) -> None:
        """Raise ModelRulesOutOfBounds with every field that is."""
        wrong = [
            FieldFault(f"/{name}", "out-of-bounds")
            for name, value, most in (
                ("daily_tokens", daily_tokens, self.MOST_TOKENS),
                ("daily_cents", daily_cents, self.MOST_CENTS),
            )
            if not 0 <= value <= most
        ]
        if wrong:
            raise ModelRulesOutOfBounds(faults=wrong)
        self.route, self.daily_tokens, self.daily_cents = route, daily_tokens, daily_cents

    def is_spent(self, spent: Spent) -> bool:
        return spent.tokens >= self.daily_tokens or spent.micro_usd >= self.daily_cents * 10_000
