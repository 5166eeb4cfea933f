"""The engine's doors and limits for campaigns' simulation: no vendor, no storage behind them."""

import json
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from adapters.bootstrap.bridges.delivery import TouchDays
from domain.billing.ports import Wallets
from domain.campaigns.model.calendar import CalendarRules
from domain.campaigns.model.simulation import Hold, RehearsedAccount, Touching
from domain.campaigns.ports import Calendars
from domain.delivery.model.action import ActionKind
from domain.delivery.model.caps import CapAsk, CapDoor, Caps, CapScope, digest_of
from domain.delivery.model.gates import AccountGate, Ask, Holder
from domain.delivery.model.limits import BETWEEN_MAILS_TO_ONE_PERSON
from domain.delivery.model.sender import Sender, SenderKind
from domain.delivery.model.verdict import Reason, ReasonCode, Verdict
from domain.delivery.model.window import LINKEDIN_HOURS, MAIL_HOURS, SendWindow, zone_of
from domain.delivery.ports import AccountGates, CapDoors, Senders, SendingRules, WorkCalendar
from domain.delivery.usecases.gate_keeper import account_refusals
from domain.delivery.usecases.plan_action import drawn_spacing
from domain.messaging.usecases.generate_draft import PRICE
from domain.shared.errors import NotFound
from domain.shared.ids import ActionId, CampaignId, ProspectId, SenderId, WorkspaceId
from domain.shared.places import holiday_region, zone_name

_LATER = timedelta(hours=1)
_BATCH = 500


@dataclass(slots=True)
class DoorOnPaper:
    """RehearsedAccount on a copy of the account's gate: the code that decides in earnest."""

    sender: Sender
    gate: AccountGate
    rules: dict[str, int]
    calendar: WorkCalendar
    closures: CalendarRules
    chance: random.Random
    paper: "CapsOnPaper"
    _windows: dict[tuple[str, str, bool], SendWindow] = field(default_factory=dict)

    def refusal(self, at: datetime) -> Hold | None:
        window = self._own_window()
        if self.sender.kind is SenderKind.LINKEDIN:
            closed = window.refusal(at)
            if closed is not None:
                return _hold([closed], at)
        allowance = self.sender.allowance(window, self.rules, at=at)
        found = account_refusals(self.gate, self._ask("look", at), allowance, window, at=at)
        return _hold([*found, *self.paper.shared(window, at)], at)

    def person_refusal(
        self,
        *,
        country: str,
        location: str,
        last_mail_at: datetime | None,
        touch: Touching,
        at: datetime,
    ) -> Hold | None:
        if self.sender.kind is SenderKind.LINKEDIN:
            own = self._closed_window(self._own_window(), first=touch.first)
            closed = own.refusal(at)
            return _hold([*([closed] if closed else []), *self.paper.company(touch, own, at)], at)
        window = self._window(country, location, first=touch.first)
        found = self.paper.company(touch, window, at)
        closed = window.refusal(at)
        if closed is not None:
            found.append(closed)
        if last_mail_at is not None:
            earliest = window.after_working_days(last_mail_at, BETWEEN_MAILS_TO_ONE_PERSON)
            if at < earliest:
                opens = window.next_opening(earliest)
                found.append(Reason(code=ReasonCode.RECENT_CONTACT, until=opens))
        return _hold(found, at)

    def send(self, key: str, touch: Touching, at: datetime) -> None:
        ask = self._ask(key, at)
        self.gate.enter(ask, at=at)
        self.gate.leave(ask, at=at)
        self.paper.enter(key, touch, at)

    def _ask(self, key: str, at: datetime) -> Ask:
        kind = ActionKind.EMAIL if self.sender.kind is SenderKind.MAILBOX else ActionKind.INVITATION
        spacing = drawn_spacing(self.chance, kind.touch)
        return Ask(
            holder=Holder(action_id=ActionId(key), epoch=1),
            attempt_id=key,
            touch=kind.touch,
            gap=spacing.gap,
            rest=spacing.rest,
            look_at=at,
        )

    def _own_window(self) -> SendWindow:
        hours = MAIL_HOURS if self.sender.kind is SenderKind.MAILBOX else LINKEDIN_HOURS
        is_holiday = partial(self.calendar.is_holiday, self.sender.country)
        return SendWindow(
            hours=hours,
            zone=zone_of(self.sender.zone, self.sender.country),
            is_holiday=is_holiday,
        )

    def _window(self, country: str, location: str, *, first: bool) -> SendWindow:
        known = self._windows.get((country, location, first))
        if known is None:
            where, region = country or "FR", holiday_region(country, location)
            window = SendWindow(
                hours=MAIL_HOURS,
                zone=zone_of(zone_name(country, location), where),
                is_holiday=partial(self.calendar.is_holiday, where, region=region),
            )
            known = self._closed_window(window, first=first)
            self._windows[country, location, first] = known
        return known

    def _closed_window(self, window: SendWindow, *, first: bool) -> SendWindow:
        """The same hours, without the days on which the workspace is closed."""
        days = TouchDays(self.closures, first=first)
        known: dict[date, bool] = {}

        def is_closed(day: date) -> bool:
            if day not in known:
                known[day] = days.is_closed(day, window.is_holiday)
            return known[day]

        return replace(window, is_holiday=is_closed)


