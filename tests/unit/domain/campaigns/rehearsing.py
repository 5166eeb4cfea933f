"""People and accounts for rehearsals of a campaign, on the doors of delivery."""

import random
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from adapters.bootstrap.rehearsal import CapsOnPaper, DoorOnPaper
from adapters.system.calendar import PublicHolidays
from domain.campaigns.model.calendar import CalendarRules, WorkDays
from domain.campaigns.model.sequence import Sequence, StepKind
from domain.campaigns.model.simulation import Walker
from domain.delivery.model.caps import Caps
from domain.delivery.model.gates import AccountGate
from domain.delivery.model.sender import SenderKind
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, SenderId, StepId
from tests.builders import a_sender, a_step, an_enrolment
from tests.conftest import MONDAY

CHANNELS = frozenset({"email", "linkedin", "phone"})


def is_holiday(day: date) -> bool:
    return PublicHolidays().is_holiday("FR", day)


def walkers(count: int, steps: Sequence, **changes: Any) -> list[Walker]:
    made = []
    for number in range(count):
        enrolment = an_enrolment(id=EnrolmentId(f"e{number}"), prospect_id=ProspectId(f"p{number}"))
        enrolment.start(at=MONDAY)
        known: dict[str, Any] = {
            "enrolment": enrolment,
            "steps": steps,
            "channels": CHANNELS,
            "days": WorkDays(zone=ZoneInfo("Europe/Paris"), is_closed=is_holiday),
            "country": "FR",
            "location": "Lyon",
            "company": f"company-{number}",
        }
        made.append(Walker(**{**known, **changes}))
    return made


def accounts(
    closures: CalendarRules | None = None, caps: dict[str, int] | None = None, **changes: Any
) -> dict[str, DoorOnPaper]:
    """`caps` are rules of the workspace."""
    mailbox = a_sender(**changes)
    paper = CapsOnPaper(
        workspace_id=mailbox.workspace_id,
        campaign_id=CampaignId("campaign-1"),
        caps=Caps.of(caps or {}, {}, None),
        doors={},
    )
    network = a_sender(
        id=SenderId("linkedin-1"), kind=SenderKind.LINKEDIN, is_paid=True, is_warmed=False
    )
    return {
        channel: DoorOnPaper(
            sender=sender,
            gate=AccountGate.open_for(sender.workspace_id, sender.id),
            rules={},
            calendar=PublicHolidays(),
            closures=closures
            or CalendarRules(id=sender.workspace_id, workspace_id=sender.workspace_id),
            chance=random.Random(sender.id),
            paper=paper,
        )
        for channel, sender in (("email", mailbox), ("linkedin", network))
    }


def seven_steps() -> Sequence:
    """Four e-mails and three invitations, a day apart and more."""
    kinds = [
        *(StepKind.EMAIL, StepKind.LINKEDIN_INVITATION, StepKind.EMAIL, StepKind.CALL_TASK),
        *(StepKind.EMAIL, StepKind.LINKEDIN_MESSAGE, StepKind.EMAIL),
    ]
    steps = []
    for place, kind in enumerate(kinds):
        if place:
            wait = a_step(StepKind.WAIT, id=StepId(f"w{place}"), wait_days=1)
            steps.append(wait)
        steps.append(a_step(kind, id=StepId(f"s{place}")))
    return Sequence(steps=tuple(steps))
