"""What `prospects` asks of other modules, answered by their objects."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from adapters.bootstrap.bridges.consent import consent_identity
from domain.campaigns.ports import Campaigns, Enrolments
from domain.campaigns.usecases.enrol_prospects import EnrolProspects
from domain.consent.model import ObjectionChannel
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery.model.sender import SenderKind
from domain.delivery.ports import Senders
from domain.prospects.ports import Admitted, SearchAccount, Shown
from domain.prospects.ports import Identity as ProspectIdentity
from domain.prospects.ports import ScoreBoard as ProspectScoreBoard
from domain.scoring.ports import Opinions, Scores, ShownScore
from domain.shared.actor import Actor
from domain.shared.ids import CampaignId, ProspectId, WorkspaceId
from domain.shared.page import PageAsk


@dataclass(frozen=True, slots=True)
class SuppressedPeople:
    """Lets prospects ask who may not come in again."""

    suppressions: CheckSuppression

    async def suppressed(
        self, workspace_id: WorkspaceId, identities: Collection[ProspectIdentity]
    ) -> frozenset[ProspectIdentity]:
        asked = {one: consent_identity(one.kind, one.value) for one in identities}
        refused = await self.suppressions(
            workspace_id, {one for one in asked.values() if one is not None}
        )
        return frozenset(one for one, canonical in asked.items() if canonical in refused)


@dataclass(frozen=True, slots=True)
class ImportedObjections:
    """Lets an import say who objected before, known as a prospect or only by addresses."""

    recording: RecordObjection

    async def record(
        self,
        workspace_id: WorkspaceId,
        identities: Collection[ProspectIdentity],
        *,
        prospect_id: ProspectId | None,
        channel: str,
        evidence_ref: str,
    ) -> None:
        found = [consent_identity(one.kind, one.value) for one in identities]
        heard_from = [one for one in found if one is not None]
        said = ObjectionChannel(channel)
        if prospect_id is None:
            await self.recording.of_addresses(
                workspace_id, heard_from, channel=said, evidence_ref=evidence_ref
            )
            return
        await self.recording(
            workspace_id,
            prospect_id,
            channel=said,
            evidence_ref=evidence_ref,
            heard_from=heard_from,
        )


@dataclass(frozen=True, slots=True)
class EnrolledPeople:
    """Lets prospects list the people of one campaign."""

    campaigns: Campaigns
    enrolments: Enrolments

    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> Collection[ProspectId]:
        await self.campaigns.get(workspace_id, campaign_id)
        people: list[ProspectId] = []
        ask = PageAsk(limit=1000)
        while len(people) < 10_000:
            page = await self.enrolments.page(workspace_id, campaign_id, ask)
            people += [one.prospect_id for one in page.items]
            if page.next is None:
                break
            ask = PageAsk(limit=1000, after=page.next)
        return people


@dataclass(frozen=True, slots=True)
class CampaignDoorway:
    """Lets prospects put everybody who matches into a campaign."""

    campaigns: Campaigns
    enrolling: EnrolProspects

    async def check(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> None:
        await self.campaigns.get(workspace_id, campaign_id)

    async def enrol(
        self, actor: Actor, campaign_id: CampaignId, prospect_ids: Sequence[ProspectId]
    ) -> Admitted:
        done = await self.enrolling(actor, campaign_id, prospect_ids)
        return Admitted(enrolled=done.enrolled, refused=Counter(one.code for one in done.refused))


@dataclass(frozen=True, slots=True)
class PeopleInCampaigns:
    """Lets prospects know who is in a campaign now, and so may not simply go."""

    enrolments: Enrolments

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> frozenset[ProspectId]:
        if not prospect_ids:
            return frozenset()
        active = await self.enrolments.known(workspace_id, CampaignId(""), prospect_ids)
        return frozenset(one.prospect_id for one in active)


@dataclass(frozen=True, slots=True)
class ScoresLeftBehind:
    """Lets prospects drop the scores of people who are no longer here, and opinions on them."""

    scores: Scores
    opinions: Opinions

    async def forget(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        if prospect_ids:
            await self.scores.drop(workspace_id, prospect_ids)
            await self.opinions.drop(workspace_id, prospect_ids)


@dataclass(frozen=True, slots=True)
class ListScores:
    """Lets scoring show its scores in the lists of prospects."""

    board: ProspectScoreBoard

    async def show(self, workspace_id: WorkspaceId, scores: Sequence[ShownScore]) -> None:
        await self.board.show(
            workspace_id,
            [
                Shown(
                    prospect_id=one.prospect_id,
                    score=one.score,
                    band=one.band,
                    verdict=one.verdict,
                )
                for one in scores
            ],
        )


@dataclass(frozen=True, slots=True)
class OwnLinkedinAccounts:
    """Lets prospects look for people through a member's connected LinkedIn account."""

    senders: Senders

    async def of(self, workspace_id: WorkspaceId) -> Sequence[SearchAccount]:
        return [
            SearchAccount(
                sender_id=one.id,
                owner_id=one.owner_id,
                account_ref=one.account_ref,
                display_name=one.display_name,
                is_connected=one.is_connected,
                is_paid=one.is_paid,
            )
            for one in await self.senders.list(workspace_id)
            if one.kind is SenderKind.LINKEDIN and one.account_ref
        ]
