"""See SendGate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from domain.delivery.errors import SenderNotFound, TextNotApproved
from domain.delivery.model.action import Action, ActionKind
from domain.delivery.model.caps import CapAsk, Caps, digest_of
from domain.delivery.model.dossier import (
    CampaignStanding,
    Dossier,
    PlanStanding,
    PlanUse,
    SendingDays,
    WorkspaceStanding,
)
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.limits import (
    BETWEEN_INVITATIONS_TO_ONE_PERSON,
    BETWEEN_MAILS_TO_ONE_PERSON,
    Allowance,
    Touch,
)
from domain.delivery.model.sender import Sender
from domain.delivery.model.stop import keys_over
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import Reason, ReasonCode, Verdict
from domain.delivery.model.window import (
    DEFAULT_COUNTRY,
    LINKEDIN_HOURS,
    MAIL_HOURS,
    IsHoliday,
    SendWindow,
    zone_of,
)
from domain.delivery.ports import (
    AccountGates,
    ApprovedText,
    CapDoors,
    ContactPolicy,
    Mandates,
    PlanCheck,
    RecipientGates,
    Recipients,
    Senders,
    SendingRules,
    Stops,
    WorkCalendar,
    WorkspaceCheck,
)
from domain.delivery.usecases.gate_keeper import account_refusals
from domain.shared.clock import Clock

_KEPT_DAYS = 3 * 365
_WHOLE = 100
_CONSUMER = frozenset(
    {
        *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr"),
        *("live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "icloud.com", "me.com"),
        *("orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "gmx.com"),
        *("gmx.fr", "bbox.fr", "aol.com", "protonmail.com", "proton.me"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendGate:
    """The eighteen rules of compliance.md 8, in that order: one verdict, every reason.

    Asked when an action is planned (advice), when somebody wants to know why nothing leaves, and
    in the claim that sends (binding). The doors themselves are then taken by GateKeeper, which
    sees what changed since.
    """

    workspaces: WorkspaceCheck
    plans: PlanCheck
    texts: ApprovedText
    senders: Senders
    recipients: Recipients
    policy: ContactPolicy
    recipient_gates: RecipientGates
    account_gates: AccountGates
    calendar: WorkCalendar
    stops: Stops
    mandates: Mandates
    rules: SendingRules
    caps: CapDoors
    clock: Clock
    wall: Clock
    timing: Timing
    public_url: str

    async def dossier(self, action: Action) -> Dossier:
        """Read everything the decision rests on."""
        workspace_id = action.workspace_id
        sender = await self._sender(action)
        recipient = await self.recipients.of(workspace_id, action.prospect_id)
        account_window = self.account_window(sender)
        plan = await self._plan(action)
        now = self.clock.now()
        workspace = await self.workspaces.standing(workspace_id)
        rules = await self.rules.of(workspace_id)
        cap_ask = _cap_ask(action, recipient)
        return Dossier(
            action=action,
            at=now,
            wall=self.wall.now(),
            workspace=workspace,
            plan_use=await self._plan_use(workspace, sender, account_window.midnight(now)),
            stops=await self.stops.on(keys_over(action)),
            plan=plan,
            letter=await self._letter(action),
            sender=sender,
            recipient=recipient,
            contact_refused=recipient is not None
            and await self.policy.is_refused(
                workspace_id, action.prospect_id, channel=action.kind.channel
            ),
            recipient_gate=await self.recipient_gates.of(workspace_id, action.prospect_id),
            account_gate=await self.account_gates.of(workspace_id, action.sender_id),
            window=self._window(action, recipient, account_window, plan),
            account_window=account_window,
            allowance=(
                Allowance(per_day=0)
                if sender is None
                else sender.allowance(account_window, rules.values, at=now)
            ),
            public_url=self.public_url,
            mandate=await self._mandate(action),
            caps=Caps.of(rules.values, rules.campaigns, action.campaign_id),
            cap_ask=cap_ask,
            cap_doors=(() if cap_ask is None else await self.caps.of(workspace_id, cap_ask.keys)),
        )

    def judge(self, dossier: Dossier) -> Verdict:
        """Pure: the same dossier gives the same verdict."""
        kind = dossier.action.kind
        rules = _ANSWER_RULES if kind.by_hand else _RULES if kind.is_step else _NOTICE_RULES
        found = [reason for rule in rules for reason in rule(dossier, self.timing)]
        return Verdict.of(found)

    async def stopped(self, action: Action) -> Reason | None:
        """The widest stop switch that is on over this action, or the end of its mandate."""
        found = await self.stops.on(keys_over(action))
        if found:
            return found[0].refusal()
        code = await self._mandate(action)
        return None if code is None else Reason(code=code)

    async def place(self, action: Action) -> Reason | None:
        """Among those that leave today under one mandate; None also where a person approved."""
        return await self.mandates.leave(action) if action.mandate_id else None

    async def _mandate(self, action: Action) -> ReasonCode | None:
        return await self.mandates.refusal(action) if action.mandate_id else None

    async def __call__(self, action: Action) -> tuple[Dossier, Verdict]:
        dossier = await self.dossier(action)
        return dossier, self.judge(dossier)

    def account_window(self, sender: Sender | None) -> SendWindow:
        """The account's own hours and days, by which its limits count."""
        country = DEFAULT_COUNTRY if sender is None else sender.country
        return SendWindow(
            hours=MAIL_HOURS if sender is None else sender.kind.hours,
            zone=zone_of("" if sender is None else sender.zone, country),
            is_holiday=self._holidays(country),
        )

    def _window(
        self,
        action: Action,
        recipient: Recipient | None,
        account_window: SendWindow,
        plan: PlanStanding | None,
    ) -> SendWindow:
        """Mail keeps the hours of who gets it, LinkedIn those of who acts (SND-2, SND-3). The
        workspace's own closures come on top (SEQ-5).
        """
        days = None if plan is None else plan.days
        if not action.kind.is_mail:
            return SendWindow(
                hours=LINKEDIN_HOURS,
                zone=account_window.zone,
                is_holiday=_with_closures(account_window.is_holiday, days),
            )
        country = (recipient.country if recipient else "") or DEFAULT_COUNTRY
        return SendWindow(
            hours=MAIL_HOURS,
            zone=zone_of(recipient.zone if recipient else "", country),
            is_holiday=_with_closures(
                self._holidays(country, recipient.region if recipient else ""), days
            ),
        )

    def _holidays(self, country: str, region: str = "") -> IsHoliday:
        return partial(self.calendar.is_holiday, country, region=region)

    async def _plan_use(
        self, workspace: WorkspaceStanding, sender: Sender | None, midnight: datetime
    ) -> PlanUse:
        """Read only where the plan has a limit."""
        if sender is None:
            return PlanUse()
        daily, room = workspace.sends_per_day, workspace.room_for(sender.kind)
        if daily is None and room is None:
            return PlanUse()
        senders = await self.senders.list(sender.workspace_id)
        connected = [
            (one.connected_at, one.id)
            for one in senders
            if one.kind is sender.kind and one.is_connected and one.connected_at is not None
        ]
        mine = (sender.connected_at or midnight, sender.id)
        sent = 0
        if daily is not None:
            for one in senders:
                gate = await self.account_gates.of(sender.workspace_id, one.id)
                sent += sum(gate.used(touch, midnight) for touch in Touch)
        return PlanUse(sent_today=sent, older_accounts=sum(one < mine for one in connected))

    async def _sender(self, action: Action) -> Sender | None:
        try:
            return await self.senders.get(action.workspace_id, action.sender_id)
        except SenderNotFound:
            return None

    async def _plan(self, action: Action) -> PlanStanding | None:
        if action.campaign_id is None or action.enrolment_id is None or action.step_id is None:
            return None
        return await self.plans.standing(
            action.workspace_id, action.campaign_id, action.enrolment_id, action.step_id
        )

    async def _letter(self, action: Action) -> Letter | None:
        read = self.texts.of_draft if action.kind.is_step else self.texts.of_answer
        try:
            return await read(action.workspace_id, action.text_ref)
        except TextNotApproved:
            return None