@dataclass(slots=True)
class CapsOnPaper:
    """Copies of the doors of workspace, campaign and companies, for all channels of one plan."""

    workspace_id: WorkspaceId
    campaign_id: CampaignId
    caps: Caps
    doors: dict[str, CapDoor]

    def shared(self, window: SendWindow, at: datetime) -> list[Reason]:
        """What holds everybody of the campaign."""
        nobody = Touching(prospect_id=ProspectId(""), company="", first=False)
        return self._refusals(self._ask("look", nobody), window, at)

    def company(self, touch: Touching, window: SendWindow, at: datetime) -> list[Reason]:
        found = self._refusals(self._ask("look", touch), window, at)
        return [one for one in found if one.code is ReasonCode.COMPANY_CAP]

    def enter(self, key: str, touch: Touching, at: datetime) -> None:
        ask = self._ask(key, touch)
        for door in self._through(ask):
            door.enter(ask, at=at)

    def _refusals(self, ask: CapAsk, window: SendWindow, at: datetime) -> list[Reason]:
        asked = (door.refusal(ask, self.caps, window, at=at) for door in self._through(ask))
        return [one for one in asked if one is not None]

    def _through(self, ask: CapAsk) -> list[CapDoor]:
        fresh = (CapDoor.open_for(self.workspace_id, *key) for key in ask.keys)
        return [self.doors.setdefault(one.id, one) for one in fresh]

    def _ask(self, key: str, touch: Touching) -> CapAsk:
        return CapAsk(
            workspace_id=self.workspace_id,
            campaign_id=self.campaign_id,
            company=digest_of(touch.company),
            prospect_id=touch.prospect_id,
            attempt_id=key,
            epoch=1,
            first=touch.first,
        )


def _hold(reasons: list[Reason], at: datetime) -> Hold | None:
    """The first reason that is shown, and when the last one clears."""
    verdict = Verdict.of(reasons)
    if verdict.first is None:
        return None
    return Hold(code=verdict.first.code.value, until=verdict.next_at(otherwise=at + _LATER))


@dataclass(frozen=True, slots=True)
class Rehearsals:
    """Lets campaigns rehearse with the accounts of delivery."""

    senders: Senders
    gates: AccountGates
    rules: SendingRules
    caps: CapDoors
    calendar: WorkCalendar
    closures: Calendars

    async def open(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        senders: Mapping[str, SenderId],
        companies: Collection[str],
    ) -> Mapping[str, RehearsedAccount]:
        paper = await self._paper(workspace_id, campaign_id, companies)
        opened = {
            channel: await self._account(workspace_id, sender_id, paper)
            for channel, sender_id in senders.items()
        }
        return {channel: one for channel, one in opened.items() if one is not None}

    async def _paper(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, companies: Collection[str]
    ) -> CapsOnPaper:
        rules = await self.rules.of(workspace_id)
        keys = [(CapScope.WORKSPACE, ""), (CapScope.CAMPAIGN, campaign_id)]
        keys += [(CapScope.COMPANY, digest_of(one)) for one in companies]
        doors: dict[str, CapDoor] = {}
        for start in range(0, len(keys), _BATCH):
            found = await self.caps.of(workspace_id, keys[start : start + _BATCH])
            doors |= {one.id: one for one in found}
        return CapsOnPaper(
            workspace_id=workspace_id,
            campaign_id=campaign_id,
            caps=Caps.of(rules.values, rules.campaigns, campaign_id),
            doors=doors,
        )

    async def _account(
        self, workspace_id: WorkspaceId, sender_id: SenderId, paper: CapsOnPaper
    ) -> RehearsedAccount | None:
        try:
            sender = await self.senders.get(workspace_id, sender_id)
        except NotFound:
            return None
        gate = await self.gates.of(workspace_id, sender_id)
        gate.holder = None
        return DoorOnPaper(
            sender=sender,
            gate=gate,
            rules=dict((await self.rules.of(workspace_id)).values),
            calendar=self.calendar,
            closures=await self.closures.of(workspace_id),
            # The same plan for the same question: drawn from the account and nothing else.
            chance=random.Random(sender_id),  # noqa: S311 - spacing, no secret
            paper=paper,
        )

    async def limits(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, sender_id: SenderId
    ) -> str:
        try:
            sender = await self.senders.get(workspace_id, sender_id)
        except NotFound:
            return ""
        rules = await self.rules.of(workspace_id)
        told = [
            *(sender.settings, dict(rules.values), rules.campaigns.get(campaign_id)),
            *(sender.is_paid, sender.is_warmed, sender.zone),
        ]
        return json.dumps(told, sort_keys=True)


@dataclass(frozen=True, slots=True)
class WritingPurse:
    """Lets campaigns know what texts cost and what is left."""

    wallets: Wallets

    async def standing(self, workspace_id: WorkspaceId) -> tuple[int, int]:
        return PRICE, (await self.wallets.get(workspace_id)).available
