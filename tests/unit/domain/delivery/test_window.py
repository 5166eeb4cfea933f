"""Working hours in local time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery.model.verdict import ReasonCode
from domain.delivery.model.window import LINKEDIN_HOURS, MAIL_HOURS, SendWindow, zone_of

PARIS = ZoneInfo("Europe/Paris")
HOLIDAYS = {date(2026, 11, 11), date(2026, 12, 25)}


INSTANTS = st.integers(0, 4 * 365 * 86_400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


def window(zone: str = "Europe/Paris") -> SendWindow:
    return SendWindow(hours=MAIL_HOURS, zone=ZoneInfo(zone), is_holiday=HOLIDAYS.__contains__)


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (paris(2026, 11, 23, 9, 0), None),
        (paris(2026, 11, 23, 8, 29), ReasonCode.OUTSIDE_WINDOW),
        (paris(2026, 11, 23, 12, 15), ReasonCode.OUTSIDE_WINDOW),
        (paris(2026, 11, 23, 13, 45), None),
        (paris(2026, 11, 23, 18, 30), ReasonCode.OUTSIDE_WINDOW),
        (paris(2026, 11, 21, 10, 0), ReasonCode.OUTSIDE_WINDOW),
        (paris(2026, 11, 11, 10, 0), ReasonCode.HOLIDAY),
    ],
)
def test_hours_lunch_weekends_and_holidays(at: datetime, code: ReasonCode | None) -> None:
    refusal = window().refusal(at)
    assert (refusal.code if refusal else None) == code


def test_the_refusal_says_when_it_opens() -> None:
    friday_evening = paris(2026, 11, 20, 19, 0)
    refusal = window().refusal(friday_evening)
    assert refusal is not None
    assert refusal.until == paris(2026, 11, 23, 8, 30)


def test_local_time_decides_when_clocks_change() -> None:
    saturday_before = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    assert window().next_opening(saturday_before) == datetime(2026, 10, 26, 7, 30, tzinfo=UTC)
    summer = datetime(2027, 3, 26, 20, 0, tzinfo=UTC)
    assert window().next_opening(summer) == datetime(2027, 3, 29, 6, 30, tzinfo=UTC)


@given(
    INSTANTS,
    st.sampled_from(["Europe/Paris", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu"]),
)
def test_an_opening_is_open_and_not_in_the_past(at: datetime, zone: str) -> None:
    found = window(zone).next_opening(at)
    assert found >= at
    assert window(zone).refusal(found) is None


@given(INSTANTS)
def test_an_open_instant_is_its_own_opening(at: datetime) -> None:
    if window().refusal(at) is None:
        assert window().next_opening(at) == at


def test_three_working_days_leave_the_weekend_out() -> None:
    thursday = paris(2026, 11, 19, 10, 0)
    assert window().after_working_days(thursday, 3) == paris(2026, 11, 24, 10, 0)
    assert window().working_days_between(thursday, paris(2026, 11, 24, 9, 0)) == 3


def test_the_country_gives_the_zone_that_is_not_known() -> None:
    assert zone_of("", "GB").key == "Europe/London"
    assert zone_of("America/Montreal", "FR").key == "America/Montreal"
    assert zone_of("", "").key == "Europe/Paris"


def test_linkedin_keeps_its_own_hours() -> None:
    own = SendWindow(hours=LINKEDIN_HOURS, zone=PARIS, is_holiday=HOLIDAYS.__contains__)
    assert own.refusal(paris(2026, 11, 23, 8, 45)) is not None
    assert own.next_opening(paris(2026, 11, 23, 8, 45)) == paris(2026, 11, 23, 9, 0)


def test_a_window_that_never_opens_is_looked_at_again_in_a_month() -> None:
    closed = SendWindow(hours=MAIL_HOURS, zone=PARIS, is_holiday=lambda _: True)
    at = paris(2026, 11, 23, 9, 0)
    assert closed.next_opening(at) == at + timedelta(days=30)
