"""See ShowNotice."""

from dataclasses import dataclass
from typing import ClassVar

from domain.consent.errors import LinkNotKnown
from domain.consent.model import NOTICE_VERSION, Notice
from domain.consent.ports import NoticeFacts, NoticeLog
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.shared.errors import NotFound
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNotice:
    """`objection` is the token with which the page's button opposes."""

    notice: Notice
    objection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowNotice:
    """Tell the holder of a link what Art. 14 wants told, and change nothing (obligation 57).

    The page shows categories, sources and dates, never a value: mails get forwarded.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    sealer: Sealer
    facts: NoticeFacts
    log: NoticeLog
    check: CheckSuppression

    async def __call__(self, kind: str, token: str) -> ShownNotice:
        """`kind` is "notice" or "objection". Raise LinkNotKnown for a token that is not ours."""
        parts = self.sealer.open(kind, token)
        if parts is None or len(parts) != 2:
            raise LinkNotKnown
        workspace_id, prospect_id = WorkspaceId(parts[0]), ProspectId(parts[1])
        try:
            held = await self.facts.held(workspace_id, prospect_id)
        except NotFound as error:
            raise LinkNotKnown from error
        told = await self.log.of(workspace_id, prospect_id)
        notice = Notice(
            controller=await self.facts.controller(workspace_id),
            held=tuple(held),
            opposed=not await self.check.may_contact(workspace_id, prospect_id),
            language=told[-1].language if told else "",
            version=NOTICE_VERSION,
            sub_processors=tuple(await self.facts.sub_processors()),
        )
        return ShownNotice(
            notice=notice, objection=self.sealer.seal("objection", workspace_id, prospect_id)
        )
