"""The French calendar of SEQ-5, and where people are."""

from datetime import date

import pytest

from adapters.system.calendar import PublicHolidays
from domain.campaigns.model.calendar import August, CalendarRules, Closure
from domain.shared.ids import WorkspaceId
from domain.shared.places import ALSACE_MOSELLE, holiday_region, zone_name

MINE = WorkspaceId("workspace-1")


def french(day: date) -> bool:
    return PublicHolidays().is_holiday("FR", day)


def rules(**changes: object) -> CalendarRules:
    return CalendarRules(**{"id": MINE, "workspace_id": MINE, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "closed", "closed_to_first"),
    [
        (date(2026, 5, 14), True, True),  # Ascension Day, a Thursday
        (date(2026, 5, 15), False, True),  # the Friday after it
        (date(2026, 5, 13), False, False),
        (date(2026, 7, 13), False, True),  # the Monday before a Tuesday holiday
        (date(2026, 12, 24), True, True),
        (date(2027, 1, 1), True, True),
        (date(2026, 11, 10), False, False),
        (date(2026, 8, 10), False, False),
    ],
)
def test_holidays_bridges_and_the_end_of_the_year(
    day: date,
    closed: bool,  # noqa: FBT001 - a table
    closed_to_first: bool,  # noqa: FBT001 - a table
) -> None:
    assert rules().is_closed(day, french) is closed
    assert rules().is_closed_to_first_touches(day, french) is closed_to_first


def test_august_is_reduced_suspended_or_left_alone() -> None:
    tenth, last = date(2026, 8, 10), date(2026, 8, 26)
    assert rules().percent(tenth) == 30
    assert rules().percent(last) == 100
    assert rules(august=August.UNCHANGED).percent(tenth) == 100
    suspended = rules(august=August.SUSPENDED)
    assert suspended.is_closed_to_first_touches(tenth, french)
    assert not suspended.is_closed(tenth, french)
    assert not suspended.is_closed_to_first_touches(last, french)


def test_a_closure_holds_both_its_ends() -> None:
    own = rules(closures=(Closure(first=date(2026, 6, 8), last=date(2026, 6, 9)),))
    closed = [day for day in range(7, 12) if own.is_closed(date(2026, 6, day), french)]
    assert closed == [8, 9]


@pytest.mark.parametrize(
    ("country", "location", "zone"),
    [
        ("FR", "Lyon", "Europe/Paris"),
        ("FR", "Saint-Denis, La Réunion", "Indian/Reunion"),
        ("FR", "97400 Saint-Denis", "Indian/Reunion"),
        ("", "Fort-de-France, Martinique", "America/Martinique"),
        ("CH", "Genève", "Europe/Zurich"),
        ("PT", "Porto", "Europe/Lisbon"),
        ("ZZ", "Nulle part", ""),
    ],
)
def test_the_zone_comes_from_country_and_location(country: str, location: str, zone: str) -> None:
    assert zone_name(country, location) == zone


@pytest.mark.parametrize(
    ("location", "region"),
    [
        ("67000 Strasbourg", ALSACE_MOSELLE),
        ("Metz, Moselle", ALSACE_MOSELLE),
        ("Nancy, Meurthe-et-Moselle", ""),
        ("54000 Nancy, Grand Est", ""),
        ("Lyon", ""),
    ],
)
def test_alsace_and_moselle_have_two_days_more(location: str, region: str) -> None:
    assert holiday_region("FR", location) == region
    known = PublicHolidays()
    assert known.is_holiday("FR", date(2026, 4, 3), region) is bool(region)
    assert known.is_holiday("FR", date(2026, 12, 26), region) is bool(region)
    assert known.is_holiday("FR", date(2026, 7, 14), region)