def _cap_ask(action: Action, recipient: Recipient | None) -> CapAsk | None:
    """What is planned before its company is known is counted by what is known now."""
    ask = action.cap_ask()
    if ask is None or ask.company or recipient is None:
        return ask
    return replace(ask, company=digest_of(recipient.company))


def _with_closures(is_holiday: IsHoliday, days: SendingDays | None) -> IsHoliday:
    return is_holiday if days is None else partial(days.is_closed, is_holiday=is_holiday)


def _workspace(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """1. The workspace is active and accepted the policy in force."""
    if not dossier.workspace.is_active:
        yield Reason(code=ReasonCode.WORKSPACE_INACTIVE)
    if not dossier.workspace.policy_accepted:
        yield Reason(code=ReasonCode.POLICY_NOT_ACCEPTED)


def _covered(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """2. The plan is in force and covers this account (BIL-1, obligation 27)."""
    workspace, sender = dossier.workspace, dossier.sender
    if not workspace.is_paid:
        yield Reason(code=ReasonCode.PLAN_LACKS_FEATURE, origin="read_only", account_wide=True)
    elif sender is not None:
        room = workspace.room_for(sender.kind)
        if room is not None and dossier.plan_use.older_accounts >= room:
            yield Reason(code=ReasonCode.PLAN_LACKS_FEATURE, origin="accounts", account_wide=True)


def _trial(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """16. The trial sends twenty a day in total, from all of its accounts (SND-3)."""
    daily = dossier.workspace.sends_per_day
    if daily is None or not dossier.workspace.is_paid or dossier.action.kind.touch is None:
        return
    if dossier.plan_use.sent_today >= daily:
        midnight = dossier.account_window.midnight(dossier.at)
        opens = dossier.window.next_opening(midnight + timedelta(hours=36))
        yield Reason(code=ReasonCode.DAILY_LIMIT, until=opens, account_wide=True, origin="plan")


def _assisted(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """2. In assisted mode a person acts in LinkedIn; the product prepares (SND-1)."""
    if dossier.action.kind.is_mail or dossier.sender is None:
        return
    if not dossier.sender.is_automated:
        yield Reason(code=ReasonCode.PERSON_ACTS)


def _stop(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """4. No stop switch is on, from the platform's down to the campaign's (AUT-8)."""
    for stop in dossier.stops[:1]:
        yield stop.refusal()


def _mode(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """2, 3, 4. The campaign runs and awaits this step; the approved hash is that of the bytes.

    The credits of a text are spent when it is written, so sending it needs none.
    """
    plan, letter = dossier.plan, dossier.letter
    if plan is None or plan.campaign is CampaignStanding.OVER or not plan.awaits_step:
        yield Reason(code=ReasonCode.ENROLMENT_OVER)
    elif plan.campaign is CampaignStanding.PAUSED:
        yield Reason(code=ReasonCode.CAMPAIGN_PAUSED)
    if not dossier.action.uncovered:
        yield from _approval(dossier, letter)


def _mandate(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """4. What nobody clicked is covered by a mandate that holds now (AUT-1). One that was given
    back waits for a person, even if another mandate would cover it.
    """
    if dossier.mandate is not None:
        yield Reason(code=dossier.mandate)
    elif dossier.action.uncovered:
        yield Reason(code=ReasonCode.MANDATE_MISSING)


def _approval(dossier: Dossier, letter: Letter | None) -> Iterator[Reason]:
    if letter is None:
        yield Reason(code=ReasonCode.WAITING_APPROVAL)
    elif letter.sha256 != dossier.action.sha256 or not letter.is_intact:
        yield Reason(code=ReasonCode.APPROVAL_OUTDATED)


def _answer_text(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """4. The bytes are those the person wrote, or those of the notice."""
    yield from _approval(dossier, dossier.letter)


def _account(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """5. The account is connected. What else holds it is asked with the limits (16)."""
    if dossier.sender is None or not dossier.sender.is_connected:
        yield Reason(code=ReasonCode.SENDER_DISCONNECTED, account_wide=True)


def _suppression(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """6. Nobody who objected, on any channel (obligations 60, 61)."""
    if dossier.contact_refused or dossier.recipient_gate.opposed_at is not None:
        yield Reason(code=ReasonCode.SUPPRESSED)


def _rights(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """7. Nobody restricted or erased."""
    if dossier.recipient is None:
        yield Reason(code=ReasonCode.ERASED)
    elif dossier.recipient.restricted:
        yield Reason(code=ReasonCode.RESTRICTED)


def _context(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """8. A professional address on the channel that is used."""
    recipient = dossier.recipient
    if recipient is None:
        return
    if dossier.action.kind.is_mail:
        if not recipient.email:
            yield Reason(code=ReasonCode.NO_CONTACT_POINT)
        elif recipient.email.rpartition("@")[2].lower() in _CONSUMER:
            yield Reason(code=ReasonCode.CONSUMER_ADDRESS)
    elif not recipient.linkedin:
        yield Reason(code=ReasonCode.NO_CONTACT_POINT)


def _relevance(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """9. Nobody the scoring dismissed."""
    if dossier.recipient is not None and dossier.recipient.dismissed:
        yield Reason(code=ReasonCode.RELEVANCE_LOW)


def _basis(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """10. A lawful basis for the person and a signed balancing test for the campaign."""
    if dossier.recipient is not None and not dossier.recipient.legal_basis:
        yield Reason(code=ReasonCode.LEGAL_BASIS_MISSING)
    if dossier.plan is not None and not dossier.plan.lia_signed:
        yield Reason(code=ReasonCode.LIA_MISSING)


def _notice(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """11, 12. Every mail carries the notice, and every text its way to object.

    An invitation note has no room for a link, so it takes STOP (messaging decides the words).
    13 and 14 are decided when the text is approved: the hash of rule 4 binds them.
    """
    letter = dossier.letter
    if letter is None:
        return
    if dossier.action.kind is ActionKind.INVITATION:
        if letter.text and "STOP" not in letter.text:
            yield Reason(code=ReasonCode.OPT_OUT_MISSING)
        return
    both = (letter.text, letter.html)
    if not all(f"{dossier.public_url}/u/" in body for body in both if body):
        yield Reason(code=ReasonCode.OPT_OUT_MISSING)
    if not all(f"{dossier.public_url}/p/" in body for body in both if body):
        yield Reason(code=ReasonCode.NOTICE_MISSING)


def _tracking(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """15. No pixel: nobody consented to one."""
    if dossier.letter is not None and "<img" in dossier.letter.html.lower():
        yield Reason(code=ReasonCode.TRACKING_WITHOUT_CONSENT)


def _doors(dossier: Dossier, timing: Timing) -> Iterator[Reason]:
    """16. Caps, hours, spacing, one at a time, and nobody who answered."""
    action = dossier.action
    ask = action.ask(dossier.wall, timing)
    passage = action.passage(dossier.wall, timing)
    refusal = dossier.recipient_gate.refusal(passage)
    if refusal is not None and refusal.code is not ReasonCode.SUPPRESSED:
        yield refusal
    yield from account_refusals(
        dossier.account_gate, ask, dossier.allowance, dossier.account_window, at=dossier.at
    )


def _caps(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """16. Room at the company, in the campaign and in the workspace (AUT-7)."""
    ask = dossier.cap_ask
    if ask is None:
        return
    for door in dossier.cap_doors:
        refusal = door.refusal(ask, dossier.caps, dossier.window, at=dossier.at)
        if refusal is not None:
            yield refusal


def _hours(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """16. Working hours and days of the person, and three working days between two mails."""
    refusal = dossier.window.refusal(dossier.at)
    if refusal is not None:
        yield refusal
    last = dossier.recipient_gate.last_mail_at
    if dossier.action.kind is ActionKind.EMAIL and last is not None:
        earliest = dossier.window.after_working_days(last, BETWEEN_MAILS_TO_ONE_PERSON)
        if dossier.at < earliest:
            opens = dossier.window.next_opening(earliest)
            yield Reason(code=ReasonCode.RECENT_CONTACT, until=opens)


def _invited_anew(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """16. Three weeks between a withdrawn invitation and the next one (SND-2)."""
    last = dossier.recipient_gate.withdrawn_at
    if dossier.action.kind is not ActionKind.INVITATION or last is None:
        return
    earliest = last + BETWEEN_INVITATIONS_TO_ONE_PERSON
    if dossier.at < earliest:
        opens = dossier.window.next_opening(earliest)
        yield Reason(code=ReasonCode.RECENT_CONTACT, until=opens)


def _august(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """16. In a reduced August first touches get a part of the day's limit (SEQ-5)."""
    touch = dossier.action.kind.touch
    days = None if dossier.plan is None else dossier.plan.days
    if days is None or touch is None:
        return
    percent = days.percent(dossier.at.astimezone(dossier.account_window.zone).date())
    if percent >= _WHOLE:
        return
    midnight = dossier.account_window.midnight(dossier.at)
    if dossier.account_gate.used(touch, midnight) >= dossier.allowance.per_day * percent // _WHOLE:
        opens = dossier.window.next_opening(midnight + timedelta(hours=36))
        yield Reason(code=ReasonCode.DAILY_LIMIT, until=opens)


def _retention(dossier: Dossier, _: Timing) -> Iterator[Reason]:
    """17. Three years after collection, or after the last word that came from the person
    (obligation 72: what we sent does not count).
    """
    if dossier.recipient is None:
        return
    replied, collected = dossier.recipient_gate.replied_at, dossier.recipient.collected_on
    known = max(collected, replied.date()) if replied else collected
    if dossier.at.date() - known > timedelta(days=_KEPT_DAYS):
        yield Reason(code=ReasonCode.RETENTION_EXPIRED)


Rule = Callable[[Dossier, Timing], Iterator[Reason]]
# 18, the record of the instruction, is the attempt row that is written before the call.
_RULES: tuple[Rule, ...] = (
    _workspace,
    _covered,
    _assisted,
    _stop,
    _mandate,
    _mode,
    _account,
    _suppression,
    _rights,
    _context,
    _relevance,
    _basis,
    _notice,
    _tracking,
    _doors,
    _caps,
    _hours,
    _invited_anew,
    _august,
    _trial,
    _retention,
)
# A person's own answer in a conversation that exists: no cap, no hours, no campaign (SND-3).
_ANSWER_RULES: tuple[Rule, ...] = (
    _workspace,
    _stop,
    _answer_text,
    _account,
    _suppression,
    _rights,
    _doors,
)
# The information of Art. 14 alone: no campaign and no offer, everything else as for a first mail.
_NOTICE_RULES: tuple[Rule, ...] = (
    _workspace,
    _covered,
    _stop,
    _answer_text,
    _account,
    _suppression,
    _rights,
    _context,
    _notice,
    _tracking,
    _doors,
    _hours,
    _trial,
    _retention,
)
