"""See VerifyDelivery."""

from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.ports import WebhookVerifier
from domain.enrichment.usecases.submit_enrichment import LINK_KIND
from domain.shared.ids import EnrichmentId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichmentDelivery:
    """Which job a delivery is about; its body goes to ApplyEnrichmentAnswer with these."""

    workspace_id: WorkspaceId
    job_id: EnrichmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyDelivery:
    """Is this webhook ours and the provider's (vendors/fullenrich.md 6)?

    Two locks: the token of the address, made by us for one job, and the signature over the raw
    body. It touches no database, so it can run before anything is stored.
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    sealer: Sealer
    verifier: WebhookVerifier

    def __call__(self, token: str, body: bytes, signature: str) -> EnrichmentDelivery | None:
        """The job it is about, or None for anything that is not genuine."""
        opened = self.sealer.open(LINK_KIND, token)
        if opened is None or len(opened) != 2 or not self.verifier.is_genuine(body, signature):
            return None
        workspace_id, job_id = opened
        return EnrichmentDelivery(
            workspace_id=WorkspaceId(workspace_id), job_id=EnrichmentId(job_id)
        )
