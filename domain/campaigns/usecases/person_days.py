"""See PersonDays."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from domain.campaigns.model.calendar import CalendarRules, WorkDays
from domain.campaigns.ports import Calendars, PublicDays
from domain.shared.ids import WorkspaceId
from domain.shared.places import DEFAULT_ZONE, holiday_region, zone_name


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDays:
    """The working days of somebody, by where they are and by what the workspace set (SEQ-5)."""

    calendars: Calendars
    public_days: PublicDays

    async def of(self, workspace_id: WorkspaceId, *, country: str, location: str) -> WorkDays:
        return self.under(await self.calendars.of(workspace_id), country=country, location=location)

    def under(self, rules: CalendarRules, *, country: str, location: str) -> WorkDays:
        region = holiday_region(country, location)

        def is_holiday(day: date) -> bool:
            return self.public_days.is_holiday(country or "FR", day, region)

        return WorkDays(
            zone=ZoneInfo(zone_name(country, location) or DEFAULT_ZONE),
            is_closed=lambda day: rules.is_closed(day, is_holiday),
        )
