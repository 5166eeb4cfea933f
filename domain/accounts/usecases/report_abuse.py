"""See ReportAbuse, WeighAbuse and ListAbuse."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.events import AbuseReported
from domain.accounts.model.abuse import UNKNOWN_SENDER, AbuseKind, AbuseReport
from domain.accounts.ports import AbuseReports, ReportedSenders
from domain.shared.clock import Clock
from domain.shared.ids import NewId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction

_LINK = re.compile(r"/(u|p)/([^/?#\s]{1,2000})")
_KINDS = {"u": "objection", "p": "notice"}
_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAbuse:
    """Keep what somebody without an account says about a message, and find whose it was: by the
    link at its end, or by the address it came from. The answer never tells whether it was found.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    reports: AbuseReports
    senders: ReportedSenders
    sealer: Sealer
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(
        self, *, kind: AbuseKind, about: str, message: str, email: str, network: str, language: str
    ) -> None:
        now = self.wall.now()
        report = AbuseReport(
            id=self.new_id(),
            workspace_id=await self._sender(about) or UNKNOWN_SENDER,
            kind=kind,
            about=about,
            message=message,
            email=email,
            network=network,
            language=language,
            received_at=now,
        )

        async def work() -> None:
            await self.reports.add(report)
            if report.workspace_id != UNKNOWN_SENDER:
                told = AbuseReported(
                    at=now,
                    workspace_id=report.workspace_id,
                    report_id=report.id,
                    kind=kind.value,
                )
                await self.outbox.append([told])

        await self.transaction.run(work)

    async def _sender(self, about: str) -> WorkspaceId | None:
        link = _LINK.search(about)
        if link:
            parts = self.sealer.open(_KINDS[link.group(1)], link.group(2))
            return WorkspaceId(parts[0]) if parts else None
        return await self.senders.of_address(about.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighAbuse:
    """Whether so many different people complained within a week that the sending has to stop."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    reports: AbuseReports
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId) -> bool:
        since = self.wall.now() - AbuseReport.WINDOW
        return await self.reports.people_since(workspace_id, since) >= AbuseReport.STOPS_AT


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAbuse:
    """For staff, newest first; those that name no sender of ours as well."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    reports: AbuseReports

    async def __call__(self) -> Sequence[AbuseReport]:
        return await self.reports.latest(_SHOWN)
