"""What people decided about the texts of a step, as evidence for campaigns (AUT-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.campaigns.model.autonomy import Evidence
from domain.campaigns.ports import Campaigns
from domain.delivery.ports import AccountGates, Senders
from domain.inbox.ports import Conversations
from domain.messaging.model.draft import ClaimState, Draft, DraftState
from domain.messaging.ports import DraftQueue
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import CampaignId, StepId, WorkspaceId

_LOOKED_AT = 200
_LAST, _SEEN = 20, 50
_MONTH = timedelta(days=30)
_DECIDED = frozenset({DraftState.APPROVED, DraftState.SKIPPED, DraftState.DISMISSED})


@dataclass(frozen=True, slots=True)
class StepRecord:
    """TrustRecord: read from the drafts themselves, so nothing is counted twice."""

    drafts: DraftQueue
    conversations: Conversations
    campaigns: Campaigns
    senders: Senders
    gates: AccountGates
    clock: Clock

    async def of(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        step_id: StepId,
        since: datetime | None,
    ) -> Evidence:
        latest = await self.drafts.latest_of_step(workspace_id, campaign_id, step_id, _LOOKED_AT)
        complaints = await self.conversations.complaints(
            workspace_id, campaign_id, step_id, self.clock.now() - _MONTH
        )
        return evidence_of(
            latest,
            since,
            complaints=complaints,
            senders_healthy=await self._is_healthy(workspace_id, campaign_id, step_id),
        )

    async def _is_healthy(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId
    ) -> bool:
        campaign = await self.campaigns.get(workspace_id, campaign_id)
        index = campaign.sequence.index_of(step_id)
        if index is None:
            return True
        is_mail = campaign.sequence.steps[index].kind.channel == "email"
        sender_id = campaign.mailbox_id if is_mail else campaign.linkedin_id
        if sender_id is None:
            return True
        try:
            sender = await self.senders.get(workspace_id, sender_id)
        except NotFound:
            return False
        gate = await self.gates.of(workspace_id, sender_id)
        return sender.is_connected and gate.pause_reason(self.clock.now()) is None


def evidence_of(
    latest: Sequence[Draft], since: datetime | None, *, complaints: int, senders_healthy: bool
) -> Evidence:
    """`latest` is newest first. An edited approval never counts as unedited."""
    written = [one for one in latest if one.versions]
    reviewed = [one for one in written if one.state in _DECIDED and not one.mandate]
    alone = [one for one in written if one.mandate and _is_after(one, since)]
    samples = [one for one in reviewed if one.sampled and _is_after(one, since)]
    last = [one for one in written if since is None or one.created_at >= since][:_SEEN]
    judged = [*reviewed, *alone]
    return Evidence(
        reviewed=len(reviewed),
        unedited=sum(map(_is_unedited, reviewed)),
        failed_claims=sum(map(_has_failed_claim, judged[:_LAST])),
        failed_since=sum(_has_failed_claim(one) for one in judged if _is_after(one, since)),
        complaints=complaints,
        sent_alone=len(alone),
        samples=len(samples),
        samples_unedited=sum(map(_is_unedited, samples)),
        written=len(last),
        blocked=sum(bool(one.versions[0].verdict.blocks) for one in last),
        senders_healthy=senders_healthy,
    )


def _is_after(draft: Draft, since: datetime | None) -> bool:
    return since is None or (draft.decided_at is not None and draft.decided_at >= since)


def _is_unedited(draft: Draft) -> bool:
    is_own = draft.rewrites == 0 and not draft.current.provenance.edited_by
    return draft.state is DraftState.APPROVED and is_own


def _has_failed_claim(draft: Draft) -> bool:
    """A statement without evidence, or one that the second reader did not believe."""
    claims = [claim for segment in draft.versions[0].segments for claim in segment.claims]
    return draft.doubt == "claim" or any(one.state is ClaimState.UNSUPPORTED for one in claims)
