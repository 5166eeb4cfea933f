"""What `accounts` asks of other modules, answered by their objects."""

from dataclasses import dataclass

from domain.accounts.model.identity import PublishedPolicy
from domain.privacy.model.documents import DocumentSlug
from domain.privacy.ports import Documents


@dataclass(frozen=True, slots=True)
class PublishedTexts:
    """Lets accounts ask which policy is in force."""

    documents: Documents

    async def current(self) -> PublishedPolicy:
        policy = await self.documents.current(DocumentSlug.POLICY)
        enough: list[str] = []
        for one in await self.documents.versions(DocumentSlug.POLICY):
            if one.effective_on <= policy.effective_on:
                enough = [one.version] if one.is_significant else [*enough, one.version]
        return PublishedPolicy(
            version=policy.version, sha256=policy.sha256, since_significant=tuple(enough)
        )
