"""What a call costs, by the list prices of vendors/llm.md 5.3 (November 2026)."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from adapters.llm.model import Usage

VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens, which is micro-dollars per token."""

    input: Decimal
    cached: Decimal
    written: Decimal
    output: Decimal


def _price(*dollars: str) -> Price:
    return Price(*(Decimal(one) for one in dollars))


_LIST = {
    "gpt-6-luna": _price("0.10", "0.01", "0.125", "0.50"),
    "gpt-6.1-terra": _price("1", "0.05", "1.25", "5"),
    "gpt-6-sol": _price("2", "0.20", "2.50", "10"),
    "gpt-6.1-sol": _price("2", "0.10", "2.50", "10"),
    "gpt-6-astra": _price("10", "1", "12.50", "50"),
    "claude-haiku-5-5": _price("0.10", "0.01", "0.125", "0.50"),
    "claude-sonnet-5-5": _price("2", "0.10", "2.50", "10"),
    "claude-opus-5-5": _price("4", "0.20", "5", "20"),
}
# Never too little: a model that is not listed costs as much as the dearest.
_DEAREST = _LIST["gpt-6-astra"]
_EU_SURCHARGE = Decimal("1.10")
# Haiku 5.5 costs five times as much for prompts above this.
_LONG_PROMPT = 100_000


def micro_usd(model: str, region: str, usage: Usage) -> int:
    """Millionths of a dollar, rounded up."""
    price = _LIST.get(model, _DEAREST)
    cost = (
        price.input * usage.input
        + price.cached * usage.cached
        + price.written * usage.written
        + price.output * usage.output
    )
    if model == "claude-haiku-5-5" and usage.input + usage.cached + usage.written > _LONG_PROMPT:
        cost *= 5
    if region == "eu" and model.startswith("gpt-"):
        cost *= _EU_SURCHARGE
    return int(cost.to_integral_value(ROUND_UP))
