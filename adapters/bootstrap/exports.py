"""What an export shows, read through the ports of the modules that keep it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.delivery.errors import SenderNotFound, TextNotApproved
from domain.delivery.model.action import Action, ActionState
from domain.delivery.ports import ActionFilter, Actions, ApprovedText, Senders
from domain.delivery.usecases.disconnect_sender import DisconnectSender
from domain.inbox.model.conversation import Direction
from domain.inbox.ports import ConversationFilter, Conversations, Messages
from domain.insights.ports import CampaignShapes, FunnelStore
from domain.insights.usecases.read_results import ReadResults
from domain.privacy.model.erasure import ProviderAnswer, ProviderErasure
from domain.privacy.model.exports import ExportScope, TableRow
from domain.privacy.ports import PersonClocks
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import ProspectReader, ProspectRepository
from domain.shared.actor import system_actor
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import every

_BATCH = 500
_COLUMNS: Mapping[ExportScope, tuple[str, ...]] = {
    ExportScope.PROSPECTS: (
        *("leo_prospect_id", "first_name", "last_name", "job_title", "company", "siren", "siret"),
        *("naf", "website", "location", "country", "email", "email_status", "phone"),
        *("linkedin_url", "stage", "suppression_status", "source", "obtained_at", "legal_basis"),
        "retention_until",
    ),
    ExportScope.MESSAGES: (
        *("leo_message_id", "leo_prospect_id", "direction", "channel", "at", "subject", "text"),
    ),
    ExportScope.RESULTS: (
        *("campaign_id", "campaign", "step", "sent", "delivered", "replied", "interested"),
        *("opposed", "bounced"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedRows:
    """ExportSource. Scores stay out: they never travel without their reliability (SCO)."""

    prospects: ProspectRepository
    reader: ProspectReader
    clocks: PersonClocks
    actions: Actions
    texts: ApprovedText
    conversations: Conversations
    messages: Messages
    campaigns: CampaignShapes
    funnel: FunnelStore

    def columns(self, scope: ExportScope) -> Sequence[str]:
        return _COLUMNS[scope]

    def rows(
        self, workspace_id: WorkspaceId, scope: ExportScope, *, with_objectors: bool
    ) -> AsyncIterator[TableRow]:
        if scope is ExportScope.PROSPECTS:
            return self._prospects(workspace_id, with_objectors=with_objectors)
        if scope is ExportScope.MESSAGES:
            return self._messages(workspace_id)
        return self._results(workspace_id)

    async def _people(self, workspace_id: WorkspaceId) -> AsyncIterator[Sequence[Prospect]]:
        after = ""
        while ids := await self.reader.ids_after(workspace_id, after, _BATCH):
            after = ids[-1]
            yield await self.prospects.many(workspace_id, ids)

    async def _prospects(
        self, workspace_id: WorkspaceId, *, with_objectors: bool
    ) -> AsyncIterator[TableRow]:
        async for people in self._people(workspace_id):
            kept = [one for one in people if with_objectors or _status(one) == "none"]
            clocks = await self.clocks.many(workspace_id, [one.id for one in kept])
            for one in kept:
                clock = clocks.get(one.id)
                yield _person(one, clock.keep_until if clock else None)

    async def _messages(self, workspace_id: WorkspaceId) -> AsyncIterator[TableRow]:
        sent = ActionFilter(state=ActionState.SENT)
        async for action in every(partial(self.actions.page, workspace_id, sent)):
            yield {
                "leo_message_id": action.id,
                "leo_prospect_id": action.prospect_id,
                "direction": "out",
                "channel": action.kind.channel,
                "at": action.sent_at,
                "subject": action.subject,
                "text": await self._text(action),
            }
        heard = ConversationFilter()
        async for conversation in every(partial(self.conversations.page, workspace_id, heard)):
            for one in await self.messages.in_conversation(workspace_id, conversation.id):
                if one.direction is Direction.IN:
                    yield {
                        "leo_message_id": one.id,
                        "leo_prospect_id": one.prospect_id,
                        "direction": "in",
                        "channel": one.channel.value,
                        "at": one.at,
                        "subject": one.subject,
                        "text": one.text,
                    }

    async def _text(self, action: Action) -> str:
        read = self.texts.of_draft if action.kind.is_step else self.texts.of_answer
        try:
            return (await read(action.workspace_id, action.text_ref)).text
        except TextNotApproved:
            return ""  # the text went with an erased person; that it was sent stays

    async def _results(self, workspace_id: WorkspaceId) -> AsyncIterator[TableRow]:
        read = ReadResults(campaigns=self.campaigns, funnel=self.funnel)
        for campaign in await read.all(system_actor(workspace_id)):
            for number, step in enumerate(campaign.steps, 1):
                counts = step.counts
                yield {
                    "campaign_id": campaign.campaign.campaign_id,
                    "campaign": campaign.campaign.name,
                    "step": number,
                    "sent": counts.sent,
                    "delivered": counts.delivered,
                    "replied": counts.replied,
                    "interested": counts.interested,
                    "opposed": counts.opposed,
                    "bounced": counts.bounced,
                }

    async def objectors_since(
        self, workspace_id: WorkspaceId, since: datetime
    ) -> Sequence[tuple[ProspectId, datetime]]:
        found = [
            (one.opted_out_at, one.id)
            async for people in self._people(workspace_id)
            for one in people
            if one.opted_out_at is not None and one.opted_out_at >= since >= one.added_at
        ]
        return [(prospect_id, at) for at, prospect_id in sorted(found)]


def _status(one: Prospect) -> str:
    if one.opted_out_at is not None:
        return "opposed"
    return "restricted" if one.restricted_at is not None else "none"


def _person(one: Prospect, keep_until: datetime | None) -> TableRow:
    email, phone = one.point(PointKind.EMAIL), one.point(PointKind.PHONE)
    profile = one.point(PointKind.LINKEDIN)
    return {
        "leo_prospect_id": one.id,
        "first_name": one.detail(DetailKind.FIRST_NAME),
        "last_name": one.detail(DetailKind.LAST_NAME),
        "job_title": one.detail(DetailKind.JOB_TITLE),
        "company": one.detail(DetailKind.COMPANY),
        "siren": one.detail(DetailKind.SIREN),
        "siret": one.detail(DetailKind.SIRET),
        "naf": one.detail(DetailKind.NAF),
        "website": one.detail(DetailKind.DOMAIN),
        "location": one.detail(DetailKind.LOCATION),
        "country": one.detail(DetailKind.COUNTRY),
        "email": email.value if email else None,
        "email_status": email.status.value if email else None,
        "phone": phone.value if phone else None,
        "linkedin_url": profile.value if profile else None,
        "stage": one.stage.value,
        "suppression_status": _status(one),
        "source": one.origin.source,
        "obtained_at": one.origin.collected_on,
        "legal_basis": one.origin.legal_basis.value,
        "retention_until": keep_until.date() if keep_until else None,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedAccounts:
    """SenderAccounts: disconnects what is still connected."""

    senders: Senders
    disconnect: DisconnectSender

    async def release(
        self, workspace_id: WorkspaceId, *, at: datetime
    ) -> Sequence[ProviderErasure]:
        told: list[ProviderErasure] = []
        for sender in await self.senders.list(workspace_id):
            try:
                await self.disconnect(system_actor(workspace_id), sender.id)
            except SenderNotFound:
                continue  # its owner disconnected it meanwhile
            told.append(
                ProviderErasure(
                    name="Unipile", answer=ProviderAnswer.CONFIRMED, asked_at=at, confirmed_at=at
                )
            )
        return told
