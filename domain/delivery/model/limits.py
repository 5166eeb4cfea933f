"""How much one account may send: product.md SND-2 and SND-3, as a table."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Touch(StrEnum):
    """What is counted together."""

    MAIL = "mail"
    INVITATION = "invitation"


class LimitName(StrEnum):
    MAILS_PER_DAY = "mails_per_day"
    MAILS_PER_HOUR = "mails_per_hour"
    INVITATIONS_PER_DAY = "invitations_per_day"
    INVITATIONS_PER_WEEK = "invitations_per_week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`least` and `most` are refused outside; `safe` is warned beyond."""

    default: int
    least: int
    most: int
    safe: int


LIMITS: dict[LimitName, Limit] = {
    LimitName.MAILS_PER_DAY: Limit(default=30, least=0, most=50, safe=40),
    LimitName.MAILS_PER_HOUR: Limit(default=6, least=1, most=9, safe=8),
    LimitName.INVITATIONS_PER_DAY: Limit(default=20, least=0, most=30, safe=25),
    LimitName.INVITATIONS_PER_WEEK: Limit(default=80, least=0, most=120, safe=100),
}
FREE_INVITATIONS = (5, 15)
YOUNG_INVITATIONS = (15, 60)
YOUNG_DAYS = 30
FIRST_MAILS_PER_DAY = 10
MORE_MAILS_PER_WORKING_DAY = 2

# Gaps are drawn between these when an action is planned, and stored with it.
GAPS: dict[Touch, tuple[timedelta, timedelta]] = {
    Touch.MAIL: (timedelta(minutes=8), timedelta(minutes=18)),
    Touch.INVITATION: (timedelta(seconds=90), timedelta(seconds=300)),
}
RUN = 4
RESTS = (timedelta(minutes=30), timedelta(minutes=60))
BETWEEN_ANSWERS = timedelta(seconds=60)
BETWEEN_MAILS_TO_ONE_PERSON = 3
PUSH_BACK_PAUSE = timedelta(hours=24)
PUSH_BACK_HALVED = timedelta(days=7)
MAIL_PUSH_BACK_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The effective limits of one account now, the lowest of all that apply; None: no such limit.

    `ramp` says that the day's limit is that of a young account and not the setting.
    """

    per_day: int
    per_hour: int | None = None
    per_week: int | None = None
    ramp: bool = False

    def halved(self) -> "Allowance":
        return Allowance(
            per_day=self.per_day // 2,
            per_hour=self.per_hour,
            per_week=None if self.per_week is None else self.per_week // 2,
            ramp=self.ramp,
        )


def mail_allowance(settings: dict[str, int], *, age_in_working_days: int | None) -> Allowance:
    """`age_in_working_days` is None for a mailbox known to be warmed; unknown age means new."""
    per_day = settings.get(LimitName.MAILS_PER_DAY, LIMITS[LimitName.MAILS_PER_DAY].default)
    per_hour = settings.get(LimitName.MAILS_PER_HOUR, LIMITS[LimitName.MAILS_PER_HOUR].default)
    if age_in_working_days is None:
        return Allowance(per_day=per_day, per_hour=per_hour)
    ramp = FIRST_MAILS_PER_DAY + MORE_MAILS_PER_WORKING_DAY * age_in_working_days
    return Allowance(per_day=min(per_day, ramp), per_hour=per_hour, ramp=ramp < per_day)


def invitation_allowance(settings: dict[str, int], *, paid: bool, age_in_days: int) -> Allowance:
    day, week = LimitName.INVITATIONS_PER_DAY, LimitName.INVITATIONS_PER_WEEK
    per_day = settings.get(day, LIMITS[day].default)
    per_week = settings.get(week, LIMITS[week].default)
    if not paid:
        cap = FREE_INVITATIONS
    elif age_in_days < YOUNG_DAYS:
        cap = YOUNG_INVITATIONS
    else:
        cap = (per_day, per_week)
    return Allowance(
        per_day=min(per_day, cap[0]), per_week=min(per_week, cap[1]), ramp=cap[0] < per_day
    )
