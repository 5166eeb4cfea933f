"""What the paid lines of a subscription are worth in credits, month by month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.billing.model.months import add_months
from domain.billing.model.payments import PaidLine
from domain.billing.model.plans import OFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What one month of a plan is worth; `key` is the same however often it is worked out."""

    key: str
    credits: int
    what: str
    expires_at: datetime


def paid_months(
    lines: Iterable[PaidLine], *, until: datetime, ended_at: datetime | None = None
) -> Sequence[Month]:
    """A function of the set of lines alone: not of their order, nor of how often they came.

    Every paid month is worth its credits once, also within a paid year (BIL-1), and the first of
    a line from its payment on. An upgrade raises the month it falls in and those after it
    (vendors/stripe.md 2.2); within a period nothing lowers one. What is not used rolls one month,
    then expires (BIL-4).
    """
    known = {line for line in lines if line.lookup_key in OFFERS}
    months: dict[str, Month] = {}
    for base in sorted(
        (line for line in known if not line.is_proration),
        key=lambda line: (line.starts_at, line.subscription_ref, _credits(line)),
    ):
        changes = [
            line
            for line in known
            if line.is_proration
            and line.subscription_ref == base.subscription_ref
            and base.starts_at <= line.starts_at < base.ends_at
        ]
        for starts_at, ends_at in _months(base):
            is_first = starts_at == base.starts_at
            if not is_first and (starts_at > until or (ended_at and starts_at >= ended_at)):
                break
            best = max(
                [base, *(line for line in changes if line.starts_at < ends_at)],
                key=lambda line: (_credits(line), line.lookup_key),
            )
            key = f"{base.subscription_ref}:{starts_at:%Y%m%dT%H%M%S}"
            month = Month(
                key=key,
                credits=_credits(best),
                what=OFFERS[best.lookup_key].plan.code,
                expires_at=add_months(ends_at, 1),
            )
            held = months.get(key)
            if held is None or held.credits < month.credits:
                months[key] = month
    return sorted(months.values(), key=lambda one: (one.expires_at, one.key))


def next_month_after(lines: Iterable[PaidLine], at: datetime) -> datetime | None:
    """When a month begins that is paid already: the middle of a yearly plan."""
    starts = [start for line in lines for start, _ in _months(line) if start > at]
    return min(starts, default=None)


def _credits(line: PaidLine) -> int:
    return OFFERS[line.lookup_key].plan.credits * line.seats


def _months(line: PaidLine) -> Iterator[tuple[datetime, datetime]]:
    count = 0
    while (start := add_months(line.starts_at, count)) < line.ends_at:
        yield start, min(add_months(line.starts_at, count + 1), line.ends_at)
        count += 1
