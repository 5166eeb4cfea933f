"""The calendar of rights: months end on the same day, or on the last one."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from domain.privacy.model.deadlines import answer_due, inactive_at, inform_due, months_later

EVERY_DAY = [datetime(2023, 1, 1, 15, 30, tzinfo=UTC) + timedelta(days=n) for n in range(1200)]


@pytest.mark.obligation(130)
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 1, 31, 9, tzinfo=UTC), datetime(2026, 2, 28, 9, tzinfo=UTC)),
        (datetime(2028, 1, 31, 9, tzinfo=UTC), datetime(2028, 2, 29, 9, tzinfo=UTC)),
        (datetime(2026, 8, 31, 9, tzinfo=UTC), datetime(2026, 9, 30, 9, tzinfo=UTC)),
        (datetime(2026, 12, 15, 9, tzinfo=UTC), datetime(2027, 1, 15, 9, tzinfo=UTC)),
        (datetime(2028, 2, 29, 9, tzinfo=UTC), datetime(2028, 3, 29, 9, tzinfo=UTC)),
    ],
)
def test_an_answer_is_due_a_month_later(received: datetime, due: datetime) -> None:
    assert answer_due(received) == due


@pytest.mark.obligation(130)
@pytest.mark.parametrize("months", [1, 3, 36])
def test_a_month_later_is_the_same_day_or_the_last_one(months: int) -> None:
    for day in EVERY_DAY:
        later = months_later(day, months)
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
        assert later.day == min(day.day, monthrange(later.year, later.month)[1])
        assert later.timetz() == day.timetz()


def test_a_later_receipt_is_never_due_earlier() -> None:
    for before, after in pairwise(EVERY_DAY):
        assert answer_due(before) <= answer_due(after)
        assert answer_due(before, extended=True) <= answer_due(after, extended=True)


@pytest.mark.obligation(57, 72)
def test_people_are_told_within_a_month_and_let_go_after_three_years() -> None:
    collected = datetime(2024, 2, 29, tzinfo=UTC)
    assert inform_due(collected) == datetime(2024, 3, 29, tzinfo=UTC)
    assert inactive_at(collected) == datetime(2027, 2, 28, tzinfo=UTC)
