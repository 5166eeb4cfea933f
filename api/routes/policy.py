"""The published policy, for anybody."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Query

from api.deps import App
from api.models import Answer
from api.problems import problems
from domain.privacy.errors import DocumentNotFound
from domain.privacy.model.documents import LegalDocument

router = APIRouter(prefix="/api/v1/policy", tags=["policy"])


class PolicyView(Answer):
    """`hash` is the SHA-256 of `text` in UTF-8; `text` is Markdown."""

    version: str
    published_on: date
    url: str
    hash: str
    language: str
    title: str
    text: str

    @classmethod
    def of(cls, policy: LegalDocument, public_url: str) -> Self:
        return cls(
            version=policy.version,
            published_on=policy.published_on,
            url=f"{public_url}/privacy",
            hash=policy.sha256,
            language=policy.language,
            title=policy.title,
            text=policy.text,
        )


@router.get("", responses=problems(DocumentNotFound))
async def read_policy(
    app: App,
    version: Annotated[str | None, Query(min_length=1, max_length=20)] = None,
) -> PolicyView:
    """The policy in force, or any version published before, to the byte."""
    policy = await app.privacy.read_policy(version)
    return PolicyView.of(policy, app.plumbing.public_url)
