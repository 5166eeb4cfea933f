"""What is published to change: texts of the release, and rows of the register of providers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.accounts.errors import LetterNotFound
from domain.accounts.ports import Letters, Memberships
from domain.privacy.model.changes import AcceptanceMode, Change, Subject
from domain.privacy.model.documents import DocumentSlug
from domain.privacy.model.subprocessors import SUB_PROCESSORS, SubProcessor
from domain.privacy.ports import Documents
from domain.shared.ids import UserId, WorkspaceId


@dataclass(frozen=True, slots=True)
class ReleasedChanges:
    """PublishedChanges. Everything of the register that changes on one day is one change."""

    documents: Documents
    register: Sequence[SubProcessor] = SUB_PROCESSORS

    async def upcoming(self, today: date) -> Sequence[Change]:
        texts = [
            Change(
                subject=Subject(one.slug.value),
                ref=one.version,
                title=one.title,
                reason="" if one.reason is None else one.reason.value,
                summary=one.summary,
                summary_en=one.summary_en,
                effective_on=one.effective_on,
                mode=(
                    AcceptanceMode.EXPLICIT
                    if one.is_significant and one.slug is DocumentSlug.POLICY
                    else AcceptanceMode.CONTINUED_USE
                ),
            )
            for slug in DocumentSlug
            for one in await self.documents.versions(slug)
            if one.effective_on > today and one.reason is not None
        ]
        return [*texts, *self._providers(today)]

    def _providers(self, today: date) -> Sequence[Change]:
        by_day: dict[date, list[tuple[str, str]]] = defaultdict(list)
        for one in self.register:
            if one.effective_on > today:
                words = (f"{one.name} ({one.services})", f"{one.name} ({one.services_en})")
                by_day[one.effective_on].append((f"+ {words[0]}", f"+ {words[1]}"))
            if one.ended_on is not None and one.ended_on > today:
                by_day[one.ended_on].append((f"− {one.name}", f"− {one.name}"))
        return [
            Change(
                subject=Subject.PROVIDERS,
                ref=day.isoformat(),
                title="Sous-traitants",
                reason="operational",
                summary=" ; ".join(french for french, _ in told),
                summary_en="; ".join(english for _, english in told),
                effective_on=day,
                mode=AcceptanceMode.CONTINUED_USE,
            )
            for day, told in sorted(by_day.items())
        ]


@dataclass(frozen=True, slots=True)
class PostedLetters:
    """Mails: a letter about something carries its id and the member's."""

    letters: Letters
    memberships: Memberships

    async def posted(self, workspace_id: WorkspaceId, subject_id: str) -> Mapping[UserId, datetime]:
        sent: dict[UserId, datetime] = {}
        for member in await self.memberships.of_workspace(workspace_id):
            try:
                letter = await self.letters.get(f"{subject_id}:{member.user_id}")
            except LetterNotFound:
                continue
            if letter.posted_at is not None:
                sent[member.user_id] = letter.posted_at
        return sent
