"""What `privacy` asks of other modules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from adapters.bootstrap.bridges.notices import letter_of_notice
from domain.accounts.ports import Workspaces
from domain.campaigns.ports import Campaigns
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.consent.model import Identity, IdentityKind, ObjectionChannel
from domain.consent.ports import NoticeFacts
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery.errors import SenderNotFound
from domain.delivery.model.action import ActionState
from domain.delivery.model.sender import SenderKind
from domain.delivery.ports import ActionFilter, Actions, Senders
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.plan_notice import PlanNotice
from domain.inbox.errors import MessageNotFound
from domain.inbox.ports import Messages
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.privacy.model.erasure import ProviderAnswer, ProviderErasure
from domain.privacy.model.pilot import NoticeTold, OwnNotice
from domain.privacy.model.ropa import KnownCampaign, SignedLaunch
from domain.privacy.model.subprocessors import SUB_PROCESSORS, Category
from domain.privacy.ports import (
    Holders,
    PersonShown,
    PersonStores,
    ReceivedReply,
    SentOut,
    WhyChosen,
)
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.mark_opted_out import MarkOptedOut
from domain.salesbook.ports import Salesbooks
from domain.scoring.ports import Scores
from domain.shared.email_address import EmailAddress
from domain.shared.ids import MessageId, ProspectId, SenderId, WorkspaceId
from domain.shared.page import every
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernedPeople:
    """Lets privacy see, stop and correct one person wherever other modules know them."""

    prospects: ProspectRepository
    scores: Scores
    actions: Actions
    holders: Holders
    objections: RecordObjection
    mark: MarkOptedOut
    enrolments: EndEnrolment
    cancel: CancelActions
    drafts: ExpireDrafts
    conversations: CloseConversations
    transaction: Transaction

    async def show(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, PersonShown]:
        return {
            prospect.id: PersonShown(
                full_name=prospect.full_name,
                job_title=prospect.detail(DetailKind.JOB_TITLE),
                company=prospect.detail(DetailKind.COMPANY),
            )
            for prospect in await self.prospects.many(workspace_id, prospect_ids)
        }

    async def knows_address(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, address: str
    ) -> bool:
        typed = Identity.of(IdentityKind.EMAIL, address)
        found = await self.prospects.many(workspace_id, [prospect_id])
        known = {
            Identity.of(IdentityKind(point.kind.value), point.value)
            for prospect in found
            for point in prospect.points
        }
        return typed is not None and typed in known

    async def holding(self, address: str) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        return await self.holders.of(address)

    async def why_chosen(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> WhyChosen:
        score = await self.scores.find(workspace_id, prospect_id)
        if score is None:
            return WhyChosen(score=None, reasons=())
        best = score.best
        reasons = tuple(line.evidence for line in best.lines if line.points > 0 and line.evidence)
        return WhyChosen(score=best.value, reasons=reasons[:5])

    async def sent_to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[SentOut]:
        wanted = ActionFilter(prospect_id=prospect_id, state=ActionState.SENT)
        sent = [
            SentOut(
                at=action.sent_at,
                channel="email" if action.kind.is_mail else "linkedin",
                subject=action.subject,
            )
            async for action in every(partial(self.actions.page, workspace_id, wanted))
            if action.sent_at is not None
        ]
        return sorted(sent, key=lambda one: one.at)

    async def stop(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, channel: str
    ) -> None:
        await self.objections(workspace_id, prospect_id, channel=ObjectionChannel(channel))
        await self.halt(workspace_id, prospect_id)
        await self.conversations(workspace_id, prospect_id)
        await self.mark(workspace_id, prospect_id)

    async def halt(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self.prospects.get(workspace_id, prospect_id)
        await self.enrolments.of_prospect(workspace_id, prospect_id, "person_asked")
        await self.cancel.for_prospect(workspace_id, prospect_id, "opposed", answers=True)
        await self.drafts.for_prospect(workspace_id, prospect_id, "objection")

    async def restrict(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        await self.halt(workspace_id, prospect_id)

        async def work() -> None:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            if prospect.restricted_at is None:
                prospect.restricted_at = at
                await self.prospects.save([prospect])

        await self.transaction.run(work)

    async def correct(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        details: Mapping[str, str],
        *,
        by: str,
        at: datetime,
    ) -> None:
        emails = tuple(EmailAddress(text) for name, text in details.items() if name == "email")
        known = {DetailKind(name): text for name, text in details.items() if name != "email"}

        async def work() -> None:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            prospect.correct(known, Person(emails=emails), user_id=by, at=at)
            await self.prospects.save([prospect])

        await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingCompanies:
    """Lets privacy name the client in its records."""

    salesbooks: Salesbooks
    workspaces: Workspaces
    known: Campaigns

    async def name(self, workspace_id: WorkspaceId) -> str:
        company = (await self.salesbooks.get(workspace_id)).company
        if company.legal_name or company.name:
            return company.legal_name or company.name
        return (await self.workspaces.get(workspace_id)).name

    async def campaigns(self, workspace_id: WorkspaceId) -> Sequence[KnownCampaign]:
        return [
            KnownCampaign(id=one.id, name=one.name, is_balanced=one.lia is not None)
            async for one in every(partial(self.known.page, workspace_id))
        ]

    async def launches(self, workspace_id: WorkspaceId) -> Sequence[SignedLaunch]:
        return [
            SignedLaunch(
                campaign_id=one.id,
                name=one.name,
                launched_by=one.launched_by or "",
                launched_at=one.launched_at,
                checked=one.checklist,
                balancing_test_signed_by=one.lia.signed_by if one.lia else "",
                balancing_test_signed_at=one.lia.signed_at if one.lia else None,
            )
            async for one in every(partial(self.known.page, workspace_id))
            if one.launched_at is not None
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldProviders:
    """Art. 19 towards the sub-processors of the register, as far as they hold anything.

    Models keep nothing beyond the call; mail and LinkedIn stay in the user's own account; a finder
    such as FullEnrich has no deletion call (vendors/fullenrich.md), so the desk writes to it and
    confirms.
    """

    stores: PersonStores

    async def tell(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> Sequence[ProviderErasure]:
        held = await self.stores.copy(workspace_id, prospect_id)
        told: list[ProviderErasure] = []
        for one in SUB_PROCESSORS:
            if not one.sees_prospects or one.category is Category.HOSTING:
                continue  # where we keep our own data: the stores of the receipt
            answer = ProviderAnswer.NOTHING_KEPT
            if one.category is Category.ENRICHMENT and "enrichment_requests" in held:
                answer = ProviderAnswer.ASKED
            told.append(
                ProviderErasure(
                    name=one.name,
                    answer=answer,
                    asked_at=at,
                    confirmed_at=None if answer is ProviderAnswer.ASKED else at,
                )
            )
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReplies:
    """Lets privacy look for a request in what a person wrote back."""

    messages: Messages
    prospects: ProspectRepository

    async def of(self, workspace_id: WorkspaceId, message_id: MessageId) -> ReceivedReply | None:
        try:
            message = await self.messages.get(workspace_id, message_id)
        except MessageNotFound:
            return None
        found = await self.prospects.many(workspace_id, [message.prospect_id])
        language = found[0].detail(DetailKind.LANGUAGE) if found else ""
        return ReceivedReply(
            prospect_id=message.prospect_id,
            subject=message.subject,
            text=message.text,
            language=language or "fr",
            at=message.at,
            is_automatic=message.automatic,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """Lets a notice of its own say who holds what, since when, and how to object."""

    prospects: ProspectRepository
    facts: NoticeFacts
    sealer: Sealer
    public_url: str

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> NoticeTold:
        prospect = await self.prospects.get(workspace_id, prospect_id)
        company = await self.facts.controller(workspace_id)
        held = await self.facts.held(workspace_id, prospect_id)
        return NoticeTold(
            company=company.legal_name or company.name,
            postal_address=company.postal_address,
            rights_email=company.rights_email,
            full_name=prospect.full_name,
            language=prospect.detail(DetailKind.LANGUAGE) or "fr",
            source=prospect.origin.source,
            collected_on=prospect.origin.collected_on,
            categories=tuple(one.category for one in held),
            objection=self._link("u", "objection", workspace_id, prospect_id),
            notice=self._link("p", "notice", workspace_id, prospect_id),
        )

    def _link(
        self, page: str, kind: str, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> str:
        return f"{self.public_url}/{page}/{self.sealer.seal(kind, workspace_id, prospect_id)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatedNotices:
    """Lets privacy hand a notice to delivery, which sends it like any first mail."""

    senders: Senders
    plan: PlanNotice

    async def has_mailbox(self, workspace_id: WorkspaceId, mailbox_id: str) -> bool:
        try:
            sender = await self.senders.get(workspace_id, SenderId(mailbox_id))
        except SenderNotFound:
            return False
        return sender.kind is SenderKind.MAILBOX and sender.is_connected

    async def send(self, notice: OwnNotice, mailbox_id: str) -> None:
        await self.plan(
            notice.workspace_id,
            notice_id=notice.id,
            prospect_id=notice.prospect_id,
            sender_id=SenderId(mailbox_id),
            sha256=letter_of_notice(notice).sha256,
        )
